"""Intervals at 95 % confidence."""

from __future__ import annotations

from math import atanh, sqrt, tanh
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def wilson(share: float, n: int) -> tuple[float, float]:
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
