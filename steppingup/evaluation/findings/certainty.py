"""Do people know what they know? Certainty against right answers, in the base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from steppingup.statistics.calibration import Calibration, Misconception, calibration, misconceptions
from steppingup.statistics.disclosure import share
from steppingup.statistics.gates import Measure, few

if TYPE_CHECKING:
    import pandas as pd

    from steppingup.evaluation.findings.study import Study


@dataclass(frozen=True)
class Certainty:
    """What is known about certainty.

    Args:
        calibration: the numbers; a level that too few people used has none, nor has the next smallest then.
        bounds: what is told instead of a level's accuracy near all or none.
        wrong: the wrong answers that people are sure of.
    """

    calibration: Calibration
    bounds: dict[int, str]
    wrong: tuple[Misconception, ...]


def certainty(study: Study) -> Certainty | None:
    """Hold certainty against right answers; None without any certainty."""
    rows = study.at(study.base) if study.base else study.events.iloc[:0]
    rows = rows[(rows["response_status"] == "answered") & rows["confidence"].notna() & rows["share"].notna()]
    if rows.empty:
        return None
    rows = rows.assign(certainty=rows["confidence"].astype(int), right=rows["share"] >= 1, option=rows["response"])
    found, bounds = _levels(calibration(rows, study.gates, clusters=study.towns), rows, study)
    return Certainty(found, bounds, _wrong(study, rows))


def _levels(found: Calibration, rows: pd.DataFrame, study: Study) -> tuple[Calibration, dict[int, str]]:
    people = rows.groupby("certainty")["learner"].nunique()
    small = [one.level for one in found.levels if 0 < people.get(one.level, 0) < study.rule.least]
    if len(small) == 1:
        others = [one.level for one in found.levels if one.level not in small]
        small.append(min(others, key=lambda level: people.get(level, 0)))
    bounds: dict[int, str] = {}
    levels = []
    for one in found.levels:
        accuracy = few(0) if one.level in small else one.accuracy
        if accuracy.value is not None:
            told = share(round(accuracy.value * accuracy.n), accuracy.n, study.rule)
            bounds |= {one.level: told.bound} if told.bound else {}
            accuracy = Measure(0.9 if told.bound[:1] == ">" else 0.1, accuracy.n) if told.bound else accuracy
        levels.append(replace(one, accuracy=accuracy))
    return replace(found, levels=tuple(levels)), bounds


def _wrong(study: Study, rows: pd.DataFrame) -> tuple[Misconception, ...]:
    """List confident misconceptions that enough people share."""
    found = misconceptions(rows, study.gates)
    return tuple(one for one in found if round((one.share.value or 0) * one.share.n) >= study.rule.least)
