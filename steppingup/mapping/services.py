"""Help in town: the directory, what is missing by kind and by time, and who answers when."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping.coverage import is_known
from steppingup.mapping.dates import day_of, months_between
from steppingup.mapping.hours import MOMENTS, reader_of
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from steppingup.mapping.forms import Course
    from steppingup.mapping.hours import Hours
    from steppingup.mapping.workbook import Workbook

# "part": somebody answers, but each who does turns some people away; "rest": closed when nobody expects it to be open
OPEN, PART, PERHAPS, CLOSED, REST, NONE = "open", "part", "perhaps", "closed", "rest", "none"
STATES = (OPEN, PART, PERHAPS, CLOSED, REST, NONE)
DIRECTORY = (
    "kind", "service", "own", "for_whom", "not_for", "hours", "phone", "languages", "conditions", "checked", "tried",
    *MOMENTS, "row", "version", "versions",
)  # fmt: skip
BY_TIME = ("kind", *MOMENTS, "services", "tried", "rows")


def directory(book: Workbook, course: Course, today: date) -> pd.DataFrame:
    """Return the services by kind of help, those that somebody tried lately first.

    ``tried`` tells whether the number was tried within the months of settings.toml; each moment of the week has
    ``open``, ``closed`` or ``perhaps``; ``part`` is open, but not for everybody.
    """
    kinds, read = list(course.facts.mapping.service_kinds), cache(reader_of(course.words).read)
    lines = [_line(line, read, course, today) for line in lines_of(book["services"])]
    lines.sort(key=lambda one: (kinds.index(one[0]) if one[0] in kinds else len(kinds), not one[10]))
    return pd.DataFrame(lines, columns=list(DIRECTORY))


def by_time(table: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Return for each kind of help what there is at four moments of the week, from :func:`directory`."""
    lines: list[list[object]] = []
    for kind in course.facts.mapping.service_kinds:
        part = table[table["kind"] == kind]
        states = [_best(list(part[moment]), needed=wanted(course, kind, moment)) for moment in MOMENTS]
        rows = list(dict.fromkeys(part["row"]))
        lines.append([kind, *states, len(rows), int(part["tried"].sum()), rows])
    return pd.DataFrame(lines, columns=list(BY_TIME))


def wanted(course: Course, kind: str, moment: str) -> bool:
    """Tell whether a kind of help is needed at a moment: all by day, some by night and at weekends as well."""
    return moment == "morning" or course.facts.mapping.service_kinds[kind].night


def _line(line: Any, read: Callable[[str], Hours], course: Course, today: date) -> list[Any]:
    hours = read(str(line.hours)) if is_known(line.hours) else None
    open_ = PART if is_known(line.not_for) else OPEN
    answers = [hours.at(moment) if hours else None for moment in MOMENTS.values()]
    states = [{True: open_, False: CLOSED, None: PERHAPS}[one] for one in answers]
    day = day_of(line.checked)
    tried = bool(day and day <= today and months_between(day, today) < course.settings.mapping.tried_months)
    own = line.own if line.own in {"own", "third"} else ""
    texts = [line.for_whom, line.not_for, line.hours, line.phone, line.languages, line.conditions]
    kind = line.kind if is_known(line.kind) else ""
    return [kind, line.service, own, *texts, line.checked, tried, *states, line.row, line.version, line.versions]


def _best(states: Sequence[str], *, needed: bool) -> str:
    best = next((state for state in STATES if state in states), NONE)
    return REST if best == CLOSED and not needed else best
