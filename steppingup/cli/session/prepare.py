"""``session new``, ``roster``, ``slips`` and ``handout``: what happens before the session."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.cli.session import session_of
from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.session.roster import Learner


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--exercise", "exercises", multiple=True, metavar="ID", help="Only this one; may be given more often.")
@click.option("--name", default="", help="What you call the session; else the name of the directory.")
@click.option("--language", default="", help="The language of the exercises; the default stands in settings.toml.")
@click.option("--due", default="", metavar="TIME", help="Until when: 2026-11-28T17:00, by the clock of this machine.")
@click.option("--db", "database", default="", metavar="ADDRESS", help="The gradebook on a PostgreSQL server.")
@click.pass_context
def new_command(  # noqa: PLR0913, PLR0917 - click passes one argument per option
    ctx: click.Context, folder: Path, exercises: tuple[str, ...], name: str, language: str, due: str, database: str
) -> None:
    """Make a session in a new directory."""
    from steppingup.common.settings import load_settings  # noqa: PLC0415 - listing the commands needs none of these
    from steppingup.session.new import new_session, set_due  # noqa: PLC0415

    when, course = _time(due) if due else None, course_of(ctx)
    session = new_session(
        course, folder, name=name, exercises=exercises, database=database,
        language=language or load_settings(course).language.default,
        tell=lambda title: click.echo(f"{title} …", err=True),
    )  # fmt: skip
    for id_ in session.exercises if when else ():
        session = set_due(session, id_, when)
    click.echo(f"The session is in {session.root}; exercises: {len(session.exercises)}.")
    click.echo("Next: go into that directory and take your list in: steppingup session roster LIST")


@click.command()
@click.argument("listed", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--anonymous", type=int, metavar="N", help="Make sure that there are N codes without names.")
@click.option("--start-over", is_flag=True, help="Forget all learners first; only while no answers have come.")
@click.pass_context
def roster_command(ctx: click.Context, listed: Path | None, anonymous: int | None, start_over: bool) -> None:
    """Take a list of people in: Excel or CSV, with names and perhaps addresses. Without a list, show the roster."""
    from steppingup.session import learners  # noqa: PLC0415 - as above
    from steppingup.session.roster import read_roster  # noqa: PLC0415

    session = session_of(ctx)
    if start_over:
        learners.start_over(session)
    if listed:
        done = learners.import_people(session, listed.read_bytes())
        _tell("New", done.new)
        _tell("Not in this list; they keep their codes", done.missing)
    if anonymous is not None:
        _tell("New codes", learners.make_codes(session, anonymous).new)
    roster = read_roster(session.root)
    if not listed and anonymous is None:
        _tell("On the roster", roster)
    click.echo(f"On the roster: {len(roster)}. Names stand in {session.roster} alone.")
    click.echo("Next: steppingup session slips, steppingup session handout")


@click.command()
@click.option("--no-names", is_flag=True, help="Leave names off the slips.")
@click.pass_context
def slips_command(ctx: click.Context, no_names: bool) -> None:
    """Write the page of slips, for printing and cutting."""
    from steppingup.session.learners import write_slips  # noqa: PLC0415 - as above

    click.echo(f"Print and cut: {write_slips(session_of(ctx), names=not no_names)}")


@click.command()
@click.pass_context
def handout_command(ctx: click.Context) -> None:
    """Write a zip file for each exercise into the folder "handout"."""
    from steppingup.session.handout import write_handouts  # noqa: PLC0415 - as above

    for path in write_handouts(session_of(ctx)):
        click.echo(path)
    click.echo("Give these files to your learners. Put what comes back into the folder inbox, then:")
    click.echo("steppingup session collect")


def _tell(what: str, learners: Iterable[Learner]) -> None:
    listed = list(learners)
    if listed:
        click.echo(f"{what}: {len(listed)}")
    for one in listed:
        click.echo(f"  {one.code}  {one.name or one.mail}".rstrip())


def _time(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except ValueError as error:
        raise SessionError(f"'{text[:40]}' is no time. Write it as 2026-11-28T17:00.") from error
