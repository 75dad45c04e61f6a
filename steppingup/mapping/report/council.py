"""The Word file: what a council reads in ten minutes, the plan, the directory, and where each number is from."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Literal

from steppingup.documents.word import WordFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.mapping.report.make import Report

# table, columns and their widths
DIRECTORY = ("services", ("kind", "service", "for_whom", "not_for", "hours", "phone", "languages", "tried"),
             (3, 4, 4, 3, 3.5, 3, 2.5, 2.5))  # fmt: skip
PLAN = ("actions", ("rank", "finding", "measure", "owner", "due", "cost", "effort", "sign", "status"),
        (1.6, 4, 4, 3, 2.2, 2.2, 1.8, 3.2, 2))  # fmt: skip
CALLS = ("calls", ("help", "morning", "evening", "weekend", "night"), (3, 4, 4, 4, 4))
GAPS = ("gaps", ("rank", "what", "reason"), (1.6, 10.4, 4.5))
MOST = {"services": 40, "actions": 20, "gaps": 16, "calls": 40}


def council_document(report: Report) -> bytes:
    """Write the Word file of a report."""
    view = report.view
    words = view.found.course.words
    made = datetime.combine(view.found.today, time(12), UTC)
    file = WordFile(report.title, words.language, words.get("site.name"), made)
    file.running_head(view.say("audience.public" if view.public else "audience.group"))
    notes = _Notes(report)
    _opening(file, report)
    _summary(file, report, notes)
    _figures(file, report, ("coverage",))
    file.heading(view.say("part.help"))
    _figures(file, report, ("times",))
    _shown(file, report, GAPS, view.say("part.gaps"))
    file.new_page(wide=True)
    _shown(file, report, PLAN, view.say("part.plan"))
    file.new_page(wide=True)
    file.heading(view.say("part.annex"))
    file.paragraph(view.say("part.annex.about"), keep=True)
    _shown(file, report, CALLS, view.say("part.calls"), level=2)
    _shown(file, report, DIRECTORY, view.say("part.directory"), level=2)
    file.new_page()
    _figures(file, report, ("ages", "places", "roles", "effort", "who"))
    _sources(file, report, notes)
    return file.data()


class _Notes:
    """Numbers the notes, and keeps what they say: the same rows have the same note."""

    def __init__(self, report: Report) -> None:
        self._titles = {id_: sheet.table.title for id_, sheet in report.sheets.items()}
        self._say = report.view.say
        self.texts: list[str] = []

    def mark(self, tables: Sequence[str], rows: str) -> str:
        named = ", ".join(f"\u201c{self._titles[id_]}\u201d" for id_ in tables if id_ in self._titles)
        text = self._say("note-rows", tables=named, rows=rows) if rows else self._say("note-tables", tables=named)
        if text not in self.texts:
            self.texts.append(text)
        return f"[{self.texts.index(text) + 1}]"


def _opening(file: WordFile, report: Report) -> None:
    for what, value, _ in report.sheets["about"].table.rows:
        if value is not None:
            file.paragraph(f"{what}: {value}")
    file.paragraph(report.view.say("intro.public" if report.view.public else "intro.group"))


def _summary(file: WordFile, report: Report, notes: _Notes) -> None:
    view = report.view
    file.heading(view.say("part.brief"))
    for said in report.said:
        file.point(said.text, notes.mark(said.tables, said.rows))
    if report.numbers:
        file.heading(view.say("part.numbers"), 2)
        head = [view.say(f"col.{name}") for name in ("counted", "number", "from", "as_of", "row")]
        rows = [(one.what, one.value, one.source, one.as_of, one.row) for one in report.numbers]
        file.table(view.say("part.numbers"), head, rows, (7, 2, 5, 2.4, 2))
        file.paragraph(view.say("numbers-about"))


def _figures(file: WordFile, report: Report, ids: Sequence[str]) -> None:
    for id_ in ids:
        if id_ in report.charts:
            chart = report.charts[id_]
            file.heading(chart.title, 2)
            file.picture(chart, report.view.say(f"figure.{id_}.about"))


def _shown(
    file: WordFile,
    report: Report,
    chosen: tuple[str, Sequence[str], Sequence[float]],
    heading: str,
    level: Literal[1, 2] = 1,
) -> None:
    id_, fields, widths = chosen
    sheet, view = report.sheets[id_], report.view
    file.heading(heading, level)
    file.paragraph(view.say(f"part.{id_}.about"), keep=True)
    head, rows = sheet.chosen(fields, MOST[id_])
    if not rows:
        file.paragraph(view.say("nothing"))
        return
    file.table(sheet.table.title, head, rows, widths)
    if len(sheet.table.rows) > len(rows):
        file.paragraph(view.say("rest", n=len(sheet.table.rows) - len(rows), sheet=sheet.table.title))


def _sources(file: WordFile, report: Report, notes: _Notes) -> None:
    view = report.view
    file.heading(view.say("part.notes"), 2)
    file.paragraph(view.say("notes-about"))
    for number, text in enumerate(notes.texts, 1):
        file.paragraph(f"[{number}] {text}")
    if "kept" in report.sheets and report.sheets["kept"].table.rows:
        file.heading(view.say("part.kept"), 2)
        for what, count in report.sheets["kept"].table.rows:
            file.point(f"{what}: {count}")
