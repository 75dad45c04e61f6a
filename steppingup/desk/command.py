"""``steppingup desk``: a session with buttons. Commands and desk share a floor, so this one stands here."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import click

from steppingup.common.course import find_course

SESSIONS = "Stepping Up sessions"


@click.command()
@click.option("--sessions", type=click.Path(path_type=Path, file_okay=False), help="The folder of your sessions.")
@click.option("--port", default=8890, type=click.IntRange(1, 65535), help="Where to listen; if taken, the next one.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no window.")
@click.pass_context
def command(
    ctx: click.Context,
    sessions: Path | None,
    port: int,
    no_browser: bool,  # noqa: FBT001 - click passes flags by position
) -> None:
    """Open the desk in the browser. Sessions lie in the folder "Stepping Up sessions" of your home if none is named."""
    from steppingup.common.language import load_words  # noqa: PLC0415 - listing the commands needs none of these
    from steppingup.common.settings import load_settings  # noqa: PLC0415
    from steppingup.desk.notebook import write_desk  # noqa: PLC0415
    from steppingup.desk.server import desk_command  # noqa: PLC0415
    from steppingup.lab.server import run_server  # noqa: PLC0415

    course = find_course(ctx.find_root().obj)
    home = (sessions or Path.home() / SESSIONS).expanduser().resolve()
    write_desk(home, load_words(course, load_settings(course).language.default))
    click.echo(f"The desk opens in your browser. Sessions lie in {home}. Stop with Ctrl-C, or close this window.")
    asked = desk_command(home, course / "_build" / "desk-settings", port, browser=not no_browser)
    # formgrader takes the directory in which its server starts for the one of the course
    start: Any = partial(subprocess.Popen, cwd=home)
    ctx.exit(run_server(asked, course, start))
