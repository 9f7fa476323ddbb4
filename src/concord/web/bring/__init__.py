"""Bringing a file: checked and shown before it is used."""
