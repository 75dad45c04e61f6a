"""Tables of a lesson, as a handout and slides show them: plain words, facts with their dates, and what was cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BORDER = re.compile(r"(?<!\\)\|")  # not a bar that is part of a text
_RULE = re.compile(r":?-+:?")
_SOURCE = re.compile(r"\{src\}`([^`]*)`")


@dataclass(frozen=True)
class LessonTable:
    """A table of a lesson.

    Args:
        head: titles of its columns; the first one may be empty.
        rows: its texts, as many in each row as there are columns.
        sources: ids of what it cites, each once.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]

    def told(self, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        """Yield some of its rows, each as one line of words, as it is read out."""
        for row in rows:
            pairs = zip(self.head, row, strict=True)
            yield "; ".join(f"{title}: {text}" if title else text for title, text in pairs if text)

    def widths(self) -> tuple[float, ...]:
        """Return how wide columns are beside each other: wider where texts are long, and none very narrow."""
        longest = [max(map(len, column)) ** 0.7 for column in zip(self.head, *self.rows, strict=True)]
        least = sum(longest) / len(longest) * 0.6
        return tuple(max(one, least) for one in longest)


def tables_of(lines: Iterable[str], told: Callable[[str], str]) -> tuple[LessonTable, ...]:
    """Read the tables among the lines of a page.

    Args:
        lines: as they are written; those of a table begin with a bar.
        told: turns the text of a cell into plain words of the reader's language.
    """
    found: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    tables = (_table(block, told) for block in found if block)
    return tuple(table for table in tables if table.rows)


def _table(block: list[str], told: Callable[[str], str]) -> LessonTable:
    cells = [_cells(line) for line in block]
    head, *rows = [row for row in cells if not all(_RULE.fullmatch(cell) for cell in row)]
    width = len(head)
    full = [tuple(told(cell) for cell in [*row, *[""] * width][:width]) for row in rows]
    sources = dict.fromkeys(id_ for line in block for id_ in _SOURCE.findall(line))
    return LessonTable(tuple(told(cell) for cell in head), tuple(full), tuple(sources))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _BORDER.split(inner)]
