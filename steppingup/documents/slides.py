"""Slides that everybody can read: a title on each, in reading order, numbered, with notes, in a language that is said.

The writing is python-pptx's; what that library has no words for (language, alternative text, the number and the foot
of a slide) is set here. All that is shown is text and shapes of the program itself, so that a trainer can change it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from steppingup.documents import slide_frame as frame
from steppingup.documents.fitting import size_that_fits
from steppingup.documents.slide_frame import ACCENT, FONT, INK, LEFT, PAPER, ROOM_HIGH, ROOM_WIDE, SOFT, TINT, TOP
from steppingup.documents.tables import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

TITLES, OPENINGS, COVERS = (34, 30, 26, 22), (40, 36, 32, 28, 24), (54, 48, 44, 40, 36, 32, 28, 24)
BREAK = "\v"  # begins a new line within a paragraph
COVER = (LEFT, 1.2, ROOM_WIDE, 2.8)
_RULED = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # "No Style, Table Grid" of the slide program: thin lines, no colours

_RGB: Any = RGBColor


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


BODY = Place(LEFT, TOP, ROOM_WIDE, ROOM_HIGH)


@dataclass(frozen=True)
class Paint:
    """How a field is painted; without an edge it has none."""

    fill: str = TINT
    edge: str = ""


@dataclass(frozen=True)
class Look:
    """How words look: size in points, colour, bold, where they stand in their box."""

    size: float
    colour: str = INK
    bold: bool = False
    centred: bool = False
    middle: bool = False
    after: float = 0.0


@dataclass(frozen=True)
class Grid:
    """How a table is laid out: the size of its letters, and the inches of its columns and rows, the head included."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]


class SlideFile:
    """A deck that is written from the first slide to the last.

    Args:
        title: what it is called, in its properties.
        language: of its words, such as ``en``.
        creator: who made it, as the properties tell: the course, never a person.
        made: when, for the properties.
        foot: what stands at the foot of every slide.
    """

    def __init__(self, title: str, language: str, creator: str, made: datetime, foot: str) -> None:
        self._file: Any = Presentation()
        self._language = "en-GB" if language == "en" else language
        self._foot = clean(foot)
        self._titles: dict[str, int] = {}
        found = self._file.core_properties
        found.title, found.author, found.last_modified_by = clean(title)[:255], creator, creator
        found.language, found.created, found.modified = language, made, made
        frame.widen(self._file)

    def slide(self, title: str, notes: Iterable[str] = (), *, dark: bool = False) -> Slide:
        """Add a slide; a title that was there before gets a number, so that each can be told from the others."""
        title = clean(title)
        seen = self._titles[title] = self._titles.get(title, 0) + 1
        made = self._file.slides.add_slide(self._file.slide_layouts[frame.BLANK])
        frame.foot(made, self._foot, PAPER if dark else SOFT)
        slide = Slide(made, dark=dark)
        slide.put_title(title if seen == 1 else f"{title} ({seen})")
        told = "\n".join(clean(line) for line in notes)
        if told:
            made.notes_slide.notes_text_frame.text = told
        return slide

    def data(self) -> bytes:
        """Return the file."""
        for slide in self._file.slides:
            frame.finish(slide, self._language)
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()


class Slide:
    """One slide; what is put on it is read in the order in which it came."""

    def __init__(self, slide: Any, *, dark: bool) -> None:
        self._slide, self._dark = slide, dark
        if dark:
            fill = slide.background.fill
            fill.solid()
            fill.fore_color.rgb = _RGB.from_string(ACCENT)

    def put_title(self, text: str) -> None:
        """Write the title; on a dark slide, which opens something, it is larger; a long one is smaller."""
        self._title(text, OPENINGS if self._dark else TITLES, frame.TITLE_HIGH)

    def cover(self, lines: Sequence[str]) -> None:
        """Make it the first slide: the title in the middle, and what stands below it."""
        title = self._slide.shapes.title
        title.left, title.top, title.width, title.height = frame.inches(*COVER)
        self._title(title.text_frame.text, COVERS, COVER[3], bottom=True)
        self.text(lines, Look(28, PAPER, after=10), Place(LEFT, COVER[1] + COVER[3] + 0.3, ROOM_WIDE, 2.2))

    def _title(self, text: str, sizes: Sequence[int], room: float, *, bottom: bool = False) -> None:
        size = size_that_fits([text], ROOM_WIDE - 0.3, room - 0.1, sizes, bold=True) or sizes[-1]
        words = self._slide.shapes.title.text_frame
        words.clear()
        _write(words, [text], Look(size, PAPER if self._dark else ACCENT, bold=True))
        words.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP

    def text(self, lines: Sequence[str], look: Look, place: Place = BODY) -> None:
        """Write paragraphs into a box."""
        box = self._slide.shapes.add_textbox(*_inches(place))
        _write(box.text_frame, lines, look)

    def statement(self, line: str, look: Look) -> None:
        """Write one sentence large, on a field with a bar beside it."""
        bar = Place(BODY.left, BODY.top, 0.15, BODY.height)
        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(bar))
        _paint(shape, Paint(ACCENT))
        shape._element.nvSpPr.cNvPr.append(frame.decorative(shape._element))
        place = Place(BODY.left + 0.15, BODY.top, BODY.width - 0.15, BODY.height)
        _field(self._slide.shapes, [line], look, place, Paint())

    def points(self, lines: Sequence[str], look: Look, place: Place = BODY) -> None:
        """Write a list with bullets."""
        box = self._slide.shapes.add_textbox(*_inches(place))
        _write(box.text_frame, lines, look)
        for paragraph in box.text_frame.paragraphs:
            _bullet(paragraph, look.size)

    def lettered(self, lines: Sequence[tuple[str, str]], look: Look, place: Place = BODY) -> None:
        """Write a list whose entries begin with a letter."""
        box = self._slide.shapes.add_textbox(*_inches(place))
        _write(box.text_frame, [f"{letter}\t{text}" for letter, text in lines], look)
        for paragraph in box.text_frame.paragraphs:
            _hang(paragraph, 1.6 * look.size)

    def table(self, name: str, told: str, lines: Sequence[Sequence[str]], grid: Grid, place: Place = BODY) -> None:
        """Add a table with its text alternative; the first of its lines is its head."""
        size = frame.inches(place.left, place.top, sum(grid.widths), sum(grid.heights))
        shape = self._slide.shapes.add_table(len(lines), len(grid.widths), *size)
        shape.name = clean(name)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(told))
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _RULED
        shape.table.horz_banding = False
        for column, width in zip(shape.table.columns, grid.widths, strict=True):
            column.width = Inches(width)
        for at, (row, high, texts) in enumerate(zip(shape.table.rows, grid.heights, lines, strict=True)):
            row.height = Inches(high)
            look = Look(grid.size, bold=True) if at == 0 else Look(grid.size)
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell.text_frame, [text], look)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _RGB.from_string(TINT if at == 0 else PAPER)

    def group(self, name: str, told: str) -> Group:
        """Begin a picture made of shapes, with its text alternative."""
        shape = self._slide.shapes.add_group_shape()
        shape.name = clean(name)
        properties = shape._element.nvGrpSpPr.cNvPr
        properties.set("descr", clean(told))
        properties.set("title", clean(name))
        return Group(shape)


class Group:
    """A picture made of shapes."""

    def __init__(self, group: Any) -> None:
        self._group = group

    def field(self, lines: Sequence[str], look: Look, place: Place, paint: Paint, *, before: str = "") -> None:
        """Add a box with words; the first line is bold where the look is not, and ``before`` stands in front of it."""
        _field(self._group.shapes, lines, look, place, paint)
        if before:
            first = self._group.shapes[-1].text_frame.paragraphs[0]
            bold = first.runs[0]._r
            bold.addprevious(_run(first, clean(before.removesuffix(BREAK)), look)._r)
            if before.endswith(BREAK):
                bold.addprevious(bold.makeelement(qn("a:br"), {}))

    def words(self, lines: Sequence[str], look: Look, place: Place) -> None:
        """Add words without a box."""
        _write(self._group.shapes.add_textbox(*_inches(place)).text_frame, lines, look)

    def block(self, place: Place) -> None:
        """Add a filled rectangle without words."""
        shape = self._group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(place))
        _paint(shape, Paint(ACCENT))


def _inches(place: Place) -> tuple[Any, ...]:
    return frame.inches(place.left, place.top, place.width, place.height)


def _field(shapes: Any, lines: Sequence[str], look: Look, place: Place, paint: Paint) -> None:
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(place))
    _paint(shape, paint)
    words = shape.text_frame
    _write(words, lines, look)
    words.margin_left = words.margin_right = Inches(0.15)
    if not look.bold and len(lines) > 1:
        for run in words.paragraphs[0].runs:
            run.font.bold = True


def _paint(shape: Any, paint: Paint) -> None:
    frame.flat(shape._element)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _RGB.from_string(paint.fill)
    if paint.edge:
        shape.line.color.rgb = _RGB.from_string(paint.edge)
        shape.line.width = Pt(1.5)
    else:
        shape.line.fill.background()


def _write(words: Any, lines: Sequence[str], look: Look) -> None:
    words.word_wrap = True
    words.vertical_anchor = MSO_ANCHOR.MIDDLE if look.middle else MSO_ANCHOR.TOP
    for place, line in enumerate(lines or [""]):
        paragraph = words.paragraphs[0] if place == 0 else words.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if look.centred else PP_ALIGN.LEFT
        paragraph.space_after = Pt(look.after)
        _run(paragraph, clean(line), look)


def _run(paragraph: Any, text: str, look: Look) -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(look.size), look.bold, FONT
    run.font.color.rgb = _RGB.from_string(look.colour)
    return run


def _hang(paragraph: Any, points: float) -> Any:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(Pt(points))))
    properties.set("indent", str(-int(Pt(points))))
    return properties


def _bullet(paragraph: Any, size: float) -> None:
    properties = _hang(paragraph, size)
    properties.append(
        properties.makeelement(qn("a:buFont"), {"typeface": FONT})
    )  # else a sign of another size comes in
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
