"""The whole way: every fact of the situation file that a person can know, one question a page, each changeable."""
