"""The Wright map: people and items on one scale, so that one sees whether the test is at the level of the people."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.statistics.rasch.abilities import Ability
    from steppingup.statistics.rasch.model import Rasch


@dataclass(frozen=True)
class Step:
    """One step of the scale.

    Args:
        low: its lower end in logits, which belongs to it.
        high: its upper end, which does not.
        people: how many people stand on it.
        items: ids of the items on it, the hardest first.
    """

    low: float
    high: float
    people: int
    items: tuple[str, ...]


def wright_map(model: Rasch, found: Sequence[Ability], width: float = 0.5) -> tuple[Step, ...]:
    """Sort people and items onto steps of a fixed width, the lowest first; nothing without a model.

    The steps begin at multiples of the width, so that the maps of two towns can be laid side by side.

    Args:
        model: a calibrated test.
        found: its abilities.
        width: of a step, in logits.
    """
    items = model.difficulties
    people = [(one.value, one.people) for one in found if one.people and one.value is not None]
    values = [*items.values(), *(value for value, _ in people)]
    if not values:
        return ()
    first, last = floor(min(values) / width), floor(max(values) / width) + 1
    hardest = sorted(items, key=lambda item: (-items[item], item))
    return tuple(
        Step(
            number * width,
            (number + 1) * width,
            sum(count for value, count in people if floor(value / width) == number),
            tuple(item for item in hardest if floor(items[item] / width) == number),
        )
        for number in range(first, last)
    )
