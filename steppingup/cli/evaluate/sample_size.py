"""``steppingup evaluate sample-size``: how many people are needed, in plain words."""

from __future__ import annotations

import click

PERCENT = click.FloatRange(0, 100, min_open=True, max_open=True)
LOST = click.option(
    "--lost", type=click.FloatRange(0, 99), default=45, show_default=True, metavar="PERCENT",
    help="How many do not come back for the second time.",
)  # fmt: skip
POWER = click.option(
    "--power", type=click.FloatRange(50, 99.9, min_open=True), default=80, show_default=True, metavar="PERCENT",
    help="How sure you want to be to see the change if it is there.",
)  # fmt: skip


@click.group("sample-size", invoke_without_command=True)
@click.pass_context
def sample_size_command(ctx: click.Context) -> None:
    """Say how many people are needed, before any is asked.

    Without a command: the usual questions at a glance.
    """
    if ctx.invoked_subcommand is None:
        click.echo("\n".join([*_overview(), "", "Your own numbers: steppingup evaluate sample-size COMMAND --help"]))


@sample_size_command.command("share")
@click.option("--margin", type=PERCENT, default=10, show_default=True, metavar="POINTS", help="Percentage points.")
@click.option(
    "--expected", type=PERCENT, default=50, show_default=True, metavar="PERCENT", help="The share you expect."
)
@click.option("--of", type=click.IntRange(1), default=None, metavar="N", help="How many people there are in all.")
def share(margin: float, expected: float, of: int | None) -> None:
    """A share of people, plus or minus a margin."""
    from steppingup.statistics.sample_size import for_share  # noqa: PLC0415 - as in every command

    people = for_share(margin / 100, expected / 100, of)
    whom = f" of these {of}" if of else ""
    click.echo(f"{people} people{whom}.")
    click.echo(
        f"If about {expected:g} % of them are right, you can say so to within {margin:g} percentage points, 19 times "
        "in 20. Ask people who were drawn, not those who like to answer: no number makes up for that."
    )


@sample_size_command.command("change")
@click.option("--points", type=PERCENT, default=10, show_default=True, help="The change, in percentage points.")
@click.option("--spread", type=PERCENT, default=20, show_default=True, help="Standard deviation of people's scores.")
@click.option("--together", type=click.FloatRange(-0.99, 0.99), default=0.5, show_default=True,
              help="How far scores before and after go together (correlation).")  # fmt: skip
@POWER
@LOST
def change(points: float, spread: float, together: float, power: float, lost: float) -> None:
    """A change of the mean score of people who take part twice."""
    from steppingup.statistics.sample_size import at_start, for_change  # noqa: PLC0415 - as in every command

    people = for_change(points, spread, together, power / 100)
    click.echo(
        f"{people} people who take part twice; {at_start(people, lost / 100)} at the start if {lost:g} % are lost."
    )
    click.echo(
        f"A change of {points:g} percentage points is then seen {power:g} times in 100, if scores spread by {spread:g} "
        "points. Without a group to compare with, it is a change and not yet the effect of the course."
    )


@sample_size_command.command("changed-share")
@click.option("--before", type=PERCENT, default=50, show_default=True, metavar="PERCENT", help="Right answers before.")
@click.option("--after", type=PERCENT, default=70, show_default=True, metavar="PERCENT", help="Right answers after.")
@POWER
@LOST
def changed_share(before: float, after: float, power: float, lost: float) -> None:
    """A change of the share of right answers to one item."""
    from steppingup.statistics.sample_size import at_start, for_changed_share  # noqa: PLC0415 - as in every command

    people = for_changed_share(before / 100, after / 100, power / 100)
    click.echo(
        f"{people} people who take part twice; {at_start(people, lost / 100)} at the start if {lost:g} % are lost."
    )
    click.echo(
        f"A change from {before:g} % to {after:g} % right is then seen {power:g} times in 100. For one item this is a "
        "lot of people: a change over all items needs fewer."
    )


@sample_size_command.command("bias")
@click.option("--logits", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
              help="How much harder an item is for one group.")  # fmt: skip
def bias(logits: float) -> None:
    """May groups such as languages be compared? People for each group."""
    from steppingup.statistics.sample_size import for_bias  # noqa: PLC0415 - as in every command

    people = for_bias(logits)
    if people is None:
        click.echo("More than 1000 people for each group; how many was not simulated.")
    else:
        click.echo(f"{people} people for each group.")
    click.echo(
        "Then four of five items with such a bias are found. With 100 for each group, four of five are missed even at "
        "1 logit: no sign of bias is then no sign of fairness, and the report says 'cannot tell'."
    )


@sample_size_command.command("vignettes")
@click.option(
    "--margin", type=click.FloatRange(0, min_open=True), default=0.3, show_default=True, help="In units of d'."
)
@click.option("--signals", type=click.IntRange(1), default=3, show_default=True, help="Stories that need a referral.")
@click.option("--noises", type=click.IntRange(1), default=3, show_default=True, help="Stories that do not.")
@click.option("--hits", type=PERCENT, default=75, show_default=True, metavar="PERCENT", help="Rightly referred.")
@click.option(
    "--false-alarms", type=PERCENT, default=25, show_default=True, metavar="PERCENT", help="Wrongly referred."
)
@click.option("--alike", type=click.FloatRange(0, 1), default=0.1, show_default=True,
              help="How much the answers of one person hang together.")  # fmt: skip
def vignettes(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    margin: float, signals: int, noises: int, hits: float, false_alarms: float, alike: float
) -> None:
    """How well stories are told apart (d')."""
    from steppingup.statistics.sample_size import Vignettes, for_vignettes  # noqa: PLC0415 - as in every command

    plan = Vignettes(signals, noises, hits / 100, false_alarms / 100, alike)
    click.echo(f"{for_vignettes(margin, plan)} people who judge {signals + noises} stories each.")
    click.echo(
        f"Then d' is known to within {margin:g}, 19 times in 20. To see a change between two times, take a margin of "
        "two thirds of the change."
    )


def _overview() -> list[str]:
    from steppingup.statistics.sample_size import (  # noqa: PLC0415 - as in every command
        Vignettes,
        at_start,
        for_bias,
        for_change,
        for_share,
        for_vignettes,
    )  # fmt: skip

    change_ = for_change(10, 20)
    return [
        f"{for_share(0.1):>5}  people for a share within 10 percentage points",
        f"{for_share(0.05):>5}  people for a share within 5 percentage points",
        f"{for_share(0.1, of=60):>5}  of a staff of 60 for a share within 10 percentage points",
        f"{at_start(change_, 0.45):>5}  at the start to see a change of 10 points, if 45 % do not come back",
        f"{for_vignettes(0.3, Vignettes(3, 3)):>5}  people for d' within 0.3, with 3 stories of each kind",
        f"{for_bias(1.0):>5}  people for each language to find a bias of 1 logit",
        f"{for_bias(0.8):>5}  people for each language to find a bias of 0.8 logits",
        f"{100:>5}  people for a Rasch model, {30} for alpha and for options, {10} before anything leaves the house",
    ]
