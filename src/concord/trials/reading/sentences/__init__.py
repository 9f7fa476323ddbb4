"""From the phrases of a sentence to one condition: how they are joined, excepted, narrowed or set aside."""
