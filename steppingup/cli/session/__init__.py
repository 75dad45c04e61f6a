"""``steppingup session``: a training session from the first code to the last file deleted.

All commands but ``new`` work on the session in the current directory, or in a folder above it, or named with
``--session``. Each says what it did and what comes next.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli.lazy import LazyCommands
from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from steppingup.session.course import Session

FILE = "session.toml"

# name -> module and one line of help, in the order of the day
COMMANDS = {
    "new": ("prepare", "Make a session: a directory with exercises, keys and a gradebook."),
    "roster": ("prepare", "Take a list of people in (Excel or CSV), or make codes without names."),
    "slips": ("prepare", "Write the page of slips, one code each."),
    "handout": ("prepare", "Write what learners get: a zip file per exercise."),
    "collect": ("returns", "Take returned files in, and say what could not be placed."),
    "guide": ("marks", "Write the marking guide: rubric and examples for the texts."),
    "grade": ("marks", "Grade what was returned."),
    "regrade": ("marks", "Grade again after a key was corrected; grades that you gave stay."),
    "feedback": ("marks", "Write a page of feedback for each learner."),
    "results": ("marks", "Write what was chosen, item by item: a page, Excel and CSV."),
    "status": ("end", "Say how the session stands and what comes next."),
    "close": ("end", "Delete what need not be kept; the list comes first."),
}


@click.group(cls=LazyCommands, package="steppingup.cli.session", commands=COMMANDS)
@click.option(
    "--session", "folder", type=click.Path(path_type=Path, file_okay=False), help="The directory of the session."
)
@click.pass_context
def command(ctx: click.Context, folder: Path | None) -> None:
    """Prepare a training session, hand out, collect, grade and close."""
    ctx.meta["session"] = folder


def session_of(ctx: click.Context) -> Session:
    """Open the session that a command works on.

    Raises:
        SessionError: there is none here, or it is closed.
    """
    from steppingup.session.course import open_session  # noqa: PLC0415 - listing the commands needs none of it

    named = ctx.meta["session"]
    if named:
        return open_session(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return open_session(folder)
    raise SessionError(f"No session in {here}. Go into its directory, or name it: steppingup session --session DIR …")
