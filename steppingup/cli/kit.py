"""``steppingup kit``: what a trainer takes into a room, for the time there is."""

from __future__ import annotations

from pathlib import Path

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check
from steppingup.common.settings import load_settings


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="CHAPTER|CASE...")
@click.option("--minutes", required=True, type=int, help="How long the session is, breaks included.")
@click.option("--role", "roles", multiple=True, help="For whom, by id of facts/roles.yml; may be given several times.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for the kit.")
@click.option("--language", help="The language of the kit; that of the course without it.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - click passes every option
    ctx: click.Context, names: tuple[str, ...], minutes: int, roles: tuple[str, ...], out: Path, language: str | None
) -> None:
    """Make a session plan, slides, handout, quiz with key, role cards, sign-in and evaluation sheets."""
    from steppingup.kit.make import Wish, names_of, write_kit  # noqa: PLC0415 - listing the commands needs none of it

    course = course_of(ctx)
    spoken = language or load_settings(course).language.default
    wish = Wish(names, minutes, roles, day_of_check(), spoken)
    kit, files = write_kit(course, wish, out)
    click.echo("\n".join(names_of(kit, [str(out / name) for name in files])))
