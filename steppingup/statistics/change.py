"""Did it change, and did it last? Two phases of the same people, with those who dropped out first.

Scores are shares from 0 to 1 and must be comparable: from anchor items, or on a linked scale. In this order:

1. attrition: how many came back, and whether those who did not had started differently;
2. the mean difference of those who came back, in percentage points;
3. the standardised difference, with its denominator named: ``d_av`` by the mean of both standard deviations, ``d_pre``
   by the first one. ``d_z`` (by the standard deviation of differences) is refused: it grows with the correlation of the
   two tests and cannot be compared between studies;
4. the normalised gain of the means, (after - before) / (1 - before) (Hake, 1998). Gains of single people are never
   given: they are undefined at full marks, and lopsided for losses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.covariances import clean
from steppingup.statistics.gates import Gates, Measure, without
from steppingup.statistics.intervals import difference_of_means, mean_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

POINTS = 100.0


@dataclass(frozen=True)
class Attrition:
    """Who came back.

    Args:
        before: how many took part in the earlier phase.
        after: how many took part in the later one.
        both: the completers, who took part in both.
        completers: their mean before, in percent.
        dropouts: the mean before of those who did not come back, in percent.
        difference: completers minus drop-outs before, in percentage points, with Welch's interval.
    """

    before: int
    after: int
    both: int
    completers: Measure
    dropouts: Measure
    difference: Measure


@dataclass(frozen=True)
class Change:
    """What changed for those who took part in both phases; n is their number.

    Args:
        attrition: read it first.
        before: their mean before, in percent.
        after: their mean after, in percent.
        difference: after minus before in percentage points, with Student's interval of paired differences.
        d_av: the difference by the mean of both standard deviations, interval by drawing people.
        d_pre: the difference by the standard deviation before.
        d_z: always refused.
        gain: the normalised gain of the means, interval by drawing people; ``full`` at full marks before.
    """

    attrition: Attrition
    before: Measure
    after: Measure
    difference: Measure
    d_av: Measure
    d_pre: Measure
    d_z: Measure
    gain: Measure


@dataclass(frozen=True)
class ResponseShift:
    """How people's scale moved between two ratings of their own ability, in steps of the scale.

    Args:
        shift: then-test minus before: looking back, people rate the same moment differently.
        usual: after minus before, as measured.
        looking_back: after minus then-test. It is no better than ``usual``: looking back flatters, too. Show both.
    """

    shift: Measure
    usual: Measure
    looking_back: Measure


def change(
    before: pd.Series[float],
    after: pd.Series[float],
    gates: Gates | None = None,
    *,
    clusters: Mapping[str, str] | None = None,
) -> Change:
    """Compare two phases.

    Args:
        before: each person's share of the points, by person; NaN is no score.
        after: the same for the later phase.
        gates: how many people each number needs.
        clusters: the town of each person; drawn intervals then draw towns.
    """
    limits, (first, last) = gates or Gates(), (before.dropna(), after.dropna())
    both = pd.DataFrame({"before": first, "after": last}).dropna()
    sums = both.assign(n=1.0, before2=both["before"] ** 2, after2=both["after"] ** 2)
    sums = sums[["n", "before", "before2", "after", "after2"]]
    pre, post = list(both["before"] * POINTS), list(both["after"] * POINTS)
    return Change(
        attrition(first, last, limits),
        mean_interval(pre, limits),
        mean_interval(post, limits),
        mean_interval([later - earlier for earlier, later in zip(pre, post, strict=True)], limits),
        drawn(sums, _d_av, "same", limits, clusters),
        drawn(sums, _d_pre, "same", limits, clusters),
        without("refused", len(both)),
        drawn(sums, _gain, "full", limits, clusters),
    )


def attrition(before: pd.Series[float], after: pd.Series[float], gates: Gates | None = None) -> Attrition:
    """Compare those who came back with those who did not, by their shares before."""
    first, last = before.dropna() * POINTS, after.dropna()
    back = first.index.isin(last.index)
    stayed, left = list(first[back]), list(first[~back])
    return Attrition(
        len(first),
        len(last),
        len(stayed),
        mean_interval(stayed, gates),
        mean_interval(left, gates),
        difference_of_means(stayed, left, gates),
    )


def changes(
    phases: pd.DataFrame, gates: Gates | None = None, *, clusters: Mapping[str, str] | None = None
) -> dict[str, Change]:
    """Compare each later phase with the first one.

    Args:
        phases: people x phases, the first phase first; NaN where somebody did not take part.
        gates: how many people each number needs.
        clusters: the town of each person.
    """
    first, *later = phases.columns
    return {str(phase): change(phases[first], phases[phase], gates, clusters=clusters) for phase in later}


def response_shift(ratings: pd.DataFrame, gates: Gates | None = None) -> ResponseShift:
    """Compare ratings of the own ability: before, looking back (``then``), and after.

    Args:
        ratings: one row per person with ``before``, ``then`` and ``after``; people with all three count.
        gates: how many people each number needs.
    """
    rows = ratings[["before", "then", "after"]].dropna().astype(float)
    pairs = (("then", "before"), ("after", "before"), ("after", "then"))
    return ResponseShift(*(mean_interval(list(rows[one] - rows[other]), gates) for one, other in pairs))


def _spread(n: Numbers, total: Numbers, squares: Numbers) -> Numbers:
    variance = (squares - total**2 / n) / (n - 1)
    return np.sqrt([clean(one, size) for one, size in zip(variance, squares / n, strict=True)])


def _d_av(sums: Numbers) -> Numbers:
    n, before, before2, after, after2 = sums.T
    return np.asarray((after - before) / n / ((_spread(n, before, before2) + _spread(n, after, after2)) / 2))


def _d_pre(sums: Numbers) -> Numbers:
    n, before, before2, after, _ = sums.T
    return np.asarray((after - before) / n / _spread(n, before, before2))


def _gain(sums: Numbers) -> Numbers:
    n, before, _, after, _ = sums.T
    left = n - before
    return np.where(left > 1e-9 * n, (after - before) / np.where(left == 0, 1, left), np.nan)
