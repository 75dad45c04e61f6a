"""``steppingup build``: the book as a web site."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of

if TYPE_CHECKING:
    from steppingup.book.run import Report


@click.command()
@click.option("--language", default="", help="Language of the pages; the default stands in settings.toml.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes (_build/html).")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=None, help="Processes at once.")
@click.option("--fresh", is_flag=True, help="Forget earlier builds of this site.")
@click.option("--trainer", is_flag=True, help="The trainer's edition, with notes for trainers (_build/trainer).")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context, language: str, out: Path | None, jobs: int | None, fresh: bool, trainer: bool
) -> None:
    """Build the book as a web site. Any warning, failed cell or broken link stops it, with file and line."""
    build_site(course_of(ctx), language=language, out=out, jobs=jobs, fresh=fresh, trainer=trainer)


def build_site(  # noqa: PLR0913 - as above
    course: Path,
    *,
    language: str = "",
    out: Path | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    trainer: bool = False,
) -> Path:
    """Build the site, telling what happens; ``trainer``: with what lessons tell trainers.

    Returns:
        The folder of the site.

    Raises:
        BuildError: anything was wrong.
    """
    from steppingup.book.run import Job, build, default_jobs  # noqa: PLC0415 - Sphinx is slow to import
    from steppingup.common.settings import load_settings  # noqa: PLC0415

    began = time.perf_counter()
    language = language or load_settings(course).language.default
    target = (out or course / "_build" / ("trainer" if trainer else "html")).resolve()
    teller = _Teller()
    try:
        report = build(Job(course, target, language, jobs or default_jobs(), fresh, say=teller.say, trainer=trainer))
    finally:
        teller.clear()
    _tell(report, target, time.perf_counter() - began, "trainer's edition" if trainer else "book")
    return target


def _tell(report: Report, target: Path, seconds: float, name: str) -> None:
    if report.overdue:
        click.echo(f"Warning: {report.overdue}", err=True)
    what = f"{report.written} pages written" if report.written else "nothing had changed"
    click.echo(f"The {name} is in {target} ({what}, {seconds:.1f} s).")


class _Teller:
    """Shows progress: one line that changes on a screen, one line per step in a log."""

    def __init__(self) -> None:
        self._screen = sys.stderr.isatty()
        self._step, self._width = "", 0

    def say(self, text: str) -> None:
        """Show what happens now."""
        step = text.partition(":")[0]
        if self._screen:
            click.echo("\r" + text.ljust(self._width), nl=False, err=True)
            self._width = len(text)
        elif step != self._step:
            click.echo(f"{step} …", err=True)
        self._step = step

    def clear(self) -> None:
        """Take the changing line away."""
        if self._screen:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)
