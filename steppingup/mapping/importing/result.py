"""What an import found: the entries for the map, and everything that people should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.common.errors import MappingError
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.common.language import Words


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: the file, its sheet (nothing in a text), row from 1 (in a map, its id), and its column."""

    file: str
    sheet: str = ""
    row: int | str = 0
    column: str = ""

    def text(self, words: Words) -> str:
        """Write it for a person."""
        parts = [self.file]
        parts += [words.get("import.in-sheet", sheet=self.sheet)] if self.sheet else []
        parts += [words.get("import.in-row", row=self.row)] if self.row else []
        parts += [words.get("import.in-column", column=self.column)] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at that was placed all the same; ``key`` is the end of a key of the messages."""

    where: Where
    key: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not placed. ``text`` is what stood there; nothing if it may not be kept anywhere."""

    where: Where
    key: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was placed and looks like personal data of a kind; what it is stands in the file alone."""

    where: Where
    kind: str


@dataclass
class Imported:
    """The result of one file.

    Args:
        sheets: the entries that are new to the map; unite them with it.
        cells: how many cells were placed, by short name of the sheet.
        same: how many cells say what the map says already.
        left: what was not placed.
        remarks: what to look at.
        warned: what looks like personal data.
        known: the map holds this very file already.
    """

    sheets: Sheets = field(default_factory=Sheets)
    cells: dict[str, int] = field(default_factory=dict)
    same: int = 0
    left: list[Left] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    known: bool = False


class ImportTroubleError(MappingError):
    """A file cannot be imported; one sentence that names file, sheet and row. ``key`` ends the key of its message."""

    def __init__(self, where: Where, key: str, words: Words, **values: object) -> None:
        super().__init__(f"{where.text(words)}: {words.get(f'import.{key}', **values)}")
        self.where, self.key = where, key


def counted(found: Iterable[Remark | Left | Warned]) -> dict[tuple[str, str, str, str], list[int | str]]:
    """Group what was found by (key or kind, file, sheet, column); the rows of each."""
    groups: dict[tuple[str, str, str, str], list[int | str]] = {}
    for one in found:
        key = one.kind if isinstance(one, Warned) else one.key
        groups.setdefault((key, one.where.file, one.where.sheet, one.where.column), []).append(one.where.row)
    return groups
