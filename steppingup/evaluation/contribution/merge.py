"""Add up the contributions of towns; what cannot be added up is refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.make import added
from steppingup.evaluation.contribution.parts import Cell, Contribution, Part, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steppingup.evaluation.contribution.parts import Item
    from steppingup.statistics.sums import Key


def merged(named: Sequence[tuple[str, Contribution]]) -> Contribution:
    """Add up contributions, in any order and grouping.

    Args:
        named: the name of each file, for sentences, and what it holds.

    Raises:
        EvaluationError: an item or a form means something else in two files, or a file is in it twice.
    """
    _look_for_twice(named)
    whole = Contribution({}, {}, {}, towns=0)
    for name, one in named:
        whole = Contribution(
            items=_items(whole.items, one.items, name),
            forms=_forms(whole.forms, one.forms, name),
            blocks=_blocks(whole.blocks, one.blocks),
            heat=_cells(whole.heat, one.heat),
            ratings=_cells(whole.ratings, one.ratings),
            least=one.least if not whole.towns else min(whole.least, one.least),
            lost=_lost(whole.lost, one.lost),
            towns=whole.towns + one.towns,
            sources=tuple(sorted({*whole.sources, *one.sources})),
            day=max(whole.day, one.day),
            releases=tuple(sorted({*whole.releases, *one.releases})),
        )
    return whole


def _look_for_twice(named: Sequence[tuple[str, Contribution]]) -> None:
    seen: dict[str, str] = {}
    for name, one in named:
        for source in one.sources:
            if source in seen:
                raise EvaluationError(
                    f"{name} and {seen[source]} hold the same town's sums; its people would count twice. Leave one out."
                )
            seen[source] = name


def _items(whole: Mapping[str, Item], more: Mapping[str, Item], name: str) -> dict[str, Item]:
    for item, one in more.items():
        other = whole.get(item, one)
        if other.version != one.version:
            raise EvaluationError(
                f"{name} has version {one.version} of '{item}', others have version {other.version}: these are two "
                "items. Merge towns that used the same release, or let them answer the same version."
            )
        if other != one:
            raise EvaluationError(f"{name} means another item by '{item}': its points or competencies differ.")
    return {**whole, **more}


def _forms(
    whole: Mapping[tuple[str, str], tuple[str, ...]], more: Mapping[tuple[str, str], tuple[str, ...]], name: str
) -> dict[tuple[str, str], tuple[str, ...]]:
    for (form, phase), items in more.items():
        other = whole.get((form, phase), items)
        if other != items:
            odd = sorted({*other} ^ {*items})
            raise EvaluationError(
                f"{name} has other items in form '{form}' ({phase}) than the other files, such as '{odd[0]}': totals "
                "of different items do not add up. Merge towns that used the same form."
            )
    return {**whole, **more}


def _blocks(
    whole: Mapping[Place, Mapping[Part, Mapping[Key, float]]], more: Mapping[Place, Mapping[Part, Mapping[Key, float]]]
) -> dict[Place, Mapping[Part, Mapping[Key, float]]]:
    found = dict(whole)
    for place, parts in more.items():
        here = dict(found.get(place, {}))
        for part, sums in parts.items():
            both = Counter(here.get(part, {}))
            both.update(sums)
            here[part] = dict(both)
        found[place] = here
    return found


def _cells(
    whole: Mapping[Cell, tuple[float, ...]], more: Mapping[Cell, tuple[float, ...]]
) -> dict[Cell, tuple[float, ...]]:
    return {**whole, **{cell: added(whole.get(cell), sums) for cell, sums in more.items()}}


def _lost(whole: Mapping[str, tuple[int, int]], more: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    kinds = sorted({*whole, *more})
    pairs = {kind: (whole.get(kind, (0, 0)), more.get(kind, (0, 0))) for kind in kinds}
    return {kind: (one[0] + other[0], one[1] + other[1]) for kind, (one, other) in pairs.items()}
