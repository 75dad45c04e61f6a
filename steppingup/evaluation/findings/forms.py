"""How far each form can be relied on: people were given one form of several, and no test was given as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.evaluation.findings.kept import groups, together
from steppingup.statistics.reliability import Reliability, reliability

if TYPE_CHECKING:
    from steppingup.evaluation.findings.study import Study
    from steppingup.statistics.scores import ScoreTable


@dataclass(frozen=True)
class FormReliability:
    """A test that people took as a whole.

    Args:
        form: its name; empty where all people had the same questions, or where forms may not be told apart.
        numbers: its reliability.
    """

    form: str
    numbers: Reliability


def by_form(study: Study, table: ScoreTable) -> tuple[FormReliability, ...]:
    """Work out the reliability of each form of the base; of all questions together if there is one form only.

    Where somebody had several forms, or where numbers by form would give people away beside the roles, the questions
    stand together as well.
    """
    form = _form_of_each(study, table)
    shown = _shown(study, form) if form is not None else ()
    if form is None or not shown:
        return (FormReliability("", reliability(table, study.gates)),)
    return tuple(FormReliability(name, reliability(_part(table, form, name), study.gates)) for name in shown)


def _form_of_each(study: Study, table: ScoreTable) -> pd.Series[str] | None:
    """Return the form of each person; None where somebody had several, or all the same one."""
    rows = study.at(study.base).groupby("learner")["form_id"]
    if (rows.nunique() != 1).any():
        return None
    form = rows.first().astype("str").reindex(table.points.index)
    return form if form.nunique() > 1 and (form != "").all() else None


def _shown(study: Study, form: pd.Series[str]) -> tuple[str, ...]:
    counts = {str(name): int(n) for name, n in form.value_counts().items()}
    found = groups(counts, study.rule)
    role = study.members(study.base)["role"].reindex(form.index)
    # a form that is kept back is still in the number of all people, so its reliability would be that of the rest
    if found.hidden or not together(pd.crosstab(role, form), study.roles, found, study.rule):
        return ()
    return tuple(sorted(found.shown))


def _part(table: ScoreTable, form: pd.Series[str], name: str) -> ScoreTable:
    return type(table)(table.points[(form == name).to_numpy()], table.most, table.counts)
