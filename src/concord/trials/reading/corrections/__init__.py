"""What was read, held once more against the words: put right, left open or not read."""
