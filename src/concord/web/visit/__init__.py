"""The visit: a goal sheet before it, the questions and what was heard during it, a summary and a talk after it."""
