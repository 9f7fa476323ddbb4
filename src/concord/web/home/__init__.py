"""The first page, what this is, and when to call now."""
