"""Write a report into a folder: whole or not at all, and never over anything that is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.common.errors import EvaluationError
from steppingup.common.language import Words
from steppingup.documents.csv_file import csv_bytes
from steppingup.documents.new_folder import check_new_folder, put_folder
from steppingup.documents.xlsx import workbook_bytes
from steppingup.evaluation.files import json_text
from steppingup.evaluation.findings.all import findings
from steppingup.evaluation.findings.study import study_of
from steppingup.evaluation.quality import troubles
from steppingup.evaluation.report.guard import hold_files
from steppingup.evaluation.report.make import make_report, readme, statistics_json
from steppingup.evaluation.report.page import report_page
from steppingup.evaluation.report.view import View
from steppingup.statistics.disclosure import LOCAL, SHARED

if TYPE_CHECKING:
    import pandas as pd

    from steppingup.evaluation.findings.course import Course
    from steppingup.evaluation.report.make import Report
    from steppingup.evaluation.report.view import Audience

PAGE, EXCEL, JSON, FIGURES = "report.html", "report.xlsx", "statistics.json", "figures"
SCHEMA = Path(__file__).resolve().parent / "statistics_schema.json"


@dataclass(frozen=True)
class Answers:
    """What a report is made from: see :mod:`steppingup.evaluation.events`, ``item_table`` and ``quality``."""

    events: pd.DataFrame
    ratings: pd.DataFrame
    quality: pd.DataFrame
    items: pd.DataFrame | None = None


@dataclass(frozen=True)
class ReportDone:
    """What was written: its page, and what a person should know of it, one sentence each."""

    page: Path
    sentences: tuple[str, ...]


def write_report(  # noqa: PLR0913 - what is read, where it goes, and for whom
    answers: Answers, out: Path, course: Course, day: str, *, audience: Audience = "local", words: Words | None = None
) -> ReportDone:
    """Write the report of an evaluation.

    Args:
        answers: what was read.
        out: a new folder, or an empty one.
        course: names, required levels and lessons.
        day: the day of the report, YYYY-MM-DD.
        audience: who will see it; ``shared`` keeps more back.
        words: of the language of the report.

    Raises:
        EvaluationError: the folder cannot be written, or a file would hold a code that stands for a person.
        StatisticsError: the audit of a table of people fails; nothing was written.
    """
    check_folder(out)
    rule = SHARED if audience == "shared" else LOCAL
    study = study_of(answers.events, answers.ratings, answers.items, course, rule)
    view = View(findings(study), words or Words(), audience)
    report = make_report(view, answers.quality, day, __version__)
    files = contents(report)
    hold_files(files, set(answers.events["learner"]) | set(answers.ratings["learner"]))
    put_folder(out, files, EvaluationError)
    return ReportDone(out / PAGE, _sentences(report, answers))


def contents(report: Report) -> dict[str, bytes]:
    """Make all files of a report, by their names in the folder."""
    view = report.view
    listed = {
        EXCEL: view.say("file.xlsx"), JSON: view.say("file.json", schema=SCHEMA.name),
        SCHEMA.name: view.say("file.schema"),
    } | ({f"{FIGURES}/": view.say("file.figures")} if report.figures else {})  # fmt: skip
    tables = [readme(report), *(grid.table(view.say) for grid in report.grids)]
    made = {
        PAGE: report_page(report, listed).encode(),
        EXCEL: workbook_bytes(report.title, tables, view.words.get("site.name"), view.words.language),
        JSON: json_text(statistics_json(report)).encode(),
        SCHEMA.name: SCHEMA.read_bytes(),
    }
    for figure in report.figures:
        made |= {f"{FIGURES}/{figure.id}.svg": figure.svg, f"{FIGURES}/{figure.id}.png": figure.png,
                 f"{FIGURES}/{figure.id}.csv": csv_bytes(figure.grid.table(view.say))}  # fmt: skip
    return made


def check_folder(out: Path) -> None:
    """Refuse a folder with anything in it: nothing is written over.

    Raises:
        EvaluationError: it is no empty folder.
    """
    check_new_folder(out, EvaluationError)


def _sentences(report: Report, answers: Answers) -> tuple[str, ...]:
    view, people = report.view, report.about["people"]
    who = view.say("done-few", least=view.least) if people is None else view.say("done-people", n=people)
    counts = {"needs": len(view.found.needs), "tables": len(report.grids), "figures": len(report.figures)}
    said = [view.say("done", people=who, **counts), view.say(f"audience.{view.audience}", least=view.least)]
    if unused := troubles(answers.quality):
        said.append(view.say("done-quality", n=unused))
    return tuple(said)
