"""What one phrase says, a module a subject: receptors, treatments, measures, illnesses, and what they ask for."""
