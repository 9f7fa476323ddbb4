"""Tables that are documentation and test at once."""
