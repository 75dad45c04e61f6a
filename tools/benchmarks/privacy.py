"""Ten thousand random tables of people, each protected, audited and attacked."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.disclosure import SHARED, Protected, audit, protected

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

TABLES = 10_000


def measure_privacy(tell: Callable[..., None], tables: int = TABLES) -> None:
    """Protect random tables on every core, and tell how many cells were lost and how many can be worked out."""
    began = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(tried, range(tables), chunksize=20))
    lost, small = (float(np.mean([one[place] for one in found])) for place in (1, 2))
    tell(
        "privacy", tables=tables, given_away=sum(one[0] for one in found), lost=round(lost, 3), small=round(small, 3),
        wall_s=round(time.perf_counter() - began, 1),
    )  # fmt: skip


def tried(seed: int) -> tuple[int, float, float]:
    """Protect one random table: how many of its cells are given away, and which shares are kept back and small."""
    found = protected(random_table(np.random.default_rng(seed)))
    bare = int((SHARED.small(found.full) & ~found.hidden).sum())
    inside = found.full[:-1, :-1] > 0
    small = float(found.small[:-1, :-1][inside].mean()) if inside.any() else 0.0
    return bare + len(audit(found.full, found.hidden)) + len(attacked(found)), found.lost, small


def random_table(random: np.random.Generator) -> NDArray[np.int64]:
    """A table of roles by towns: some towns large, some small, some roles rare, some cells empty."""
    rows, columns = random.integers(2, 8), random.integers(2, 9)
    size = random.lognormal(2.2, 1.0, columns) * random.lognormal(0, 0.7, (rows, 1))
    empty = random.random((rows, columns)) < 0.1
    return np.where(empty, 0, random.poisson(size)).astype(np.int64)


def attacked(table: Protected) -> list[tuple[int, int]]:
    """Subtract what is published until nothing new follows: the cells then known to less than the threshold.

    An attacker without linear programming; so the audit is not its own judge.
    """
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
