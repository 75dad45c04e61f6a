"""``steppingup evaluate simulate``: answers that nobody gave."""

from __future__ import annotations

from pathlib import Path

import click

from steppingup.cli import course_of


@click.command("simulate")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option("--people", type=click.IntRange(1, 1_000_000), default=400, show_default=True, help="How many people.")
@click.option("--towns", type=click.IntRange(1, 60), default=6, show_default=True, help="How many towns.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same answers.")
@click.pass_context
def simulate_command(ctx: click.Context, out: Path, people: int, towns: int, seed: int) -> None:
    """Make answers that nobody gave, to try a report with: events, ratings, and the table of items with its keys."""
    from steppingup.common.facts import load_facts  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.evaluation.simulation.files import write_simulated  # noqa: PLC0415
    from steppingup.evaluation.simulation.run import Design, simulate  # noqa: PLC0415

    made = simulate(Design(people=people, towns=towns, seed=seed), load_facts(course_of(ctx)))
    write_simulated(made, out)
    click.echo(f"Simulated: {people} people, {len(made.events)} answers, {len(made.ratings)} ratings. {out}")
