"""Answers that nobody gave: a documented, seeded model of people, towns and faults, for examples and tests."""
