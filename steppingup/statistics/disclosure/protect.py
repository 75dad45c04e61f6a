"""Suppress cells until none of them can be worked out from the others: the small ones first, then some to hide them.

A greedy search: it takes the smallest neighbours that help, and asks the audit after each step. It ends, at the latest
with nothing published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.common.errors import StatisticsError
from steppingup.statistics.disclosure.audit import audit, with_margins
from steppingup.statistics.disclosure.rule import SHARED, Counts, Flags, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from steppingup.statistics.disclosure.audit import Weak


@dataclass(frozen=True, eq=False)
class Protected:
    """A table that may be published.

    Args:
        full: the counts with their margins (last row, last column); not to be published.
        hidden: which of them are kept back.
        small: which of them are kept back as they are too small themselves.
        rule: what the audit held.
    """

    full: Counts
    hidden: Flags
    small: Flags
    rule: Rule

    @property
    def lost(self) -> float:
        """The share of cells with people in them that are kept back, margins left aside."""
        inside = self.full[:-1, :-1] > 0
        return float(self.hidden[:-1, :-1][inside].mean()) if inside.any() else 0.0

    def beside(self, values: NDArray[np.float64]) -> list[list[float | None]]:
        """Keep back the same cells of numbers that stand beside the counts, such as means.

        Args:
            values: the shape of ``full``, margins included.

        Raises:
            StatisticsError: the shape is another one.
        """
        if values.shape != self.full.shape:
            raise StatisticsError(f"the numbers have shape {values.shape}; the table of people has {self.full.shape}")
        return [
            [None if away else float(value) for value, away in zip(line, aside, strict=True)]
            for line, aside in zip(values.tolist(), self.hidden.tolist(), strict=True)
        ]

    @property
    def shown(self) -> list[list[int | None]]:
        """The rows that may be published, with margins; None is kept back."""
        return [
            [None if away else int(count) for count, away in zip(line, aside, strict=True)]
            for line, aside in zip(self.full.tolist(), self.hidden.tolist(), strict=True)
        ]


def protected(counts: Counts, rule: Rule = SHARED) -> Protected:
    """Decide what of a table of people must be kept back.

    The audit knows this table only: of two tables that share margins, such as roles by towns and roles by languages,
    publish one.

    Args:
        counts: shape (rows, columns), distinct people; each person stands in one cell.
        rule: the threshold.
    """
    full = with_margins(counts)
    small = rule.small(full)
    hidden = small.copy()
    while True:
        while (cell := _companion(full, hidden)) is not None:
            hidden[cell] = True
        weak = audit(full, hidden, rule)
        if not weak:
            return Protected(full, hidden, small, rule)
        hidden[_helper(full, hidden, weak)] = True


def hold(table: Protected) -> None:
    """Audit a table once more, right before it is published, whatever made the pattern.

    Raises:
        StatisticsError: a cell is too small and not kept back, or can be worked out.
    """
    bare = int((table.rule.small(table.full) & ~table.hidden).sum())
    weak = audit(table.full, table.hidden, table.rule)
    if bare or weak:
        raise StatisticsError(
            f"the table would give people away: {bare} cells are too small and shown, {len(weak)} that are kept back "
            "can be worked out; nothing was published"
        )


def _companion(full: Counts, hidden: Flags) -> tuple[int, int] | None:
    """Find a cell for a line that hides one cell only: the rest of the line would give that one away."""
    best = min(_companions(full, hidden), default=None)
    return best[-1] if best else None


def _companions(full: Counts, hidden: Flags) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    for line in range(full.shape[0]):
        if hidden[line].sum() == 1:
            yield from (_cost(full, hidden, (line, at)) for at in np.flatnonzero(~hidden[line]).tolist())
    for line in range(full.shape[1]):
        if hidden[:, line].sum() == 1:
            yield from (_cost(full, hidden, (at, line)) for at in np.flatnonzero(~hidden[:, line]).tolist())


def _cost(full: Counts, hidden: Flags, cell: tuple[int, int]) -> tuple[int, int, int, tuple[int, int]]:
    """Prefer, in this order: cells with people, cells inside, cells that open no further line, small cells."""
    row, column = cell
    margin = (row == full.shape[0] - 1) + (column == full.shape[1] - 1)
    opened = (not hidden[row].any()) + (not hidden[:, column].any())
    return (2 * margin + (full[cell] == 0), opened, int(full[cell]), cell)


def _helper(full: Counts, hidden: Flags, weak: tuple[Weak, ...]) -> tuple[int, int]:
    """Find a further cell in the line of a cell that is given away; at the latest, any cell."""
    lines = {("row", one.row) for one in weak} | {("column", one.column) for one in weak}
    free = [(int(row), int(column)) for row, column in np.argwhere(~hidden)]
    near = [cell for cell in free if ("row", cell[0]) in lines or ("column", cell[1]) in lines]
    return min(_cost(full, hidden, cell) for cell in near or free)[-1]
