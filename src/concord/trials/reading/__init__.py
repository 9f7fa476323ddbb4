"""Reads one criterion of a trial into a condition, by a closed vocabulary and small patterns.

What is not understood is not read.
"""
