"""Every treatment with its type and its amount, and the picture of all of them over time."""
