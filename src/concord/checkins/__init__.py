"""Check-ins: how somebody is, in her own words and on a few plain scales, and how that went over time."""
