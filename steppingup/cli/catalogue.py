"""``steppingup catalogue``: every activity of the course, for people or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from steppingup.activities import Order
from steppingup.catalogue import load_catalogue
from steppingup.cli import course_of
from steppingup.common.errors import ContentError

if TYPE_CHECKING:
    from steppingup.catalogue import Entry

_SECRET = frozenset({"correct", "key", "feedback", "credit"})


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything about every activity, as JSON.")
@click.option("--with-graded", is_flag=True, help="Also print the keys of graded exercises.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, with_graded: bool) -> None:
    """List every activity of the course."""
    catalogue = load_catalogue(course_of(ctx))
    entries = sorted(catalogue.activities.values(), key=lambda entry: (entry.place, entry.line))
    if as_json:
        records = [describe(entry, with_key=with_graded or entry.set == "practice") for entry in entries]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            click.echo(f"{entry.id}  {entry.model.kind}  {entry.place}:{entry.line}")
    errors = [problem for problem in catalogue.problems if problem.level == "error"]
    if errors:
        raise ContentError(errors)


def describe(entry: Entry, *, with_key: bool) -> dict[str, Any]:
    """Return what the catalogue tells of one activity; without keys for those who may meet it in an exercise."""
    model = entry.model
    options = model.items()
    if not with_key:
        if isinstance(model, Order):
            # Written in the right order, the list itself would be the key.
            options.sort(key=lambda option: model.start().index(option["id"]))
        options = [{name: value for name, value in option.items() if name not in _SECRET} for option in options]
    found: dict[str, Any] = {
        "id": model.id, "version": model.version, "kind": model.kind, "place": entry.place, "line": entry.line,
        "set": entry.set, "roles": model.roles, "competency": model.competency, "second": model.second,
        "tier": model.tier, "prompt": model.prompt, "options": options,
    }  # fmt: skip
    if model.targets():
        found["targets"] = model.targets()
    if with_key:
        found["key"] = model.key()
    return {**found, "sources": model.sources}
