"""``steppingup catalogue``: every activity of the course, for people or as JSON."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

import click

from steppingup.activities import Order
from steppingup.activities.public import public_spec
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercise_files import read_salt
from steppingup.cli import course_of
from steppingup.common.errors import ContentError

if TYPE_CHECKING:
    from steppingup.activities import Activity
    from steppingup.catalogue import Catalogue, Entry

_OPTIONS = ("options", "left", "steps", "cards", "passages")
_SECRET = frozenset({"correct", "key", "feedback", "credit"})


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything about every activity, as JSON.")
@click.option("--with-graded", is_flag=True, help="Also print the keys of graded exercises and of the self-check.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, with_graded: bool) -> None:
    """List every activity of the course."""
    catalogue = load_catalogue(course_of(ctx))
    entries = sorted(catalogue.activities.values(), key=lambda entry: (entry.place, entry.line))
    if as_json:
        salt = _salt(catalogue)
        records = [describe(entry, salt, with_key=with_graded or entry.set == "practice") for entry in entries]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            click.echo(f"{entry.id}  {entry.model.kind}  {entry.place}:{entry.line}")
    errors = [problem for problem in catalogue.problems if problem.level == "error"]
    if errors:
        raise ContentError(errors)


def describe(entry: Entry, salt: bytes, *, with_key: bool) -> dict[str, Any]:
    """Return what the catalogue tells of one activity; without keys for those who may meet it in an exercise.

    Args:
        entry: the activity.
        salt: the secret of the exercises: ids and order of graded items are those of their public form.
        with_key: whether the key is told.
    """
    model = entry.model
    found: dict[str, Any] = {
        "id": model.id, "version": model.version, "kind": model.kind, "place": entry.place, "line": entry.line,
        "set": entry.set, "roles": model.roles, "competency": model.competency, "second": model.second,
        "tier": model.tier, "prompt": model.prompt,
    }  # fmt: skip
    if entry.kept and not with_key:
        return {**found, **_public(entry, salt), "sources": model.sources}
    found["options"] = model.items() if with_key else _without_key(model)
    if model.targets():
        found["targets"] = model.targets()
    if with_key:
        found["key"] = model.key()
    return {**found, "sources": model.sources}


def _without_key(model: Activity) -> list[dict[str, Any]]:
    options = model.items()
    if isinstance(model, Order):
        # Written in the right order, the list itself would be the key.
        options.sort(key=lambda option: model.start().index(option["id"]))
    return [{name: value for name, value in option.items() if name not in _SECRET} for option in options]


def _public(entry: Entry, salt: bytes) -> dict[str, Any]:
    spec = public_spec(entry.model.spec(), salt)
    scenes = [
        {"id": f"{scene['id']}.{option['id']}", "text": option["text"]}
        for scene in spec.get("scenes", [])
        for option in scene["options"]
    ]
    options = next((spec[name] for name in _OPTIONS if name in spec), scenes)
    targets = next(({"targets": spec[name]} for name in ("right", "groups") if name in spec), {})
    return {"options": options, **targets}


def _salt(catalogue: Catalogue) -> bytes:
    """Return the secret of the exercises; where there is none yet, one for this run alone."""
    try:
        return read_salt(catalogue)
    except ContentError:
        return secrets.token_bytes(32)
