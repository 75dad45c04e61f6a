"""Readers: one file per source. Each turns files into events and ratings, and counts what it could not use.

What they have in common stands in ``base``. A reader never raises for what a file holds: a file that cannot be read is
one row of the quality table. Names, e-mail addresses and codes never leave a reader; what does is a pseudonym.
"""

from __future__ import annotations
