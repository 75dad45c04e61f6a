"""From the cell of a table to the value that the map keeps, by what its column asks for.

Nothing that stands in a cell is lost: what is no number, no day or no known choice stays as the text that it is, as it
does in the page, and is named in the report of the import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from steppingup.mapping.importing.days import day_of_number, day_of_text, iso
from steppingup.mapping.importing.numbers import is_either, number_of
from steppingup.record.entries import value_text

if TYPE_CHECKING:
    from steppingup.documents.incoming_cells import Cell
    from steppingup.mapping.importing.form import Field
    from steppingup.record.entries import Value

MARKS = {"formula": "formula", "unstored": "unstored", "error": "error"}
TRUTH = {True: ("yes", "true", "x"), False: ("no", "false")}


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and what to tell about it: the ends of keys of the messages."""

    value: Value
    remarks: tuple[str, ...] = ()


def read_cell(cell: Cell, field: Field, decimal: str = "") -> Reading:
    """Read a cell.

    Args:
        cell: what stands there.
        field: its column, as the row has it.
        decimal: the sign before decimals in this file.
    """
    marks = (MARKS[cell.mark],) if cell.mark in MARKS else ()
    if cell.value is None or cell.mark in {"error", "unstored"}:
        return Reading(None, marks)
    text = text_of(cell)
    if not text:
        return Reading(None, marks)
    value, remark = _READERS[field.type](cell, text, field, decimal)
    return Reading(value, (*marks, remark) if remark else marks)


def text_of(cell: Cell) -> str:
    """Write a cell as a person reads it."""
    value = cell.value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value) if isinstance(value, bool) else value_text(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(cell: Cell, text: str, field: Field, decimal: str) -> tuple[Value, str]:  # noqa: ARG001 - one shape for all
    return text, ""


def _number(cell: Cell, text: str, field: Field, decimal: str) -> tuple[Value, str]:
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        number: float | None = cell.value
    else:
        number = number_of(text, decimal)
    if field.options:
        return _numbered(number, text, field)
    if number is None:
        return text, "either" if is_either(text) else "no-number"
    return number, "too-high" if field.max is not None and number > field.max else ""


def _numbered(number: float | None, text: str, field: Field) -> tuple[Value, str]:
    """Read a number that is picked from a list: by itself, by its words, or by both ("2 - wants a decision")."""
    known = field.option(text if number is None else value_text(number))
    return (int(known), "") if known else (text if number is None else number, "unlisted")


def _date(cell: Cell, text: str, field: Field, decimal: str) -> tuple[Value, str]:  # noqa: ARG001 - one shape for all
    if isinstance(cell.value, date):
        return iso(cell.value), ""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    number = number_of(text) if is_number or text.isdecimal() else None
    day = day_of_text(text) or (day_of_number(number) if number is not None else None)
    return (day.iso, f"day-{day.assumed}" if day.assumed else "") if day else (text, "no-day")


def _choice(cell: Cell, text: str, field: Field, decimal: str) -> tuple[Value, str]:  # noqa: ARG001 - one shape for all
    words = TRUTH.get(cell.value, (text,)) if isinstance(cell.value, bool) else (text,)
    known = next((found for word in words if (found := field.option(word))), "")
    return (known, "") if known else (text, "unlisted")


_READERS = {
    "text": _text, "source": _text, "number": _number, "certainty": _number, "date": _date, "choice": _choice,
}  # fmt: skip


def shown(field: Field, value: Value) -> str:
    """Write a value as a spreadsheet shows it in a column: a choice by its words."""
    text = value_text(value)
    return field.options.get(text, text)
