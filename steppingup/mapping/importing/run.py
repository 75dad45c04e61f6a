"""Import files into a map on the disk, and say in lines for a person what was done and what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import steppingup
from steppingup.common.errors import MappingError
from steppingup.documents.csv_file import csv_bytes
from steppingup.documents.incoming import USUAL
from steppingup.documents.tables import Column, Table
from steppingup.mapping.guard import read_sifted, refused_lines
from steppingup.mapping.importing.maps import read_file
from steppingup.mapping.importing.result import Imported, counted
from steppingup.mapping.importing.template import csv_files, excel_bytes
from steppingup.record.map_file import read_map_file, write_map_file
from steppingup.record.read import plain_bytes
from steppingup.record.sheets import Sheets
from steppingup.record.store import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.mapping.importing.form import Forms
    from steppingup.mapping.importing.read import How

ROWS_NAMED = 5


def import_files(
    files: Sequence[Path], target: Path, forms: Forms, how: How, *, trial: bool = False
) -> tuple[list[str], list[Imported]]:
    """Import files into a map, which begins here if there is none yet. The files stay as they are.

    Args:
        files: Excel, CSV, or maps of colleagues.
        target: the map.
        forms: the sheets of the map.
        how: the day, and what somebody chose.
        trial: only say what would be done.

    Returns:
        Lines for a person, and what each file gave.

    Raises:
        MappingError: a file is missing, is no table, or is the map itself.
        RecordError: the map cannot be read or written.
    """
    known = _standing(target)
    found: list[Imported] = []
    for path in files:
        data = _bytes(path, forms.words)
        one = read_file(data, path.name, forms, known, how)
        known = known.merge(one.sheets)
        found.append(one)
    if not trial:
        known = write_map_file(target, known, steppingup.__version__)
    lines = [line for path, one in zip(files, found, strict=True) for line in lines_of(path.name, one, forms)]
    key = "import.tried" if trial else "import.saved"
    return [*lines, forms.words.get(key, map=target.name, conflicts=len(known.conflicts()))], found


def lines_of(name: str, one: Imported, forms: Forms) -> Iterator[str]:
    """Say what one file gave, in lines for a terminal."""
    for head, lines in told(name, one, forms):
        yield head
        yield from (f"  {line}" for line in lines)


def told(name: str, one: Imported, forms: Forms) -> Iterator[tuple[str, list[str]]]:
    """Say what one file gave: sentences, each with its list of places.

    What looks like personal data is told by its place, never by what it is.
    """
    words = forms.words
    if one.known:
        yield words.get("import.known", file=name), []
        return
    cells = [f"{forms.sheets[key].title} {n}" for key, n in one.cells.items() if key in forms.sheets]
    yield words.get("import.placed", file=name, cells=", ".join(cells) or "0", same=one.same), []
    for title, group, prefix in (("look", one.remarks, "import."), ("left", one.left, "import.left-"),
                                 ("warned", one.warned, "personal.")):  # fmt: skip
        if group:
            places = counted(group).items()
            lines = [f"{_place(words, file, sheet, rows, column)}: {words.get(prefix + key)}"
                     for (key, file, sheet, column), rows in places]  # fmt: skip
            yield words.get(f"import.{title}", n=len(group)), lines


def aside_table(found: Sequence[Imported], forms: Forms) -> Table:
    """Make a table of what was not placed, for a file beside the map; what was refused is in none."""
    words = forms.words
    head = ("import.head-file", "import.head-sheet", "import.head-row", "import.head-column", "import.head-text",
            "import.head-why")  # fmt: skip
    rows = tuple((one.where.file, one.where.sheet, one.where.row or None, one.where.column, one.text,
                  words.get(f"import.left-{one.key}")) for result in found for one in result.left)  # fmt: skip
    return Table(words.get("import.aside"), tuple(Column(words.get(key)) for key in head), rows)


def save_aside(path: Path, found: Sequence[Imported], forms: Forms) -> int:
    """Write what was not placed, readable by its owner alone; return how much it is."""
    table = aside_table(found, forms)
    if table.rows:
        put(path, csv_bytes(table, ";"))
    return len(table.rows)


def write_template(out: Path, forms: Forms, source: Path | None = None) -> list[str]:
    """Write an Excel file, or a folder of CSV files, to fill: empty, or with what a map holds.

    Raises:
        MappingError: it is there already, or cannot be written.
        RecordError: the map cannot be read.
    """
    words = forms.words
    sheets, refused = read_sifted([source] if source else [])
    if out.suffix.lower() == ".xlsx":
        files = {out: excel_bytes(forms, sheets, steppingup.__version__)}
    else:
        files = {out / name: data for name, data in csv_files(forms, sheets).items()}
    if there := next((path for path in files if path.exists()), None):
        raise MappingError(words.get("import.there", file=there))
    for path, data in files.items():
        put(path, data)
    columns = {field.id: field.label for field in forms.sheets["gains"].fields.values()}
    return [*(words.get("import.template", file=path) for path in files), *refused_lines(refused, columns, words)]


def _place(words: Words, file: str, sheet: str, rows: Sequence[int | str], column: str) -> str:
    parts = [file, *([words.get("import.in-sheet", sheet=sheet)] if sheet else [])]
    listed = [str(row) for row in dict.fromkeys(rows) if row]
    if listed:
        more = [words.get("import.more", n=len(listed) - ROWS_NAMED)] if len(listed) > ROWS_NAMED else []
        parts.append(words.get("import.in-row", row=", ".join([*listed[:ROWS_NAMED], *more])))
    parts += [words.get("import.in-column", column=column)] if column else []
    return ", ".join(parts)


def _standing(target: Path) -> Sheets:
    try:
        return read_map_file(target).sheets
    except FileNotFoundError:
        return Sheets()


def _bytes(path: Path, words: Words) -> bytes:
    try:
        return plain_bytes(path, USUAL.size + 1)
    except FileNotFoundError as error:
        raise MappingError(words.get("import.missing", file=path)) from error


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and its folder if need be.

    Raises:
        MappingError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror or type(error).__name__}.") from error
