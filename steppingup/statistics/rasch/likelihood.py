"""The conditional likelihood of item difficulties, given how many items each person has right.

Andersen (1972, Journal of the Royal Statistical Society B 34, 42). What people can do drops out of it, so nothing has
to be assumed about them, and the sums of :mod:`steppingup.statistics.rasch.sums` are all it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import eigh, helmert
from scipy.optimize import minimize

from steppingup.statistics.rasch.symmetric import both_right, chances, log_gammas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.statistics.rasch.sums import Counts, Floats, ScoreSums

# The slope per person at which the search stops: about 1e-7 logits.
_FLAT = 1e-9
# The error of a comparison of items, in logits, beyond which there is none: the likelihood has no top, it only rises.
_NO_TOP = 10.0


@dataclass(frozen=True, eq=False)
class Estimate:
    """The most likely difficulties.

    Args:
        difficulty: shape (items), in logits; their sum is zero, and a hard item has a large one.
        covariance: shape (items, items).
        log_likelihood: at these difficulties.
    """

    difficulty: Floats
    covariance: Floats
    log_likelihood: float

    @property
    def errors(self) -> Floats:
        """The standard errors, in logits."""
        found: Floats = np.sqrt(np.diag(self.covariance))
        return found


def estimate(items: Sequence[str], tables: Sequence[ScoreSums]) -> Estimate | None:
    """Find the difficulties of at least two items that are linked; None if the likelihood has no top.

    That is so if, for instance, everybody who has a hard item right has all easy ones right, too.
    """
    sums = _Sums.of(items, tables)
    basis = helmert(len(items))  # differences between items, so that the sum stays zero
    found = minimize(
        lambda free: sums.surprise(basis.T @ free),
        basis @ sums.first_guess(),
        jac=lambda free: basis @ sums.slope(basis.T @ free),
        hess=lambda free: basis @ sums.curve(basis.T @ free) @ basis.T,
        method="trust-exact",
        options={"gtol": _FLAT, "maxiter": 200},
    )
    difficulty = basis.T @ found.x
    known, directions = eigh(basis @ sums.curve(difficulty) @ basis.T * sums.n)
    if known.min() < _NO_TOP**-2:
        return None
    spread = basis.T @ directions
    covariance = spread / known @ spread.T
    return Estimate(difficulty, covariance, -float(found.fun) * sums.n)


@dataclass(frozen=True, eq=False)
class _Sums:
    """The sums of all tables, with the places of their items; everything below is per person."""

    places: tuple[Counts, ...]
    people: tuple[Counts, ...]
    right: Floats
    met: Floats
    n: int

    @classmethod
    def of(cls, items: Sequence[str], tables: Sequence[ScoreSums]) -> _Sums:
        place = {item: number for number, item in enumerate(items)}
        places = tuple(np.array([place[item] for item in table.items]) for table in tables)
        people = tuple(_inner(table.people) for table in tables)
        right, met = np.zeros(len(items)), np.zeros(len(items))
        for at, table in zip(places, tables, strict=True):
            right[at] += table.right[1:-1].sum(axis=0)
            met[at] += table.inner
        return cls(places, people, right, met, sum(table.inner for table in tables))

    def first_guess(self) -> Floats:
        guess: Floats = np.log((self.met - self.right) / self.right)
        centred: Floats = guess - guess.mean()
        return centred

    def surprise(self, difficulty: Floats) -> float:
        """Return minus the log-likelihood."""
        ways = sum(
            float(people[some] @ log_gammas(difficulty[at])[some])
            for at, people in zip(self.places, self.people, strict=True)
            for some in [people > 0]
        )
        return float(self.right @ difficulty + ways) / self.n

    def slope(self, difficulty: Floats) -> Floats:
        found = self.right.copy()
        for at, people in zip(self.places, self.people, strict=True):
            found[at] -= people @ chances(difficulty[at])
        return found / self.n

    def curve(self, difficulty: Floats) -> Floats:
        found = np.zeros((len(difficulty), len(difficulty)))
        for at, people in zip(self.places, self.people, strict=True):
            chance = chances(difficulty[at])
            both = both_right(difficulty[at], people) + np.diag(people @ chance)
            found[np.ix_(at, at)] += both - chance.T @ (people[:, None] * chance)
        return found / self.n


def _inner(people: Counts) -> Counts:
    """Leave out who has none or all right: whatever the difficulties, they must."""
    found = people.copy()
    found[[0, -1]] = 0
    return found
