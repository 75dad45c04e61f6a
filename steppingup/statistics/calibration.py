"""Do people know what they know? Right answers by certainty, and wrong ones that people are sure of.

Certainty-based marks give 1, 2, 3 for a right answer and 0, -2, -6 for a wrong one at certainty 1, 2, 3: saying what
one believes is best, with the changes at a probability of 2/3 and 0.8 (Gardner-Medwin). So a certainty *states* the
middle of its range: 1 the middle from 1/3, a guess among three, to 2/3; 2 from there to 0.8; 3 from 0.8 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import share_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from steppingup.statistics.bootstrap import Statistic
    from steppingup.statistics.sums import Sums

MARKS: Mapping[int, tuple[int, int]] = {1: (1, 0), 2: (2, -2), 3: (3, -6)}
STATED: Mapping[int, float] = {1: 1 / 2, 2: 11 / 15, 3: 9 / 10}
SURE = 3
# A wrong option that more of the sure people chose than this is a misconception.
MISCONCEPTION = 0.2
_SURE = ("sure", "sure_right")


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
    rows = rows.assign(right=rows["right"].astype(float), certainty=rows["certainty"].astype(int), n=1.0)
    levels = tuple(_level(rows[rows["certainty"] == level], level, stated[level], limits) for level in stated)
    said = rows["certainty"].map(dict(stated)) - rows["right"]
    marks = [mark(level, right=right == 1) for level, right in zip(rows["certainty"], rows["right"], strict=True)]
    sums = rows.assign(bias=said, square=said**2, mark=marks).groupby("learner")[["n", "bias", "square", "mark"]].sum()
    bias, brier, mean = (drawn(sums, _mean(place), "none", limits, clusters) for place in (1, 2, 3))
    return Calibration(len(sums), len(rows), levels, bias, brier, mean)


def calibration_of(sums: Sums, gates: Gates | None = None, *, stated: Mapping[int, float] = STATED) -> Calibration:
    """Hold certainty against right answers of a whole form, from sums: numbers without the intervals of drawn people.

    Args:
        sums: with ``sure`` and ``sure_right``.
        gates: how many people it needs; sums do not know who gave a certainty, so all people of the form count.
        stated: the probability that each certainty states.
    """
    people = int(sums.of("", "people"))
    found = {level: [sum(sums.of(item, name, str(level)) for item in sums.most) for name in _SURE] for level in stated}
    answers = int(sum(n for n, _ in found.values()))
    if not answers or people < max(1, (gates or Gates()).show):
        none, levels = few(min(people, answers)), tuple(CertaintyLevel(one, stated[one], few(0)) for one in stated)
        return Calibration(people, answers, levels, none, none, none)
    levels = tuple(
        CertaintyLevel(one, stated[one], share_of(right, int(n), gates)) for one, (n, right) in found.items()
    )
    bias = sum(stated[one] * n - right for one, (n, right) in found.items())
    brier = sum((1 - stated[one]) ** 2 * right + stated[one] ** 2 * (n - right) for one, (n, right) in found.items())
    marks = sum(MARKS[one][0] * right + MARKS[one][1] * (n - right) for one, (n, right) in found.items())
    return Calibration(people, answers, levels, *(Measure(one / answers, people) for one in (bias, brier, marks)))


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


def _mean(place: int) -> Statistic:
    return lambda sums: sums[:, place] / sums[:, 0]


def _misconception(item: str, rows: pd.DataFrame, gates: Gates) -> Misconception | None:
    wrong = rows.loc[~rows["right"].astype(bool), "option"].astype(str).value_counts().sort_index()
    if len(rows) < max(gates.show, gates.interval) or wrong.empty:
        return None
    option, count = str(wrong.idxmax()), int(wrong.max())
    return Misconception(item, option, share_of(count, len(rows), gates), int((wrong == count).sum()) - 1)
