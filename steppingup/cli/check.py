"""``steppingup check``: the content of the course, all problems in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.report import measure
from steppingup.cli import course_of
from steppingup.cli.report import lines
from steppingup.common.facts import load_facts
from steppingup.documents.load import read_figures

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check the dates of facts as of this day.")
@click.option("--no-warnings", is_flag=True, help="Print errors only.")
@click.option("--report", is_flag=True, help="Print what is measured of items and pages instead.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.option("--only", default="", metavar="PATH", help="Report on files whose path begins so, e.g. chapters/03.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - click passes every option
    ctx: click.Context, today: datetime | None, no_warnings: bool, report: bool, as_json: bool, only: str
) -> None:
    """Check the content of the course; print every problem with file and line."""
    course = course_of(ctx)
    if report or as_json or only:
        found = measure(load_catalogue(course), only)
        click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(found)))
        return
    problems = check_course(course, today.date() if today else None)
    problems = sorted({*problems, *read_figures(course, load_facts(course))[1]})
    for problem in problems:
        if problem.level == "error" or not no_warnings:
            click.echo(f"{problem}" if problem.level == "error" else f"{problem} (warning)")
    errors = sum(problem.level == "error" for problem in problems)
    click.echo(summary(errors, len(problems) - errors))
    ctx.exit(1 if errors else 0)


def summary(errors: int, warnings: int) -> str:
    """Say in one line how the check went."""
    return f"Errors: {errors}. Warnings: {warnings}." if errors or warnings else "The content is in order."
