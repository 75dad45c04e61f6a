"""Key files: which options are right, and how much an item is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.tables.given import ITEM, KEY, MOST, Key
from steppingup.evaluation.tables.grid import is_nothing, number_of, read_grid

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.tables.grid import Grid


def read_key(path: Path, quality: Quality) -> Key:
    """Read a key: one row per item (``item``, ``key``, ``max_score``), or one row of keys below the names of items.

    Several right options of an item stand with ``|`` between them.

    Raises:
        EvaluationError: the file cannot be read, or it is no key.
    """
    grid = read_grid(path, quality)
    item, right, most = (grid.find(names) for names in (ITEM, KEY, MOST))
    if item is not None and (right is not None or most is not None):
        return Key(_right(grid, item, right), _most(grid, item, most))
    if len(grid.rows) == 1:
        cells = zip(grid.titles, grid.rows[0].cells, strict=True)
        return Key({title: options_in(cell) for title, cell in cells if not is_nothing(cell)})
    raise EvaluationError(
        f"{path.name} is no key. It needs the columns 'item' and 'key' (or 'max_score'), one row per item, or the "
        "names of the items with one row of right options below."
    )


def options_in(cell: str) -> frozenset[str]:
    """Return the right options of a cell, in the form in which answers are compared."""
    return frozenset(option_of(one) for one in cell.split("|") if one.strip())


def option_of(cell: str) -> str:
    """Return an option as answers are compared: without blanks around it and without case."""
    return " ".join(cell.split()).casefold()


def _right(grid: Grid, item: int, place: int | None) -> dict[str, frozenset[str]]:
    if place is None:
        return {}
    found: dict[str, frozenset[str]] = {}
    for row in grid.rows:
        name, options = row.cells[item].strip(), options_in(row.cells[place])
        if not name or not options:
            continue
        if name in found:
            raise EvaluationError(f"{grid.file}, row {row.number}: '{name}' has two keys. Write several as 'a|b'.")
        found[name] = options
    return found


def _most(grid: Grid, item: int, place: int | None) -> dict[str, float]:
    if place is None:
        return {}
    found: dict[str, float] = {}
    for row in grid.rows:
        text = row.cells[place]
        if is_nothing(text):
            continue
        number = number_of(text)
        if number is None or number <= 0:
            raise EvaluationError(f"{grid.file}, row {row.number}: the highest score must be a number above 0.")
        found[row.cells[item].strip()] = number
    return found
