"""Floor 2: the whole course, found, loaded and checked."""

from __future__ import annotations

from steppingup.catalogue.load import Catalogue, Entry, load_catalogue, load_entry

__all__ = ["Catalogue", "Entry", "load_catalogue", "load_entry"]
