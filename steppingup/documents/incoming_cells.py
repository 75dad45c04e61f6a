"""What comes out of a table that somebody sends: sheets, rows, cells, and why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from steppingup.common.errors import SteppingUpError

Value = str | int | float | date | bool | None
Mark = Literal["", "formula", "unstored", "error", "merged"]
Trouble = Literal["large", "unpacked", "old", "open-document", "word", "damaged", "no-table", "long"]


class IncomingError(SteppingUpError):
    """A file is no table that can be read; ``kind`` says why."""

    def __init__(self, kind: Trouble) -> None:
        super().__init__(f"This file cannot be read as a table ({kind}).")
        self.kind: Trouble = kind


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: bytes of the file and of all that it unpacks to, rows and columns of a sheet, sheets."""

    size: int = 10 * 1024 * 1024
    unpacked: int = 50 * 1024 * 1024
    rows: int = 10_000
    columns: int = 100
    sheets: int = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and what to know of it.

    ``formula``: it is the last result of one. ``unstored``: a formula without a result. ``error``: an error such as
    #N/A. ``merged``: it stands in this row too, as the cell goes over several rows.
    """

    value: Value = None
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class IncomingSheet:
    """One sheet; every row has its number in the file. ``separator`` is that of a text, else nothing."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    hidden: bool = False
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """All of a file. ``macros``: it brings programs, which nobody ran; ``unreadable``: some letters made no sense."""

    sheets: tuple[IncomingSheet, ...]
    macros: bool = False
    unreadable: bool = False
