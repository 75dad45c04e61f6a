"""Tables of what is known: answers with their sources, how far the map is, who gains, and what does not agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from steppingup.mapping import coverage
from steppingup.mapping.coverage import is_known, is_traced
from steppingup.mapping.dates import day_of, months_between
from steppingup.mapping.report.view import Sheet, View, ids, version_of, whole
from steppingup.mapping.small import is_small
from steppingup.mapping.workbook import lines_of
from steppingup.record.entries import GONE, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.mapping_tables import MapQuestion
    from steppingup.documents.tables import Value

_YEAR = re.compile(r"\b(19|20)\d\d\b")


def about(view: View) -> Sheet:
    """What the map is about, and on which day the report was made."""
    columns = ("town", "area", "form", "keeper") if view.public else ("town", "area", "form", "keeper", "note")
    rows: list[tuple[Value, ...]] = []
    for line in lines_of(view.found.book["about"]):
        for name in columns:
            value = (
                view.option("about", name, getattr(line, name)) if name == "form" else view.text(getattr(line, name))
            )
            rows.append((view.label("about", name), value, version_of(line.row, line.version, line.versions)))
    rows.append((view.say("made-on"), view.found.today.isoformat(), None))
    rows.append((view.say("audience"), view.say("audience.public" if view.public else "audience.group"), None))
    return view.sheet("about", view.heads("what", "value", "row"), rows)


def answers(view: View) -> Sheet:
    """Each answer with what was counted, source, day, certainty and age; nothing untraced is published."""
    heads = [
        *view.heads("question", "population"),
        *view.heads("value", "unit", "source", "as_of", "certainty", of="answers"), *view.heads("months", "mind"),
        *([] if view.public else view.heads("note", of="answers")), *view.heads("row"),
    ]  # fmt: skip
    rows = []
    for line in lines_of(view.found.book["answers"]):
        if view.public and is_known(line.value) and not is_traced(line, view.found.today):
            view.held["untraced"] += 1
            continue
        rows.append(_answer(view, line))
    return view.sheet("answers", heads, rows)


def forms(view: View) -> Sheet:
    """How far the map is, by form."""
    return _coverage(
        view, "forms", "form", {id_: one.name for id_, one in view.found.course.facts.mapping.forms.items()}
    )


def populations(view: View) -> Sheet:
    """How far the map is, by group of people."""
    names = {id_: one.name for id_, one in view.found.course.facts.mapping.populations.items()}
    return _coverage(view, "populations", "population", names)


def gains(view: View) -> Sheet:
    """Who gains: all patterns for the working group, for others the themes alone."""
    if view.public:
        return _themes(view)
    heads = [*view.heads("question", "theme"), *view.heads("value", "source", "as_of", of="gains"), *view.heads("row")]
    rows = [
        (view.found.course.sheets["gains"].rows.get(line.row, line.row), _theme(view, line.row), _value(view, line),
         view.text(line.source), view.text(line.as_of), version_of(line.row, line.version, line.versions))
        for line in lines_of(view.found.book["gains"])
    ]  # fmt: skip
    return view.sheet("gains", heads, rows)


def conflicts(view: View) -> Sheet:
    """Cells in which people wrote different values, side by side."""
    rows = []
    for line in lines_of(view.found.book.conflicts):
        columns = view.found.course.sheets[line.sheet].columns
        column = view.say("torn-row") if line.field == GONE else columns[line.field]
        value = view.say("taken-away") if line.field == GONE and line.value is True else value_text(line.value)
        rows.append((_sheet_name(view, line.sheet), line.row, column, int(line.version), value, line.day))
    return view.sheet("conflicts", view.heads("sheet", "row", "column", "version", "value", "day"), rows)


def untraced(view: View) -> Sheet:
    """Values without a source or without a day that has come: they count in no figure."""
    rows = []
    for sheet in ("answers", "gains", "training"):
        known = "value" if sheet != "training" else "people"
        for line in lines_of(view.found.book[sheet]):
            if is_known(getattr(line, known)) and not is_traced(line, view.found.today):
                row = version_of(line.row, line.version, line.versions)
                value = value_text(getattr(line, known))
                rows.append((_sheet_name(view, sheet), row, value, _missing(view, line)))
    return view.sheet("untraced", view.heads("sheet", "row", "value", "missing"), rows)


def kept(view: View) -> Sheet:
    """What the public version keeps back, and why; made last, when everything has been counted."""
    rows = [(view.say(f"held.{why}", n=view.limit), number) for why, number in sorted(view.held.items())]
    return view.sheet("kept", view.heads("what", "n"), rows)


def _answer(view: View, line: Any) -> list[Value]:
    question = view.found.course.facts.mapping.questions.get(line.row)
    population = view.found.course.facts.mapping.populations.get(question.population) if question else None
    day = day_of(line.as_of)
    months = months_between(day, view.found.today) if day else None
    note = [] if view.public else [view.private(line.note, "note")]
    if view.public and is_known(line.note):
        view.held["note"] += 1
    return [
        question.text if question else line.row, population.name if population else None,
        _published(view, line, question) if view.public else _value(view, line), _unit(view, line, question),
        view.text(line.source), line.as_of, whole(line.certainty), months, _mind(view, line, question), *note,
        version_of(line.row, line.version, line.versions),
    ]  # fmt: skip


def _value(view: View, line: Any) -> Value:
    """Show a value as it is: numbers as numbers, choices in their words."""
    mapping = view.found.course.facts.mapping
    if line.value in mapping.options:
        return mapping.options[line.value].text
    return line.value if isinstance(line.value, int | float) else view.text(line.value)


def _published(view: View, line: Any, question: MapQuestion | None) -> Value:
    if not is_known(line.value):
        return view.say("not-known")
    if isinstance(line.value, int | float):
        return line.value if question and question.share else view.people(line.value)
    chosen = line.value in view.found.course.facts.mapping.options
    if chosen and question and not question.sensitive:
        return _value(view, line)
    # words may name a place, a firm or a person, and no computer can tell
    view.held["choice" if chosen else "words"] += 1
    return view.say("kept-inside")


def _unit(view: View, line: Any, question: MapQuestion | None) -> str | None:
    """Say what was counted; a unit with numbers of its own could tell what the value hides."""
    own = str(line.unit) if is_known(line.unit) else ""
    if view.public and re.search(r"\d", _YEAR.sub("", own)):
        own = ""
    return own or (question.unit if question and isinstance(line.value, int | float) else None) or None


def _mind(view: View, line: Any, question: MapQuestion | None) -> str | None:
    marks = []
    if not view.public and isinstance(line.value, int | float) and is_small(line.value, view.limit):
        marks += [] if question and question.share else ["small"]
    day, settings = day_of(line.as_of), view.found.course.settings.mapping
    if is_known(line.value):
        marks += ["old"] if day and months_between(day, view.found.today) >= settings.old_months else []
        marks += ["unsure"] if whole(line.certainty) in {None, coverage.UNSURE} else []
        marks += [] if is_traced(line, view.found.today) else ["untraced"]
    marks += ["differ"] if line.versions > 1 else []
    marks += ["torn"] if line.torn else []
    return "; ".join(view.say(f"mind.{mark}") for mark in marks) or None


def _coverage(view: View, id_: str, first: str, names: dict[str, str]) -> Sheet:
    counted = ("questions", *coverage.STATES, "old", "unsure", "untraced")
    table = view.found.forms if first == "form" else view.found.populations
    rows = [
        (names[getattr(line, first)], *(int(getattr(line, name)) for name in counted), ids(line.rows))
        for line in lines_of(table)
    ]
    return view.sheet(id_, view.heads(first, *counted, "rows"), rows)


def _themes(view: View) -> Sheet:
    days: dict[str, list[str]] = {}
    for line in lines_of(view.found.book["gains"]):
        if is_known(line.value):
            days.setdefault(_theme(view, line.row), []).append(str(line.as_of or ""))
            view.held["gains"] += 1
    rows = [(theme, len(found), max(found) or None) for theme, found in days.items()]
    return view.sheet("gains", view.heads("theme", "patterns", "as_of"), rows)


def _theme(view: View, row: str) -> str:
    mapping = view.found.course.facts.mapping
    gain = mapping.gains.get(row)
    return mapping.dimensions[gain.dimension].name if gain else view.say("other-theme")


def _missing(view: View, line: Any) -> str:
    faults = [] if is_known(line.source) else ["source"]
    day = day_of(line.as_of)
    faults += ["date"] if day is None else ["future"] if day > view.found.today else []
    return ", ".join(view.say(f"missing.{fault}") for fault in faults)


def _sheet_name(view: View, sheet: str) -> str:
    return view.say(f"sheet.{sheet}")


def group_only(view: View) -> Iterator[Sheet]:
    """Yield the tables that help the working group to mend the map."""
    yield conflicts(view)
    yield untraced(view)
