"""Any file that a colleague sends: a map from the pages of the course, or a table.

A map is united with ours as it is, apart from cells that name a suspect (see `guard`). What its writer had seen travels
along, so nothing is asked twice. What a later or earlier release calls otherwise stays in the map, and is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import MappingError
from steppingup.mapping.guard import is_refused, sifted
from steppingup.mapping.importing.read import read_table
from steppingup.mapping.importing.result import Imported, Left, Remark, Warned, Where
from steppingup.mapping.importing.writing import changes
from steppingup.mapping.personal import findings
from steppingup.record.fields import RecordError
from steppingup.record.map_file import read_map_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.mapping.importing.form import Forms
    from steppingup.mapping.importing.read import How
    from steppingup.record.entries import Entry
    from steppingup.record.sheets import Sheets

TOLD = frozenset({"damaged", "deep", "foreign", "large", "newer"})  # troubles that have words of their own


def read_file(data: bytes, file: str, forms: Forms, known: Sheets, how: How) -> Imported:
    """Read a file into entries for a map; arguments as for `read_table`.

    Raises:
        MappingError: it is neither a map nor a table that can be read; one sentence that names it.
    """
    looks_like_map = file.lower().endswith(".json") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return read_map(data, file, forms, known) if looks_like_map else read_table(data, file, forms, known, how)


def read_map(data: bytes, file: str, forms: Forms, known: Sheets) -> Imported:
    """Read a colleague's map; what it has beyond ours is told as for a table.

    Raises:
        MappingError: it is damaged, no map of this course, too large, or from a newer release.
    """
    whole = _read(data, file, forms)
    own, _ = sifted(whole)
    if known.merge(whole) == known:
        return Imported(known=True)
    cells = {(entry.s, entry.r, entry.f) for entry in own.entries() if not entry.f.startswith("_")}
    found = Imported(own, changes(known, own))
    found.same = len(cells) - sum(found.cells.values())
    old = set(known.entries())
    for entry in whole.entries():
        if entry not in old and not entry.f.startswith("_"):
            _look(entry, _where(entry, file, forms), forms, found)
    return found


def _read(data: bytes, file: str, forms: Forms) -> Sheets:
    try:
        return read_map_bytes(data).sheets
    except RecordError as error:
        told = forms.words.get(f"sheet.file-{error.kind}") if error.kind in TOLD else str(error)
        raise MappingError(f"{file}: {told}") from error


def _look(entry: Entry, where: Where, forms: Forms, found: Imported) -> None:
    """Tell what is to be looked at in one cell."""
    if is_refused(entry):
        found.left.append(Left(where, "refused"))
        return
    found.remarks += [Remark(where, key) for key in _odd(entry, forms)]
    if isinstance(entry.v, str):
        kinds = dict.fromkeys(one.kind for one in findings(entry.v, entry.s, entry.f))
        found.warned += [Warned(where, kind) for kind in kinds]


def _odd(entry: Entry, forms: Forms) -> Iterator[str]:
    form = forms.sheets.get(entry.s.removeprefix("map/"))
    if form is None or entry.f not in form.fields:
        yield "stray"
        return
    field = form.field(entry.f, entry.r) or form.fields[entry.f]
    if field.options and entry.v is not None and str(entry.v) not in field.options:
        yield "unlisted"


def _where(entry: Entry, file: str, forms: Forms) -> Where:
    form = forms.sheets.get(entry.s.removeprefix("map/"))
    if form is None:
        return Where(file, entry.s, entry.r, entry.f)
    return Where(file, form.title, entry.r, form.fields[entry.f].label if entry.f in form.fields else entry.f)
