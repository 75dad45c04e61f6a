"""Twin vignettes: the same story in two versions that differ in one detail that should not matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.detection import COUNTS, criterion
from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import mean_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True)
class TwinBias:
    """How differently two versions were judged by the same people.

    Args:
        people: how many judged both versions.
        refer_rate: the mean of each person's share of referrals in version one minus in version two; above 0, the first
            is referred more often.
        criterion: c of version one minus c of version two; below 0, the first is referred more readily. It needs
            vignettes of both kinds in both versions.
        different: how many people judged at least one pair differently; None below the gate.
    """

    people: int
    refer_rate: Measure
    criterion: Measure
    different: int | None


def twin_bias(
    answers: pd.DataFrame,
    versions: tuple[str, str],
    gates: Gates | None = None,
    *,
    clusters: Mapping[str, str] | None = None,
) -> TwinBias:
    """Compare two versions within people; only pairs that a person judged in both versions count.

    Args:
        answers: one row per answer with ``learner``, ``pair``, ``version``, ``signal`` and ``yes`` (referred).
        versions: which two versions, in the order of the difference.
        gates: how many people it needs.
        clusters: the town of each learner; the interval of the criterion then draws towns.
    """
    limits, pairs = gates or Gates(), _pairs(answers, versions)
    people = pairs["learner"].nunique()
    if people < max(1, limits.show):
        return TwinBias(people, few(people), few(people), None)
    apart = (pairs["one"] - pairs["other"]).groupby(pairs["learner"])
    return TwinBias(
        people,
        mean_interval(list(apart.mean()), limits),
        _criterion(pairs, limits, clusters),
        int((apart.agg(lambda one: one.abs().max()) > 0).sum()),
    )


def _pairs(answers: pd.DataFrame, versions: tuple[str, str]) -> pd.DataFrame:
    rows = answers.assign(yes=answers["yes"].astype(float), signal=answers["signal"].astype(bool))
    one, other = (
        rows[rows["version"] == version].set_index(["learner", "pair"])[["yes", "signal"]] for version in versions
    )
    both = one.merge(other, left_index=True, right_index=True, suffixes=("", "_other"))
    return both.rename(columns={"yes": "one", "yes_other": "other"}).reset_index()


def _criterion(pairs: pd.DataFrame, gates: Gates, clusters: Mapping[str, str] | None) -> Measure:
    signal = pairs["signal"]
    columns: dict[str, pd.Series[float]] = {}
    for side in ("one", "other"):
        yes = pairs[side]
        made = (yes.where(signal, 0), signal.astype(float), yes.where(~signal, 0), (~signal).astype(float))
        columns |= {f"{name}_{side}": column for name, column in zip(COUNTS, made, strict=True)}
    rows = pairs[["learner"]].assign(**columns).groupby("learner").sum()
    return drawn(rows, _apart, "one-kind", gates, clusters)


def _apart(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(criterion(sums[:, :4]) - criterion(sums[:, 4:]))
