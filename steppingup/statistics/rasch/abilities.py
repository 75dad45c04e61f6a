"""What people can do, by raw score: on a Rasch scale, all with the same items and the same score are equally able."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from steppingup.statistics.gates import Gates, Measure, allowed, few, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.statistics.rasch.model import Rasch
    from steppingup.statistics.rasch.sums import Floats, ScoreSums

Method = Literal["warm", "likelihood"]
# Below it, abilities are alike.
_DUST = 1e-12
# Beyond the easiest and the hardest item, in logits; no estimate lies further out.
_FAR = 30.0


@dataclass(frozen=True)
class Ability:
    """The ability that goes with one raw score.

    Args:
        items: the items that were met.
        score: how many of them are right.
        people: how many people have that score.
        value: the ability in logits; None where it has no finite value.
        error: its standard error in logits; None without a value.
        extreme: all or none right: the value says "at least" or "at most".
    """

    items: tuple[str, ...]
    score: int
    people: int
    value: float | None
    error: float | None
    extreme: bool


def abilities(model: Rasch, method: Method = "warm") -> tuple[Ability, ...]:
    """Return the ability for every raw score of every table; nothing without a model.

    Args:
        model: a calibrated test.
        method: ``warm`` weighs the likelihood (Warm, 1989, Psychometrika 54, 427), which takes most of the bias out
            and gives all scores a value; ``likelihood`` has none for extreme scores.
    """
    placed = model.difficulties
    tables = [table for table in model.tables if all(item in placed for item in table.items)]
    return tuple(
        _ability(table, np.array([placed[item] for item in table.items]), score, method)
        for table in tables
        for score in range(len(table.items) + 1)
    )


@dataclass(frozen=True)
class Spread:
    """How well a test tells its people apart, and whether it suits them.

    Args:
        mean: the mean ability; items have mean 0, so a large one means an easy test.
        reliability: the share of the spread of abilities that is no error of measurement; negative if the error is
            larger than the spread.
        separation: the spread without error, in units of the error; 0 if nothing is left.
    """

    mean: Measure
    reliability: Measure
    separation: Measure


def spread(found: Sequence[Ability], gates: Gates | None = None) -> Spread:
    """Summarise abilities over people."""
    some = [one for one in found if one.people and one.value is not None and one.error is not None]
    people = np.array([one.people for one in some])
    n = int(people.sum())
    if not allowed("rasch_exploratory", n, gates):
        return Spread(few(n), few(n), few(n))
    value, error = np.array([one.value for one in some], float), np.array([one.error for one in some], float)
    mean = float(people @ value) / n
    variance = float(people @ (value - mean) ** 2) / max(n - 1, 1)
    noise = float(people @ error**2) / n
    if variance < _DUST:
        return Spread(Measure(mean, n), without("same", n), without("same", n))
    left = max(0.0, variance - noise)
    return Spread(Measure(mean, n), Measure(1 - noise / variance, n), Measure((left / noise) ** 0.5, n))


def _ability(table: ScoreSums, difficulty: Floats, score: int, method: Method) -> Ability:
    extreme = score in (0, len(difficulty))
    people = int(table.people[score])
    if extreme and method == "likelihood":
        return Ability(table.items, score, people, None, None, extreme)
    low, high = float(difficulty.min()) - _FAR, float(difficulty.max()) + _FAR
    value = float(brentq(_balance, low, high, args=(difficulty, score, method), xtol=1e-12))
    return Ability(table.items, score, people, value, _information(value, difficulty) ** -0.5, extreme)


def _balance(ability: float, difficulty: Floats, score: int, method: Method) -> float:
    """Return score minus expected score, plus Warm's correction; it falls with ability."""
    chance = expit(ability - difficulty)
    off = score - float(chance.sum())
    if method == "likelihood":
        return off
    spread_ = chance * expit(difficulty - ability)
    return off + float(spread_ @ (1 - 2 * chance)) / (2 * float(spread_.sum()))


def _information(ability: float, difficulty: Floats) -> float:
    return float((expit(ability - difficulty) * expit(difficulty - ability)).sum())
