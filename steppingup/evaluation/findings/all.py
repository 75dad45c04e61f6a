"""All findings of a study, each worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.evaluation.findings.certainty import Certainty, certainty
from steppingup.evaluation.findings.changes import Changed, anchored, anchors, changed
from steppingup.evaluation.findings.judging import Judging, judging
from steppingup.evaluation.findings.need_list import ListedNeed, listed_needs
from steppingup.evaluation.findings.questions import Questions, questions
from steppingup.evaluation.findings.rated import Rated, rated
from steppingup.evaluation.findings.who import Who, came_back, who

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.evaluation.findings.study import Study
    from steppingup.statistics.change import Attrition


@dataclass(frozen=True)
class Findings:
    """Everything that a report shows.

    Args:
        study: what it rests on.
        needs: the ranked list.
        who: who answered.
        came_back: who came back, by later phase; read it before any change.
        anchors: how many items all people meet in all phases.
        changed: what changed.
        rated: needs as people rate them.
        judging: identification.
        certainty: certainty; None without any.
        questions: the questions; None without answers.
    """

    study: Study
    needs: tuple[ListedNeed, ...]
    who: Who
    came_back: Mapping[str, Attrition]
    anchors: int
    changed: tuple[Changed, ...]
    rated: Rated
    judging: Judging
    certainty: Certainty | None
    questions: Questions | None


def findings(study: Study) -> Findings:
    """Work everything out.

    Raises:
        StatisticsError: the audit of a table of people fails; nothing may be published then.
    """
    back = came_back(study, anchored(study)) if study.base else {}
    return Findings(
        study, listed_needs(study), who(study), back, len(anchors(study)), changed(study), rated(study),
        judging(study), certainty(study), questions(study),
    )  # fmt: skip
