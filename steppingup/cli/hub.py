"""``steppingup hub``: a class on a JupyterHub of the town's own (`deploy/README.md`)."""

from __future__ import annotations

from pathlib import Path

import click

from steppingup.cli import course_of
from steppingup.hub import prepare
from steppingup.hub.check import check as look
from steppingup.hub.settings import ClassSettings, load_class
from steppingup.hub.system import require_root

WHERE = "/etc/stepping-up/class.toml"


@click.group()
@click.option("--class", "file", type=click.Path(path_type=Path), default=WHERE, show_default=True, help="class.toml")
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Set up a class on one machine, check it, print slips, and end it."""
    ctx.obj = load_class(file)


@command.command()
@click.pass_context
def setup(ctx: click.Context) -> None:
    """Make accounts, folders and the session; print what was done. May be run again."""
    prepare.setup(_class(ctx), course_of(ctx), click.echo)


@command.command()
@click.argument("names", nargs=-1)
@click.pass_context
def slips(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Give new passwords to all learners, or to NAMES, and write slips to print."""
    settings = _class(ctx)
    known = [*settings.codes, *settings.klass.trainers]
    if strangers := set(names) - set(known):
        raise click.BadParameter(f"{min(strangers)} is not in class.toml.")
    prepare.slips(settings, names or settings.codes, click.echo)


@command.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Try, as every learner, to read what is the trainers' alone."""
    require_root()
    prepare.report(look(_class(ctx)), click.echo)


@command.command()
@click.option("--everything", is_flag=True, help="The session, grades and trainers' accounts, too.")
@click.confirmation_option(prompt="Delete the learners' accounts with all their files?")
@click.pass_context
def end(ctx: click.Context, everything: bool) -> None:
    """Delete the learners' accounts and homes. Stop the hub first."""
    prepare.end(_class(ctx), click.echo, everything=everything)


def _class(ctx: click.Context) -> ClassSettings:
    found: ClassSettings = ctx.obj
    return found
