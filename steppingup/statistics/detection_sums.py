"""Vignettes as signal detection, from sums over people: towns add them up and keep their rows.

Of each person, :data:`steppingup.statistics.detection.COUNTS` are counted. Added up over people, these four give
sensitivity, specificity, d' and criterion; their six products and four squares, added up too, give the intervals. The
log-linear correction comes after adding: corrected towns would not add up to the corrected region.

The intervals are those of Taylor linearisation with people as units (Binder, 1983, International Statistical Review 51,
279): d' and c are nearly linear in the four sums, so their variance follows from how people's counts vary together.
Drawing people, as rows allow, gives nearly the same.
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.detection import COUNTS, Detection, criterion, d_prime, judged
from steppingup.statistics.gates import Gates, Measure, few, without
from steppingup.statistics.intervals import Z
from steppingup.statistics.roc import Roc, area, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PRODUCTS = tuple(f"{one}*{other}" for one, other in combinations_with_replacement(COUNTS, 2))
# People, their counts, and the products of these, in this order.
JUDGED = ("people", *COUNTS, *PRODUCTS)
# Answers with a certainty, from the surest no to the surest yes: first to stories that are none, then to signals.
LEVELS = ("no-3", "no-2", "no-1", "yes-1", "yes-2", "yes-3")
SURE = (*(f"noise-{one}" for one in LEVELS), *(f"signal-{one}" for one in LEVELS))


def judged_sums(counts: pd.DataFrame) -> tuple[float, ...]:
    """Add up people's counts.

    Args:
        counts: one row per person, as :func:`steppingup.statistics.detection.counts_of` makes them.

    Returns:
        One number for each of :data:`JUDGED`.
    """
    rows = counts[list(COUNTS)].to_numpy(dtype=float)
    squares = rows.T @ rows
    upper = squares[np.triu_indices(len(COUNTS))]
    return (float(len(rows)), *map(float, rows.sum(axis=0)), *map(float, upper))


def sure_sums(answers: pd.DataFrame) -> tuple[float, ...]:
    """Count answers with a certainty; those without one are left out.

    Args:
        answers: one row per answer with ``signal``, ``yes`` and ``confidence`` (1 to 3, empty if none was given).

    Returns:
        One number for each of :data:`SURE`.
    """
    rows = answers[answers["confidence"].notna()]
    sure = rows["confidence"].to_numpy(dtype=int)
    yes, signal = (rows[name].to_numpy(dtype=bool) for name in ("yes", "signal"))
    place = np.where(yes, 2 + sure, 3 - sure) + len(LEVELS) * signal
    return tuple(map(float, np.bincount(place, minlength=len(SURE))))


def detection_of(sums: Sequence[float], gates: Gates | None = None) -> Detection:
    """Work out sensitivity, specificity, d' and criterion from sums.

    Args:
        sums: one number for each of :data:`JUDGED`; of several towns, added up.
        gates: how many people it needs.
    """
    limits = gates or Gates()
    weights: dict[Callable[[Numbers], Numbers], tuple[float, float]] = {
        d_prime: (1.0, -1.0), criterion: (-0.5, -0.5),
    }  # fmt: skip
    return judged(int(sums[0]), sums[1:5], limits, lambda number: _linear(sums, number, weights[number], limits))


def roc_of(sure: Sequence[float], people: int, gates: Gates | None = None) -> Roc:
    """Draw the curve of decisions with a certainty from counts; its area has no interval, as that needs people.

    Args:
        sure: one number for each of :data:`SURE`.
        people: how many gave them, at most.
        gates: how many people it needs.
    """
    if people < max(1, (gates or Gates()).show):
        return Roc((), few(people))
    rows = np.array([sure], dtype=float)
    if not all(half.sum() > 0 for half in np.hsplit(rows, 2)):
        return Roc((), without("one-kind" if rows.sum() else "none", people))
    alarms, hits = (one[0] for one in steps(rows))
    points = tuple(zip(map(float, alarms), map(float, hits), strict=True))
    return Roc(points, Measure(float(area(rows)[0]), people))


def _linear(
    sums: Sequence[float], statistic: Callable[[Numbers], Numbers], weights: tuple[float, float], gates: Gates
) -> Measure:
    """Return a statistic of the two corrected rates, weights giving its slope in their z, with its interval."""
    people, counts = int(sums[0]), np.array(sums[1:5], dtype=float)
    value = float(statistic(counts[None, :])[0])
    if not np.isfinite(value):
        return without("one-kind", people)
    if people < max(2, gates.interval):
        return Measure(value, people)
    slope, products = _slope(counts, weights), np.zeros((len(COUNTS), len(COUNTS)))
    products[np.triu_indices(len(COUNTS))] = sums[5:]
    products = products + products.T - np.diag(np.diag(products))
    spread = float(slope @ products @ slope) - float(slope @ counts) ** 2 / people
    half = Z * sqrt(max(0.0, spread) * people / (people - 1))
    return Measure(value, people, "", value - half, value + half)


def _slope(counts: Numbers, weights: tuple[float, float]) -> Numbers:
    """Return how the statistic changes with each of the four sums."""
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load, and only this needs it

    found = []
    for (some, all_of), weight in zip(counts.reshape(2, 2), weights, strict=True):
        rate = (some + 0.5) / (all_of + 1)
        height = float(np.exp(-(ndtri(rate) ** 2) / 2) / sqrt(2 * np.pi)) * (all_of + 1)
        found += [weight / height, -weight * rate / height]
    return np.array(found)
