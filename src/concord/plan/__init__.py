"""What a person and her doctor agree on: two views, a plan in versions, and the difference between any two."""
