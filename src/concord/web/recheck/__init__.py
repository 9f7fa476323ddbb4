"""When the knowledge changes: a new version is run over what people keep here, and each sees what is different."""
