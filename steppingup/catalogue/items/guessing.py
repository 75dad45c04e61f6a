"""What somebody earns in one-answer items who knows nothing and goes by form: length, caution, echo or position."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, get_args

from steppingup.catalogue.items.forms import Single, singles
from steppingup.catalogue.items.wording import hedges, stems
from steppingup.catalogue.model import Set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Entry
    from steppingup.common.errors import Level, Problem

LEAST_ITEMS = 12
LEAST_OF_A_SET = 40
# Marks or a town's needs hang on these, so a few items count already; learners see them in the order of opaque ids.
KEPT = frozenset({"graded", "needs"})
TOLERANCE = 0.08
MOST_NAMED = 20
ALL = "all"


@dataclass(frozen=True)
class Guess:
    """What one rule earns beside what chance earns (both 0..1).

    Args:
        rule: how the answer is picked.
        group: the items that it was tried on: ``all``, or a set such as ``bank``.
        earned: the mean score; answers that the rule cannot tell apart share.
        chance: the mean score of picking blindly.
        items: how many items the rule was tried on.
        entries: the items where the rule leads to the best answer, and to it alone, if there are such.
        level: how bad it is when the rule works.
    """

    rule: str
    group: str
    earned: float
    chance: float
    items: int
    entries: tuple[Entry, ...]
    level: Level = "error"

    @property
    def difference(self) -> float:
        """By how much the rule beats chance; negative where it does worse."""
        return self.earned - self.chance

    @property
    def works(self) -> bool:
        """Tell whether the rule beats chance by more than 8 percentage points."""
        return self.difference > TOLERANCE + 1e-9

    @property
    def misleads(self) -> bool:
        """Tell whether the rule does worse than chance by more than 8 points, so that its contrary may work."""
        return self.difference < -TOLERANCE - 1e-9

    @property
    def surplus(self) -> int:
        """How many of ``entries`` must change at least until the rule works no more."""
        return max(0, ceil((self.difference - TOLERANCE) * self.items - 1e-9))


def guess_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield the rules by which keys can be guessed."""
    for guess in guesses(entries):
        if guess.works:
            yield guess.entries[0].problem("options", _told(guess), guess.level)


def guesses(entries: Sequence[Entry], least: int = LEAST_ITEMS) -> list[Guess]:
    """Try every rule on all one-answer items, if there are enough, and on each set that is large enough."""
    items = singles(entries)
    sets = {name: [item for item in items if item.entry.set == name] for name in get_args(Set)}
    # A set that is all there is would be told twice.
    large = {name: found for name, found in sets.items() if _least(name) <= len(found) < len(items)}
    return [guess for name, found in ({ALL: items} | large).items() for guess in rules(found, name, least)]


def rules(items: Sequence[Single], group: str = ALL, least: int = LEAST_ITEMS) -> list[Guess]:
    """Try every rule on a group of one-answer items; fewer than ``least`` prove nothing."""
    if len(items) < max(1, least):
        return []
    tried = [_try(rule, group, pick, items, level) for rule, (pick, level) in _PICKS.items()]
    if group in KEPT:
        return tried
    for place in range(max(len(item.texts) for item in items)):
        having = [item for item in items if place < len(item.texts)]
        if len(having) >= least:
            tried.append(_try(f"always option {place + 1}", group, partial(_place, place), having))
    return [*tried, _try("always the last option", group, lambda item: [len(item.texts) - 1], items)]


def _least(name: str) -> int:
    return LEAST_ITEMS if name in KEPT else LEAST_OF_A_SET


def _try(
    rule: str, group: str, pick: Callable[[Single], list[int]], items: Sequence[Single], level: Level = "error"
) -> Guess:
    gains = [(item, _gain(item, pick(item))) for item in items]
    chance = sum(item.chance for item in items) / len(items)
    earned = sum(gain for _, gain in gains) / len(items)
    full = [item.entry for item, gain in gains if gain == max(item.scores)]
    helped = full or [item.entry for item, gain in gains if gain > item.chance]
    return Guess(rule, group, earned, chance, len(items), tuple(helped), level)


def _gain(item: Single, picked: list[int]) -> float:
    return sum(item.scores[index] for index in picked) / len(picked)


def _place(place: int, _: Single) -> list[int]:
    return [place]


def _echoes(item: Single) -> list[int]:
    prompt = stems(item.prompt)
    return [len(prompt & stems(text)) for text in item.texts]


def _best(values: Iterable[int]) -> list[int]:
    found = list(values)
    return [index for index, value in enumerate(found) if value == max(found)]


# The contraries of two rules warn: who has learnt to avoid careful keys may avoid them too well.
_PICKS: dict[str, tuple[Callable[[Single], list[int]], Level]] = {
    "always the longest option": (lambda item: _best(map(len, item.texts)), "error"),
    "always the shortest option": (lambda item: _best(-len(text) for text in item.texts), "error"),
    "always the most careful option": (lambda item: _best(map(hedges, item.texts)), "error"),
    "always the option with most words of the prompt": (lambda item: _best(_echoes(item)), "error"),
    "always the least careful option": (lambda item: _best(-hedges(text) for text in item.texts), "warning"),
    "always the option with fewest words of the prompt": (lambda item: _best(-n for n in _echoes(item)), "warning"),
}


def _told(guess: Guess) -> str:
    ids = [entry.id for entry in guess.entries]
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    where = f"all {guess.items}" if guess.group == ALL else f"the {guess.items} {guess.group}"
    limit = f"at most {guess.chance + TOLERANCE:.0%} is right"
    what = f"{guess.rule} earns {guess.earned:.0%} over {where} one-answer items, chance {guess.chance:.0%}; {limit}"
    return f"{what}; change at least {guess.surplus} of these: {', '.join(ids[:MOST_NAMED])}{more}"
