"""What a worksheet takes from the tables of facts/: rows, tags and options, in the learner's language.

A reference names a table of facts/ and, in brackets, what its records must have: ``mapping.questions``,
``mapping.questions[table=1]``, ``mapping.actors[own=true]``, ``roles``, ``competencies``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.activities import Worksheet
from steppingup.activities.fields import Labelled
from steppingup.activities.worksheet import SHORT, Own, Preset
from steppingup.common.fact_records import Competency
from steppingup.common.mapping_tables import MapGain, MapQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.activities import Activity
    from steppingup.common.fact_records import Record
    from steppingup.common.facts import Facts

VALUE, UNIT = "value", "unit"

_PARTS = re.compile(r"(?P<table>[a-z_.]+)(?:\[(?P<wanted>[^\]]*)\])?")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class BadReference(Exception):  # noqa: N818 - it never leaves this module
    """A reference that names no table, or nothing in it; the message says what to do."""

    message: str


def uses_facts(model: Activity) -> bool:
    """Tell whether a worksheet takes something from facts/."""
    return isinstance(model, Worksheet) and any(model.references)


def filled(model: Activity, facts: Facts) -> tuple[Activity, list[tuple[Path, str]]]:
    """Put into a worksheet what its references stand for; anything else is returned as it is.

    Returns:
        The activity, and (path, what is wrong) for each reference that leads nowhere.
    """
    if not isinstance(model, Worksheet):
        return model, []
    found: dict[Path, Mapping[str, Record]] = {}
    faults: list[tuple[Path, str]] = []
    for path, reference in model.references:
        try:
            found[path] = records(reference, facts)
        except BadReference as error:
            faults.append((path, error.message))
    if faults or not found:
        return model, faults
    rows = [_preset(record, facts) for record in found.get(("preset_from",), {}).values()]
    tags = [_labelled(record) for record in found.get(("tags_from",), {}).values()]
    options = {
        column.id: [_labelled(record) for record in found["columns", index, "options_from"].values()]
        for index, column in enumerate(model.columns)
        if column.options_from
    }
    return model.filled(rows, tags, options), []


def records(reference: str, facts: Facts) -> Mapping[str, Record]:
    """Return the records that a reference names, by id in the order of their table.

    Raises:
        BadReference: there is no such table, or nothing in it is as wanted.
    """
    parts = _PARTS.fullmatch(reference)
    tables = facts.tables()
    if parts is None or parts["table"] not in tables:
        known = ", ".join(sorted(tables))
        raise BadReference(f"facts/ has no table '{reference[:60]}'; use one of {known}")
    table = tables[parts["table"]]
    wanted = [pair.partition("=")[::2] for pair in parts["wanted"].split(",")] if parts["wanted"] else []
    found = {id_: one for id_, one in table.items() if all(_has(one, name, value) for name, value in wanted)}
    if not found and parts["table"] not in facts.broken:
        raise BadReference(f"nothing in facts/ fits '{reference[:60]}'; correct it")
    return found


def _has(record: Record, name: str, value: str) -> bool:
    found: Any = getattr(record, name, None)
    return value in [str(one).lower() for one in (found if isinstance(found, list) else [found])]


def _labelled(record: Record) -> Labelled:
    text = record.statement if isinstance(record, Competency) else next(text for _, text in record.texts())
    # ids of facts may have dots and underscores, which no id of an item has; they were checked where they stand
    return Labelled.model_construct(id=record.id, text=text)


def _preset(record: Record, facts: Facts) -> Preset:
    if isinstance(record, MapQuestion | MapGain):
        return _question(record, facts)
    label = _labelled(record)
    return Preset(id=label.id, label=label.text)


def _question(record: MapQuestion | MapGain, facts: Facts) -> Preset:
    mapping = facts.mapping
    if isinstance(record, MapQuestion):
        population, forms = mapping.populations.get(record.population), mapping.forms_of(record)
        group = population.name if population else None
    else:
        dimension, forms = mapping.dimensions.get(record.dimension), record.forms
        group = dimension.name if dimension else None
    options = [_labelled(mapping.options[id_]) for id_ in record.options if id_ in mapping.options]
    asked = [mapping.actors[id_].name for id_ in record.ask if id_ in mapping.actors]
    number = record.answer == "number"
    value = Own(id=VALUE, type=record.answer, unit=record.unit or None, options=options)
    unit = Own(id=UNIT, off=not number)
    return Preset(
        id=record.id,
        label=record.text,
        group=group,
        note=mapping.care(record) or None,
        ask=", ".join(asked) or None,
        tags=[*forms, *([SHORT] if record.short else [])],
        fields=[value, unit],
    )
