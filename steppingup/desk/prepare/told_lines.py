"""What an export told, for the desk: the table of its kinds of questions as a table, anything else line by line."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = 4
_GAP = re.compile(r" {2,}")


def told_lines(lines: Iterable[str]) -> list[str]:
    """Write lines as HTML; those in columns, the first of them with the headings, become one table."""
    rows: list[list[str]] = []
    before: list[str] = []
    after: list[str] = []
    for line in lines:
        cells = _GAP.split(line.strip())
        if len(cells) == COLUMNS:
            rows.append(cells)
        elif line.strip():
            (after if rows else before).append(escape(line))
    return [*before, *([_table(rows)] if rows else []), *after]


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
