"""All that a report tells about a map, as tables: worked out once, shown to two audiences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.mapping import coverage, matrix, places, plan, services, training

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from steppingup.mapping.forms import Course
    from steppingup.mapping.workbook import Workbook


@dataclass(frozen=True)
class Findings:
    """What a map says on a day; each table is described by the function that makes it."""

    book: Workbook
    course: Course
    today: date
    seen: plan.Seen
    forms: pd.DataFrame
    populations: pd.DataFrame
    pairs: pd.DataFrame
    kinds: pd.DataFrame
    districts: pd.DataFrame
    roles: pd.DataFrame
    actions: pd.DataFrame
    gaps: list[plan.Gap]


def findings(book: Workbook, course: Course, today: date) -> Findings:
    """Work everything out."""
    questions = coverage.questions(book, course, today)
    actors = matrix.by_form(book, course)
    directory = services.directory(book, course, today)
    seen = plan.Seen(
        questions, actors, directory, services.by_time(directory, course), training.needs(book, course, today)
    )
    return Findings(
        book, course, today, seen,
        forms=coverage.by_form(questions, course),
        populations=coverage.by_population(questions, course),
        pairs=matrix.by_population(actors, course),
        kinds=places.by_kind(book, course),
        districts=places.by_district(book),
        roles=training.by_role(seen.needs, course),
        actions=plan.ranked_actions(book["actions"], course, today),
        gaps=plan.gaps(seen, course),
    )  # fmt: skip
