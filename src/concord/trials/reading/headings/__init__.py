"""What the words above a criterion do to it."""
