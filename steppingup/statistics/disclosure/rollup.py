"""Small towns: put roles together first, then towns, and never lower the threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.statistics.disclosure.rule import SHARED, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

ROLE, TOWN, GROUP, KEPT_BACK = "role and town", "town", "group of towns", "kept back"


@dataclass(frozen=True)
class Cell:
    """People who are shown together; everybody stands in exactly one cell, so none is the difference of two others.

    Args:
        level: ``role and town``, ``town`` (all roles), ``group of towns`` (all roles), or ``kept back``.
        towns: the towns in it.
        role: its role; empty for all roles.
        people: how many; not to be published if it is kept back.
    """

    level: str
    towns: tuple[str, ...]
    role: str
    people: int


def rolled_up(counts: pd.DataFrame, groups: Mapping[str, str], rule: Rule = SHARED) -> tuple[Cell, ...]:
    """Put people together until every cell has enough of them.

    Where a cell is kept back, the sum over everybody must be, too: it would give that cell back.

    Args:
        counts: one row per role, one column per town; distinct people.
        groups: the group of each town; a town without one stands alone.
        rule: the threshold.
    """
    cells, small = [], []
    for town in sorted(counts.columns):
        column = counts[town][counts[town] > 0]
        if (column >= rule.least).all():
            cells += [Cell(ROLE, (town,), str(role), int(n)) for role, n in column.sort_index().items()]
        elif column.sum() >= rule.least:
            cells.append(Cell(TOWN, (town,), "", int(column.sum())))
        else:
            small.append(Cell(TOWN, (town,), "", int(column.sum())))
    for group in sorted({groups.get(one.towns[0], one.towns[0]) for one in small}):
        together = [one for one in small if groups.get(one.towns[0], one.towns[0]) == group]
        cells = _grouped(cells, together, groups, group, rule)
    return tuple(cells)


def _grouped(cells: list[Cell], small: list[Cell], groups: Mapping[str, str], group: str, rule: Rule) -> list[Cell]:
    """Put the small towns of a group together; if they are still too few, the smallest other town joins them."""
    people = sum(one.people for one in small)
    if people < rule.least:
        town = _smallest(cells, groups, group)
        joined = [one for one in cells if one.towns == (town,)]
        if not joined:
            return [*cells, Cell(KEPT_BACK, _towns(small), "", people)]
        cells, small = [one for one in cells if one not in joined], [*small, *joined]
    return [*cells, Cell(GROUP, _towns(small), "", sum(one.people for one in small))]


def _smallest(cells: list[Cell], groups: Mapping[str, str], group: str) -> str:
    people: dict[str, int] = {}
    for one in cells:
        if len(one.towns) == 1 and groups.get(one.towns[0]) == group:
            people[one.towns[0]] = people.get(one.towns[0], 0) + one.people
    return min(people, key=lambda town: (people[town], town), default="")


def _towns(cells: list[Cell]) -> tuple[str, ...]:
    return tuple(sorted({town for one in cells for town in one.towns}))
