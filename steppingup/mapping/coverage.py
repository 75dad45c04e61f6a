"""What is known, how well, and how old it is: the questions of the sheet of answers, one line each.

A question is *known* if somebody answered it, *asked* if somebody noted that it was asked and nobody knows, else
*open*. A number counts in a report only if it can be traced: it has a source, and a day that has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping.dates import day_of, months_between
from steppingup.mapping.workbook import ROW, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from steppingup.common.mapping_tables import MapQuestion
    from steppingup.mapping.forms import Course
    from steppingup.mapping.workbook import Workbook

KNOWN, ASKED, OPEN = "known", "asked", "open"
STATES = (KNOWN, ASKED, OPEN)
UNKNOWN = "unknown"  # the option of a choice that says "not known yet"
UNSURE = 1  # the lowest certainty

COLUMNS = (
    "row", "table", "population", "dimension", "short", "sensitive", "state", "traced", "certainty", "as_of", "months",
    "old", "versions",
)  # fmt: skip
COUNTED = ("questions", *STATES, "old", "unsure", "untraced", "short", "short_known", "rows")


def is_known(value: Any) -> bool:
    """Tell whether a cell holds an answer."""
    if isinstance(value, str):
        return value not in {"", UNKNOWN}
    return value is not None and value is not pd.NA and value == value  # noqa: PLR0124 - only NaN is not itself


def is_traced(line: Any, today: date) -> bool:
    """Tell whether a line with ``source`` and ``as_of`` says where its value is from and of which day it is."""
    day = day_of(line.as_of)
    return bool(is_known(line.source) and day and day <= today)


def questions(book: Workbook, course: Course, today: date) -> pd.DataFrame:
    """Return a line for each question of the course, with what is known of it.

    Of several versions the one that tells most counts: the state of a question is that of its best version.
    """
    found = {str(row): list(lines_of(lines)) for row, lines in book["answers"].groupby(ROW, sort=False)}
    asked = course.facts.mapping.questions
    lines = [_line(question, found.get(id_, []), course, today) for id_, question in asked.items()]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"certainty": "Int64", "months": "Int64"})


def by_form(table: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Count the questions of each form by state; a question of several forms counts in each."""
    mapping = course.facts.mapping
    groups = {form: [q.id for q in mapping.asked(form)] for form in mapping.forms}
    return pd.DataFrame(list(_counted(table, groups)), columns=["form", *COUNTED])


def by_population(table: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Count the questions about each population by state."""
    groups = {id_: table.loc[table["population"] == id_, "row"].tolist() for id_ in course.facts.mapping.populations}
    return pd.DataFrame(list(_counted(table, groups)), columns=["population", *COUNTED])


def _line(question: MapQuestion, versions: list[Any], course: Course, today: date) -> list[object]:
    known = [one for one in versions if is_known(one.value)]
    noted = [one for one in versions if is_known(one.source) or is_known(one.as_of) or one.value == UNKNOWN]
    traced = [one for one in known if is_traced(one, today)]
    best = max(traced or known or noted, key=lambda one: (str(one.as_of or ""), one.version), default=None)
    day = day_of(best.as_of) if best is not None else None
    months = months_between(day, today) if day else None
    certainty = [int(one.certainty) for one in traced or known if not pd.isna(one.certainty)]
    state = KNOWN if known else ASKED if noted else OPEN
    old = bool(known and months is not None and months >= course.settings.mapping.old_months)
    return [
        question.id, question.table, question.population, question.dimension, question.short, question.sensitive,
        state, bool(traced), max(certainty, default=None), day.isoformat() if day else None, months, old,
        len(versions),
    ]  # fmt: skip


def _counted(table: pd.DataFrame, groups: dict[str, list[str]]) -> Iterator[list[object]]:
    for name, ids in groups.items():
        part = table[table["row"].isin(ids)]
        known = part[part["state"] == KNOWN]
        states = [int((part["state"] == state).sum()) for state in STATES]
        unsure = int((known["certainty"].fillna(0) <= UNSURE).sum())
        untraced = int((~known["traced"].astype(bool)).sum())
        short = [int(frame["short"].sum()) for frame in (part, known)]
        yield [name, len(part), *states, int(known["old"].sum()), unsure, untraced, *short, list(part["row"])]
