"""Which competency is practised for which role: counted items, main and second competency alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from steppingup.catalogue.model import Set
from steppingup.catalogue.whole import counted, is_whole
from steppingup.common.errors import Problem
from steppingup.common.facts import ALL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.common.facts import Facts

TIERS = (1, 2, 3)
SETS: tuple[Set, ...] = get_args(Set)


@dataclass(frozen=True)
class Cell:
    """How many items of each set a role meets on one tier of a competency.

    Args:
        competency: its id.
        tier: the tier of the items (a competency's own tier is where it is expected first).
        role: its id.
        required: the level that the role needs, from 0 to 3.
        counts: the number of items, by set.
    """

    competency: str
    tier: int
    role: str
    required: int
    counts: dict[Set, int]


def coverage(entries: Iterable[Entry], facts: Facts) -> list[Cell]:
    """Count items by competency, tier, role and set; items that are nearly another one count once."""
    found: Counter[tuple[str, int, str, Set]] = Counter()
    for entry in counted(entries):
        model = entry.model
        roles = list(facts.roles) if ALL_ROLES in model.roles else model.roles
        competencies = {model.competency, model.second} - {None}
        found.update((str(name), model.tier, role, entry.set) for name in competencies for role in roles)
    return [
        Cell(name, tier, role, known.required.get(role, 0), {set_: found[name, tier, role, set_] for set_ in SETS})
        for name, known in facts.competencies.items()
        for tier in TIERS
        for role in facts.roles
    ]


def totals(entries: Iterable[Entry]) -> Counter[tuple[str, int, Set]]:
    """Count items by competency, tier and set, whoever they are for."""
    found: Counter[tuple[str, int, Set]] = Counter()
    for entry in counted(entries):
        names = {entry.model.competency, entry.model.second} - {None}
        found.update((str(name), entry.model.tier, entry.set) for name in names)
    return found


def practised(cells: Iterable[Cell]) -> Counter[tuple[str, str]]:
    """Sum the practice items over the tiers, by competency and role."""
    sums: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        sums[cell.competency, cell.role] += cell.counts["practice"]
    return sums


def empty_cells(entries: Iterable[Entry], facts: Facts) -> list[tuple[str, str, int]]:
    """List (competency, role, required level) of what a role needs and cannot practise."""
    sums = practised(coverage(entries, facts))
    needed = (
        (name, role, level) for name, known in facts.competencies.items() for role, level in known.required.items()
    )
    return [(name, role, level) for name, role, level in needed if level >= 1 and not sums[name, role]]


def coverage_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what a role needs and cannot practise; a course that is still being written is left in peace."""
    if not is_whole(catalogue.course) or catalogue.broken:
        return
    for name, role, level in empty_cells(catalogue.activities.values(), catalogue.facts):
        what = f"no practice item for '{role}', who needs level {level}"
        what = f"{what}; write one, or name the role or the competency in an item that fits"
        yield Problem(*catalogue.facts.places["competencies", name], name, "required", what)
