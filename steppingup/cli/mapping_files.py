"""``steppingup mapping import`` and ``template``: tables of offices, and files for them to fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
LANGUAGE = click.option("--language", default="en", show_default=True, help="The language of headings and choices.")
SHEETS = ("about", "answers", "places", "actors", "gains", "services", "training", "actions")


@click.command("import")
@FILES
@click.option("--into", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The map.")
@click.option("--sheet", type=click.Choice(SHEETS), default=None, help="Which sheet it is, if the file does not tell.")
@click.option("--replace", is_flag=True, help="The files are newer: their values take the place of those of the map.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--aside", type=click.Path(path_type=Path, dir_okay=False), help="Write here what could not be placed.")
@LANGUAGE
@click.pass_context
def import_command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    ctx: click.Context,
    files: Sequence[Path],
    into: Path,
    sheet: str | None,
    replace: bool,
    dry_run: bool,
    aside: Path | None,
    language: str,
) -> None:
    """Read Excel or CSV files into a map. The files stay as they are, and so does what others wrote in the map."""
    from steppingup.mapping.importing import How, load_forms  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.mapping.importing.run import import_files, save_aside  # noqa: PLC0415

    forms = load_forms(course_of(ctx), language)
    how = How(day_of_check().isoformat(), sheet or "", replace)
    lines, found = import_files(files, into, forms, how, trial=dry_run)
    click.echo("\n".join(lines))
    if aside and save_aside(aside, found, forms):
        click.echo(forms.words.get("import.aside-saved", file=aside))


@click.command("template")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A file .xlsx, or a folder for CSV files.")
@click.option("--from", "source", type=click.Path(path_type=Path, dir_okay=False), help="A map to begin with.")
@LANGUAGE
@click.pass_context
def template_command(ctx: click.Context, out: Path, source: Path | None, language: str) -> None:
    """Write a file to fill in a spreadsheet: empty, or with what a map holds."""
    from steppingup.mapping.importing import load_forms  # noqa: PLC0415 - as above
    from steppingup.mapping.importing.run import write_template  # noqa: PLC0415

    click.echo("\n".join(write_template(out, load_forms(course_of(ctx), language), source)))
