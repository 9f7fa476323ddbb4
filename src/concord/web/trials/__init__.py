"""Clinical trials for the person who looks: the list, one trial criterion by criterion, and what would settle most."""
