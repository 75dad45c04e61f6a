"""A table of the report before it is a page, a workbook or JSON: its cells are texts, numbers, or measures.

A measure keeps its interval, its n and its reason together: on the page it is one cell, in Excel it is several columns,
in JSON an object. All numbers are rounded here, once, so that every file says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from steppingup.documents.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from steppingup.documents.tables import Value
    from steppingup.evaluation.findings.kept import Level
    from steppingup.statistics.gates import Measure

# share: 0 to 1, shown in percent; score: 0 to 100; points: percentage points; signed: can go both ways; whole: a count
Kind = Literal["text", "share", "score", "points", "signed", "number", "whole"]
NOTHING, MINUS = "\u2013", "\u2212"
DIGITS = {"share": 3, "score": 1, "points": 1, "signed": 2, "number": 2, "whole": 0}
FORMATS = {"share": "0.0%", "score": "0.0", "points": "0.0", "signed": "0.00", "number": "0.00", "whole": "0"}


@dataclass(frozen=True)
class Shown:
    """A measure as it is told.

    Args:
        value: the number; None with a bound or a reason.
        n: how many people or answers it rests on; None where that is kept back.
        low: lower end of its interval.
        high: its upper end.
        reason: why there is no number.
        bound: what is told instead of a number.
    """

    value: float | None
    n: int | None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    bound: str = ""


@dataclass(frozen=True)
class Field:
    """A column: its name for machines, its title, what its numbers are, and whether they are measures."""

    name: str
    title: str
    kind: Kind = "text"
    measure: bool = False


Cell = str | int | float | bool | None | Shown


@dataclass(frozen=True)
class Grid:
    """A table: the first column names the row.

    Args:
        id: names its CSV file and its place in the JSON file.
        title: of its sheet.
        fields: its columns.
        rows: one cell per column.
        note: one sentence below it on the page.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def table(self, say: Callable[..., str]) -> Table:
        """Write the table with a column for each part of a measure."""
        columns = [column for field in self.fields for column in _columns(field, say)]
        rows = [
            tuple(value for field, cell in zip(self.fields, row, strict=True) for value in _values(field, cell, say))
            for row in self.rows
        ]
        return Table(self.title, tuple(columns), tuple(rows))

    def json(self) -> dict[str, Any]:
        """Write the table for machines."""
        columns = [
            {"name": one.name, "title": one.title, "kind": one.kind, "measure": one.measure} for one in self.fields
        ]
        rows = [{one.name: _plain(cell) for one, cell in zip(self.fields, row, strict=True)} for row in self.rows]
        return {"title": self.title, "columns": columns, "rows": rows}

    def texts(self, say: Callable[..., str]) -> list[list[str]]:
        """Write all cells for reading."""
        return [[text_of(cell, one.kind, say) for one, cell in zip(self.fields, row, strict=True)] for row in self.rows]


def shown(measure: Measure, kind: Kind, least: int, bound: str = "") -> Shown:
    """Round a measure; an n below the threshold is not told."""
    n = measure.n if measure.n >= least else None
    if bound:
        return Shown(None, n, bound=bound)
    if measure.value is None:
        return Shown(None, n, reason=measure.reason or "few")
    if n is None:
        return Shown(None, None, reason="few")
    digits = DIGITS[kind]
    low, high = (None if end is None else _round(end, digits) for end in (measure.low, measure.high))
    return Shown(_round(measure.value, digits), n, low, high)


def level(found: Level, least: int) -> Shown:
    """Round a mean share of points."""
    return shown(found.measure, "share", least, found.bound)


def text_of(cell: Cell, kind: Kind, say: Callable[..., str]) -> str:
    """Write a cell for reading."""
    if isinstance(cell, Shown):
        return _measure(cell, kind, say)
    if cell is None:
        return NOTHING
    if isinstance(cell, bool):
        return say("yes") if cell else say("no")
    return number(cell, kind) if isinstance(cell, int | float) else cell


def number(value: float, kind: Kind) -> str:
    """Write a number for reading."""
    if kind == "share":
        return f"{100 * value:.0f} %".replace("-", MINUS)
    if kind == "score":
        return f"{value:.1f} %"
    if kind in {"points", "signed"}:
        sign = MINUS if value < 0 else "+" if value > 0 else ""
        return f"{sign}{abs(value):.{1 if kind == 'points' else 2}f}"
    return f"{value:.0f}" if kind == "whole" else f"{value:.2f}"


def _measure(cell: Shown, kind: Kind, say: Callable[..., str]) -> str:
    n = "" if cell.n is None else f" · n {cell.n}"
    if cell.bound:
        return f"{cell.bound}{n}"
    if cell.value is None:
        return say(f"reason.{cell.reason}") + n
    if cell.low is None or cell.high is None:
        return number(cell.value, kind) + n
    ends = " … ".join(number(end, kind) for end in (cell.low, cell.high))
    return f"{number(cell.value, kind)} ({ends}){n}"


def _round(value: float, digits: int) -> float:
    return float(round(value, digits)) + 0.0


def _columns(one: Field, say: Callable[..., str]) -> list[Column]:
    if not one.measure:
        return [Column(one.title, FORMATS.get(one.kind, ""), wrap=one.kind == "text")]
    number_format = FORMATS[one.kind]
    parts = [Column(one.title, number_format)]
    parts += [Column(say(f"part-of.{part}", what=one.title), number_format) for part in ("low", "high")]
    return [*parts, Column(say("part-of.n", what=one.title)), Column(say("part-of.reason", what=one.title))]


def _values(one: Field, cell: Cell, say: Callable[..., str]) -> Sequence[Value]:
    if not isinstance(cell, Shown):
        return [None] * 5 if one.measure else [cell]
    why = cell.bound or (say(f"reason.{cell.reason}") if cell.reason else None)
    return [cell.value, cell.low, cell.high, cell.n, why]


def _plain(cell: Cell) -> Any:
    if not isinstance(cell, Shown):
        return cell
    return {
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "n": cell.n,
        "reason": cell.reason,
        "bound": cell.bound,
    }
