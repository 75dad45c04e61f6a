"""``steppingup lab``: the lessons as notebooks, opened in JupyterLab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@click.option("--build-only", is_flag=True, help="Write the notebooks, and do not start JupyterLab.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where they go (_build/lab).")
@click.option("--language", default="", help="Language of the pages; the default stands in settings.toml.")
@click.option("--port", default=8888, type=click.IntRange(1, 65535), help="Where to listen; if taken, the next one.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no window.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - click passes one argument per option
    ctx: click.Context, build_only: bool, out: Path | None, language: str, port: int, no_browser: bool
) -> None:
    """Write the lessons as notebooks and open them in JupyterLab. They are written anew each time; answers are kept."""
    from steppingup.common.settings import load_settings  # noqa: PLC0415 - listing the commands needs none of these
    from steppingup.lab.run import make_notebooks  # noqa: PLC0415
    from steppingup.lab.server import run_server, server_command  # noqa: PLC0415

    course = course_of(ctx)
    target = (out or course / "_build" / "lab").resolve()
    made = make_notebooks(course, target, language or load_settings(course).language.default, _teller())
    click.echo(f"{len(made)} notebooks are in {target}.")
    if not build_only:
        settings = course / "_build" / "lab-settings"
        ctx.exit(run_server(server_command(target, settings, port, browser=not no_browser), course))


def _teller() -> Callable[[str], None]:
    """Return how to show progress: one line for each step."""
    last = ""

    def say(text: str) -> None:
        nonlocal last
        step = text.partition(":")[0]
        if step != last:
            click.echo(f"{step} …", err=True)
        last = step

    return say
