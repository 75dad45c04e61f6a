"""``steppingup hub``: a class on a JupyterHub of the town's own (`deploy/README.md`)."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import click

from steppingup.cli import course_of
from steppingup.hub import prepare
from steppingup.hub.check import check as look
from steppingup.hub.settings import ClassSettings, load_class
from steppingup.hub.system import require_root
from steppingup.record.code import new_code

EXCHANGE = """
# On a hub, a submission must come from the account that it names; one made by hand does not stop all feedback.
c.ExchangeFactory.collect = "steppingup.hub.exchange.ClassCollect"
c.ExchangeFactory.release_feedback = "steppingup.hub.exchange.ClassReleaseFeedback"
"""
WHERE = "/etc/stepping-up/class.toml"


@click.group()
@click.option("--class", "file", type=click.Path(path_type=Path), default=WHERE, show_default=True, help="class.toml")
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Set up a class on one machine, check it, print slips, and end it."""
    ctx.obj = file


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
@click.argument("number", type=click.IntRange(1, 500))
def codes(number: int) -> None:
    """Draw NUMBER short codes, one per line, for the file that class.toml names."""
    drawn: list[str] = []
    while len(drawn) < number:
        code = new_code(drawn)
        drawn += [] if code.isdigit() else [code]  # no account can be called by digits alone
    click.echo("\n".join(drawn))


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


@command.command(hidden=True)
def make_session() -> None:
    """Make the session; `setup` runs this as the trainers' account and says on standard input what it shall be."""
    from steppingup.common.language import load_words  # noqa: PLC0415 - nbgrader takes two seconds to import
    from steppingup.session.course import open_session  # noqa: PLC0415
    from steppingup.session.new import new_session  # noqa: PLC0415
    from steppingup.session.roster import Learner, Roster, read_roster, write_roster  # noqa: PLC0415

    wanted = json.load(sys.stdin)
    course, root, exchange, codes = (wanted.pop(key) for key in ("course", "root", "exchange", "codes"))
    if (Path(root) / "session.toml").exists():
        session = open_session(Path(root))
        click.echo(f"The session {root} stays as it is.")
    else:
        session = new_session(Path(course), Path(root), exchange=Path(exchange), **wanted)
        with (session.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write(EXCHANGE)
        click.echo(f"The session is {root}.")
    roster = read_roster(session.root)
    new = tuple(Learner(code) for code in codes if roster.find(code) is None)
    write_roster(session.root, Roster((*roster, *new)))
    desk = import_module("steppingup.desk.notebook")  # by name, as all commands: they and the desk share a floor
    desk.write_desk(session.root.parent, load_words(session.course, session.language))


def _class(ctx: click.Context) -> ClassSettings:
    return load_class(ctx.obj)
