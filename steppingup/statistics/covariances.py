"""Covariances of items, pair by pair where people were not given the same items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.gates import Measure, few, without
from steppingup.statistics.intervals import DUST, correlation_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from steppingup.statistics.gates import Gates


@dataclass(frozen=True)
class Covariances:
    """Covariances of the items that somebody has a score on.

    Args:
        items: their ids.
        matrix: items x items, each entry from the people who have both scores, denominator n - 1; NaN below two people.
        together: the smallest number of people who have both scores of a pair.
        complete: whether everybody has a score on all these items.
    """

    items: tuple[str, ...]
    matrix: NDArray[np.float64]
    together: int
    complete: bool

    @property
    def apart(self) -> bool:
        """Whether people had different items, and fewer than two had both items of some pair."""
        return not self.complete and self.together < 2

    @property
    def total(self) -> float:
        """The variance of the sum of all items; 0 if it is dust, or if the pairs contradict each other."""
        return clean(float(self.matrix.sum()), float(np.abs(self.matrix).sum()))


def clean(variance: float, size: float) -> float:
    """Return a variance, or 0 if it is dust beside the numbers it comes from, or below 0."""
    return variance if variance > DUST * max(size, DUST) else 0.0


def covariances(points: pd.DataFrame) -> Covariances:
    """Work out all covariances of people x items; items without any score are left aside."""
    kept = points.dropna(axis="columns", how="all")
    has = kept.notna().to_numpy(dtype=float)
    together = int((has.T @ has).min()) if kept.shape[1] else 0
    matrix = kept.cov(min_periods=2).to_numpy(dtype=float, copy=True)
    matrix[np.abs(matrix) < DUST**2] = 0.0
    return Covariances(tuple(map(str, kept.columns)), matrix, together, complete=bool(has.all()))


def rest_correlation(found: Covariances, item: str, gates: Gates | None = None) -> Measure:
    """Return the correlation of an item with the sum of all others, from covariances alone.

    cov(x, rest) is the sum of its covariances with all others, var(rest) the sum of theirs. With complete rows this is
    Pearson's correlation. n is the smallest number of people behind a pair, which makes the interval wide enough.
    """
    if item not in found.items:
        return without("none", 0)
    if len(found.items) < 2:
        return without("single", found.together)
    if found.apart or found.together < 2:
        return without("apart", found.together) if found.apart else few(found.together)
    place = found.items.index(item)
    others = np.delete(np.arange(len(found.items)), place)
    rest = found.matrix[np.ix_(others, others)]
    spread = clean(float(rest.sum()), float(np.abs(rest).sum()))
    return correlation_of(
        found.together, (float(found.matrix[place, place]), spread), float(found.matrix[place, others].sum()), gates
    )
