"""What a map held when it was written as Excel: it travels along in a sheet that spreadsheets do not show.

With it, an import knows which cells somebody changed in the Excel file and which they left as they were, and what they
had before their eyes. So two colleagues can fill the same Excel file, and nobody's cell goes back to what it was.
Rows that were taken away leave only the mark of it: what people no longer see does not travel.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.record.entries import GONE, entry_json
from steppingup.record.fields import RecordError
from steppingup.record.map_file import FORMAT
from steppingup.record.sheets import Sheets, sheets_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.documents.incoming_cells import Incoming

TITLE = "_map"
VERSION = 1
PIECE = 30_000  # Excel takes 32,767 characters in a cell


@dataclass(frozen=True)
class Base:
    """What stood in the map, the release that wrote it, and the sheets of the file by title (help has no name)."""

    sheets: Sheets = field(default_factory=Sheets)
    release: str = ""
    titles: dict[str, str] = field(default_factory=dict)


def base_rows(sheets: Sheets, release: str, titles: dict[str, str]) -> Iterator[list[str]]:
    """Yield the rows of the hidden sheet: a head, then an entry each, cut where a cell cannot hold it."""
    head = {"format": FORMAT, "v": VERSION, "release": release, "titles": titles}
    yield [json.dumps(head, ensure_ascii=False)]
    gone = {(sheet, row.id) for sheet in sheets.ids for row in sheets.rows(sheet, gone=True) if row.gone}
    for entry in sheets.entries():
        if (entry.s, entry.r) not in gone or entry.f == GONE:
            text = json.dumps(entry_json(entry), ensure_ascii=False)
            yield [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def base_of(incoming: Incoming) -> tuple[Base | None, bool]:
    """Return what a file brings along, and whether it brought something that cannot be read."""
    sheet = next((one for one in incoming.sheets if one.name == TITLE and one.hidden), None)
    if sheet is None:
        return None, False
    try:
        lines = ["".join(str(cell.value or "") for cell in cells) for _, cells in sheet.rows]
        head, *entries = (json.loads(line) for line in lines)
        if head["format"] != FORMAT or head["v"] != VERSION:
            return None, True
        titles = {str(title): str(name) for title, name in head["titles"].items()}
        return Base(sheets_from(entries), str(head["release"])[:32], titles), False
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, RecordError):
        return None, True
