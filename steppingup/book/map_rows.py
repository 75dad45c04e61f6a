"""Rows of the invented town's map as a table in a lesson, so that readers work with the very map that they can open."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from steppingup.book.countries import CELL, ROW, TABLE
from steppingup.book.example_map import context_of, example_sheets
from steppingup.record.entries import value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.book.state import State
    from steppingup.record.sheets import Row


INVENTED = " (invented)"  # every row of the map says so; a lesson need not repeat it


class Shape(NamedTuple):
    """Which columns of a sheet a lesson shows: the heading, what stands beside it, the day."""

    head: str
    cells: tuple[str, ...]
    day: str


SHAPES = {
    "answers": Shape("question", ("value", "unit", "source"), "as_of"),
    "services": Shape("service", ("for_whom", "not_for", "hours", "phone", "conditions"), "checked"),
    "actions": Shape("finding", ("measure", "owner"), "due"),
}


class Line(NamedTuple):
    """One line of the table: what a row says, or what one of two writers says who disagree."""

    heading: str
    cells: list[tuple[str, str]]  # label, value
    day: str


def rows_of(state: State, sheet: str) -> dict[str, Row]:
    """List the rows of a sheet of the invented map by the words that a lesson calls them by.

    Questions are called by their ids, all others by what stands in their first column.
    """
    found = example_sheets(state.catalogue.course).rows(f"map/{sheet}")
    head = SHAPES[sheet].head
    return {value_text(row.value(head)).removesuffix(INVENTED) or row.id: row for row in found}


def lines(state: State, sheet: str, name: str) -> list[Line]:
    """Say what a row holds; where two offices disagree, each of them has a line."""
    row, shape = rows_of(state, sheet)[name], SHAPES[sheet]
    rivals = row.rivals(shape.cells[0])
    writers = [entry.by for entry in rivals] or [""]
    heading = _heading(state, sheet, row)
    return [Line(heading, _cells(state, sheet, row, by), _day(state, row, shape.day, by)) for by in writers]


def rows_digest(state: State, sheet: str) -> list[object]:
    """List all that a lesson may show of a sheet, for a digest."""
    if sheet not in SHAPES or f"map/{sheet}" not in state.catalogue.activities:
        return []
    return [_labels(state, sheet), *(lines(state, sheet, name) for name in rows_of(state, sheet))]


def titles_of(state: State, sheet: str) -> list[str]:
    """Name the three columns of the table."""
    say, labels, shape = state.words.get, _labels(state, sheet), SHAPES[sheet]
    return [labels.get(shape.head, say("country.question")), say("map-rows.says"), labels[shape.day]]


def map_rows_html(state: State, sheet: str, names: Sequence[str]) -> str:
    """Write rows of the invented map as a table that stacks where it is narrow."""
    say, head = state.words.get, titles_of(state, sheet)
    titles = "".join(f'<th scope="col" role="columnheader">{escape(title)}</th>' for title in head)
    named = sheet != "answers"  # what stands beside a question is its answer; anything else has a name
    body = "".join(_group(lines(state, sheet, name), head[2], named=named) for name in names)
    return (
        f'{TABLE}\n<caption class="su-small">{escape(say("map-rows.caption"))}</caption>\n'
        f'<thead role="rowgroup">{ROW}{titles}</tr></thead>\n{body}</table>'
    )


def _group(found: list[Line], day: str, *, named: bool) -> str:
    scope = f'scope="rowgroup" rowspan="{len(found)}"' if len(found) > 1 else 'scope="row"'
    head = f'<th {scope} role="rowheader">{escape(found[0].heading)}</th>'
    label = f'<span class="su-narrow">{escape(day)}: </span>'
    rows = [f"{CELL}{_cell(line, named=named)}</td>{CELL}{label}{_dated(line.day)}</td></tr>" for line in found]
    return f'<tbody role="rowgroup">{ROW}{head}{ROW.join(rows)}</tbody>\n'


def _dated(day: str) -> str:
    return f'<span class="su-day">{escape(day)}</span>'


def _cell(line: Line, *, named: bool) -> str:
    (name, text), *others = line.cells or [("", "")]
    first = f"{name}: {text}" if named and text else text
    more = "".join(f'<span class="su-small">{escape(f"{label}: {text}")}</span>' for label, text in others)
    return f"{escape(first)}{more}"


def _cells(state: State, sheet: str, row: Row, by: str) -> list[tuple[str, str]]:
    labels = _labels(state, sheet)
    shown = [(labels[name], _text(state, _value(row, name, by))) for name in SHAPES[sheet].cells]
    return [(label, text) for label, text in shown if text]


def _value(row: Row, name: str, by: str) -> str:
    own = [entry for entry in row.cells.get(name, ()) if entry.by == by]
    return value_text(own[-1].v if own else row.value(name))


def _day(state: State, row: Row, name: str, by: str) -> str:
    day = _value(row, name, by)
    return state.facts.day(day) if day else state.words.get("map-rows.no-day")


def _heading(state: State, sheet: str, row: Row) -> str:
    question = state.facts.mapping.questions.get(row.id)
    return question.text if question else _text(state, value_text(row.value(SHAPES[sheet].head)))


def _text(state: State, text: str) -> str:
    return state.words.text(context_of(text), text)


def _labels(state: State, sheet: str) -> dict[str, str]:
    return {column["id"]: column["label"] for column in state.catalogue.spec(f"map/{sheet}")["columns"]}
