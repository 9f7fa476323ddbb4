"""What matters to the person: her own words, what weighs how much, and how she wants to be treated and spoken to."""
