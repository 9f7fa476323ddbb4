"""The circle of care: whom a person lets see or do what, how they come, and the log of what is opened or changed."""
