"""Floor 2: the whole course, found, loaded and checked."""

from __future__ import annotations

from steppingup.catalogue.load import load_catalogue
from steppingup.catalogue.model import Catalogue, Entry
from steppingup.catalogue.single import load_entries, load_entry

__all__ = ["Catalogue", "Entry", "load_catalogue", "load_entries", "load_entry"]
