"""``steppingup evaluate``: from files of answers to a report, on the evaluator's own machine."""

from __future__ import annotations

import click

from steppingup.cli.lazy import LazyCommands

# name -> module and one line of help, in the order of the work
COMMANDS = {
    "items": ("items", "Analyse a table of answers from anywhere: items, options, reliability, bias."),
    "sql": ("sql", "Print the sums of an evaluation as SQL, for the database of a national agency."),
    "simulate": ("simulate", "Make answers that nobody gave, to try a report with."),
}


@click.group(cls=LazyCommands, package="steppingup.cli.evaluate", commands=COMMANDS)
def command() -> None:
    """Evaluate what people can and need, without names."""
