"""The page of the report: one file that asks nothing from anywhere, with figures, tables and links to the others."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.documents.page import page
from steppingup.mapping.report.view import shown

if TYPE_CHECKING:
    from steppingup.mapping.report.make import Report

TEMPLATE = Path(__file__).resolve().parent / "report.html"
STYLE = TEMPLATE.with_suffix(".css")
MOST = 200  # rows of a table on the page; all of them are in the workbook


def report_page(report: Report, files: dict[str, str]) -> str:
    """Write the page.

    Args:
        report: what it shows.
        files: names of the other files, each with what it is.
    """
    view = report.view
    tables = [
        {
            "id": sheet.id,
            "title": sheet.table.title,
            "heads": [column.title for column in sheet.table.columns],
            "rows": [[shown(value) for value in row] for row in sheet.table.rows[:MOST]],
            "more": max(0, len(sheet.table.rows) - MOST),
        }
        for sheet in report.sheets.values()
    ]
    charts = [
        {"title": chart.title, "alt": chart.alt, "about": view.say(f"figure.{chart.id}.about"),
         "data": f"data:image/png;base64,{base64.b64encode(chart.png).decode()}"}
        for chart in report.charts.values()
    ]  # fmt: skip
    titles = {id_: sheet.table.title for id_, sheet in report.sheets.items()}
    said = [{"text": one.text, "tables": [(id_, titles[id_]) for id_ in one.tables], "rows": _some(one.rows)}
            for one in report.said]  # fmt: skip
    return page(
        TEMPLATE, style=STYLE.read_text("utf-8"), language=view.found.course.words.language, title=report.title,
        said=said, charts=charts, tables=tables, files=files, say=view.say, public=view.public,
    )  # fmt: skip


def _some(rows: str, most: int = 3) -> str:
    """Name the first rows; all of them stand in the tables, and in the notes of the Word file."""
    listed = rows.split(", ")
    return f"({', '.join(listed[:most])}{' …' if len(listed) > most else ''})" if rows else ""
