"""``steppingup mapping``: unite maps, and make the report that a working group and a council read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.cli.mapping_files import import_command, template_command

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")


@click.group()
def command() -> None:
    """Work with the map of a town: files that the pages of the mapping workbook save."""


@command.command("merge")
@FILES
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.pass_context
def merge(ctx: click.Context, files: Sequence[Path], out: Path) -> None:
    """Unite the maps of several people in one file, and list what they do not agree on."""
    from steppingup.mapping.forms import load_course  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.mapping.merging import merge_files  # noqa: PLC0415

    click.echo("\n".join(merge_files(files, out, load_course(course_of(ctx)))))


command.add_command(import_command)
command.add_command(template_command)
