"""The numbers of each item of a test, and of each of its options.

* *facility*: mean score / highest score.
* *rest correlation*: Pearson's, with the points on all other items (Moodle's discrimination index is 100 times this).
* *discriminative efficiency*: 100 cov(x, rest) / the highest covariance that these scores could have, which is that of
  both lists sorted (Moodle).
* *upper-lower difference*: the facility among the best 27 % by total minus that among the lowest 27 %. A group is
  exactly 0.27 n people: those with the total at the limit are all counted, each with the same part of the places that
  are left, so that the order of rows decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.statistics.covariances import clean, covariances, rest_correlation
from steppingup.statistics.gates import Gates, Measure, few, without
from steppingup.statistics.intervals import correlation_of, share_of
from steppingup.statistics.options import OptionAnalysis, options_of
from steppingup.statistics.reliability import variance
from steppingup.statistics.scores import WITHOUT, ScoreTable
from steppingup.statistics.sums import sums_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.statistics.covariances import Covariances
    from steppingup.statistics.sums import Sums

EXTREME = 0.27


@dataclass(frozen=True)
class ItemAnalysis:
    """What is known about one item.

    Args:
        item: its id.
        n: how many people have a score; an omitted item has one, 0.
        missing: how many people were without an answer, by reason (``omitted`` … ``waiting``).
        facility: the mean share of the points, with Wilson's interval.
        spread: the standard deviation of the points, denominator n - 1.
        rest: the rest correlation with Fisher's interval.
        efficiency: discriminative efficiency in percent.
        upper_lower: the upper-lower difference, from -1 to 1.
        options: what was chosen; empty if that is not known.
    """

    item: str
    n: int
    missing: Mapping[str, int]
    facility: Measure
    spread: Measure
    rest: Measure
    efficiency: Measure
    upper_lower: Measure
    options: tuple[OptionAnalysis, ...] = ()


def item_analysis(
    table: ScoreTable,
    chosen: pd.DataFrame | None = None,
    offered: Mapping[str, Mapping[str, bool]] | None = None,
    gates: Gates | None = None,
) -> dict[str, ItemAnalysis]:
    """Work out the numbers of every item from rows.

    Args:
        table: the scores. If people were given different items, rest correlations come from pairwise covariances.
        chosen: people x items: the option that each person chose.
        offered: the options of each item, and whether each is right.
        gates: how many people each number needs.
    """
    limits = gates or Gates()
    sums, found = sums_of(table, chosen), covariances(table.points)
    return {
        item: _with_rows(_from_sums(sums, item, (offered or {}).get(item, {}), limits), table, found, limits)
        for item in sums.most
    }


def item_analysis_of(
    sums: Sums, offered: Mapping[str, Mapping[str, bool]] | None = None, gates: Gates | None = None
) -> dict[str, ItemAnalysis]:
    """Work out the numbers of every item from sums; what needs rows says so.

    Rest correlations are those of people who have a score on every item of the form.
    """
    return {item: _from_sums(sums, item, (offered or {}).get(item, {}), gates or Gates()) for item in sums.most}


def _from_sums(sums: Sums, item: str, offered: Mapping[str, bool], gates: Gates) -> ItemAnalysis:
    n, points = int(sums.of(item, "n")), sums.of(item, "x")
    return ItemAnalysis(
        item,
        n,
        {reason: int(sums.of(item, reason)) for reason in WITHOUT},
        share_of(points / sums.most[item], n, gates),
        few(n) if n < max(2, gates.show) else Measure(sqrt(variance(n, points, sums.of(item, "xx"))), n),
        _rest(sums, item, gates),
        without("rows", n),
        without("rows", n),
        options_of(sums, item, offered, gates),
    )


def _rest(sums: Sums, item: str, gates: Gates) -> Measure:
    n = int(sums.of("", "whole"))
    if len(sums.most) < 2:
        return without("single", n)
    if n < 2:
        return few(n)
    points, rest = sums.of(item, "wx"), sums.of(item, "r")
    spreads = (variance(n, points, sums.of(item, "wxx")), variance(n, rest, sums.of(item, "rr")))
    return correlation_of(n, spreads, (sums.of(item, "xr") - points * rest / n) / (n - 1), gates)


def _with_rows(made: ItemAnalysis, table: ScoreTable, found: Covariances, gates: Gates) -> ItemAnalysis:
    rows = pd.DataFrame({"points": table.points[made.item], "rest": table.rest_shares(made.item)}).dropna()
    totals = table.shares()[table.points[made.item].notna()]
    return ItemAnalysis(
        made.item,
        made.n,
        made.missing,
        made.facility,
        made.spread,
        made.rest if table.complete else rest_correlation(found, made.item, gates),
        _efficiency(rows["points"].to_numpy(), rows["rest"].to_numpy(), gates),
        _upper_lower(table.points[made.item].dropna() / table.most[made.item], totals, gates),
        made.options,
    )


def _efficiency(points: np.ndarray, rest: np.ndarray, gates: Gates) -> Measure:
    n = len(points)
    if n < max(2, gates.correlation):
        return few(n)
    if min(clean(float(np.var(one)), float(np.mean(one**2))) for one in (points, rest)) <= 0:
        return without("same", n)
    most = float(np.cov(np.sort(points), np.sort(rest))[0, 1])
    return Measure(100 * float(np.cov(points, rest)[0, 1]) / most, n)


def _upper_lower(shares: pd.Series[float], totals: pd.Series[float], gates: Gates) -> Measure:
    n = len(shares)
    if n < max(2, gates.correlation):
        return few(n)
    by_total = pd.DataFrame({"share": shares, "n": 1.0}).groupby(totals.round(9)).sum().sort_index()
    if len(by_total) < 2:
        return without("same", n)
    return Measure(_extreme(by_total[::-1], EXTREME * n) - _extreme(by_total, EXTREME * n), n)


def _extreme(by_total: pd.DataFrame, places: float) -> float:
    """Return the facility of the first ``places`` people; those tied at the limit share what is left."""
    taken = by_total["n"].cumsum().clip(upper=places).diff().fillna(min(by_total["n"].iloc[0], places))
    return float((by_total["share"] / by_total["n"] * taken).sum() / places)
