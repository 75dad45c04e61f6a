"""``steppingup evaluate``: from files of answers to a report, on the evaluator's own machine."""

from __future__ import annotations

import click

from steppingup.cli.lazy import LazyCommands

# name -> module and one line of help, in the order of the work
COMMANDS = {
    "sample-size": ("sample_size", "Say how many people are needed, before any is asked."),
    "report": ("report", "Report what people can and need: a page, Excel, numbers for programs, figures."),
    "items": ("items", "Analyse a table of answers from anywhere: items, options, reliability, bias."),
    "contribute": ("contribute", "Make the sums of a town for its region: no rows, and nothing about few people."),
    "merge": ("merge", "Add up the contributions of towns, and work out their numbers."),
    "keep": ("keep", "Put answers into a store on this machine, under pseudonyms."),
    "forget": ("keep", "Delete what a store holds about one person."),
    "retention": ("keep", "Delete from a store what is over its time."),
    "sql": ("sql", "Print the sums of an evaluation as SQL, for the database of a national agency."),
    "simulate": ("simulate", "Make answers that nobody gave, to try a report with."),
}


@click.group(cls=LazyCommands, package="steppingup.cli.evaluate", commands=COMMANDS)
def command() -> None:
    """Evaluate what people can and need, without names."""
