"""A table as CSV that every spreadsheet opens: UTF-8 with its mark, every text in quotes, no text as a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from steppingup.documents.tables import is_risky

if TYPE_CHECKING:
    from steppingup.documents.tables import Table, Value


def csv_text(table: Table, delimiter: str = ",") -> str:
    """Write a table as CSV text.

    Every text stands in quotes, so that a semicolon or a comma in it ends no cell, whichever of the two a spreadsheet
    takes for its delimiter. Numbers have a decimal point and no quotes. A risky text begins with an apostrophe.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in line] for line in table.lines())
    return lines.getvalue()


def csv_bytes(table: Table, delimiter: str = ",") -> bytes:
    """Write a table as the bytes of a CSV file.

    The mark at the beginning makes Excel read it as UTF-8; without, it takes the old code page of the country.
    """
    return csv_text(table, delimiter).encode("utf-8-sig")


def _cell(value: Value) -> Value:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    return f"'{value}" if isinstance(value, str) and is_risky(value) else value
