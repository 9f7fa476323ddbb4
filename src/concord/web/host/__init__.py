"""For those who host it: whom the site serves, whether its settings hold, and its backups."""
