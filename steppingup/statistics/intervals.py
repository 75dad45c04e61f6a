"""Intervals at 95 % confidence."""

from __future__ import annotations

from math import atanh, sqrt, tanh
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING

from steppingup.statistics.gates import Gates, Measure, few, without

if TYPE_CHECKING:
    from collections.abc import Sequence

Z = NormalDist().inv_cdf(0.975)
# Below this share of the largest value, differences are dust of the computer's arithmetic.
DUST = 1e-9


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the score interval of a share (Wilson, 1927, Journal of the American Statistical Association 22, 209).

    For a mean of scores between 0 and 1 it is on the safe side: their variance is at most that of right or wrong.
    """
    spread = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    middle, scale = share + Z**2 / (2 * n), 1 + Z**2 / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def fisher(r: float, n: int) -> tuple[float, float]:
    """Return the interval of a correlation through Fisher's transformation (1921, Metron 1, 3); n is above 3."""
    if abs(r) >= 1:
        return r, r
    middle, spread = atanh(r), Z / sqrt(n - 3)
    return tanh(middle - spread), tanh(middle + spread)


def share_of(total: float, n: int, gates: Gates | None = None) -> Measure:
    """Return the share ``total / n`` of scores from 0 to 1, with its interval where there are enough of them."""
    limits = gates or Gates()
    if n < max(1, limits.show):
        return few(n)
    value = total / n
    return Measure(value, n) if n < limits.interval else Measure(value, n, "", *wilson(value, n))


def mean_interval(values: Sequence[float], gates: Gates | None = None) -> Measure:
    """Return the mean with Student's interval, mean ± t(0.975; n - 1) sd / sqrt(n).

    Where all values are alike, sd says nothing of people who were not asked: the mean then has no interval.
    """
    limits, n = gates or Gates(), len(values)
    if n < max(1, limits.show):
        return few(n)
    value, spread = fmean(values), stdev(values) if n > 1 else 0.0
    if n < max(2, limits.interval) or spread <= DUST * max(map(abs, values)):
        return Measure(value, n)
    half = student(n - 1) * spread / sqrt(n)
    return Measure(value, n, "", value - half, value + half)


def difference_of_means(one: Sequence[float], other: Sequence[float], gates: Gates | None = None) -> Measure:
    """Return mean of one minus mean of other, of different people, with Welch's interval (1947, Biometrika 34, 28).

    Its n is the smaller group.
    """
    limits, n = gates or Gates(), min(len(one), len(other))
    if n < max(1, limits.show):
        return few(n)
    value = fmean(one) - fmean(other)
    if n < max(2, limits.interval):
        return Measure(value, n)
    parts = [stdev(group) ** 2 / len(group) for group in (one, other)]
    if sum(parts) <= DUST**2 * max(abs(number) for group in (one, other) for number in group) ** 2:
        return Measure(value, n)
    freedom = sum(parts) ** 2 / sum(part**2 / (len(group) - 1) for part, group in zip(parts, (one, other), strict=True))
    half = student(freedom) * sqrt(sum(parts))
    return Measure(value, n, "", value - half, value + half)


def student(freedom: float) -> float:
    """Return the quantile of Student's distribution for an interval at 95 %."""
    from scipy.special import stdtrit  # noqa: PLC0415  # slow to load, and session results do without

    return float(stdtrit(freedom, 0.975))


def brier(stated: Sequence[float], right: Sequence[bool], gates: Gates | None = None) -> Measure:
    """Return the mean of (stated probability - outcome)² (Brier, 1950, Monthly Weather Review 78, 1); 0 is best."""
    squares = [(probability - outcome) ** 2 for probability, outcome in zip(stated, right, strict=True)]
    return mean_interval(squares, gates)


def correlation_of(n: int, spreads: tuple[float, float], together: float, gates: Gates | None = None) -> Measure:
    """Return Pearson's correlation with Fisher's interval, from variances and a covariance.

    Args:
        n: how many people they rest on.
        spreads: the two variances; 0 where all values are alike.
        together: the covariance, with the same denominator.
        gates: how many people it needs.
    """
    if n < max((gates or Gates()).correlation, 4):
        return few(n)
    if min(spreads) <= 0:
        return without("same", n)
    value = together / sqrt(spreads[0] * spreads[1])
    return Measure(min(1.0, max(-1.0, value)), n, "", *fisher(min(1.0, max(-1.0, value)), n))
