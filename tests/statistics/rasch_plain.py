"""The Rasch model once more, as plainly as it can be written: by listing every pattern of answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from tests.statistics import plain

ITEMS = ["i0", "i1", "i2", "i3", "i4"]


def lsat6() -> NDArray[np.float64]:
    """Marks of 1,000 people."""
    return np.array(plain.lsat6(), dtype=float)


def gamma(difficulty: Sequence[float], order: int) -> float:
    return sum(exp(-sum(some)) for some in combinations(difficulty, order))


def chance(difficulty: Sequence[float], order: int, item: int) -> float:
    """The chance to have an item right with this number of items right."""
    others = [one for place, one in enumerate(difficulty) if place != item]
    return exp(-difficulty[item]) * gamma(others, order - 1) / gamma(difficulty, order) if order else 0.0


def log_likelihood(difficulty: Sequence[float], marks: NDArray[np.float64]) -> float:
    """The chance of every pattern, given its number of right answers."""
    return sum(
        -sum(one for one, mark in zip(difficulty, line, strict=True) if mark) - log(gamma(difficulty, sum(line)))
        for line in marks.astype(int).tolist()
    )
