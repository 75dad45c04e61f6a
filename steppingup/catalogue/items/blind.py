"""Answers that need no reading: mark everything, leave all as shown, take the first. They must earn next to nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.activities import Classify, Order, Scenario
from steppingup.activities.play import END
from steppingup.catalogue.items.forms import is_single
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from steppingup.activities import Activity
    from steppingup.catalogue.model import Entry
    from steppingup.common.errors import Level, Problem

LEAST_OF_A_KIND = 3
LIMIT = 0.25

ALL, UNTOUCHED, FIRST_GROUP = "mark everything", "leave it as shown", "everything in the first group"
FIRST_OPTION, LAST_OPTION = "always the first option", "always the last option"


@dataclass(frozen=True)
class Blind:
    """What a strategy earns over the items of a kind.

    Args:
        strategy: what is done.
        kind: the kind of the items; ``choice`` stands for those with several answers.
        earned: the mean score, from 0 to 1.
        gains: what it earns in each item.
        level: how bad it is when it works; None for what is only measured.
    """

    strategy: str
    kind: str
    earned: float
    gains: tuple[tuple[Entry, float], ...]
    level: Level | None

    @property
    def works(self) -> bool:
        """Tell whether the strategy earns more than a quarter."""
        return len(self.gains) >= LEAST_OF_A_KIND and self.earned > LIMIT + 1e-9


def blind_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield the strategies that work."""
    for blind in blinds(entries):
        if blind.works and blind.level:
            best = sorted(blind.gains, key=lambda gain: -gain[1])
            ids = ", ".join(f"{entry.id} ({gain:.0%})" for entry, gain in best[:8] if gain > LIMIT)
            what = f"'{blind.strategy}' earns {blind.earned:.0%} over {len(best)} activities of the kind {blind.kind}"
            yield best[0][0].problem(
                "", f"{what}, {LIMIT:.0%} at most is right; change some of these: {ids}", blind.level
            )


def blinds(entries: Sequence[Entry]) -> list[Blind]:
    """Try every strategy on the items of every kind that is answered by more than one pick."""
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if not is_single(entry.model):
            kinds[entry.model.kind].append(entry)
    return [blind for kind, found in kinds.items() for blind in _kind(kind, found)]


def _kind(kind: str, entries: Sequence[Entry]) -> Iterator[Blind]:
    for strategy, (answer, level) in _STRATEGIES.items():
        gains = tuple((e, gain) for e in entries if (gain := _gain(e.model, answer(e.model))) is not None)
        if gains:
            yield Blind(strategy, kind, sum(gain for _, gain in gains) / len(gains), gains, level)


def _gain(model: Activity, answer: Any) -> float | None:
    if answer is None:
        return None
    if isinstance(model, Classify):
        return _sorted(model, answer)
    with suppress(AnswerError):
        return model.score(answer)
    return None  # a kind that does not take such an answer cannot be fooled by it


def _sorted(model: Classify, answer: dict[str, str]) -> float:
    """Score cards above what the largest group alone would give: putting all into one group earns nothing."""
    largest = max(Counter(card.group for card in model.cards).values())
    hits = sum(answer.get(card.id) == card.group for card in model.cards)
    return max(0.0, (hits - largest) / max(1, len(model.cards) - largest))


def _everything(model: Activity) -> list[str] | None:
    plain = isinstance(model.key(), list) and not isinstance(model, Order | Scenario)
    return [item["id"] for item in model.items()] if plain else None


def _untouched(model: Activity) -> Any:
    if isinstance(model, Scenario):
        return None
    return model.start() if isinstance(model, Order) else type(model.key())()


def _first_group(model: Activity) -> dict[str, str] | None:
    targets = model.targets()
    return {item["id"]: targets[0]["id"] for item in model.items()} if targets else None


def _road(place: int) -> Callable[[Activity], list[str] | None]:
    """Walk a scenario by the place of the options alone; a road that never ends is not measured."""

    def walk(model: Activity) -> list[str] | None:
        if not isinstance(model, Scenario):
            return None
        state, road, seen = model.game.start(), [], set()
        while state.scene != END and state not in seen:
            seen.add(state)
            option = model.game.scenes[state.scene].options[place]
            road.append(f"{state.scene}.{option.id}")
            state, _ = model.game.step(state, option)
        return road

    return walk


# A walk by place meets half credits now and then: it warns, as an author can only shift where the good options stand.
_STRATEGIES: dict[str, tuple[Callable[[Activity], Any], Level | None]] = {
    ALL: (_everything, "error"),
    UNTOUCHED: (_untouched, "error"),
    FIRST_GROUP: (_first_group, "error"),
    FIRST_OPTION: (_road(0), "warning"),
    LAST_OPTION: (_road(-1), None),
}
