"""``steppingup evaluate contribute``: the sums of a town, for its region."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("contribute")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option("--out", required=True, type=FILE, metavar="FILE.json", help="The file to write; .json.gz is smaller.")
@click.option("--key", type=FILE, help="The key file of this evaluation.")
@click.option("--items", type=FILE, help="A table of items (Parquet), for answers to items that the course has not.")
@click.option("--role", default="", help="The role of everybody in files that know no role.")
@click.option("--unsuppressed", is_flag=True, help="Keep nothing back. Only where an agreement allows it.")
@click.pass_context
def contribute_command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    ctx: click.Context,
    inputs: Sequence[Path],
    out: Path,
    key: Path | None,
    items: Path | None,
    role: str,
    unsuppressed: bool,
) -> None:
    """Make the sums of a town for its region: no rows, and nothing about few people.

    INPUT are files or folders as for the report. The file holds counts and sums by form, phase and language, and by
    role and competency. What is about fewer than 10 people is not in it, nor what would give that away.
    """
    from steppingup.evaluation.contribution.run import contribute, save_contribution  # noqa: PLC0415 - as everywhere
    from steppingup.evaluation.course import course_setting  # noqa: PLC0415
    from steppingup.evaluation.parquet import read_parquet  # noqa: PLC0415
    from steppingup.evaluation.pseudonym import load_key, passing_pseudonyms  # noqa: PLC0415
    from steppingup.evaluation.reading import read_inputs  # noqa: PLC0415
    from steppingup.evaluation.simulation.items import with_simulated  # noqa: PLC0415

    pseudonyms = load_key(key) if key else passing_pseudonyms()
    setting = course_setting(course_of(ctx), pseudonyms, role=role)
    taken = read_inputs(inputs, setting)
    table = read_parquet(items) if items else with_simulated(taken.events, setting.items)
    day = day_of_check().isoformat()
    made = contribute(taken, table, day, suppressed=not unsuppressed, pseudonyms=pseudonyms)
    click.echo("\n".join([*taken.quality.sentences(), *save_contribution(made, out)]))
