"""Partial pooling: a sparse cell of a table of means borrows from its row and its column, as far as the table allows.

Empirical Bayes (Fay and Herriot, 1979, Journal of the American Statistical Association 74, 269): the mean of a cell is
drawn towards what its row and its column say, the more so the fewer people it has and the less cells differ beyond
their rows and columns. The raw mean is always given beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import pinvh

from steppingup.common.errors import StatisticsError
from steppingup.statistics.gates import Gates, Measure, allowed, few, without
from steppingup.statistics.intervals import Z

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Floats = NDArray[np.float64]

# It has three messages, as in steppingup.statistics.items.
MEASURES = ("shrunk",)
# Below it, scores differ by the dust of the computer's arithmetic.
_DUST = 1e-12


@dataclass(frozen=True)
class CellSums:
    """The scores of one cell, such as one role in one competency; additive over towns.

    Args:
        row: its row, such as the role.
        column: its column, such as the competency.
        n: how many people have a score in it.
        total: the sum of their scores.
        squares: the sum of the squares.
    """

    row: str
    column: str
    n: int
    total: float
    squares: float


@dataclass(frozen=True)
class PooledCell:
    """One cell, raw and shrunk.

    Args:
        row: its row.
        column: its column.
        raw: the mean of its people.
        shrunk: the mean drawn towards its row and column, with an interval; in n, the people of this cell only.
        weight: how much of the raw mean is in it, 0 to 1; None without a number.
    """

    row: str
    column: str
    raw: Measure
    shrunk: Measure
    weight: float | None = None


def merged_cells(*shards: Iterable[CellSums]) -> tuple[CellSums, ...]:
    """Add up the cells of several towns."""
    found: dict[tuple[str, str], CellSums] = {}
    for one in (one for shard in shards for one in shard):
        other = found.get((one.row, one.column))
        if other:
            sums = (one.n + other.n, one.total + other.total, one.squares + other.squares)
            found[one.row, one.column] = CellSums(one.row, one.column, *sums)
        else:
            found[one.row, one.column] = one
    return tuple(found[place] for place in sorted(found))


def pooled(cells: Sequence[CellSums], gates: Gates | None = None) -> tuple[PooledCell, ...]:
    """Shrink the means of a table; cells in the order given.

    The interval does not count that the variance between cells is estimated, and one person who stands in several
    cells of a row makes these more alike than the model knows. So it is a little too narrow in small tables.

    Raises:
        StatisticsError: a cell stands twice, or its sums cannot be.
    """
    _look_at(cells)
    some = [one for one in cells if one.n > 0]
    noise = _noise(some)
    model = _model(some, noise) if noise is not None else None
    place = {(one.row, one.column): number for number, one in enumerate(some)}
    return tuple(_cell(one, place.get((one.row, one.column)), model, gates) for one in cells)


@dataclass(frozen=True, eq=False)
class _Model:
    """What rows and columns say of each cell, and how sure.

    Args:
        centre: the mean that they give a cell.
        doubt: its variance.
        noise: the variance of one person's score within a cell.
        beyond: the variance of cells beyond what rows and columns say.
    """

    centre: Floats
    doubt: Floats
    noise: float
    beyond: float


def _look_at(cells: Sequence[CellSums]) -> None:
    if len({(one.row, one.column) for one in cells}) < len(cells):
        raise StatisticsError("a cell stands twice in the table of means; merge its sums first")
    for one in cells:
        if one.n < 0 or (one.n > 0 and one.squares * one.n < one.total**2 * (1 - 1e-9) - _DUST):
            raise StatisticsError(f"the sums of '{one.row}' in '{one.column}' cannot be; count them again")


def _noise(cells: Sequence[CellSums]) -> float | None:
    """Return the variance of scores within cells; None if no cell has two people."""
    within = sum(max(0.0, one.squares - one.total**2 / one.n) for one in cells)
    free = sum(one.n - 1 for one in cells)
    return within / free if free else None


def _model(cells: Sequence[CellSums], noise: float) -> _Model | None:
    """Fit rows and columns, and the variance beyond them by moments; None if the table is too small to tell."""
    design = _design(cells)
    mean = np.array([one.total / one.n for one in cells])
    free = len(cells) - int(np.linalg.matrix_rank(design))
    if free < 1:
        return None
    n = np.array([one.n for one in cells], float)
    if noise < _DUST:
        return _Model(mean, np.zeros(len(cells)), 0.0, 0.0)
    off, spread = _off(design, mean, n / noise)
    beyond = max(0.0, (off - free) / spread)
    weight = 1 / (noise / n + beyond)
    doubt = np.einsum("ij,jk,ik->i", design, pinvh(design.T @ (weight[:, None] * design)), design)
    return _Model(_centre(design, mean, weight), doubt, noise, beyond)


def _design(cells: Sequence[CellSums]) -> Floats:
    rows, columns = sorted({one.row for one in cells}), sorted({one.column for one in cells})
    return np.array(
        [[*(one.row == row for row in rows), *(one.column == column for column in columns)] for one in cells], float
    )


def _centre(design: Floats, mean: Floats, weight: Floats) -> Floats:
    found: Floats = design @ (pinvh(design.T @ (weight[:, None] * design)) @ (design.T @ (weight * mean)))
    return found


def _off(design: Floats, mean: Floats, weight: Floats) -> tuple[float, float]:
    """Return the weighted squares around the fit, and how fast they grow with the variance of cells."""
    left = mean - _centre(design, mean, weight)
    hat = pinvh(design.T @ (weight[:, None] * design)) @ (design.T * weight**2 @ design)
    return float(weight @ left**2), float(weight.sum() - np.trace(hat))


def _cell(one: CellSums, place: int | None, model: _Model | None, gates: Gates | None) -> PooledCell:
    if not allowed("show", one.n, gates):
        return PooledCell(one.row, one.column, few(one.n), few(one.n))
    mean = one.total / one.n
    raw = Measure(mean, one.n)
    if model is None or place is None:
        return PooledCell(one.row, one.column, raw, without("single", one.n))
    own = model.noise / one.n
    weight = model.beyond / (model.beyond + own) if own > 0 else 1.0
    middle = weight * mean + (1 - weight) * float(model.centre[place])
    spread = Z * (weight * own + (1 - weight) ** 2 * float(model.doubt[place])) ** 0.5
    return PooledCell(one.row, one.column, raw, Measure(middle, one.n, "", middle - spread, middle + spread), weight)
