"""Sums of answers, made where the answers lie: with DuckDB, or with the database of a national platform."""
