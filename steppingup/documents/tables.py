"""Tables for people: one form, written as Excel or CSV, in which no text can become a formula.

A spreadsheet takes a text that begins with = + - or @ for a formula, and a formula can read files and call other
machines. Learners' texts and names come from anybody, so every text is guarded, and numbers stay numbers.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | int | float | bool | None

LONGEST = 32_000  # Excel takes 32,767 characters in a cell

_STARTS = "=+-@"


@dataclass(frozen=True)
class Column:
    """A column: its title, its number format in Excel (such as ``0%``), and whether long texts go on in a new line."""

    title: str
    format: str = ""
    wrap: bool = False


@dataclass(frozen=True)
class Table:
    """A titled table; every row has one value per column, None is an empty cell."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows of another width: their values would stand under wrong titles."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of '{self.title}' has {len(row)} values for {len(self.columns)} columns")

    def lines(self) -> Iterator[tuple[Value, ...]]:
        """Yield the titles, then the rows, all texts cleaned."""
        yield tuple(clean(column.title) for column in self.columns)
        for row in self.rows:
            yield tuple(clean(value) if isinstance(value, str) else value for value in row)


def clean(text: str) -> str:
    """Return a text as a file can hold it: ends of line made alike, control characters replaced, cut where too long."""
    kept = text
    if not text.isprintable():  # most are, and looking at each sign takes time
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join("\ufffd" if _unprintable(sign) else sign for sign in lines)
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula.

    Spaces and invisible signs before it do not count, full-width signs count as their plain ones, and a text
    that begins with a tab or an end of line is risky whatever follows.
    """
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    if text[:1].isalnum():  # most do, and no such sign stands for one that begins a formula
        return False
    for sign in text:
        if unicodedata.category(sign)[0] not in "ZC":
            return unicodedata.normalize("NFKC", sign)[:1] in _STARTS
    return False


def _unprintable(sign: str) -> bool:
    # Cs is half of a pair of surrogates, which no file in UTF-8 can hold; the two Cn signs are no signs in XML
    return (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t") or sign in "\ufffe\uffff"
