"""The bank of questions in the formats of other systems: one neutral model, one writer for each format."""
