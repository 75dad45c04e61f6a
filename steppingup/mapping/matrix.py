"""Who may notice what: people at risk against those who meet them, and whether these were asked.

Two lists of the course say who may notice: the actors of a form, and those whom a question about a population names.
What the sheet of actors adds for a form is in it, too. A contact of one form counts for all its populations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping.dates import day_of
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.mapping.forms import Course
    from steppingup.mapping.workbook import Workbook

ASKED, OPEN = "asked", "open"
BY_FORM = ("form", "actor", "state", "contacted", "rows")
BY_POPULATION = ("population", "actor", "state")


def by_form(book: Workbook, course: Course) -> pd.DataFrame:
    """Return a line for each form and each actor that may notice it: asked or not, when last, and by which rows."""
    mapping = course.facts.mapping
    noted = _noted(lines_of(book["actors"]), mapping.forms)
    lines = []
    for form, notice in mapping.notices.items():
        added = [actor for known, actor in noted if known == form and actor in mapping.actors]
        for actor in dict.fromkeys([*notice.actors, *added]):
            rows, days = noted.get((form, actor), ({}, []))
            lines.append([form, actor, ASKED if days else OPEN, max(days, default=None), list(rows)])
    return pd.DataFrame(lines, columns=list(BY_FORM))


def by_population(table: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Return a line for each population and each actor that may notice it or know about it."""
    return pd.DataFrame(list(_pairs(table, course)), columns=list(BY_POPULATION))


def wide(pairs: pd.DataFrame, rows: str) -> pd.DataFrame:
    """Return pairs as a matrix: ``rows`` down, actors across, the state in the cells; empty where nobody may notice."""
    table = pairs.pivot_table(index=rows, columns="actor", values="state", aggfunc="first", sort=False)
    return table.reindex(columns=list(dict.fromkeys(pairs["actor"])))


def _noted(lines: Iterable[Any], forms: Iterable[str]) -> dict[tuple[str, str], tuple[dict[str, None], list[str]]]:
    """Collect rows and days of contact by (form, actor); a row without a form counts for every form."""
    found: dict[tuple[str, str], tuple[dict[str, None], list[str]]] = {}
    every = list(forms)
    for line in lines:
        for form in [line.form] if line.form in every else every if not line.form else []:
            rows, days = found.setdefault((form, str(line.actor)), ({}, []))
            rows[line.row] = None
            if day := day_of(line.contacted):
                days.append(day.isoformat())
    return found


def _pairs(table: pd.DataFrame, course: Course) -> Iterator[tuple[str, str, str]]:
    mapping = course.facts.mapping
    states = {(line.form, line.actor): line.state for line in lines_of(table)}
    for population in mapping.populations.values():
        own = [actor for form in population.forms for actor in table.loc[table["form"] == form, "actor"]]
        know = [actor for q in mapping.questions.values() if q.population == population.id for actor in q.ask]
        for actor in dict.fromkeys([*own, *know]):
            asked = any(states.get((form, actor)) == ASKED for form in population.forms)
            yield population.id, actor, ASKED if asked else OPEN
