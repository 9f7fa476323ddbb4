"""For those who host it: to whom the site is open and where, its start, its health, its backups, its logs."""
