"""Who answered, and who came back: counts of people, each by one attribute at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.evaluation.findings.study import ATTRIBUTES, SESSION
from steppingup.statistics.change import Attrition, attrition

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from steppingup.evaluation.findings.kept import Groups
    from steppingup.evaluation.findings.study import Study


@dataclass(frozen=True)
class Who:
    """Who took part.

    Args:
        people: how many in the base; None if that is kept back.
        groups: people of the base by role, town and language, as far as they may stand in one report.
        left: attributes that are not counted, as together with others they would give people away.
        phases: people by phase; None where a number is kept back.
    """

    people: int | None
    groups: Mapping[str, Groups]
    left: tuple[str, ...]
    phases: Mapping[str, int | None]


def who(study: Study) -> Who:
    """Count people. Towns are counted here only where no change by town is shown: one of the two, never both."""
    shown: dict[str, Groups] = {}
    left = []
    for name in ATTRIBUTES:
        fits = all(study.crossed(other, name) for other in shown)
        if fits and not (name == "municipality" and study.back):
            shown[name] = study.counted(name)
        else:
            left.append(name)
    return Who(study.roles.total, shown, tuple(left), {phase: _people(study, phase) for phase in study.phases})


def _people(study: Study, phase: str) -> int | None:
    if phase == SESSION:
        return study.sides.session.people
    if phase != study.base and phase not in study.back:
        return None
    n = len(study.members(phase))
    return n if n >= study.rule.least else None


def came_back(study: Study, anchored: pd.DataFrame) -> dict[str, Attrition]:
    """Compare those who came back to each later phase with those who did not, before.

    Args:
        study: the study.
        anchored: people x phases: shares of the points of the items that stand in all forms.
    """
    before = anchored[study.base]
    return {
        phase: attrition(before, before.where(before.index.isin(both)), study.gates)
        for phase, both in study.back.items()
    }
