"""Does an item behave as the model says? Infit and outfit, from the sums.

Both compare answers with the chance to be right *given the raw score*, so that they do not inherit the bias of
estimated abilities (Mueller, 2020, Journal of Statistical Distributions and Applications 7, 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.intervals import Z
from steppingup.statistics.rasch.symmetric import chances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steppingup.statistics.rasch.sums import Floats, ScoreSums

# Nearer to 0 or 1, a chance is lost in the computer's arithmetic.
_DUST = 1e-12


@dataclass(frozen=True)
class Fit:
    """A mean square: 1 as the model expects, above if answers are more random, below if they are too regular.

    Args:
        value: the mean square.
        low: lower end of what 95 of 100 items that fit would show with these people.
        high: its upper end.
        z: how many standard deviations the value is from 1.
    """

    value: float
    low: float
    high: float
    z: float


def item_fit(items: Sequence[str], difficulty: Floats, tables: Sequence[ScoreSums]) -> dict[str, tuple[Fit, Fit]]:
    """Return infit and outfit of every item; infit weighs people near its difficulty more.

    Args:
        items: their ids.
        difficulty: shape (items), in logits.
        tables: sums over people who met some of them.
    """
    place = {item: number for number, item in enumerate(items)}
    parts = [_Part.of(table, difficulty[[place[item] for item in table.items]]) for table in tables]
    return {item: _item_fit([part for part in parts if item in part.columns], item) for item in items}


@dataclass(frozen=True, eq=False)
class _Part:
    """One table at the scores where it has people, and the chances there, both of shape (scores, items)."""

    columns: Mapping[str, int]
    people: Floats
    right: Floats
    chance: Floats

    @classmethod
    def of(cls, table: ScoreSums, difficulty: Floats) -> _Part:
        some = np.flatnonzero(table.people[1:-1]) + 1
        chance = np.clip(chances(difficulty)[some], _DUST, 1 - _DUST)
        columns = {item: number for number, item in enumerate(table.items)}
        return cls(columns, table.people[some].astype(float), table.right[some].astype(float), chance)

    def column(self, item: str) -> tuple[Floats, Floats, Floats]:
        at = self.columns[item]
        return self.people, self.right[:, at], self.chance[:, at]


def _item_fit(parts: Sequence[_Part], item: str) -> tuple[Fit, Fit]:
    people, right, chance = (np.concatenate(column) for column in zip(*(p.column(item) for p in parts), strict=True))
    spread = chance * (1 - chance)
    off = right * (1 - chance) ** 2 + (people - right) * chance**2
    weight = float(people @ spread)
    infit = _fit(float(off.sum()) / weight, float(people @ (spread * (1 - 4 * spread))) / weight**2)
    n = float(people.sum())
    outfit = _fit(float((off / spread).sum()) / n, float(people @ (1 / spread - 4)) / n**2)
    return infit, outfit


def _fit(value: float, variance: float) -> Fit:
    spread = max(variance, 0.0) ** 0.5
    return Fit(value, max(0.0, 1 - Z * spread), 1 + Z * spread, (value - 1) / spread if spread > _DUST else 0.0)
