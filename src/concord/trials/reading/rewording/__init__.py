"""The same words said in fewer ways, so that the patterns for plain sentences read them."""
