"""The page of the report: one file that asks nothing from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from steppingup.documents.page import page
from steppingup.evaluation.report.make import about_lines, invented
from steppingup.evaluation.report.view import Listed

if TYPE_CHECKING:
    from steppingup.evaluation.report.grid import Grid
    from steppingup.evaluation.report.make import Report
    from steppingup.evaluation.report.view import Part

TEMPLATE = Path(__file__).resolve().parent / "report.html"
STYLE = TEMPLATE.with_suffix(".css")
OPEN = 12  # longer tables open on a click
MOST = 100  # rows of a table on the page; all of them stand in the workbook


def report_page(report: Report, files: dict[str, str]) -> str:
    """Write the page.

    Args:
        report: what it shows.
        files: names of the other files, each with what it is.
    """
    view = report.view
    return page(
        TEMPLATE, style=STYLE.read_text("utf-8"), language=view.words.language, title=report.title, say=view.say,
        about=about_lines(report), parts=[_part(report, part) for part in report.parts], files=files,
        audience=view.say(f"audience.{view.audience}", least=view.least), most=OPEN, simulated=invented(report),
    )  # fmt: skip


def _part(report: Report, part: Part) -> dict[str, Any]:
    words = report.view.words
    figures = [
        {"id": one.id, "title": one.title, "alt": one.alt, "note": one.grid.note,
         "drawing": Markup(one.inline), "csv": f"figures/{one.id}.csv"}  # noqa: S704 - drawn here, all texts escaped
        for one in part.figures
    ]  # fmt: skip
    numbers = [
        {"title": words.get(f"number.{name}"), "means": words.get(f"number.{name}.means"),
         "never": words.get(f"number.{name}.not-when")}
        for name in part.numbers
    ]  # fmt: skip
    return {
        "id": part.id, "title": part.title, "said": [_unbroken(one) for one in part.said],
        "listed": [Listed(*map(_unbroken, one)) for one in part.listed], "figures": figures,
        "grids": [_grid(report, grid) for grid in part.grids], "numbers": numbers,
    }  # fmt: skip


def _unbroken(text: str) -> str:
    """Keep a number and its sign on one line."""
    return text.replace(" %", "\u00a0%")


def _grid(report: Report, grid: Grid) -> dict[str, Any]:
    texts = grid.texts(report.view.say)
    words = [one.kind == "text" for one in grid.fields]
    return {
        "id": f"table-{grid.id}", "title": grid.title, "note": grid.note, "heads": [one.title for one in grid.fields],
        "rows": [list(zip(row, words, strict=True)) for row in texts[:MOST]], "more": max(0, len(texts) - MOST),
    }  # fmt: skip
