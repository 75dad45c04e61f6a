"""``steppingup mapping``: unite maps, and make the report that a working group and a council read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.cli.mapping_files import import_command, template_command
from steppingup.common.day import day_of_check
from steppingup.common.errors import MappingError
from steppingup.common.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")


@click.group()
def command() -> None:
    """Work with the map of a town: files that the pages of the mapping workbook save."""


@command.command("report")
@FILES
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for the report.")
@click.option("--public", is_flag=True, help="The version for council and public: small numbers and places kept back.")
@click.option("--today", metavar="YYYY-MM-DD", help="The day of the report; today without it.")
@click.pass_context
def report(ctx: click.Context, files: Sequence[Path], out: Path, public: bool, today: str | None) -> None:
    """Report on one or many maps: a page, Word, Excel, CSV and figures."""
    from steppingup.mapping.forms import load_course  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.mapping.report.write import write_report  # noqa: PLC0415

    folder = course_of(ctx)
    course = load_course(folder, load_settings(folder).language.default)
    done = write_report(files, out, course, _day(today), public=public)
    click.echo("\n".join([*done.sentences, str(done.page)]))


@command.command("merge")
@FILES
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.pass_context
def merge(ctx: click.Context, files: Sequence[Path], out: Path) -> None:
    """Unite the maps of several people in one file, and list what they do not agree on."""
    from steppingup.mapping.forms import load_course  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.mapping.merging import merge_files  # noqa: PLC0415

    click.echo("\n".join(merge_files(files, out, load_course(course_of(ctx)))))


def _day(text: str | None) -> date:
    from steppingup.mapping.dates import day_of  # noqa: PLC0415 - listing the commands needs none of it

    day = day_of(text) if text else day_of_check()
    if day is None:
        raise MappingError(f"--today {text}: not a day. Write it as YYYY-MM-DD.")
    return day


command.add_command(import_command)
command.add_command(template_command)
