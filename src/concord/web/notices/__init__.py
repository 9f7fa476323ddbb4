"""What is new for a person: quiet notices that wait for her, sealed, and letters that say no more than that."""
