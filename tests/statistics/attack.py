"""An attacker without linear programming: subtracts what is published until nothing new follows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steppingup.statistics.disclosure import Protected


def random_table(random: np.random.Generator) -> NDArray[np.int64]:
    """A table of roles by towns: some towns large, some small, some roles rare, some cells empty."""
    rows, columns = random.integers(2, 8), random.integers(2, 9)
    size = random.lognormal(2.2, 1.0, columns) * random.lognormal(0, 0.7, (rows, 1))
    empty = random.random((rows, columns)) < 0.1
    return np.where(empty, 0, random.poisson(size)).astype(np.int64)


def attacked(table: Protected) -> list[tuple[int, int]]:
    """The suppressed cells that the attacker knows to less than the threshold."""
    endless = float(table.full.max()) * 1000 + 1000
    low = np.where(table.hidden, 0.0, table.full)
    high = np.where(table.hidden, endless, table.full)
    while True:
        before = low.copy(), high.copy()
        for flipped in (False, True):
            one, other = (low.T, high.T) if flipped else (low, high)
            _narrow(one, other)
        if (low == before[0]).all() and (high == before[1]).all():
            break
    given = table.hidden & ((high - low < table.rule.least) | (low > 1))
    return [(int(row), int(column)) for row, column in np.argwhere(given)]


def _narrow(low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """In every row, the last cell is the sum of the others: narrow each by the ends of the rest."""
    for least, most in zip(low, high, strict=True):
        least[-1] = max(least[-1], least[:-1].sum())
        most[-1] = min(most[-1], most[:-1].sum())
        for cell in range(len(least) - 1):
            rest_low, rest_high = least[:-1].sum() - least[cell], most[:-1].sum() - most[cell]
            least[cell] = max(least[cell], least[-1] - rest_high)
            most[cell] = min(most[cell], most[-1] - rest_low)
