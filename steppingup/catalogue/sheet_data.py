"""What the script that reads and writes tables needs of the course: the sheets of the map, and its words.

A page and a live worksheet hand it over when somebody asks for a file, and not before. Sheets are also given in
English, as an office may hold a table from a page in another language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from steppingup import __version__
from steppingup.catalogue.single import load_entries
from steppingup.common.language import SOURCE_LANGUAGE, Words

if TYPE_CHECKING:
    from pathlib import Path

MAP_SHEETS = ("about", "answers", "places", "actors", "gains", "services", "training", "actions")
# headings that our own reports alone have: what is read back from one would be counted twice
OF_REPORTS = ("mapping.col.rows", "mapping.col.months", "mapping.col.tried", "mapping.col.gap")
_COLUMN = ("id", "label", "type", "hint", "unit", "options", "required", "max")
_ROW = ("id", "label", "note", "ask", "fields")
_SHARED = re.compile(
    r"import\.(title|how-to|row|help|also|ask|counts|needed|to-fill|to-send|write-.+|in-.+|more|formula|unstored|error|"
    r"no-number|either|too-high|unlisted|no-day|day-.+|macros|letters|base|left-.+|large|unpacked|long|old|"
    r"open-document|damaged|no-table|no-rows|head-(sheet|column|write|choices))|mapping\.torn|personal\..+"
)


def sheet_data(course: Path, words: Words) -> dict[str, Any]:
    """Return the sheets and the words of one language.

    Args:
        course: the folder of the course, which has the mapping workbook.
        words: the words of the language.

    Raises:
        ContentError: a sheet has errors.
    """
    ids = [f"map/{name}" for name in MAP_SHEETS]
    spoken = [load_entries(course, ids, one) for one in dict.fromkeys((words.language, SOURCE_LANGUAGE))]
    plain = Words()
    return {
        "release": __version__,
        "course": words.get("site.name"),
        "language": words.language,
        "sheets": {name: [_sheet(one[f"map/{name}"].spec()) for one in spoken] for name in MAP_SHEETS},
        "titles": {name: words.get(f"mapping.sheet.{name}") for name in MAP_SHEETS},
        "reports": sorted({one.get(key) for one in (words, plain) for key in OF_REPORTS}),
        "words": {**_shared(words), **words.group("sheet-files")},
    }


def _sheet(spec: dict[str, Any]) -> dict[str, Any]:
    rows = [_only(row, _ROW) for row in spec.get("preset", ())]
    return {"row_name": spec["row_name"], "columns": [_only(one, _COLUMN) for one in spec["columns"]], "preset": rows}


def _only(one: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: one[key] for key in keys if one.get(key)}


def _shared(words: Words) -> dict[str, str]:
    every = {**words.group("mapping"), **words.group("worksheet")}
    return {key: text for key, text in sorted(every.items()) if _SHARED.fullmatch(key)}
