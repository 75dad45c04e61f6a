"""Floor 5: the map of a town, from files that colleagues send to the report for the council."""
