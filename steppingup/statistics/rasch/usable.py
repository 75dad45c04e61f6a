"""Which items and people can be compared at all, found from the sums alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from steppingup.statistics.rasch.sums import ScoreSums

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from steppingup.statistics.gates import Reason


@dataclass(frozen=True, eq=False)
class Usable:
    """What is left after items that cannot be placed on the scale were taken out.

    Args:
        tables: tables of items that are linked with each other; each has people with some items right and some not.
        left_out: why an item has no place: ``same`` nobody or everybody has it right, ``apart`` no people link it with
            the items of the others, ``no-fit`` nobody who met it has some items right and some not.
        extreme: how many people have all or none of the remaining items right.
    """

    tables: tuple[ScoreSums, ...]
    left_out: dict[str, Reason]
    extreme: int


def usable(tables: Iterable[ScoreSums]) -> Usable:
    """Take out what cannot be compared: items that are right or wrong for all, and items without a link."""
    rest, left_out = tuple(tables), {}
    while alike := _alike(rest):
        left_out.update(alike)
        rest = tuple(table for one in rest if (table := _without(one, alike)).items)
    linked, apart = _linked([table for table in rest if table.inner])
    extreme = sum(int(table.people[[0, -1]].sum()) for table in rest)
    return Usable(linked, {**left_out, **dict.fromkeys(apart, "apart")}, extreme)


def _alike(tables: Sequence[ScoreSums]) -> dict[str, Reason]:
    """Name the items on which all people with some items right and some not agree, and why they say nothing."""
    found: dict[str, Reason] = {}
    for item in sorted({item for table in tables for item in table.items}):
        met, inner, right, all_right = _counts(tables, item)
        if right in (0, inner):
            found[item] = "same" if inner or all_right in (0, met) else "no-fit"
    return found


def _counts(tables: Sequence[ScoreSums], item: str) -> tuple[int, int, int, int]:
    met = inner = right = all_right = 0
    for table in tables:
        if item in table.items:
            column = table.right[:, table.items.index(item)]
            met, inner = met + int(table.people.sum()), inner + table.inner
            right, all_right = right + int(column[1:-1].sum()), all_right + int(column.sum())
    return met, inner, right, all_right


def _without(table: ScoreSums, alike: Collection[str]) -> ScoreSums:
    """Take items out of the sums: whoever has others right and wrong, has or lacks all of these alike."""
    keep = [place for place, item in enumerate(table.items) if item not in alike]
    taken = [place for place, item in enumerate(table.items) if item in alike]
    easy = sum(bool(table.inner and table.right[1:-1, place].sum()) for place in taken)
    score = np.clip(np.arange(len(table.items) + 1) - easy, 0, len(keep))
    score[-1] = len(keep)
    people = np.zeros(len(keep) + 1, dtype=np.int64)
    right = np.zeros((len(keep) + 1, len(keep)), dtype=np.int64)
    np.add.at(people, score, table.people)
    np.add.at(right, score, table.right[:, keep])
    return ScoreSums(tuple(table.items[place] for place in keep), people, right)


def _linked(tables: Sequence[ScoreSums]) -> tuple[tuple[ScoreSums, ...], set[str]]:
    """Keep the largest family of tables that share items, by people; name the items of the others."""
    if not tables:
        return (), set()
    items = sorted({item for table in tables for item in table.items})
    met = csr_array([[item in table.items for item in items] for table in tables], dtype=np.int64)
    _, family = connected_components(met @ met.T, directed=False)
    people = np.bincount(family, weights=[table.inner for table in tables])
    kept = tuple(table for table, of in zip(tables, family, strict=True) if of == people.argmax())
    return kept, set(items) - {item for table in kept for item in table.items}
