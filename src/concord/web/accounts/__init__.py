"""Accounts: signing in, what is kept for a person, and deleting it for good."""
