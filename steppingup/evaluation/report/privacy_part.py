"""Privacy and method: thresholds, what is kept back, the audit, and how everything was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.grid import Shown
from steppingup.evaluation.report.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.evaluation.report.grid import Grid
    from steppingup.evaluation.report.view import View

METHOD = ("first", "omitted", "intervals", "anchors", "roles", "towns", "options", "languages", "sessions")


def privacy_part(view: View, parts: Sequence[Part]) -> Part:
    """Make the last section, from all others."""
    audience = view.say(f"audience.{view.audience}", least=view.least)
    said = [audience, view.say("privacy.rules", least=view.least), view.say("privacy.audit"), view.say("privacy.never")]
    grids = (kept_grid(view, [grid for part in parts for grid in part.grids]),)
    method = tuple(view.say(f"method.{name}") for name in METHOD)
    return Part("privacy", view.say("part.privacy"), (*said, *method), grids, (), ())


def kept_grid(view: View, grids: Iterable[Grid]) -> Grid:
    """Count, by table, the cells without a number and those told by a bound."""
    rows = [(grid.title, _cells(grid), _few(grid), _bounds(grid)) for grid in grids if _cells(grid)]
    specs = "table cells:whole cells-kept:whole cells-bound:whole"
    return view.grid("kept", specs, rows, view.say("kept.note"))


def _all(grid: Grid) -> list[Shown]:
    return [cell for row in grid.rows for cell in row if isinstance(cell, Shown)]


def _cells(grid: Grid) -> int:
    return len(_all(grid))


def _few(grid: Grid) -> int:
    return sum(cell.value is None and cell.reason == "few" for cell in _all(grid))


def _bounds(grid: Grid) -> int:
    return sum(bool(cell.bound) for cell in _all(grid))
