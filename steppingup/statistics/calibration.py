"""Do people know what they know? Right answers by certainty, and wrong ones that people are sure of.

Certainty-based marks give 1, 2, 3 for a right answer and 0, -2, -6 for a wrong one at certainty 1, 2, 3: saying what
one believes is best, with the changes at a probability of 2/3 and 0.8 (Gardner-Medwin). So a certainty *states* the
middle of its range: 1 the middle from 1/3, a guess among three, to 2/3; 2 from there to 0.8; 3 from 0.8 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.statistics.bootstrap import bootstrap, with_interval
from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import share_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

MARKS: Mapping[int, tuple[int, int]] = {1: (1, 0), 2: (2, -2), 3: (3, -6)}
STATED: Mapping[int, float] = {1: 1 / 2, 2: 11 / 15, 3: 9 / 10}
SURE = 3
# A wrong option that more of the sure people chose than this is a misconception.
MISCONCEPTION = 0.2


@dataclass(frozen=True)
class CertaintyLevel:
    """The answers of one certainty.

    Args:
        level: 1 to 3.
        stated: the probability that it states.
        accuracy: the share of answers that are fully right, with Wilson's interval; its n counts answers.
    """

    level: int
    stated: float
    accuracy: Measure


@dataclass(frozen=True)
class Calibration:
    """How certainty and right answers go together.

    Args:
        people: how many gave a certainty.
        answers: how many answers have one.
        levels: one entry per certainty.
        bias: mean stated probability minus share right; above 0, people are surer than right.
        brier: the Brier score of what they stated; 0 is best, 0.25 is what "one half" always earns.
        marks: the mean certainty-based mark, from -6 to 3.
    """

    people: int
    answers: int
    levels: tuple[CertaintyLevel, ...]
    bias: Measure
    brier: Measure
    marks: Measure


@dataclass(frozen=True)
class Misconception:
    """A wrong option that many choose who are sure.

    Args:
        item: the id of the item.
        option: the wrong option that most of the sure people chose.
        share: their share of all sure answers to the item, with Wilson's interval.
        others: how many wrong options were chosen exactly as often.
    """

    item: str
    option: str
    share: Measure
    others: int = 0


def mark(certainty: int, *, right: bool) -> int:
    """Return the certainty-based mark of an answer."""
    return MARKS[certainty][0 if right else 1]


def calibration(
    answers: pd.DataFrame,
    gates: Gates | None = None,
    *,
    clusters: Mapping[str, str] | None = None,
    stated: Mapping[int, float] = STATED,
) -> Calibration:
    """Hold certainty against right answers.

    Args:
        answers: one row per answer with ``learner``, ``certainty`` (1 to 3, empty if it was not given) and ``right``.
        gates: how many people each number needs.
        clusters: the town of each learner; intervals of bias, Brier score and marks then draw towns.
        stated: the probability that each certainty states.
    """
    limits, rows = gates or Gates(), answers.dropna(subset=["certainty", "right"])
    rows = rows.assign(right=rows["right"].astype(float), certainty=rows["certainty"].astype(int))
    levels = tuple(_level(rows[rows["certainty"] == level], level, stated[level], limits) for level in stated)
    rows = rows.assign(stated=rows["certainty"].map(dict(stated)), one=1.0)
    rows["square"] = (rows["stated"] - rows["right"]) ** 2
    rows["mark"] = [
        mark(level, right=right == 1) for level, right in zip(rows["certainty"], rows["right"], strict=True)
    ]
    rows["bias"] = rows["stated"] - rows["right"]
    sums = rows.groupby("learner")[["one", "bias", "square", "mark"]].sum()
    towns = None if clusters is None else [clusters[str(learner)] for learner in sums.index]
    bias, brier, marks = (_mean(sums.to_numpy(dtype=float), place, towns, limits) for place in (1, 2, 3))
    return Calibration(len(sums), len(rows), levels, bias, brier, marks)


def misconceptions(
    answers: pd.DataFrame, gates: Gates | None = None, *, limit: float = MISCONCEPTION
) -> tuple[Misconception, ...]:
    """List the items where more than ``limit`` of the sure answers are the same wrong option, most common first.

    Args:
        answers: one row per answer with ``item``, ``option``, ``certainty`` and ``right`` (of the option).
        gates: how many sure answers an item needs: those of an interval.
        limit: the share above which an option is listed.
    """
    limits = gates or Gates()
    rows = answers.dropna(subset=["certainty", "option", "right"])
    sure = rows[rows["certainty"].astype(int) == SURE]
    found = [one for item, some in sure.groupby("item") if (one := _misconception(str(item), some, limits))]
    kept = [one for one in found if (one.share.value or 0) > limit]
    return tuple(sorted(kept, key=lambda one: (-(one.share.value or 0), one.item)))


def _level(rows: pd.DataFrame, level: int, stated: float, gates: Gates) -> CertaintyLevel:
    people = rows["learner"].nunique()
    enough = people >= max(1, gates.show)
    return CertaintyLevel(
        level, stated, share_of(float(rows["right"].sum()), len(rows), gates) if enough else few(people)
    )


def _mean(sums: NDArray[np.float64], place: int, towns: Sequence[str] | None, gates: Gates) -> Measure:
    if len(sums) < max(1, gates.show):
        return few(len(sums))
    interval = bootstrap(sums[:, [0, place]], lambda drawn: drawn[:, 1] / drawn[:, 0], towns)
    return with_interval(float(sums[:, place].sum() / sums[:, 0].sum()), len(sums), interval, gates)


def _misconception(item: str, rows: pd.DataFrame, gates: Gates) -> Misconception | None:
    wrong = rows.loc[~rows["right"].astype(bool), "option"].astype(str).value_counts().sort_index()
    if len(rows) < max(gates.show, gates.interval) or wrong.empty:
        return None
    option, count = str(wrong.idxmax()), int(wrong.max())
    return Misconception(item, option, share_of(count, len(rows), gates), int((wrong == count).sum()) - 1)
