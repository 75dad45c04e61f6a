"""Sums over people from which the numbers of items and tests come: they can be added up town by town.

Merging is adding: in any order and grouping it gives what all rows together would give. So a town can hand over a few
kilobytes of sums and keep its rows, and an engine can make them where the rows lie.

The names, for one form (a fixed set of items), by item unless said otherwise:

=============================  ==========================================================================
``n`` ``x`` ``xx``             people with a score, their points, the squares of these
``omitted`` … ``waiting``      people without an answer, by reason (an omitted item has a score: 0)
``wx`` ``wxx``                 points and squares of *whole* people, who have a score on every item of the form
``r`` ``rr`` ``xr``            their rest scores (points on all other items), squares, products with the points
``by_score``                   their points, by their total (``level``)
``sure`` ``sure_right``        answers by certainty (``level``), and how many of them are fully right
``c`` ``cr`` ``crr``           people who chose something: how many, their rest shares, squares of these
``option``                     who chose an option (``level``), by score band (``band``)
``option_r``                   the rest shares of who chose an option (``level``)
``people`` ``whole``           of the test (item ``""``): all people, and whole people
``t`` ``tt`` ``score``         totals of whole people, their squares, and how many have each total (``level``)
=============================  ==========================================================================

A *share* is of the points of the items that a person was given, so people with different items can be compared roughly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from steppingup.common.errors import StatisticsError
from steppingup.statistics.scores import WITHOUT, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.statistics.scores import ScoreTable

# Score bands are fixed, so that towns that never met have the same: shares of the points in five equal steps.
BANDS = 5
_SAME = 1e-9


class Key(NamedTuple):
    """What a sum is about; see the table of this module."""

    item: str
    name: str
    level: str = ""
    band: str = ""


@dataclass(frozen=True)
class Sums:
    """Sums of one form.

    Args:
        most: the highest score of each item of the form.
        values: the sums; one that is not there is 0.
    """

    most: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[Key, float] = field(default_factory=dict)

    def of(self, item: str, name: str, level: str = "", band: str = "") -> float:
        """Return one sum."""
        return self.values.get(Key(item, name, level, band), 0.0)

    def levels(self, item: str, name: str) -> dict[str, float]:
        """Return a sum by level, added over score bands, levels sorted."""
        found: dict[str, float] = defaultdict(float)
        for key, value in self.values.items():
            if key[:2] == (item, name):
                found[key.level] += value
        return dict(sorted(found.items()))

    def __add__(self, other: Sums) -> Sums:
        return merged([self, other])

    def frame(self) -> pd.DataFrame:
        """Return one row per sum: item, name, level, band, value; sorted, so that equal sums are equal files."""
        rows = [(*key, value) for key, value in sorted(self.values.items())]
        return pd.DataFrame(rows, columns=[*Key._fields, "value"])


def from_frame(frame: pd.DataFrame, most: Mapping[str, float]) -> Sums:
    """Read sums back; rows with the same key are added up.

    Raises:
        StatisticsError: a sum has no value. A number from sums of which some are kept back would be wrong.
    """
    if frame["value"].isna().any():
        raise StatisticsError("some of these sums are kept back; numbers cannot be worked out from what is left")
    grouped = frame.fillna({"level": "", "band": ""}).groupby(list(Key._fields), sort=True)["value"].sum()
    keys = [Key(*map(str, key)) for key in grouped.index]
    return Sums(dict(most), dict(zip(keys, map(float, grouped), strict=True)))


def merged(parts: Iterable[Sums]) -> Sums:
    """Add up sums of the same form; of none, the sum is empty.

    Raises:
        StatisticsError: two parts are about different items, or an item has two maximum scores.
    """
    most: Mapping[str, float] = {}
    values: dict[Key, float] = defaultdict(float)
    for part in parts:
        if most and part.most and dict(part.most) != dict(most):
            raise StatisticsError("these sums are about different items; merge the sums of one form only")
        most = part.most or most
        for key, value in part.values.items():
            values[key] += value
    return Sums(most, dict(values))


def sums_of(table: ScoreTable, chosen: pd.DataFrame | None = None, certainty: pd.DataFrame | None = None) -> Sums:
    """Add up the rows of one form.

    Args:
        table: the scores; its items are the form.
        chosen: people x items: the option that was chosen; empty cells chose none.
        certainty: people x items: 1 to 3; empty cells gave none.
    """
    whole, found = _whole(table), defaultdict[Key, float](float)
    _add_test(found, table, whole)
    options, levels = (labelled(pd.DataFrame() if one is None else one) for one in (chosen, certainty))
    for item in table.points.columns:
        _add_scores(found, item, table)
        _add_whole(found, item, whole)
        if item in levels:
            _add_certainty(found, item, table, levels[item])
        if item in options:
            _add_options(found, item, table, options[item])
    return Sums({str(item): float(most) for item, most in table.most.items()}, dict(found))


def level_of(total: float) -> str:
    """Write a total as a level: thirds of a point add up to the same text in every order."""
    return format(round(float(total), 6), "g")


def band_of(share: pd.Series[float]) -> pd.Series[int]:
    """Return the score band of each share, 0 to 4."""
    return (share * BANDS + _SAME).floordiv(1).clip(0, BANDS - 1).astype(int)


class _Whole(NamedTuple):
    """People who have a score on every item: their points, totals, and these as levels."""

    points: pd.DataFrame
    totals: pd.Series[float]
    levels: pd.Series[str]


def _whole(table: ScoreTable) -> _Whole:
    points = table.points.dropna()
    totals = points.sum(axis="columns")
    return _Whole(points, totals, totals.map(level_of))


def _add_test(found: dict[Key, float], table: ScoreTable, whole: _Whole) -> None:
    found[Key("", "people")] += len(table.points)
    found[Key("", "whole")] += len(whole.points)
    found[Key("", "t")] += float(whole.totals.sum())
    found[Key("", "tt")] += float((whole.totals**2).sum())
    for level, count in whole.levels.value_counts().items():
        found[Key("", "score", str(level))] += float(count)


def _add_scores(found: dict[Key, float], item: str, table: ScoreTable) -> None:
    points = table.points[item].dropna()
    found[Key(item, "n")] += len(points)
    found[Key(item, "x")] += float(points.sum())
    found[Key(item, "xx")] += float((points**2).sum())
    for reason in WITHOUT:
        found[Key(item, reason)] += float(table.counts[reason][item])


def _add_whole(found: dict[Key, float], item: str, whole: _Whole) -> None:
    points = whole.points[item]
    rest = whole.totals - points
    for name, sums in (("wx", points), ("wxx", points**2), ("r", rest), ("rr", rest**2), ("xr", points * rest)):
        found[Key(item, name)] += float(sums.sum())
    by_score = points.groupby(whole.levels).sum()
    for level, value in zip(by_score.index, by_score.to_numpy(dtype=float), strict=True):
        found[Key(item, "by_score", str(level))] += float(value)


def _add_certainty(found: dict[Key, float], item: str, table: ScoreTable, certainty: pd.Series[float]) -> None:
    points = table.points[item].dropna()
    given = certainty.reindex(points.index).dropna()
    right = points[given.index] >= table.most[item] * (1 - _SAME)
    for level, answers in right.groupby(given.astype(int).astype(str)):
        found[Key(item, "sure", str(level))] += len(answers)
        found[Key(item, "sure_right", str(level))] += float(answers.sum())


def _add_options(found: dict[Key, float], item: str, table: ScoreTable, chosen: pd.Series[str]) -> None:
    rows = pd.DataFrame({"option": chosen, "rest": table.rest_shares(item), "share": table.shares()}).dropna()
    found[Key(item, "c")] += len(rows)
    found[Key(item, "cr")] += float(rows["rest"].sum())
    found[Key(item, "crr")] += float((rows["rest"] ** 2).sum())
    for (option, band), count in Counter(zip(rows["option"], band_of(rows["share"]), strict=True)).items():
        found[Key(item, "option", str(option), str(band))] += count
    for option, rest in zip(rows["option"], rows["rest"], strict=True):
        found[Key(item, "option_r", str(option))] += float(rest)
