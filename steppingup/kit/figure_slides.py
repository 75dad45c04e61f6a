"""Figures of a lesson as shapes of the slide program: every word can be changed, and all of it is told in words, too.

On a page a figure is narrow and tall. On a wall it must be wide, and its letters large; so its content is laid out
anew, on as many slides as letters of a readable size ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from steppingup.documents.fitting import height
from steppingup.documents.models import Bars, Boxes, Elements, Steps
from steppingup.documents.slide_frame import ACCENT, EDGE, INK, PAPER, SOFT, TINT
from steppingup.documents.slides import BODY, BREAK, Look, Paint, Place
from steppingup.documents.text import bar_text, figure_rows
from steppingup.kit.on_slides import cut, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.documents.models import Figure
    from steppingup.documents.slides import SlideFile
    from steppingup.documents.text import Row
    from steppingup.kit.model import Kit

SIZES = (24, 22, 20, 18)
CAPTION, GAP, PAD = 16, 0.2, 0.4
AFTER = 2  # points below a line
ACROSS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4}  # columns for so many fields
MOST, BARS = 8, 9  # on one slide


def figure_slides(kit: Kit, file: SlideFile, figure: Figure, notes: Sequence[str]) -> None:
    """Add the slides of a figure."""
    text = figure_rows(figure, kit.language)
    told = [kit.say("kit.notes.figure", text=text.summary), *list(text.lines())[2:], *notes]
    if isinstance(figure, Bars):
        _bars(kit, file, figure, told)
        return
    rows = list(text.rows)
    centre = rows.pop(0).label if isinstance(figure, Boxes) else ""
    fields = [_field(figure, row, number) for number, row in enumerate(rows, 1)]
    parts = _parts(fields, _room(figure, centre))
    for number, part in enumerate(parts, 1):
        title = numbered(kit, figure.title, number, len(parts))
        slide = file.slide(title, told)
        group = slide.group(figure.title, figure.alt)
        top = BODY.top
        if centre:
            group.field([centre], Look(24, PAPER, bold=True, centred=True, middle=True),
                        Place(BODY.left, top, BODY.width, 0.7), Paint(ACCENT))  # fmt: skip
            top += 0.9
        room = _room(figure, centre)
        for one, place in zip(part, _grid(len(part), top, room), strict=True):
            look = Look(_size(part, room) or SIZES[-1], middle=False, after=AFTER)
            paint = Paint(PAPER if centre else TINT, EDGE)
            group.field([one.name, *one.lines], look, place, paint, before=one.before)
        if figure.note:
            slide.text([figure.note], Look(CAPTION, SOFT), _below())


@dataclass(frozen=True)
class _Field:
    """One field of a figure: its name, the word that joins it to the one before, and what else stands in it."""

    name: str
    lines: tuple[str, ...]
    joiner: str = ""

    @property
    def before(self) -> str:
        """What stands before the name; a longer joiner has a line of its own."""
        return f"{self.joiner}{' ' if len(self.joiner) < 5 else BREAK}" if self.joiner else ""

    def high(self, size: int, width: float) -> float:
        """Reckon the inches that it takes."""
        head = f"{self.before}{self.name}".split(BREAK)
        inside = width - PAD
        told = height(self.lines, size, inside, after=AFTER)
        return height(head, size, inside, after=AFTER, bold=True) + told + 0.15


def _field(figure: Figure, row: Row, number: int) -> _Field:
    """Name a field: steps have a number, and parts that belong together the word that joins them."""
    name = f"{number}. {row.label}" if isinstance(figure, Steps) else row.label
    joiner = figure.joiner if isinstance(figure, Elements) and number > 1 else ""
    return _Field(name, tuple(_lines(row)), joiner or "")


def _lines(row: Row) -> list[str]:
    return [*([row.text] if row.text else []), *(f"• {item}" for item in row.items)]


def _room(figure: Figure, centre: str) -> float:
    return BODY.height - (0.9 if centre else 0) - (0.65 if figure.note else 0)


def _below() -> Place:
    return Place(BODY.left, BODY.top + BODY.height - 0.55, BODY.width, 0.6)


def _parts(fields: list[_Field], room: float) -> list[list[_Field]]:
    """Cut fields into slides: as few as letters of a readable size allow, and about equally many on each."""
    for slides in range(ceil(len(fields) / MOST), len(fields) + 1):
        parts = cut(fields, slides)
        if all(_size(part, room) for part in parts):
            return parts
    return [[field] for field in fields]


def _size(fields: list[_Field], room: float) -> int | None:
    places = _grid(len(fields), 0, room)
    for size in SIZES:
        if all(one.high(size, place.width) <= place.height for one, place in zip(fields, places, strict=True)):
            return size
    return None


def _grid(number: int, top: float, room: float) -> list[Place]:
    across = ACROSS.get(number, 4)
    down = ceil(number / across)
    wide, high = (BODY.width - GAP * (across - 1)) / across, (room - GAP * (down - 1)) / down
    return [
        Place(BODY.left + (at % across) * (wide + GAP), top + (at // across) * (high + GAP), wide, high)
        for at in range(number)
    ]


def _bars(kit: Kit, file: SlideFile, figure: Bars, told: Sequence[str]) -> None:
    """Add bars, all on one scale, a few of them on a slide."""
    highest = max(bar.value for bar in figure.bars) or 1
    parts = [figure.bars[at : at + BARS] for at in range(0, len(figure.bars), BARS)]
    for number, part in enumerate(parts, 1):
        title = numbered(kit, figure.title, number, len(parts))
        slide = file.slide(title, told)
        slide.text([figure.measure], Look(20, SOFT), Place(BODY.left, BODY.top, BODY.width, 0.5))
        group = slide.group(figure.title, figure.alt)
        each = (BODY.height - 1.4) / len(part)
        look = Look(max(SIZES[-1], min(SIZES[0], each * 72 / 1.6)), INK, middle=True)
        for at, bar in enumerate(part):
            top = BODY.top + 0.6 + at * each
            length = max(0.05, (BODY.width - 5.2) * bar.value / highest)
            group.words([bar.label], look, Place(BODY.left, top, 2.9, each))
            group.block(Place(BODY.left + 2.95, top + each * 0.15, length, each * 0.7))
            value = Place(BODY.left + 3 + length, top, 2.2, each)
            group.words([bar_text(bar, kit.language)], replace(look, bold=True), value)
        base = " ".join(text for text in (figure.base, figure.note) if text)
        slide.text([base], Look(CAPTION, SOFT), Place(BODY.left, BODY.top + BODY.height - 0.75, BODY.width, 0.8))
