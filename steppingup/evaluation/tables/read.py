"""Read a table from elsewhere, whatever its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.quality import Quality
from steppingup.evaluation.tables.given import Given, How, Key
from steppingup.evaluation.tables.grid import read_grid
from steppingup.evaluation.tables.key import read_key
from steppingup.evaluation.tables.long import places_of, read_long
from steppingup.evaluation.tables.wide import read_wide

if TYPE_CHECKING:
    from pathlib import Path


def read_given(path: Path, key: Path | None = None, how: How | None = None) -> Given:
    """Read a table and, if there is one, its key.

    Raises:
        EvaluationError: a file cannot be read, a column that was named is not there, or no column holds points.
    """
    quality, wanted = Quality(), how or How()
    grid = read_grid(path, quality)
    known = read_key(key, quality) if key else Key()
    places = places_of(grid, known, wanted)
    if places:
        return read_long(grid, places, known, wanted.empty, quality)
    return read_wide(grid, known, wanted, quality)
