"""My choices: the brief of a guest's situation as pages, to print and to take along."""
