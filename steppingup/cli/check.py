"""``steppingup check``: the content of the course, all problems in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from steppingup.catalogue.check import check_course
from steppingup.cli import course_of
from steppingup.common.facts import load_facts
from steppingup.documents.load import read_figures

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check the dates of facts as of this day.")
@click.option("--no-warnings", is_flag=True, help="Print errors only.")
@click.pass_context
def command(ctx: click.Context, today: datetime | None, no_warnings: bool) -> None:
    """Check the content of the course; print every problem with file and line."""
    course = course_of(ctx)
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
