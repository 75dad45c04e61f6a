"""Put a report together for one audience, before any file is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.documents.tables import Column, Table
from steppingup.evaluation.report.certainty_part import certainty_part
from steppingup.evaluation.report.change_part import change_part
from steppingup.evaluation.report.grid import Shown
from steppingup.evaluation.report.judging_part import judging_part
from steppingup.evaluation.report.needs_part import needs_part
from steppingup.evaluation.report.people_part import people_part
from steppingup.evaluation.report.privacy_part import privacy_part
from steppingup.evaluation.report.questions_part import questions_part
from steppingup.evaluation.report.rated_part import rated_part

if TYPE_CHECKING:
    import pandas as pd

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Grid
    from steppingup.evaluation.report.view import Part, View

FORMAT, SCHEMA = "steppingup-evaluation", 1


@dataclass(frozen=True)
class Report:
    """A report: what every writer of files takes.

    Args:
        view: the audience and its words.
        title: the title of every file.
        parts: the sections.
        about: day, release, filter and counts; the same in every file.
    """

    view: View
    title: str
    parts: tuple[Part, ...]
    about: dict[str, Any]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """All tables, those of figures last."""
        return (*(one for part in self.parts for one in part.grids), *self.drawn)

    @property
    def drawn(self) -> tuple[Grid, ...]:
        """The tables of figures that are not tables of a section themselves."""
        own = {grid.id for part in self.parts for grid in part.grids}
        return tuple(figure.grid for figure in self.figures if figure.grid.id not in own)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return tuple(one for part in self.parts for one in part.figures)


def make_report(view: View, quality: pd.DataFrame, day: str, release: str) -> Report:
    """Make all sections.

    Args:
        view: the audience's view of the findings.
        quality: what readers could not use.
        day: YYYY-MM-DD.
        release: of the course.
    """
    parts = [
        needs_part(view), people_part(view, quality), rated_part(view), change_part(view), judging_part(view),
        certainty_part(view), questions_part(view),
    ]  # fmt: skip
    parts.append(privacy_part(view, parts))
    return Report(view, view.say("title"), tuple(parts), _about(view, parts, day, release))


def _about(view: View, parts: list[Part], day: str, release: str) -> dict[str, Any]:
    study, people = view.found.study, view.found.who.people
    grids = [grid for part in parts for grid in part.grids]
    cells = [cell for grid in grids for row in grid.rows for cell in row if isinstance(cell, Shown)]
    versions = study.events["course_version"]
    return {
        "day": day, "release": release, "audience": view.audience, "least": view.least, "base": study.base,
        "phases": list(study.phases), "people": people, "items": int(study.at(study.base)["item"].nunique()),
        "item_bank": sorted({str(one) for one in versions[versions != ""]}), "cells": len(cells),
        "sources": sorted({str(one) for one in study.events["source"]}),
        "suppressed": sum(cell.value is None and cell.reason == "few" for cell in cells),
        "required_levels": study.course.origin,
    }  # fmt: skip


def about_lines(report: Report) -> list[str]:
    """Say what every export carries: filter, n, suppressed cells, item bank, date."""
    view, about = report.view, report.about
    people = about["people"]
    audience = view.say(f"audience-name.{view.audience}")
    return [
        view.say("meta.made", day=about["day"], version=about["release"]),
        view.say("meta.filter", phase=view.phase(about["base"]), audience=audience),
        view.say("meta.people-kept", least=view.least) if people is None else view.say("meta.people", n=people),
        view.say("meta.items", n=about["items"], versions=", ".join(about["item_bank"]) or view.say("unknown")),
        view.say("meta.sources", names=", ".join(about["sources"]) or view.say("none")),
        view.say("meta.kept", kept=about["suppressed"], cells=about["cells"]),
    ]


def invented(report: Report) -> str:
    """Warn that answers were simulated; empty if none was."""
    return report.view.say("meta.invented") if "simulated" in report.about["sources"] else ""


def readme(report: Report) -> Table:
    """Make the first sheet: what the workbook is, how it was made, and what each number means."""
    view, words = report.view, report.view.words
    rows: list[tuple[str, str, str | None]] = [
        (view.say("readme.about"), line, None) for line in [invented(report), *about_lines(report)] if line
    ]
    last = report.parts[-1]
    rows += [(view.say("readme.method"), line, None) for line in last.said]
    for name in dict.fromkeys(name for part in report.parts for name in part.numbers):
        means, never = words.get(f"number.{name}.means"), words.get(f"number.{name}.not-when")
        rows.append((words.get(f"number.{name}"), means, never))
    columns = (Column(view.say("readme.number"), wrap=True), Column(view.say("readme.about"), wrap=True),
               Column(view.say("readme.not-when"), wrap=True))  # fmt: skip
    return Table(view.say("table.readme"), columns, tuple(rows))


def statistics_json(report: Report) -> dict[str, Any]:
    """Make the document for programs; ``statistics_schema.json`` describes every key."""
    return {
        "format": FORMAT, "schema": SCHEMA, "title": report.title, "about": report.about,
        "needs": [one.text for part in report.parts if part.id == "needs" for one in part.listed],
        "sections": [
            {"id": part.id, "title": part.title, "said": list(part.said), "tables": [grid.id for grid in part.grids],
             "figures": [figure.id for figure in part.figures]}
            for part in report.parts
        ],
        "tables": {grid.id: grid.json() for grid in report.grids},
        "figures": {one.id: {"title": one.title, "alt": one.alt, "table": one.grid.id} for one in report.figures},
    }  # fmt: skip
