"""The keys of persons: one each, wrapped by the master key, in a store apart from what they open."""
