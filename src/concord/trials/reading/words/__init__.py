"""From the text to tokens: its signs and numbers in one form, and the phrases of a closed vocabulary."""
