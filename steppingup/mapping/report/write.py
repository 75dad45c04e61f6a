"""Write a report into a folder: whole or not at all, and never over anything that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import MappingError
from steppingup.documents.csv_file import csv_bytes
from steppingup.documents.new_folder import check_new_folder, put_folder
from steppingup.mapping.findings import findings
from steppingup.mapping.guard import refused_lines
from steppingup.mapping.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from steppingup.mapping.forms import Course
    from steppingup.mapping.report.make import Report
    from steppingup.mapping.workbook import Workbook

    Told = Callable[[int, int], None]

PAGE, WORD, EXCEL, NEEDS = "index.html", "map-report.docx", "map-report.xlsx", "training-needs.csv"
TABLES, FIGURES = "tables", "figures"
STEPS = 4


@dataclass(frozen=True)
class ReportDone:
    """What was written: its page, what a person should know of it, one sentence each; ``notes`` are what to mind."""

    page: Path
    sentences: tuple[str, ...]
    notes: tuple[str, ...] = ()


def write_report(  # noqa: PLR0913 - what is read, where it goes, and how
    files: Sequence[Path], out: Path, course: Course, today: date, *, public: bool = False, told: Told | None = None
) -> ReportDone:
    """Write the report of one or many maps.

    Args:
        files: the maps; none is changed.
        out: a new folder, or an empty one.
        course: what the course says about maps.
        today: the day that ages are counted to.
        public: make the version that may be published.
        told: is called with how many of the steps are done, and how many there are.

    Raises:
        MappingError: a file is missing, nothing is filled in, or the folder cannot be written.
        RecordError: a file is no map of this course.
    """
    step = told or _unheard
    step(0, STEPS)
    # openpyxl, python-docx and matplotlib take two seconds to import; merging needs none of them
    from steppingup.mapping.report.make import make_report  # noqa: PLC0415

    check_new_folder(out, MappingError)
    step(1, STEPS)
    book = read_workbook(files, course.sheets)
    if all(table.empty for table in book.tables.values()):
        raise MappingError("Nothing is filled in yet, so there is nothing to report. No folder was written.")
    step(2, STEPS)
    report = make_report(findings(book, course, today), public=public)
    step(3, STEPS)
    put_folder(out, contents(report), MappingError)
    step(STEPS, STEPS)
    say = report.view.say
    first = say("done", files=len(files), out=out, rows=sum(table["row"].nunique() for table in book.tables.values()))
    notes = tuple(_notes(book, course))
    last = say("done-public" if public else "done-group")
    return ReportDone(out / PAGE, (first, *notes, last), notes)


def _notes(book: Workbook, course: Course) -> Iterator[str]:
    say = course.words.get
    if len(book.conflicts):
        yield say("mapping.done-conflicts", n=len(book.conflicts.groupby(["sheet", "row", "field"])))
    if book.strays:
        yield say("mapping.done-strays", n=book.strays)
    yield from refused_lines(book.refused, course.sheets["gains"].columns, course.words)


def contents(report: Report) -> dict[str, bytes]:
    """Make all files of a report, by their names in the folder."""
    from steppingup.documents.xlsx import workbook_bytes  # noqa: PLC0415 - as above
    from steppingup.mapping.report.council import council_document  # noqa: PLC0415
    from steppingup.mapping.report.site import report_page  # noqa: PLC0415

    words, say = report.view.found.course.words, report.view.say
    tables = [sheet.table for sheet in report.sheets.values()]
    listed = {WORD: say("file.word"), EXCEL: say("file.excel"), NEEDS: say("file.needs")}
    made = {
        PAGE: report_page(report, listed).encode(),
        WORD: council_document(report),
        EXCEL: workbook_bytes(report.title, tables, words.get("site.name"), words.language),
        NEEDS: csv_bytes(report.handed_on),
    }
    made |= {f"{TABLES}/{id_}.csv": csv_bytes(sheet.table) for id_, sheet in report.sheets.items()}
    return made | {f"{FIGURES}/{id_}.png": chart.png for id_, chart in report.charts.items()}


def _unheard(done: int, total: int) -> None:
    """Tell nobody how far the report is."""
