"""Training needs by role and competency: the table that the evaluation of training needs starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping.coverage import is_known, is_traced
from steppingup.mapping.workbook import VERSION, lines_of

if TYPE_CHECKING:
    from datetime import date

    from steppingup.mapping.forms import Course
    from steppingup.mapping.workbook import Workbook

COLUMNS = ("role", "competency", "people", "required", "level", "gap", "source", "as_of", "traced", "row")
# What the evaluation reads (training-needs.csv): ids as in facts/roles.yml and facts/competencies.yml; `people` a whole
# number, empty where it is not known or kept back; the level that is `required` and the `level` now, 0 to 3 or empty;
# `source`, and `as_of` as an ISO date, never empty.
HANDED_ON = ("role", "competency", "people", "required", "level", "source", "as_of")
BY_ROLE = ("role", "people", "needs", "gap", "rows")


def needs(book: Workbook, course: Course, today: date) -> pd.DataFrame:
    """Return the needs, the largest first: levels to climb times people.

    ``traced``: it has a source, and a day that has come. The required level is the one that the town wants, else the
    one that the course proposes for the role.
    """
    lines = [_line(line, course, today) for line in lines_of(book["training"])]
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    for name in ("people", "required", "level", "gap"):
        table[name] = table[name].astype("Int64")
    size = (table["gap"].fillna(0) * table["people"].fillna(0)).astype(int)
    order = pd.DataFrame({"size": -size, "gap": -table["gap"].fillna(0).astype(int)}).sort_values(
        ["size", "gap"], kind="stable"
    )
    return table.loc[order.index].reset_index(drop=True)


def by_role(table: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Sum the traced needs up by role. People of a role are counted once: the largest group that a need names."""
    lines = []
    for role in course.facts.roles:
        part = table[(table["role"] == role) & (table["gap"] > 0) & table["traced"].astype(bool)]
        if len(part):
            people = int(part["people"].fillna(0).max())
            lines.append([role, people, len(part), int(part["gap"].max()), list(part["row"])])
    return pd.DataFrame(lines, columns=list(BY_ROLE))


def _line(line: Any, course: Course, today: date) -> list[object]:
    competency = course.facts.competencies.get(str(line.competency))
    proposed = competency.required.get(str(line.role)) if competency else None
    required = _level(line.wanted) if is_known(line.wanted) else proposed
    level = _level(line.level)
    gap = max(0, required - level) if required is not None and level is not None else None
    people = int(line.people) if is_known(line.people) and line.people >= 0 else None
    traced = is_traced(line, today)
    return [
        line.role, line.competency, people, required, level, gap, line.source, line.as_of, traced, _named(line),
    ]  # fmt: skip


def _level(value: Any) -> int | None:
    return int(value) if is_known(value) and 0 <= value <= 3 else None


def _named(line: Any) -> str:
    return str(line.row) if getattr(line, VERSION) == 1 else f"{line.row} ({getattr(line, VERSION)})"
