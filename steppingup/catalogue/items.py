"""Rules of item writing, measured over the course: nothing in length, position or tone may give the key away.

Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines", rules on options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from steppingup.activities import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from steppingup.catalogue.load import Entry
    from steppingup.common.errors import Problem

LEAST_ITEMS = 12
TOLERANCE = 0.08
LENGTH_FACTOR = 1.6

_ABSOLUTE = re.compile(r"\b(always|never)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """What somebody earns who knows nothing and follows one rule, beside what chance earns (both 0..1)."""

    rule: str
    earned: float
    chance: float
    entries: tuple[Entry, ...]

    @property
    def works(self) -> bool:
        """Tell whether the rule beats chance by more than 8 percentage points."""
        return self.earned > self.chance + TOLERANCE + 1e-9


def item_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what gives keys away, over all one-answer items and in each choice item."""
    for entry in entries:
        if isinstance(entry.model, Choice):
            yield from _options(entry, entry.model)
    for guess in guesses(entries):
        if guess.works:
            ids = ", ".join(entry.id for entry in guess.entries)
            what = f"{guess.rule} earns {guess.earned:.0%} over all one-answer items, chance {guess.chance:.0%}"
            yield guess.entries[0].problem("options", f"{what}; change some of these: {ids}")


def guesses(entries: Sequence[Entry]) -> list[Guess]:
    """Try the rules *longest option*, *n-th option* and *last option* on all one-answer items, if there are enough."""
    choices = [(entry, entry.model) for entry in entries if isinstance(entry.model, Choice)]
    items = [(entry, model) for entry, model in choices if model.select == "one"]
    if len(items) < LEAST_ITEMS:
        return []
    places = range(max(len(model.options) for _, model in items))
    return [
        _try("always the longest option", _longest, items),
        *(_try(f"always option {place + 1}", partial(_place, place), items) for place in places),
        _try("always the last option", partial(_place, -1), items),
    ]


def _try(name: str, pick: Callable[[Choice], list[int]], items: list[tuple[Entry, Choice]]) -> Guess:
    gains = [(entry, _gain(model, pick(model))) for entry, model in items]
    chance = sum(1 / len(model.options) for _, model in items) / len(items)
    earned = sum(gain for _, gain in gains) / len(items)
    return Guess(name, earned, chance, tuple(entry for entry, gain in gains if gain > 0))


def _gain(model: Choice, picked: list[int]) -> float:
    right = [index for index in picked if index < len(model.options) and model.options[index].correct]
    return len(right) / len(picked)


def _place(place: int, model: Choice) -> list[int]:
    return [place % len(model.options)] if place < len(model.options) else [place]


def _longest(model: Choice) -> list[int]:
    longest = max(len(option.text) for option in model.options)
    return [index for index, option in enumerate(model.options) if len(option.text) == longest]


def _options(entry: Entry, model: Choice) -> Iterator[Problem]:
    lengths = [len(option.text) for option in model.options]
    if max(lengths) > LENGTH_FACTOR * min(lengths):
        what = f"options are {min(lengths)} to {max(lengths)} characters long"
        what = f"{what}; bring them within a factor {LENGTH_FACTOR}"
        yield entry.problem("options", what, "warning")
    for option in model.options:
        if found := _ABSOLUTE.search(option.text):
            what = f"'{found[0]}' tells test-wise readers that an option is wrong; say it without"
            yield entry.problem(f"options.{option.id}.text", what, "warning")
