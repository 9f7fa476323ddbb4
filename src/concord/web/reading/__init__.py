"""The reading room: articles, words explained, search."""
