"""Tables of places, of those who may notice something, and of help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.mapping import matrix
from steppingup.mapping.coverage import is_known
from steppingup.mapping.hours import MOMENTS
from steppingup.mapping.report.view import Sheet, View, ids, version_of
from steppingup.mapping.services import OPEN, PART
from steppingup.mapping.workbook import VERSIONS, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.documents.tables import Value

ANSWERS = frozenset({OPEN, PART})


def places(view: View) -> Sheet:
    """Every place, for the working group."""
    fields = ("kind", "place", "district", "use", "who", "note")
    rows = [
        (_kind(view, line.kind), view.text(line.place), view.text(line.district),
         view.option("places", "use", line.use), view.text(line.who), view.text(line.note), line.day,
         version_of(line.row, line.version, line.versions))
        for line in lines_of(view.found.book["places"])
    ]  # fmt: skip
    return view.sheet("places", [*view.heads(*fields, of="places"), *view.heads("day", "row")], rows)


def kinds(view: View) -> Sheet:
    """How many places of each kind there are, and what they are good for."""
    counted = ("meet", "inform", "both", "open", "places")
    rows = [
        (_kind(view, line.kind), *(int(getattr(line, name)) for name in counted), ids(line.rows))
        for line in lines_of(view.found.kinds)
    ]
    names = view.found.course.sheets["places"].options["use"]
    heads = [(name, names.get(name) or view.say(f"col.{name}-places")) for name in counted[:4]]
    return view.sheet("kinds", [*view.heads("kind"), *heads, *view.heads("places", "rows")], rows)


def districts(view: View) -> Sheet:
    """How many places of each kind a district has: as near as the public version comes."""
    if view.public:
        view.held["places"] += int((view.found.kinds["places"]).sum())
    rows = [
        (_kind(view, line.kind), line.district or view.say("no-district"), int(line.places))
        for line in lines_of(view.found.districts)
    ]
    return view.sheet("districts", view.heads("kind", "district", "places"), rows)


def actors(view: View) -> Sheet:
    """Who may notice what, by form, and who was asked when."""
    mapping, told = view.found.course.facts.mapping, {}
    for line in lines_of(view.found.book["actors"]):
        told[line.row] = line.notice
    fields = [*view.heads("form", "actor", "sees"), *([] if view.public else view.heads("notice", of="actors"))]
    rows: list[list[Value]] = []
    for line in lines_of(view.found.seen.actors):
        actor = mapping.actors[line.actor]
        notes = [str(told[row]) for row in line.rows if is_known(told.get(row))]
        own = [] if view.public else ["; ".join(notes) or None]
        state = view.say(f"actor.{line.state}")
        rows.append(
            [mapping.forms[line.form].name, actor.name, actor.sees, *own, state, line.contacted, ids(line.rows)]
        )
    return view.sheet("actors", [*fields, *view.heads("state", "contacted", "rows")], rows)


def who(view: View) -> Sheet:
    """People at risk across, those who may notice them down."""
    mapping = view.found.course.facts.mapping
    table = matrix.wide(view.found.pairs, "population").T
    heads = [("actor", view.say("col.actor")), *((id_, mapping.populations[id_].name) for id_ in table.columns)]
    words = {state: view.say(f"actor.{state}") for state in (matrix.ASKED, matrix.OPEN)}
    rows = [
        (mapping.actors[str(actor)].name, *(words.get(str(state)) for state in line))
        for actor, line in zip(table.index, table.to_numpy().tolist(), strict=True)
    ]
    return view.sheet("who", heads, rows)


def services(view: View) -> Sheet:
    """The directory: what a tired colleague must know about each service."""
    fields = ("kind", "service", "own", "for_whom", "not_for", "hours", "phone", "languages", "conditions", "checked")
    rows = []
    for line in lines_of(view.found.seen.directory):
        texts = [_text(getattr(line, name)) for name in fields[3:]]
        tried = view.say("tried" if line.tried else "untried")
        row = version_of(line.row, int(line.version), int(getattr(line, VERSIONS)))
        own = view.option("services", "own", line.own)
        rows.append((_help(view, line.kind), _text(line.service), own, *texts, tried, row))
    return view.sheet("services", [*view.heads(*fields, of="services"), *view.heads("tried", "row")], rows)


def times(view: View) -> Sheet:
    """Which help answers at four moments of the week."""
    rows = [
        (_help(view, line.kind), *(view.say(f"help.{getattr(line, moment)}") for moment in MOMENTS),
         int(line.services), int(line.tried), ids(line.rows))
        for line in lines_of(view.found.seen.help)
    ]  # fmt: skip
    heads = [*view.heads("help"), *((moment, view.say(f"moment.{moment}")) for moment in MOMENTS)]
    return view.sheet("times", [*heads, *view.heads("services", "numbers-tried", "rows")], rows)


def calls(view: View) -> Sheet:
    """Who to call, by kind of help, at each of the moments; where nobody answers, what is known instead."""
    directory, rows = view.found.seen.directory, []
    for line in lines_of(view.found.seen.help):
        part = list(lines_of(directory[directory["kind"] == line.kind]))
        cells = [_called(part, moment) or view.say(f"help.{getattr(line, moment)}") for moment in MOMENTS]
        rows.append((_help(view, line.kind), *cells))
    return view.sheet("calls", [*view.heads("help"), *((m, view.say(f"moment.{m}")) for m in MOMENTS)], rows)


def _called(services: Sequence[Any], moment: str, most: int = 3) -> str:
    """Name the first services that answer at a moment, with their numbers and whom they do not help."""
    found = [one for one in services if getattr(one, moment) in ANSWERS]
    named = [": ".join(filter(None, (_text(one.service), _text(one.phone)))) for one in found[:most]]
    return "; ".join(f"{name} (✗ {one.not_for})" if getattr(one, moment) == PART else name
                     for name, one in zip(named, found, strict=False))  # fmt: skip


def _text(value: object) -> str | None:
    """Show a text about a service as it stands: numbers there are hours and phones."""
    return str(value) if is_known(value) else None


def _kind(view: View, kind: object) -> str:
    known = view.found.course.facts.mapping.place_kinds.get(str(kind))
    return known.name if known else str(kind) if is_known(kind) else view.say("no-kind")


def _help(view: View, kind: object) -> str:
    known = view.found.course.facts.mapping.service_kinds.get(str(kind))
    return known.name if known else str(kind) if is_known(kind) else view.say("no-kind")
