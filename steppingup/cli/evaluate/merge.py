"""``steppingup evaluate merge``: many towns in one, from their sums."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@click.option("--mixed", is_flag=True, help="Also add up protected and unprotected sums; pass nothing of it on then.")
@click.pass_context
def merge_command(ctx: click.Context, files: Sequence[Path], out: Path, *, mixed: bool) -> None:
    """Add up the contributions of towns, and report on them.

    Writes the same kind of report as a town gets (report.html, report.xlsx, statistics.json, figures), results.xlsx and
    results.json with every number by form, phase, role and language, and merged.json, which can be merged again:
    regions into a country. Whatever sums cannot tell, the report says in one sentence.
    """
    from steppingup.common.language import load_words  # noqa: PLC0415 - as in every command
    from steppingup.common.settings import load_settings  # noqa: PLC0415
    from steppingup.evaluation.region.write import merge_files  # noqa: PLC0415
    from steppingup.evaluation.report.course import course_of as course_for  # noqa: PLC0415

    folder = course_of(ctx)
    words = load_words(folder, load_settings(folder).language.default)
    done = merge_files(files, out, course_for(folder, words), words, day_of_check().isoformat(), mixed=mixed)
    click.echo("\n".join([*done.sentences, str(done.page)]))
