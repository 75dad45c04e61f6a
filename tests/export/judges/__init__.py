"""Judges from elsewhere: programs that say whether what we write is what a standard asks for."""
