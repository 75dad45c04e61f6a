"""What an attacker can work out: the least and the most that a suppressed cell can hold, given all that is published.

A table stands with its margins: the last row holds the sums of columns, the last column those of rows. Every line of
it is an equation. Linear programming finds the ends of each cell; they are whole numbers, as the lines are those of a
transport problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron
from scipy.sparse.csgraph import connected_components

from steppingup.common.errors import StatisticsError
from steppingup.statistics.disclosure.rule import SHARED, Counts, Flags, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]

# Programs solved at once: one call for many cells is faster than many calls, as long as it stays small.
_TOGETHER = 4000
# The solver's own precision.
_DUST = 1e-6


@dataclass(frozen=True)
class Weak:
    """A suppressed cell that is given away.

    Args:
        row: its row, counted from 0; the last one holds the margins.
        column: its column.
        low: the least it can hold.
        high: the most.
    """

    row: int
    column: int
    low: float
    high: float


def with_margins(counts: Counts) -> Counts:
    """Add the sums of rows, of columns and of all, shape (rows + 1, columns + 1).

    Raises:
        StatisticsError: a count is negative, or the table is none.
    """
    if counts.ndim != 2 or (counts < 0).any():
        raise StatisticsError("a table of people needs rows and columns of counts from 0 on")
    wide = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    full: Counts = np.vstack([wide, wide.sum(axis=0, keepdims=True)]).astype(np.int64)
    return full


def intervals(full: Counts, hidden: Flags, least: float | None = 0.0) -> tuple[Floats, Floats]:
    """Return the least and the most that each cell can hold, two arrays of the shape of ``full``.

    Args:
        full: the table with its margins.
        hidden: which of its cells are not published.
        least: what the attacker knows of every cell; None if it may be negative.

    Raises:
        StatisticsError: the margins are not the sums of the cells.
    """
    counts = np.asarray(full, dtype=np.int64)
    low, high = _intervals(counts.tobytes(), full.shape, np.asarray(hidden, dtype=np.bool_).tobytes(), least)
    return low.copy(), high.copy()


@lru_cache(maxsize=256)
def _intervals(counts: bytes, shape: tuple[int, ...], flags: bytes, least: float | None) -> tuple[Floats, Floats]:
    """Solve each table once: the same one is protected, held and published in several places."""
    full = np.frombuffer(counts, dtype=np.int64).reshape(shape)
    hidden = np.frombuffer(flags, dtype=np.bool_).reshape(shape)
    low, high = full.astype(float), full.astype(float)
    equations, known, cells = _equations(full, hidden)
    for group in _families(equations, len(cells)):
        lines = np.unique(equations[:, group].nonzero()[0])
        part = csr_array(equations[lines][:, group])
        ends = _ends(part, known[lines], least)
        at = tuple(cells[group].T)
        low[at], high[at] = ends
    return low, high


def audit(full: Counts, hidden: Flags, rule: Rule = SHARED) -> tuple[Weak, ...]:
    """Name the suppressed cells that are given away; nothing if the table may be published.

    Each must be able to hold anything from 1 to one below the threshold, over a width of the threshold at least. With
    :attr:`Rule.alike` that goes for cells suppressed to protect others, too: else one could tell which ones are small.
    """
    low, high = intervals(full, hidden)
    narrow = high - low < rule.least - _DUST
    outside = ((low > 1 + _DUST) | (high < rule.least - 1 - _DUST)) & (rule.alike | rule.small(full))
    return tuple(
        Weak(int(row), int(column), float(low[row, column]), float(high[row, column]))
        for row, column in np.argwhere(hidden & (narrow | outside))
    )


def _equations(full: Counts, hidden: Flags) -> tuple[csr_array, Floats, Counts]:
    """Return one equation per line of the table: what its suppressed cells add up to, a margin counting minus one."""
    sign = np.ones(full.shape, dtype=np.int64)
    rows, columns = full.shape
    cells = np.argwhere(hidden)
    by_row, by_column = sign.copy(), sign.copy()
    by_row[:, -1], by_column[-1, :] = -1, -1
    known = np.concatenate([-(full * by_row * ~hidden).sum(axis=1), -(full * by_column * ~hidden).sum(axis=0)])
    if ((full * by_row).sum(axis=1) != 0).any() or ((full * by_column).sum(axis=0) != 0).any():
        raise StatisticsError("the margins of the table are not the sums of its cells; count it again")
    number = np.arange(len(cells))
    at = tuple(cells.T)
    values = np.concatenate([by_row[at], by_column[at]]).astype(float)
    lines = np.concatenate([cells[:, 0], rows + cells[:, 1]])
    matrix = csr_array((values, (lines, np.concatenate([number, number]))), shape=(rows + columns, len(cells)))
    return matrix, known.astype(float), cells


def _families(equations: csr_array, size: int) -> Sequence[NDArray[np.intp]]:
    """Group the cells that hang together; the others say nothing about them."""
    _, family = connected_components(abs(equations).T @ abs(equations), directed=False)
    return [np.flatnonzero(family == one) for one in range(family.max() + 1)] if size else []


def _ends(equations: csr_array, known: Floats, least: float | None) -> tuple[Floats, Floats]:
    size = equations.shape[1]
    found = np.zeros((2, size))
    wanted = [(side, cell) for side in (0, 1) for cell in range(size)]
    step = max(1, _TOGETHER // max(1, size))
    for start in range(0, len(wanted), step):
        part = wanted[start : start + step]
        for (side, cell), value in zip(part, _solved(equations, known, part, least), strict=True):
            found[side, cell] = value
    return found[0], found[1]


def _solved(
    equations: csr_array, known: Floats, wanted: Sequence[tuple[int, int]], least: float | None
) -> Sequence[float]:
    """Solve one program per wanted end, all in one call; what has no end gets an infinite one.

    Without a limit, one endless program would leave all others unsolved. No finite end lies beyond the sum of all that
    is known, so a limit far behind it changes none.
    """
    size, reach = equations.shape[1], float(np.abs(known).sum())
    limit = 10 * reach + 1000
    goal = np.zeros((len(wanted), size))
    for line, (side, cell) in zip(goal, wanted, strict=True):
        line[cell] = -1.0 if side else 1.0
    found = linprog(
        goal.ravel(),
        A_eq=kron(eye_array(len(wanted)), equations, format="csr"),
        b_eq=np.tile(known, len(wanted)),
        bounds=(-limit if least is None else least, limit),
        method="highs",
    )
    if not found.success:
        raise StatisticsError(f"the audit of a table could not be finished ({found.message}); do not publish it")
    ends = (np.asarray(found.x).reshape(goal.shape) * np.abs(goal)).sum(axis=1)
    return [float(np.copysign(np.inf, end) if abs(end) > reach + 1 else round(end, 6)) for end in ends]
