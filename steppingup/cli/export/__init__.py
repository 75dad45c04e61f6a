"""``steppingup export``: the course, or its questions, for other people's systems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from steppingup.cli import course_of
from steppingup.common.errors import ExportError


class Formats(click.Command):
    """A command whose help lists the formats; they are read only then."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help and the table of formats."""
        from steppingup.export.formats import FORMATS  # noqa: PLC0415 - listing the commands needs none of it

        super().format_help_text(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([(name, one.about) for name, one in FORMATS.items()])


@click.command("export", cls=Formats)
@click.argument("name", metavar="FORMAT")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write; a new one.")
@click.option("--chapter", "chapters", multiple=True, metavar="ID", help="Only this chapter (2) or case (folder name).")
@click.option("--with-graded", is_flag=True, help="Also graded items WITH THEIR KEYS, for a trainer alone.")
@click.option("--with-check", is_flag=True, help="Also the questions of the final check, in a category of their own.")
@click.option("--language", default="", metavar="CODE", help="The language of the texts; that of the settings without.")
@click.option("--mark", type=click.IntRange(1, 100), help="Packages: the mean score in percent that passes.")
@click.option("--path", default="", metavar="ROLE", help="Packages: the path that counts, for everybody.")
@click.option("--home", default="", metavar="URL", help="xapi, cmi5: the web address of whoever offers the course.")
@click.option("--record", type=click.Path(path_type=Path), help="xapi: the record (backup file) of the learner.")
@click.option("--learner", default="", metavar="CODE", help="xapi: the learner's pseudonym; made up without.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    ctx: click.Context,
    /,
    name: str,
    out: Path,
    chapters: tuple[str, ...],
    with_graded: bool,
    with_check: bool,
    language: str,
    **more: Any,
) -> None:
    """Write the course for another system."""
    from steppingup.common.settings import load_settings  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.export.formats import format_of  # noqa: PLC0415
    from steppingup.export.out_file import check_new_file  # noqa: PLC0415
    from steppingup.export.request import Request, chapter_folders  # noqa: PLC0415

    format_ = format_of(name)
    if with_graded and not format_.graded:
        raise ExportError(f"{name} is for learners, so it never holds graded items. Leave --with-graded out.")
    if with_check and not format_.graded:
        raise ExportError(f"{name} has no use for --with-check. Leave it out.")
    given = {option: value for option, value in more.items() if value}
    if foreign := sorted(set(given) - set(format_.options)):
        raise ExportError(f"{name} has no use for --{foreign[0]}. Leave it out.")
    if "mark" in given:
        given["mark"] /= 100
    course = course_of(ctx)
    folders = chapter_folders(course, chapters)
    check_new_file(out)
    language = language or load_settings(course).language.default
    lines = format_.writer().export(
        Request(course, out, folders, with_graded, language, with_check=with_check, **given)
    )
    click.echo("\n".join(lines))
