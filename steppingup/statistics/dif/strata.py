"""People of several groups side by side who are equally able: as many items right among the same items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.common.errors import StatisticsError
from steppingup.statistics.rasch.sums import Counts, score_sums

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from steppingup.statistics.rasch.sums import Floats, ScoreSums


@dataclass(frozen=True, eq=False)
class Strata:
    """The answers to one item.

    Args:
        item: its id.
        groups: the groups; the first is the reference.
        counts: shape (levels, groups, 2), how many are right, and how many are not.
        forms: shape (levels), the number of the set of items that people met.
        scores: shape (levels), how many items of it they have right.
    """

    item: str
    groups: tuple[str, ...]
    counts: Counts
    forms: Counts
    scores: Counts

    @property
    def people(self) -> tuple[int, ...]:
        """How many people of each group answered."""
        return tuple(self.counts.sum(axis=(0, 2)).tolist())


def strata(groups: Mapping[str, Iterable[ScoreSums]]) -> tuple[Strata, ...]:
    """Match people of several groups by their full score, item by item in alphabetical order.

    People who met a set of items that no other group met are left out: nobody can be set beside them.

    Args:
        groups: the sums of each group; the first is the reference.

    Raises:
        StatisticsError: there are fewer than two groups.
    """
    if len(groups) < 2:
        raise StatisticsError("bias of an item needs two groups to compare; this is fewer")
    tables = [{table.items: table for table in of} for of in groups.values()]
    forms = sorted({items for of in tables for items in of})
    items = sorted({item for form in forms for item in form})
    forms = [form for form in forms if sum(form in of for of in tables) > 1]
    return tuple(_of_item(item, tuple(groups), forms, tables) for item in items)


def strata_matched_on(
    anchors: Collection[str], items: Sequence[str], groups: Mapping[str, Floats]
) -> tuple[Strata, ...]:
    """Match people by their score on some items and the studied one; this needs rows, as sums cannot leave items out.

    Args:
        anchors: the items that count.
        items: ids of the columns.
        groups: the marks of each group, shape (people, items); see :mod:`steppingup.statistics.rasch.sums`.
    """
    matched = {one.item: one for one in _matched(set(anchors), items, groups)}
    for item in set(items) - set(anchors):
        matched[item] = next(one for one in _matched({*anchors, item}, items, groups) if one.item == item)
    return tuple(matched[item] for item in sorted(items))


def _matched(counted: set[str], items: Sequence[str], groups: Mapping[str, Floats]) -> tuple[Strata, ...]:
    columns = [place for place, item in enumerate(items) if item in counted]
    names = [items[place] for place in columns]
    return strata({group: score_sums(names, marks[:, columns]) for group, marks in groups.items()})


def _of_item(
    item: str,
    groups: tuple[str, ...],
    forms: Sequence[tuple[str, ...]],
    tables: Sequence[Mapping[tuple[str, ...], ScoreSums]],
) -> Strata:
    counts, numbers, scores = [np.zeros((0, len(groups), 2), dtype=np.int64)], [0] * 0, [0] * 0
    for number, form in enumerate(forms):
        if item in form:
            counts.append(np.stack([_counts(item, form, of.get(form)) for of in tables], axis=1))
            numbers += [number] * (len(form) + 1)
            scores += range(len(form) + 1)
    return Strata(item, groups, np.concatenate(counts), np.array(numbers, int), np.array(scores, int))


def _counts(item: str, form: tuple[str, ...], table: ScoreSums | None) -> Counts:
    if table is None:
        return np.zeros((len(form) + 1, 2), dtype=np.int64)
    right = table.right[:, form.index(item)]
    return np.stack([right, table.people - right], axis=1)
