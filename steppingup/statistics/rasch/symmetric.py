"""Elementary symmetric functions: all ways to have r of k items right, weighted by how easy the items are.

Everything is a sum of positive terms in logarithms, so nothing cancels and nothing overflows, however long the test
(the difference algorithms of the older literature do; see Fischer and Molenaar, 1995, Rasch Models, chapter 3).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from steppingup.statistics.rasch.sums import Counts, Floats


def log_gammas(difficulty: Floats) -> Floats:
    """Return the logarithm of the symmetric functions of orders 0 to k, shape (k + 1)."""
    return _log_gammas(difficulty.tobytes()).copy()


def chances(difficulty: Floats) -> Floats:
    """Return the chance to have an item right for somebody with r items right, shape (k + 1, k)."""
    return _chances(difficulty.tobytes()).copy()


def both_right(difficulty: Floats, people: Counts) -> Floats:
    """Return how many people are expected to have both items of a pair right, shape (k, k); zero on the diagonal.

    Args:
        difficulty: shape (k), in logits.
        people: shape (k + 1), how many people have r items right.
    """
    size, easy = len(difficulty), -difficulty
    behind = _behind(difficulty, people)
    before, one = _start(size), np.full((size, size + 1), -np.inf)
    found = np.zeros((size, size))
    for place in range(size):
        # `one[i]`: item i right and anything among the other items up to here; `behind`: anything among those after.
        ahead = _down(behind[place + 1]) + easy[place]
        found[:place, place] = np.exp(one[:place] + ahead).sum(axis=1)  # terms of a number of people: none overflows
        one[:place] = _with(one[:place], easy[place])
        one[place] = _up(before) + easy[place]
        before = _with(before, easy[place])
    return found + found.T


# A search asks for value, slope and curve at the same point, for each set of items that people met.
@lru_cache(maxsize=128)
def _log_gammas(given: bytes) -> Floats:
    difficulty: Floats = np.frombuffer(given, dtype=np.float64)
    gammas = _start(len(difficulty))
    for easy in -difficulty:
        gammas = _with(gammas, easy)
    return gammas


@lru_cache(maxsize=128)
def _chances(given: bytes) -> Floats:
    difficulty: Floats = np.frombuffer(given, dtype=np.float64)
    size = len(difficulty)
    without = np.tile(_start(size), (size, 1))
    for place, easy in enumerate(-difficulty):
        kept = without[place]
        without = _with(without, easy)
        without[place] = kept
    found = _up(without).T - difficulty - log_gammas(difficulty)[:, None]
    return np.exp(np.minimum(found, 0.0))


def _behind(difficulty: Floats, people: Counts) -> Floats:
    """Return what the items after each place still add, by the number right so far; shape (k + 1, k + 1)."""
    size = len(difficulty)
    found = np.full((size + 1, size + 1), -np.inf)
    some = people > 0
    found[size, some] = np.log(people[some]) - log_gammas(difficulty)[some]
    for place in range(size - 1, -1, -1):
        found[place] = np.logaddexp(found[place + 1], _down(found[place + 1]) - difficulty[place])
    return found


def _start(size: int) -> Floats:
    found = np.full(size + 1, -np.inf)
    found[0] = 0.0
    return found


def _with(gammas: Floats, easy: float) -> Floats:
    found = gammas.copy()
    np.logaddexp(gammas[..., 1:], gammas[..., :-1] + easy, out=found[..., 1:])
    return found


def _up(gammas: Floats) -> Floats:
    found = np.full_like(gammas, -np.inf)
    found[..., 1:] = gammas[..., :-1]
    return found


def _down(gammas: Floats) -> Floats:
    found = np.full_like(gammas, -np.inf)
    found[..., :-1] = gammas[..., 1:]
    return found
