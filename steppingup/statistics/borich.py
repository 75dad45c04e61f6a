"""Needs as people rate them: importance and own ability, without any measuring.

Borich (1980): each person's discrepancy, importance - ability, times the mean importance; their mean (MWDS) ranks
competencies. With complete pairs it is mean importance x (mean importance - mean ability). Ranked discrepancy (Narine
and Harder) needs no means: the percentage of people whose ability is above the importance minus that of those whose
ability is below; from -100 (everybody needs it) to 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.intervals import mean_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from steppingup.statistics.gates import Gates, Measure

    Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class RatedNeed:
    """The rated need for one competency, of people who rated both.

    Args:
        competency: its id.
        n: how many pairs of ratings there are.
        importance: their mean.
        ability: their mean.
        mwds: the mean weighted discrepancy score; the higher, the greater the need.
        rds: the ranked discrepancy score; the lower, the greater the need.
        below: the percentage whose ability is below the importance.
        tied: the percentage whose ability equals the importance.
        above: the percentage whose ability is above it.
    """

    competency: str
    n: int
    importance: Measure
    ability: Measure
    mwds: Measure
    rds: Measure
    below: Measure
    tied: Measure
    above: Measure


def rated_needs(
    ratings: pd.DataFrame, gates: Gates | None = None, *, clusters: Mapping[str, str] | None = None
) -> tuple[RatedNeed, ...]:
    """Work out the rated need for every competency, the greatest MWDS first, those without a number last.

    Args:
        ratings: one row per person and competency with ``learner``, ``competency``, ``importance`` and ``ability``
            on the same scale; pairs with an empty rating are left out.
        gates: how many people it needs.
        clusters: the town of each learner; intervals then draw towns.
    """
    pairs = ratings.dropna(subset=["importance", "ability"]).sort_values(["competency", "learner"])
    known = sorted(set(ratings["competency"].astype(str)))
    found = [_rated(one, pairs[pairs["competency"] == one].set_index("learner"), clusters, gates) for one in known]
    return tuple(sorted(found, key=lambda one: (one.mwds.value is None, -(one.mwds.value or 0), one.competency)))


def _rated(competency: str, pairs: pd.DataFrame, towns: Mapping[str, str] | None, gates: Gates | None) -> RatedNeed:
    rows = (
        pairs[["importance", "ability"]]
        .astype(float)
        .assign(below=pairs["ability"] < pairs["importance"], above=pairs["ability"] > pairs["importance"], n=1.0)[
            ["n", "importance", "ability", "below", "above"]
        ]
    )
    statistics = (_mwds, _rds, _percent(below=True), _tied, _percent(below=False))
    return RatedNeed(
        competency,
        len(rows),
        mean_interval(list(rows["importance"]), gates),
        mean_interval(list(rows["ability"]), gates),
        *(drawn(rows, statistic, "none", gates, towns) for statistic in statistics),
    )


def _mwds(sums: Numbers) -> Numbers:
    # The mean of (importance - ability) x mean importance is the same as this product of means.
    n, importance, ability = sums.T[:3]
    return np.asarray((importance - ability) / n * (importance / n))


def _rds(sums: Numbers) -> Numbers:
    return np.asarray(100 * (sums[:, 4] - sums[:, 3]) / sums[:, 0])


def _percent(*, below: bool) -> Callable[[Numbers], Numbers]:
    return lambda sums: np.asarray(100 * sums[:, 3 if below else 4] / sums[:, 0])


def _tied(sums: Numbers) -> Numbers:
    return np.asarray(100 * (sums[:, 0] - sums[:, 3] - sums[:, 4]) / sums[:, 0])
