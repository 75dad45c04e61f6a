"""Floor 6: the command line. Each command is one module that exports ``command``; it is imported when it is called."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import steppingup
from steppingup.common.course import find_course
from steppingup.common.errors import SteppingUpError

# name -> one line of help: listing the commands must not import them, as some need Sphinx or a web server.
COMMANDS = {
    "check": "Check the content of the course; print every problem with file and line.",
    "coverage": "Count the items of each competency, by role, tier and set.",
    "catalogue": "List every activity of the course.",
    "build": "Build the book as a web site.",
    "serve": "Build the book and show it on this machine.",
    "session": "Prepare a training session, hand out, collect, grade and close.",
    "kit": "Make what a trainer takes into a room: plan, slides, handout, quiz, cards, sheets.",
    "mapping": "Unite the maps of a town, and report on them.",
    "evaluate": "Evaluate what people can and need, without names.",
    "export": "Write the course or its questions for other systems: zip, SCORM, cmi5, xAPI, Moodle, QTI and others.",
    "desk": "Do all of that with buttons, in the browser.",
    "lab": "Write the lessons as notebooks for JupyterLab.",
    "hub": "Set up a class on a JupyterHub of your own (deploy/README.md).",
}

# commands that belong to a part of the house which stands beside this one
ELSEWHERE = {"desk": "steppingup.desk.command"}


class LazyGroup(click.Group):
    """A group whose commands are imported one at a time, and whose errors are lines for people."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = ELSEWHERE.get(cmd_name, f"steppingup.cli.{cmd_name}")
        command: click.Command = import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run; an error of ours becomes its lines, an interruption ends quietly."""
        try:
            return super().invoke(ctx)
        except SteppingUpError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            # The reader (head, less) has gone; without this, Python complains once more while it closes stdout.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def course_of(ctx: click.Context) -> Path:
    """Return the course that a command works on.

    Raises:
        CourseNotFoundError: there is none.
    """
    return find_course(ctx.find_root().obj)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--course", type=click.Path(path_type=Path, file_okay=False), help="The course folder.")
@click.version_option(steppingup.__version__, prog_name="steppingup")
@click.pass_context
def main(ctx: click.Context, course: Path | None) -> None:
    """Stepping Up: check, build and show the course."""
    ctx.obj = course
