"""The bank of the final check: what its items must have, who can be drawn for, and proof that every draw exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.activities import Choice
from steppingup.catalogue.draw import RULES, SIZE, Draw, Item, Learner, draw
from steppingup.catalogue.whole import is_whole
from steppingup.common.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.common.facts import Facts

TIERS = (1, 2, 3)
# what everybody needs beside the competencies of tier 1: a child may stand at any desk, and every desk keeps records
FOR_EVERYONE = frozenset({"legal-framework.children", "practice.records"})
KINDS = frozenset({"choice", "match", "order", "classify", "vignette"})
# orders of the bank with which every draw is tried; one that succeeds is enough
SEEDS = ("one", "two", "three")
FILE = "book/check.md"


def bank_entries(catalogue: Catalogue) -> list[Entry]:
    """List the items of the bank in the order of their files."""
    return [entry for entry in catalogue.activities.values() if entry.set == "bank"]


def bank_items(catalogue: Catalogue) -> list[Item]:
    """List the items of the bank as the draw sees them; one without a room has a room of its own."""
    known = catalogue.facts.competencies
    return [
        Item(
            entry.id, model.competency, known[model.competency].area, tuple(model.roles), model.place or entry.id,
            isinstance(model, Choice) and model.select == "one",
        )
        for entry in bank_entries(catalogue)
        if (model := entry.model).competency in known
    ]  # fmt: skip


def learners(facts: Facts) -> dict[str, Learner]:
    """List for whom can be drawn: every role, then everybody up to a tier, by the id of their path."""
    known = facts.competencies
    found = {
        role: Learner({id_: one.required.get(role, 0) for id_, one in known.items()}, role) for role in facts.roles
    }
    for tier in TIERS:
        levels = {id_: int(one.tier <= tier or id_ in FOR_EVERYONE) for id_, one in known.items()}
        found[f"tier-{tier}"] = Learner(levels)
    return found


def bank_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield items that a check cannot use and, once the course is whole, draws that cannot keep the rules."""
    for entry in bank_entries(catalogue):
        yield from _faults(entry)
    items = bank_items(catalogue)
    if items and is_whole(catalogue.course) and not catalogue.broken:
        for name, learner in learners(catalogue.facts).items():
            yield from _draw_problems(name, learner, items)


def _faults(entry: Entry) -> Iterator[Problem]:
    model = entry.model
    if model.kind not in KINDS:
        yield entry.problem("kind", f"no kind for the final check; use one of {', '.join(sorted(KINDS))}")
    if not model.place:
        yield entry.problem(
            "place", "is missing; name the room where the item plays, so that no draw plays twice in it"
        )
    if not model.certainty:
        yield entry.problem("certainty", "the final check asks how sure people are; write 'certainty: true'")


def _draw_problems(name: str, learner: Learner, items: Sequence[Item]) -> Iterator[Problem]:
    """Try a first draw and a second one that shares nothing with it, and say what the best of them had to relax."""
    found = []
    for seed in SEEDS:
        first = draw(items, learner, {}, seed)
        second = draw(items, learner, dict.fromkeys(first.ids, "2026-01-01"), f"{seed}-again")
        found.append((first, second))
        if first.sound and second.sound:
            return
    for what, one in zip(("first check", "refresher"), min(found, key=_badness), strict=True):
        if not one.sound:
            level = "error" if what == "first check" or len(one.ids) < SIZE else "warning"
            yield Problem(FILE, 1, name, "draw", _told(what, one), level)  # type: ignore[arg-type]


def _badness(pair: Iterable[Draw]) -> list[int]:
    return [
        value for one in pair for value in (SIZE - len(one.ids), *(one.relaxed.get(rule, 0) for rule in RULES[::-1]))
    ]


def _told(what: str, one: Draw) -> str:
    short = f"{len(one.ids)} of {SIZE} items" if len(one.ids) < SIZE else ""
    given = ", ".join(f"'{rule}' for {count}" for rule, count in one.relaxed.items())
    said = "; ".join(filter(None, (short, f"rules that give way (see catalogue/draw.py): {given}" if given else "")))
    return f"{what}: {said}; write more items that fit into the bank"
