"""Elementary symmetric functions: all ways to have r of k items right, weighted by how easy the items are.

Everything is a sum of positive terms in logarithms, so nothing cancels and nothing overflows, however long the test
(the difference algorithms of the older literature do; see Fischer and Molenaar, 1995, Rasch Models, chapter 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp

if TYPE_CHECKING:
    from steppingup.statistics.rasch.sums import Counts, Floats


def log_gammas(difficulty: Floats) -> Floats:
    """Return the logarithm of the symmetric functions of orders 0 to k, shape (k + 1)."""
    gammas = _start(len(difficulty))
    for easy in -difficulty:
        gammas = _with(gammas, easy)
    return gammas


def chances(difficulty: Floats) -> Floats:
    """Return the chance to have an item right for somebody with r items right, shape (k + 1, k)."""
    size = len(difficulty)
    without = np.tile(_start(size), (size, 1))
    for place, easy in enumerate(-difficulty):
        others = np.arange(size) != place
        without[others] = _with(without[others], easy)
    found = _up(without).T - difficulty - log_gammas(difficulty)[:, None]
    return np.exp(np.minimum(found, 0.0))


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
        found[:place, place] = np.exp(logsumexp(one[:place] + ahead, axis=1)) if place else 0.0
        one[:place] = _with(one[:place], easy[place])
        one[place] = _up(before) + easy[place]
        before = _with(before, easy[place])
    return found + found.T


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
    return np.logaddexp(gammas, _up(gammas) + easy)


def _up(gammas: Floats) -> Floats:
    found = np.full_like(gammas, -np.inf)
    found[..., 1:] = gammas[..., :-1]
    return found


def _down(gammas: Floats) -> Floats:
    found = np.full_like(gammas, -np.inf)
    found[..., :-1] = gammas[..., 1:]
    return found
