"""Tables of a lesson as tables of the slide program: few rows on each slide, in letters that the last row can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from steppingup.documents.fitting import height
from steppingup.documents.slides import BODY, Grid
from steppingup.kit.on_slides import cut, numbered

if TYPE_CHECKING:
    from steppingup.documents.slides import SlideFile
    from steppingup.kit.lesson_tables import LessonTable
    from steppingup.kit.model import Kit

SIZES = (24, 22, 20, 18)
GOOD = 20  # rather one more slide than smaller letters
MOST = 6  # rows on a slide
PAD_WIDE, PAD_HIGH = 0.35, 0.2  # inches around the words of a cell

Rows = Sequence[tuple[str, ...]]


def table_slides(kit: Kit, file: SlideFile, title: str, table: LessonTable) -> None:
    """Add the slides of a table; each row is told in the notes, too."""
    name = kit.say("kit.slide.table", title=title)
    parts = _parts(table)
    size = min(_size(table, part) for part in parts)
    for number, rows in enumerate(parts, 1):
        heading = numbered(kit, name, number, len(parts))
        notes = [kit.say("kit.notes.table"), *(f"• {line}" for line in table.told(rows)), kit.sources(table.sources)]
        slide = file.slide(heading, [line for line in notes if line])
        slide.table(heading, "\n".join(table.told(rows)), [table.head, *rows], _laid(table, rows, size))


def _parts(table: LessonTable) -> Sequence[Rows]:
    """Cut rows into slides: as few as letters of a good size allow, and about equally many on each."""
    for slides in range(-(-len(table.rows) // MOST), len(table.rows) + 1):
        parts = cut(table.rows, slides)
        if all(_size(table, part) >= GOOD for part in parts):
            return parts
    return cut(table.rows, len(table.rows))


def _size(table: LessonTable, rows: Rows) -> int:
    """Return the size of the largest letters in which rows fit on a slide; the smallest, if they fit in none."""
    return next((size for size in SIZES if sum(_laid(table, rows, size).heights) <= BODY.height), SIZES[-1])


def _laid(table: LessonTable, rows: Rows, size: int) -> Grid:
    shares = table.widths()
    widths = tuple(BODY.width * share / sum(shares) for share in shares)
    lines = [table.head, *rows]
    heights = tuple(
        PAD_HIGH
        + max(height([text], size, wide - PAD_WIDE, bold=at == 0) for text, wide in zip(line, widths, strict=True))
        for at, line in enumerate(lines)
    )
    return Grid(size, widths, heights)
