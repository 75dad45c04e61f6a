"""Names of suspects that come along in a map: left out of whatever is written, and told by their place.

The import of a table refuses such a cell, and so does the page while somebody writes. A map file can hold one all the
same: from an older release, from a file mended by hand, or from a page that could not load its lists. Each file is
looked at before it is united with others: what a colleague wrote into that cell earlier then still stands in the map.
The file itself stays as it was.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from steppingup.common.errors import MappingError
from steppingup.mapping.personal import GAINS, findings
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets, united

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.record.entries import Entry


class Refused(NamedTuple):
    """A cell that was left out: the file, the row and the column; never what stood there."""

    file: str
    row: str
    field: str


def is_refused(entry: Entry) -> bool:
    """Tell whether an entry names a person, a firm or a car under suspicion."""
    return entry.s == GAINS and isinstance(entry.v, str) and _names_a_suspect(entry.v, entry.f)


@lru_cache(maxsize=4096)  # a hundred colleagues send the same cells again and again
def _names_a_suspect(text: str, field: str) -> bool:
    return any(one.refused for one in findings(text, GAINS, field))


def sifted(sheets: Sheets, file: str = "") -> tuple[Sheets, list[Refused]]:
    """Return a map without the cells that it may not hold, and those cells."""
    bad = [entry for entry in sheets.only(GAINS).entries() if is_refused(entry)]
    if not bad:
        return sheets, []
    left = set(bad)
    return Sheets(entry for entry in sheets.entries() if entry not in left), [_place(file, one) for one in bad]


def read_sifted(paths: Sequence[Path]) -> tuple[Sheets, tuple[Refused, ...]]:
    """Read several maps without what they may not hold, and unite them; one file in memory at a time.

    Raises:
        MappingError: a file is not there.
        RecordError: a file is no map; the sentence names it.
    """
    refused: list[Refused] = []

    def each() -> Iterator[Sheets]:
        for path in paths:
            sheets, found = sifted(read_map_file(path).sheets, path.name)
            refused.extend(found)
            yield sheets

    try:
        return united(each()), tuple(dict.fromkeys(refused))
    except FileNotFoundError as error:
        raise MappingError(f"{error.filename}: there is no such file.") from error


def refused_lines(found: Sequence[Refused], columns: Mapping[str, str], words: Words) -> list[str]:
    """Say which cells were left out and why, a line for each.

    Args:
        found: the cells.
        columns: labels of the columns of the sheet, by id.
        words: the language.
    """
    if not found:
        return []
    say, title = words.get, words.get("mapping.sheet.gains")
    places = (
        ", ".join((*filter(None, [one.file]), say("import.in-sheet", sheet=title), say("import.in-row", row=one.row),
                   say("import.in-column", column=columns.get(one.field, one.field))))
        for one in found
    )  # fmt: skip
    return [say("mapping.refused", n=len(found)), *(f"  {place}: {say('import.left-refused')}" for place in places)]


def _place(file: str, entry: Entry) -> Refused:
    return Refused(file, entry.r, entry.f)
