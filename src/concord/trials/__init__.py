"""Clinical trials: records of a registry, their criteria read one by one, and what they mean for one person."""
