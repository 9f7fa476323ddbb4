"""Was this helpful, and the short survey: answers that are tied to nobody."""
