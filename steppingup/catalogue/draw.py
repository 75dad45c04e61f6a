"""The draw of a final check: twenty items of the bank for one learner, the same for the same seed.

The rules, from the one that gives way first to the one that gives way last:

1. *levels*: only competencies that the learner needs, those of level 3 first, then 2, then 1, in rounds of one item
   each; a competency of level 0 serves only to give an area its two items;
2. *place*: no two items play in the same room;
3. *kinds*: at most six items are of another kind than a choice of one answer (as many as six, if they are there, so
   that enough of the others are left for the next draw);
4. *seen*: no item of an earlier check; if it must be, the one seen longest ago;
5. *roles*: only items for the learner's role or for all;
6. *areas*: every area of the bank at least twice.

A rule gives way for the missing items alone, after everything that keeps it has been taken. Each draw is tried with
several orders of the bank, and the best one holds. ``frontend/src/check/draw.ts`` does the same in a page, and
``tests/vectors/draw.json`` holds both together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from steppingup.common.facts import ALL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SIZE, IN_AREA, OTHERS, TRIES = 20, 2, 6, 40
RULES = ("levels", "place", "kinds", "seen", "roles", "areas")
LEVELS, PLACE, KINDS, SEEN, ROLES, AREAS = range(1, 7)
_MASK = 0xFFFFFFFF

T = TypeVar("T")


@dataclass(frozen=True)
class Item:
    """An item of the bank, as far as the draw looks at it; ``one`` is a choice of one answer."""

    id: str
    competency: str
    area: str
    roles: tuple[str, ...]
    place: str
    one: bool


@dataclass(frozen=True)
class Learner:
    """For whom is drawn: the level needed of each competency; without a role, items for any role will do."""

    levels: Mapping[str, int]
    role: str = ""


@dataclass(frozen=True)
class Draw:
    """What was drawn, in the order of the check, and for how many items each rule had to give way."""

    ids: tuple[str, ...]
    relaxed: dict[str, int]

    @property
    def sound(self) -> bool:
        """Tell whether the draw is full and keeps every rule."""
        return len(self.ids) == SIZE and not self.relaxed


class Numbers:
    """Whole numbers below 2³², the same in Python and in the page.

    Sources: FNV-1a (Fowler, Noll and Vo) turns the seed into the first state; mulberry32 (Ettinger, 2017, public
    domain) goes on from there.
    """

    def __init__(self, seed: str) -> None:
        self._state = 0x811C9DC5
        for byte in seed.encode():
            self._state = (self._state ^ byte) * 0x01000193 & _MASK

    def below(self, limit: int) -> int:
        """Return the next number below a limit."""
        self._state = (self._state + 0x6D2B79F5) & _MASK
        mixed = (self._state ^ self._state >> 15) * (1 | self._state) & _MASK
        mixed ^= (mixed + ((mixed ^ mixed >> 7) * (61 | mixed) & _MASK)) & _MASK
        return (mixed ^ mixed >> 14) * limit >> 32

    def shuffled(self, values: Iterable[T]) -> list[T]:
        """Return the values in another order (Fisher and Yates)."""
        found = list(values)
        for last in range(len(found) - 1, 0, -1):
            other = self.below(last + 1)
            found[last], found[other] = found[other], found[last]
        return found


def draw(items: Sequence[Item], learner: Learner, seen: Mapping[str, str], seed: str) -> Draw:
    """Draw a check.

    Args:
        items: the bank, in its own order.
        learner: for whom.
        seen: the items of earlier checks, each with the day when it was seen last.
        seed: the same seed gives the same draw.
    """
    best: _Hand | None = None
    for number in range(TRIES):
        hand = _Hand(items, learner, seen, Numbers(f"{seed}/{number}"))
        hand.fill()
        if best is None or hand.faults() < best.faults():
            best = hand
        if not any(best.faults()):
            break
    assert best  # noqa: S101 - there is at least one try
    relaxed = {name: count for name, count in zip(RULES, best.late[1:], strict=True) if count}
    return Draw(tuple(Numbers(f"{seed}/order").shuffled([item.id for item in best.drawn])), relaxed)


@dataclass
class _Hand:
    """One try: items taken one by one; ``late`` counts those that were taken at each stage of giving way."""

    items: Sequence[Item]
    learner: Learner
    seen: Mapping[str, str]
    numbers: Numbers
    drawn: list[Item] = field(default_factory=list)
    late: list[int] = field(default_factory=lambda: [0] * (AREAS + 1))

    def __post_init__(self) -> None:
        self.pools: dict[str, list[Item]] = {}
        order = sorted(self.numbers.shuffled(self.items), key=lambda item: self.seen.get(item.id, ""))
        for item in order:
            self.pools.setdefault(item.competency, []).append(item)
        self.gone: set[str] = set()
        self.taken: Counter[str] = Counter()
        self.in_area = Counter({item.area: 0 for item in self.items})
        self.places: set[str] = set()
        self.others = 0

    def fill(self) -> None:
        """Take items, stage by stage, until there are enough or none is left."""
        for stage in range(AREAS + 1):
            while len(self.drawn) < SIZE and (item := self._next(stage)):
                self._take(item)
                self.late[stage] += 1

    def faults(self) -> tuple[int, ...]:
        """Rate the try, the worst fault first; all zero is a sound draw."""
        there = sum(not item.one and self._allowed(item, 0) for item in self.items)
        short = max(0, min(OTHERS, there) - self.others)
        return (SIZE - len(self.drawn), *reversed(self.late[1:]), short)

    def _take(self, item: Item) -> None:
        self.drawn.append(item)
        self.gone.add(item.id)
        self.taken[item.competency] += 1
        self.in_area[item.area] += 1
        self.places.add(item.place)
        self.others += not item.one

    def _next(self, stage: int) -> Item | None:
        short = sum(max(0, IN_AREA - count) for count in self.in_area.values())
        reserved = stage < AREAS and SIZE - len(self.drawn) <= short
        found = [item for name in sorted(self.pools, key=self._rank) if (item := self._first(name, stage, reserved))]
        # the sort is stable: before items have been seen at all, the order of competencies decides
        return min(found, key=lambda item: self.seen.get(item.id, ""), default=None)

    def _rank(self, competency: str) -> tuple[bool, int, int]:
        level = self.learner.levels.get(competency, 0)
        return (level == 0, self.taken[competency], -level)

    def _first(self, competency: str, stage: int, reserved: bool) -> Item | None:  # noqa: FBT001 - one state of a try
        for item in self.pools[competency]:
            wanted = not reserved or self.in_area[item.area] < IN_AREA
            if wanted and item.id not in self.gone and self._allowed(item, stage) and self._fits(item, stage):
                return item
        return None

    def _allowed(self, item: Item, stage: int) -> bool:
        """Tell whether the item may be drawn for this learner, whatever else was drawn."""
        mine = not self.learner.role or self.learner.role in item.roles or ALL_ROLES in item.roles
        return (stage >= SEEN or item.id not in self.seen) and (stage >= ROLES or mine)

    def _fits(self, item: Item, stage: int) -> bool:
        """Tell whether the item goes with what was drawn."""
        level = self.learner.levels.get(item.competency, 0) or self.in_area[item.area] < IN_AREA
        return (
            (stage >= LEVELS or level > 0)
            and (stage >= PLACE or item.place not in self.places)
            and (stage >= KINDS or item.one or self.others < OTHERS)
        )
