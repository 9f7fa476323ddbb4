"""Compares readings of criteria with the labels, and writes the table of docs/trials_reading.md."""
