"""Unite map files in a new one. The files stay as they were; what people do not agree on is listed, not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import steppingup
from steppingup.common.errors import MappingError
from steppingup.mapping.guard import read_sifted, refused_lines, sifted
from steppingup.record.entries import GONE, value_text
from steppingup.record.map_file import read_map_file, write_map_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from steppingup.mapping.forms import Course
    from steppingup.record.sheets import Row

LONGEST = 60


def merge_files(files: Sequence[Path], out: Path, course: Course) -> list[str]:
    """Write one map that holds all that the files hold.

    Args:
        files: the maps; none is changed.
        out: the new file; a map that is there already is united with the others, so that nothing is lost.
        course: for the names of sheets and columns.

    Returns:
        What was done, a line for each cell with several values, and one for each that names a suspect and was left out.

    Raises:
        MappingError: a file is missing, ``out`` is one of the files, or it holds what would be left out and so lost.
        RecordError: a file is no map, or the new one cannot be written.
    """
    if any(same(out, path) for path in files):
        raise MappingError(f"{out} is one of the maps to unite. Give the new map another name with --out.")
    united, refused = read_sifted(files)
    words = course.words
    if out.exists() and sifted(read_map_file(out).sheets)[1]:
        raise MappingError(words.get("mapping.out-refused", out=out))
    whole = write_map_file(out, united, steppingup.__version__)
    found = whole.conflicts()
    return [
        words.get("mapping.merged", files=len(files), out=out.name, rows=sum(len(whole.rows(s)) for s in whole.ids)),
        words.get("mapping.conflicts", n=len(found)) if found else words.get("mapping.no-conflicts"),
        *(f"  {line}" for line in _lines(found, course)),
        *refused_lines(refused, course.sheets["gains"].columns, words),
    ]


def same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same file."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _lines(found: Sequence[tuple[str, Row, str]], course: Course) -> Iterator[str]:
    for sheet, row, field in found:
        form = course.sheets.get(sheet.removeprefix("map/"))
        label = form.columns.get(field, field) if form else field
        if field == GONE:
            yield f"{sheet}, {row.id}: {course.words.get('mapping.torn')}"
        else:
            said = " | ".join(f"{_short(value_text(entry.v))} ({entry.day})" for entry in row.rivals(field))
            yield f"{sheet}, {row.id}, {label}: {said}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
