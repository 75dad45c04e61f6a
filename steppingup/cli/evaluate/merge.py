"""``steppingup evaluate merge``: many towns in one, from their sums."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="A folder for the results."
)
def merge_command(files: Sequence[Path], out: Path) -> None:
    """Add up the contributions of towns, and work out their numbers.

    Writes results.xlsx and results.json (items, options, tests, certainty, needs, ratings, difficulty, languages, what
    was kept back), and merged.json, which can be merged again: regions into a country.
    """
    from steppingup.evaluation.contribution.run import merge_files  # noqa: PLC0415 - as in every command

    click.echo("\n".join(merge_files(files, out)))
