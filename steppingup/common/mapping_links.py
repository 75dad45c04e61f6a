"""What facts/mapping.yml must keep beyond its fields: known names, no row twice, a short route that is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import Problem
from steppingup.common.mapping_tables import MAX_ENTRIES, MODELS, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.facts import Facts

# list, field, table that it names; a field may hold one id or a list of them
_LINKS = (
    ("populations", "forms", "mapping.forms"),
    ("questions", "population", "mapping.populations"),
    ("gains", "forms", "mapping.forms"),
    *((name, "dimension", "mapping.dimensions") for name in ("questions", "gains")),
    *((name, "options", "mapping.options") for name in ("questions", "gains")),
    *((name, "ask", "mapping.actors") for name in ("questions", "gains")),
    *((name, "care", "mapping.cares") for name in ("questions", "gains")),
    *((name, "sources", "sources") for name in ("questions", "gains", "places")),
    ("actors", "roles", "roles"),
    ("notices", "form", "mapping.forms"),
    ("notices", "actors", "mapping.actors"),
    ("notices", "short", "mapping.actors"),
    ("places", "kind", "mapping.place_kinds"),
    ("places", "forms", "mapping.forms"),
    ("places", "short", "mapping.forms"),
)
_SHORT_OF = ("answers", "places", "actors", "services")


def mapping_problems(facts: Facts) -> Iterator[Problem]:
    """Yield what is wrong between the records of facts/mapping.yml."""
    yield from _unknown_names(facts)
    yield from _rows_twice(facts)
    yield from _tables_of_questions(facts)
    yield from _route(facts)


def _unknown_names(facts: Facts) -> Iterator[Problem]:
    for name, field, target in _LINKS:
        for id_, record in getattr(facts.mapping, name).items():
            value = getattr(record, field)
            for wanted in value if isinstance(value, list) else [value]:
                if wanted and facts.unknown(target, wanted):
                    shown = target.removeprefix("mapping.")
                    what = f"unknown '{wanted}'; add it to the list '{shown}', or correct the id"
                    yield _problem(facts, name, id_, field, what)


def _rows_twice(facts: Facts) -> Iterator[Problem]:
    mapping, seen = facts.mapping, dict[str, str]()
    for name in ("questions", "gains", "places"):
        for id_ in getattr(mapping, name):
            if id_ in seen:
                yield _problem(facts, name, id_, "id", f"also stands in the list '{seen[id_]}'; delete one")
            seen[id_] = name
    for actor in mapping.actors.values():
        for row in actor.rows:
            if row in seen:
                what = f"row {row} also stands with '{seen[row]}'; delete one"
                yield _problem(facts, "actors", actor.id, "rows", what)
            seen[row] = actor.id


def _tables_of_questions(facts: Facts) -> Iterator[Problem]:
    for name, low, high in (("questions", 1, 5), ("gains", 7, 7)):
        for one in getattr(facts.mapping, name).values():
            if not low <= one.table <= high:
                right = "gains" if one.table == 7 else "questions"
                yield _problem(facts, name, one.id, "table", f"a question of table {one.table} belongs to '{right}'")


def _route(facts: Facts) -> Iterator[Problem]:
    mapping = facts.mapping
    if not mapping.route or facts.broken & {table_name(model) for model in MODELS.values()}:
        return
    if mapping.entries() > MAX_ENTRIES:
        what = f"the short route asks for {mapping.entries()} entries; {MAX_ENTRIES} at most, so ask for fewer cells"
        yield _problem(facts, "route", next(iter(mapping.route)), "", what)
    for form in mapping.forms:
        found = mapping.short(form)
        for sheet in _SHORT_OF:
            wanted = mapping.route[sheet].rows if sheet in mapping.route else 0
            if len(found[sheet]) != wanted:
                what = f"the route asks for {wanted} rows of '{sheet}', but {len(found[sheet])} are marked 'short'"
                yield _problem(facts, "forms", form, "short", f"{what}; change the marks or the route")


def _problem(facts: Facts, name: str, id_: str, field: str, message: str) -> Problem:
    return Problem(*facts.places[table_name(MODELS[name]), id_], id_, field, message)
