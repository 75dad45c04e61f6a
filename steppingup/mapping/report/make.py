"""Put the parts of a report together for one audience: sentences, tables and figures, before any file is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.mapping.report import around, doing, known
from steppingup.mapping.report.brief import numbers, sentences
from steppingup.mapping.report.drawings import drawings
from steppingup.mapping.report.view import View

if TYPE_CHECKING:
    from steppingup.documents.charts import Chart
    from steppingup.documents.tables import Table
    from steppingup.mapping.findings import Findings
    from steppingup.mapping.report.brief import Number, Said
    from steppingup.mapping.report.view import Sheet

MOST_NUMBERS = 14  # that a council reads in ten minutes, with all the rest


@dataclass(frozen=True)
class Report:
    """A report: what every writer of files takes.

    Args:
        view: the audience and its words.
        title: the title of every file.
        sheets: the tables by their ids, in the order in which they are read.
        said: the summary.
        numbers: what a council should have heard.
        charts: the figures by their ids.
        handed_on: the training needs for the evaluation.
    """

    view: View
    title: str
    sheets: dict[str, Sheet]
    said: list[Said]
    numbers: list[Number]
    charts: dict[str, Chart]
    handed_on: Table


def make_report(found: Findings, *, public: bool) -> Report:
    """Make the report of a map for the working group, or one that may be published."""
    view = View(found, public)
    sheets = {sheet.id: sheet for sheet in tables(view)}
    return Report(
        view, _title(view), sheets, list(sentences(view)), numbers(view, MOST_NUMBERS),
        {chart.id: chart for chart in drawings(view)}, doing.handed_on(view),
    )  # fmt: skip


def tables(view: View) -> list[Sheet]:
    """Make all tables of one audience; the last tells the public how much was kept back while they were made."""
    made = [
        known.about(view), known.answers(view), known.forms(view), known.populations(view),
        *([] if view.public else [around.places(view)]), around.kinds(view), around.districts(view),
        around.actors(view), around.who(view), known.gains(view), around.services(view), around.times(view),
        around.calls(view), doing.needs(view), doing.roles(view), doing.gaps(view), doing.actions(view),
        *([] if view.public else known.group_only(view)),
    ]  # fmt: skip
    return [*made, known.kept(view)] if view.public else made


def _title(view: View) -> str:
    about = view.found.book["about"]
    named = [text for value in about["town"] if (text := view.text(value))]
    return view.say("title", town=named[-1]) if named else view.say("title-plain")
