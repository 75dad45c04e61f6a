"""Intervals by drawing people again: for any number that comes from sums over people.

People are the units, never answers: one person's answers hang together. Where towns are given, whole towns are drawn,
as colleagues hang together too (Efron and Tibshirani, 1993, chapters 8 and 13: percentile interval).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from steppingup.statistics.gates import Gates, Measure, few, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from steppingup.statistics.gates import Reason

    Statistic = Callable[[NDArray[np.float64]], NDArray[np.float64]]

# Fewer towns say nothing of differences between towns.
FEWEST_CLUSTERS = 10
# More draws without a value than this share, and the interval would speak of the rest only.
MOST_UNDEFINED = 0.05
_AT_ONCE = 4_000_000
# Draws of more numbers than this are not kept for the next statistic: they would fill the memory.
_KEPT = 1_000_000


@dataclass(frozen=True)
class Interval:
    """What came of the draws.

    Args:
        low: the 2.5th percentile; None if too many draws have no value.
        high: the 97.5th percentile.
        drawn: what was drawn: ``people``, or ``clusters`` if there were at least ten.
        times: how many draws had a value.
    """

    low: float | None
    high: float | None
    drawn: Literal["people", "clusters"]
    times: int

    def excludes(self, value: float) -> bool:
        """Tell whether a value lies outside; never if there is no interval."""
        return self.low is not None and self.high is not None and not self.low <= value <= self.high


def bootstrap(
    people: NDArray[np.float64],
    statistic: Statistic,
    clusters: Sequence[str] | None = None,
    *,
    seed: int = 2026,
    times: int = 2000,
) -> Interval:
    """Draw people again and again, and take the middle 95 % of a statistic.

    Args:
        people: one row per person, columns to be summed; finite numbers only.
        statistic: turns sums (draws x columns) into one number per draw, not finite where it has no value.
        clusters: the town of each person; if ten are different, towns are drawn with all their people.
        seed: the same seed and rows give the same interval.
        times: how many draws.
    """
    units, drawn = _units(people, clusters)
    if not len(units):
        return Interval(None, None, drawn, 0)
    with np.errstate(all="ignore"):
        found = np.concatenate([statistic(sums) for sums in _sums(units, seed, times)])
    kept = found[np.isfinite(found)]
    if len(kept) < (1 - MOST_UNDEFINED) * times:
        return Interval(None, None, drawn, len(kept))
    low, high = np.percentile(kept, [2.5, 97.5])
    return Interval(float(low), float(high), drawn, len(kept))


def _units(
    people: NDArray[np.float64], clusters: Sequence[str] | None
) -> tuple[NDArray[np.float64], Literal["people", "clusters"]]:
    names, place = np.unique(np.asarray(clusters if clusters is not None else [], dtype=str), return_inverse=True)
    if len(names) < FEWEST_CLUSTERS:
        return people, "people"
    sums = np.zeros((len(names), people.shape[1]))
    np.add.at(sums, place, people)
    return sums, "clusters"


def _sums(units: NDArray[np.float64], seed: int, times: int) -> Iterator[NDArray[np.float64]]:
    # people who are alike are drawn together: thousands of people have a few dozen different rows
    rows, often = np.unique(units, axis=0, return_counts=True)
    if len(rows) * times <= _KEPT:
        yield _kept_draws(tuple(often.tolist()), seed, times) @ rows
        return
    for counts in _draws(often, seed, times):
        yield counts @ rows


def _draws(often: NDArray[np.int64], seed: int, times: int) -> Iterator[NDArray[np.int64]]:
    draw, n = np.random.default_rng(seed), int(often.sum())
    step = max(1, _AT_ONCE // len(often))
    for start in range(0, times, step):
        yield draw.multinomial(n, often / n, size=min(step, times - start))


@lru_cache(maxsize=8)
def _kept_draws(often: tuple[int, ...], seed: int, times: int) -> NDArray[np.float64]:
    """Draw once for all statistics of the same people: drawing takes longer than adding up."""
    return np.concatenate(list(_draws(np.array(often), seed, times))).astype(float)


def drawn(
    people: pd.DataFrame,
    statistic: Statistic,
    otherwise: Reason,
    gates: Gates | None = None,
    clusters: Mapping[str, str] | None = None,
) -> Measure:
    """Return a statistic of sums over people, with the interval of its draws where there are enough people for one.

    Args:
        people: one row per person, columns to be summed.
        statistic: see :func:`bootstrap`.
        otherwise: the reason to give if the statistic has no value.
        gates: how many people it needs.
        clusters: the town of each person; people without one count as one town.
    """
    limits, n, rows = gates or Gates(), len(people), people.to_numpy(dtype=float)
    if n < max(1, limits.show):
        return few(n)
    with np.errstate(all="ignore"):
        value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
    if not np.isfinite(value):
        return without(otherwise, n)
    if n < max(2, limits.interval):
        return Measure(value, n)
    towns = None if clusters is None else [clusters.get(str(person), "") for person in people.index]
    interval = bootstrap(rows, statistic, towns)
    return Measure(value, n, "", interval.low, interval.high)
