"""The people around a person: what each of them may see and do, and the log of what was seen and done."""
