"""Which lessons fit into the minutes, and what is left out and why.

The rule is told in the plan: first each chapter and case that was named, with its first lesson; then a task for each;
then further lessons in the order of the role's path; then further tasks and questions. A talk afterwards is never
saved on. What is left over is time in hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from steppingup.common.errors import KitError
from steppingup.kit.choose import in_order, not_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.common.facts import Facts
    from steppingup.kit.choose import Unit
    from steppingup.kit.modules import Module, Step

LEAST, MOST = 15, 480  # minutes that anybody may ask for
SHORT = 60  # below, welcome and end are brief
BRIEF, FULL = 5, 10  # what each of them takes
STRETCH = 75  # nobody sits longer than about that
LUNCH_FROM, LUNCH = 300, 45
IN_HAND = 15  # time in hand that a session bears
TASKS = ("group-task", "role-play")
ASKING = ("talk", "question")

_TOO_MUCH = "One session of a day is too short for so many chapters and cases. Name fewer."


@dataclass(frozen=True)
class Chosen:
    """A module in a plan.

    Args:
        module: a lesson or a case.
        need: how much it is needed.
        taken: the places of the steps that are part.
        more: how many further questions are part.
    """

    module: Module
    need: int
    taken: frozenset[int]
    more: int = 0

    def steps(self) -> list[Step]:
        """List its steps; further questions come after the first one of their page, before the task."""
        found = [step for place, step in enumerate(self.module.steps) if place in self.taken]
        for one in self.module.more[: self.more]:
            own = [at + 1 for at, step in enumerate(found) if step.lesson is one.lesson and step.kind in ASKING]
            found.insert(own[-1] if own else len(found) - 1, one)  # without its page it stands before the last talk
        return found

    def left_steps(self) -> list[Step]:
        """List the steps that are not part."""
        return [step for place, step in enumerate(self.module.steps) if place not in self.taken]

    def minutes(self) -> int:
        """Add up its minutes."""
        return sum(step.minutes for step in self.steps())

    def is_whole(self) -> bool:
        """Whether nothing more of it could be part."""
        return len(self.taken) == len(self.module.steps) and self.more == len(self.module.more)


@dataclass(frozen=True)
class LeftOut:
    """What is not part, and why.

    Args:
        name: a lesson, or a task of one.
        reason: a key below ``kit.left`` of the messages.
        minutes: what it would take.
        room: what was left.
    """

    name: str
    reason: str
    minutes: int = 0
    room: int = 0


@dataclass
class Fit:
    """What fits into the minutes: the modules in the order of the book, what is left out, and the time in hand.

    ``frame`` is what the welcome takes; the end takes as much.
    """

    minutes: int
    frame: int
    chosen: list[Chosen] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    in_hand: int = 0


def breaks(minutes: int) -> list[int]:
    """List the breaks of a session: none up to 75 minutes, then one for each stretch of it."""
    number = max(0, -(-minutes // STRETCH) - 1)
    found = [10 if minutes <= 2 * STRETCH else 15] * number
    if minutes >= LUNCH_FROM:
        found[(number - 1) // 2] = LUNCH
    return found


def fit(units: Sequence[Unit], roles: Sequence[str], minutes: int, facts: Facts) -> Fit:
    """Choose lessons and steps for a time.

    Raises:
        KitError: nothing of this is for these roles, or the time is too short or too long for it.
    """
    _check_time(minutes)
    firsts, rest = _ordered(units, roles, facts)
    made = _try(firsts, rest, minutes)
    if made is None:
        raise KitError(_too_few(minutes, _shortest(firsts, rest, minutes)))
    if _is_too_long(made) and minutes > (most := _longest(firsts, rest)):
        raise KitError(_too_many(minutes, most))
    made.left_out += [LeftOut(module.title, "role") for unit in units for module in not_for(unit, roles)]
    place = {module.title: at for at, module in enumerate(module for unit in units for module in unit.modules)}
    made.chosen.sort(key=lambda one: place[one.module.title])
    return made


def span(units: Sequence[Unit], roles: Sequence[str], facts: Facts) -> tuple[int, int]:
    """Return the shortest and the longest session that lessons and steps are found for.

    A length between them may still be refused: where the first break begins, a minute more leaves less time.

    Raises:
        KitError: nothing of this is for these roles, or no session of a day is long enough for all of it.
    """
    firsts, rest = _ordered(units, roles, facts)
    least = _shortest(firsts, rest, LEAST)
    if not least:
        raise KitError(_TOO_MUCH)
    return least, _longest(firsts, rest)


def _ordered(
    units: Sequence[Unit], roles: Sequence[str], facts: Facts
) -> tuple[list[tuple[Module, int]], list[tuple[Module, int]]]:
    """Return the first module of each chapter and case, and the others by how much they are needed."""
    ordered = {unit.name: in_order(unit, roles, facts) for unit in units}
    for unit in units:
        if not ordered[unit.name]:
            asked, meant = _names(roles, facts), _names({role for one in unit.modules for role in one.roles()}, facts)
            raise KitError(f"No lesson of “{unit.first.title}” is for {asked}. Its lessons are for {meant}.")
    rest = [one for found in ordered.values() for one in found[1:]]
    return [found[0] for found in ordered.values()], _by_need(rest)


def _names(roles: Iterable[str], facts: Facts) -> str:
    known = set(roles)
    return ", ".join(role.name for id_, role in facts.roles.items() if id_ in known)


def _try(firsts: Sequence[tuple[Module, int]], rest: Sequence[tuple[Module, int]], minutes: int) -> Fit | None:
    chosen = [Chosen(module, need, _places(module, 0)) for module, need in firsts]
    room = minutes - sum(breaks(minutes)) - sum(one.minutes() for one in chosen)
    frame = next((one for one in (FULL, BRIEF) if room >= 2 * one and (minutes >= SHORT or one == BRIEF)), None)
    if frame is None:
        return None
    made = Fit(minutes, frame, chosen)
    room = _raise(made, room - 2 * frame)
    for module, need in rest:
        level = next((level for level in (1, 0) if module.minutes(level) <= room), None)
        if level is None:
            made.left_out.append(LeftOut(module.title, "time", module.minutes(0), room))
        else:
            made.chosen.append(Chosen(module, need, _places(module, level)))
            room -= module.minutes(level)
    room = _more_questions(made, _fill(made, _raise(made, room)))
    made.left_out += [
        LeftOut(name, "cards" if cards else "task", minutes, room) for name, minutes, cards in _left_steps(made)
    ]
    made.in_hand = room
    return made


def _places(module: Module, level: int) -> frozenset[int]:
    return frozenset(place for place, step in enumerate(module.steps) if step.level <= level)


def _raise(made: Fit, room: int) -> int:
    """Give each lesson its task while there is room, in the order of need; a shorter one where its own is too long."""
    for at, one in enumerate(made.chosen):
        for wish in (_places(one.module, 1), *_single_tasks(one)):
            before = room
            room = _change(made, at, replace(one, taken=one.taken | wish), room)
            if room < before or wish <= one.taken:
                break
    return room


def _single_tasks(one: Chosen) -> list[frozenset[int]]:
    """List the tasks of pages that are told anyway, the shortest first."""
    steps = one.module.steps
    told = {steps[place].lesson.page for place in one.taken if steps[place].kind == "talk"}
    places = [at for at, step in enumerate(steps) if step.kind in TASKS and step.lesson.page in told]
    if one.taken.intersection(places):
        return []
    return [frozenset({at}) for at in sorted(places, key=lambda at: steps[at].minutes)]


def _fill(made: Fit, room: int) -> int:
    """Take whatever single step still fits; first the questions that the talk afterwards speaks of."""
    for at, chosen in enumerate(list(made.chosen)):
        steps = chosen.module.steps
        for place in sorted(range(len(steps)), key=lambda place: not steps[place].spoken_of):
            one = made.chosen[at]
            room = _change(made, at, replace(one, taken=one.taken | {place}), room)
    return room


def _more_questions(made: Fit, room: int) -> int:
    for number in range(1, max(len(one.module.more) for one in made.chosen) + 1):
        for at, one in enumerate(made.chosen):
            if one.more == number - 1 < len(one.module.more):
                room = _change(made, at, replace(one, more=number), room)
    return room


def _change(made: Fit, at: int, longer: Chosen, room: int) -> int:
    cost = longer.minutes() - made.chosen[at].minutes()
    if cost > room:
        return room
    made.chosen[at] = longer
    return room - cost


def _left_steps(made: Fit) -> Iterator[tuple[str, int, bool]]:
    """Yield name and minutes of each task that is left out, and whether it has cards."""
    for one in made.chosen:
        for step in one.left_steps():
            if step.block is not None:
                name = f"{one.module.title}: {step.block.lead}" if step.block.lead else one.module.title
                yield name, step.minutes, step.has_cards


def _is_too_long(made: Fit) -> bool:
    return made.in_hand > IN_HAND and all(one.is_whole() for one in made.chosen) and not made.left_out


def _by_need(found: list[tuple[Module, int]]) -> list[tuple[Module, int]]:
    return sorted(found, key=lambda one: one[1])


def _check_time(minutes: int) -> None:
    if not LEAST <= minutes <= MOST:
        raise KitError(
            f"A session has {LEAST} to {MOST} minutes, and you asked for {minutes}. "
            "For several days make one kit for each part of a day."
        )


def _shortest(firsts: Sequence[tuple[Module, int]], rest: Sequence[tuple[Module, int]], from_: int) -> int:
    return next((n for n in range(from_, MOST + 1) if _try(firsts, rest, n)), 0)


def _longest(firsts: Sequence[tuple[Module, int]], rest: Sequence[tuple[Module, int]]) -> int:
    made = ((n, _try(firsts, rest, n)) for n in range(MOST, LEAST - 1, -1))
    return next((n for n, one in made if one and not _is_too_long(one)), LEAST)


def _too_few(minutes: int, least: int) -> str:
    if not least:
        return _TOO_MUCH
    rest = f", with the break that more than {STRETCH} minutes need" if breaks(minutes) else ""
    return (
        f"{minutes} minutes are too few: welcome, the ideas of one lesson of each chapter or case, a question, the "
        f"talk afterwards and the end take {least} minutes at least{rest}. "
        f"Take {least} minutes or more, or fewer chapters and cases."
    )


def _too_many(minutes: int, most: int) -> str:
    return (
        f"{minutes} minutes are too many: all that these chapters and cases have for a room is done in {most} minutes. "
        f"Take {most} minutes or fewer, or one more chapter or case."
    )
