"""Floor 0: what every other floor needs (errors, YAML with line numbers, facts, languages, settings)."""
