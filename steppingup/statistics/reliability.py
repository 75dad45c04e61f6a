"""How far a whole test can be relied on: alpha, omega, and the standard error of a score.

alpha = k / (k - 1) (1 - Σ var(item) / var(total)), all variances with denominator n - 1 (Cronbach, 1951, Psychometrika
16, 297). KR-20 is the same number for right-or-wrong items only if p (1 - p) is set against the variance of the total
with denominator n. alpha can be below 0, where items go against each other; it is not cut off, and Moodle's error ratio
100 sqrt(1 - alpha) is then above 100.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.covariances import clean, covariances
from steppingup.statistics.factor import omega_total
from steppingup.statistics.gates import Gates, Measure, Reason, few, without

if TYPE_CHECKING:
    from steppingup.statistics.covariances import Covariances
    from steppingup.statistics.scores import ScoreTable
    from steppingup.statistics.sums import Sums


@dataclass(frozen=True)
class Reliability:
    """The numbers of a test.

    Args:
        people: how many they rest on; with pairs, the smallest number behind a pair.
        items: how many items have scores.
        pairwise: whether people were given different items, so that covariances come from pairs.
        spread: the standard deviation of the total, in points.
        alpha: with Feldt's interval.
        omega: omega total; ``rows`` where only sums are known, as it needs all covariances.
        error: the standard error of a total, sd sqrt(1 - alpha), in points.
        error_ratio: Moodle's 100 sqrt(1 - alpha), in percent of the standard deviation.
    """

    people: int
    items: int
    pairwise: bool
    spread: Measure
    alpha: Measure
    omega: Measure
    error: Measure
    error_ratio: Measure


def reliability(table: ScoreTable, gates: Gates | None = None) -> Reliability:
    """Work out the reliability of a test from its rows."""
    limits, points = gates or Gates(), table.points.dropna(axis="columns", how="all")
    found, k = covariances(points), points.shape[1]
    people, pairwise = found.together, not found.complete
    reason: Reason | None = "apart" if found.apart else _reason(people, k, found.total, limits)
    if reason:
        return _without(reason, people, k, pairwise=pairwise)
    made = _numbers(people, k, float(np.trace(found.matrix)), found.total, pairwise=pairwise)
    return replace(made, omega=_omega(found))


def reliability_of(sums: Sums, gates: Gates | None = None) -> Reliability:
    """Work out the reliability from sums: of people who have a score on every item of the form."""
    n, k = int(sums.of("", "whole")), len(sums.most)
    total = variance(n, sums.of("", "t"), sums.of("", "tt"))
    reason = _reason(n, k, total, gates or Gates())
    if reason:
        return _without(reason, n, k, pairwise=False)
    items = sum(variance(n, sums.of(item, "wx"), sums.of(item, "wxx")) for item in sums.most)
    return replace(_numbers(n, k, items, total, pairwise=False), omega=without("rows", n))


def variance(n: int, total: float, squares: float) -> float:
    """Return the variance with denominator n - 1 from a sum and a sum of squares; 0 if it is dust."""
    return clean((squares - total * total / n) / (n - 1), squares / n) if n > 1 else 0.0


def feldt(alpha: float, people: int, items: int) -> tuple[float, float]:
    """Return Feldt's interval of alpha (1965, Psychometrika 30, 357): (1 - true) / (1 - alpha) follows F."""
    from scipy.special import fdtri  # noqa: PLC0415  # slow to load, and session results do without

    freedom = (people - 1, (people - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * float(fdtri(*freedom, share)) for share in (0.975, 0.025))
    return low, high


def _reason(people: int, items: int, total: float, gates: Gates) -> Reason | None:
    if people < max(2, gates.reliability):
        return few(people).reason or None
    if items < 2:
        return "single"
    return None if total > 0 else "same"


def _without(reason: Reason, people: int, items: int, *, pairwise: bool) -> Reliability:
    none = without(reason, people)
    return Reliability(people, items, pairwise, none, none, none, none, none)


def _numbers(n: int, k: int, items: float, total: float, *, pairwise: bool) -> Reliability:
    alpha, spread = k / (k - 1) * (1 - items / total), sqrt(total)
    low, high = feldt(alpha, n, k)
    ratio = sqrt(max(0.0, 1 - alpha))  # pairs of different people can bring alpha above 1
    return Reliability(
        n,
        k,
        pairwise,
        Measure(spread, n),
        Measure(alpha, n, "", low, high),
        without("rows", n),
        Measure(spread * ratio, n),
        Measure(100 * ratio, n),
    )


def _omega(found: Covariances) -> Measure:
    value = omega_total(found.matrix)
    return without("no-fit", found.together) if value is None else Measure(value, found.together)
