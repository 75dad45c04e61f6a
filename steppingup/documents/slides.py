"""Slides that everybody can read: a title on each, in reading order, numbered, with notes, in a language that is said.

The writing is python-pptx's; what that library has no words for (language, alternative text, the number and the foot
of a slide) is set here. All that is shown is text and shapes of the program itself, so that a trainer can change it.
"""

from __future__ import annotations

import copy
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from steppingup.documents.tables import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

FONT = "Arial"
WIDE, HIGH = 13.333, 7.5  # inches
LEFT, TOP, ROOM_WIDE, ROOM_HIGH = 0.75, 1.7, 11.83, 4.95  # where the body of a slide stands
TITLE_SIZE, OPENING_SIZE = 34, 40
INK, ACCENT, TINT, PAPER, SOFT, EDGE = "1B2527", "0D5A61", "E2EFED", "FFFFFF", "4B585B", "727D80"
BLANK = 5  # "Title Only" in the library's own template
_TEMPLATE_WIDE = 10.0


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


BODY = Place(LEFT, TOP, ROOM_WIDE, ROOM_HIGH)


@dataclass(frozen=True)
class Look:
    """How words look: size in points, colour, bold, where they stand in their box."""

    size: float
    colour: str = INK
    bold: bool = False
    centred: bool = False
    middle: bool = False
    after: float = 0.0


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
        _widen(self._file)

    def slide(self, title: str, notes: Iterable[str] = (), *, dark: bool = False) -> Slide:
        """Add a slide; a title that was there before gets a number, so that each can be told from the others."""
        title = clean(title)
        seen = self._titles[title] = self._titles.get(title, 0) + 1
        made = self._file.slides.add_slide(self._file.slide_layouts[BLANK])
        _foot(made, self._foot, dark=dark)
        slide = Slide(made, dark=dark)
        slide.put_title(title if seen == 1 else f"{title} ({seen})")
        told = "\n".join(clean(line) for line in notes)
        if told:
            made.notes_slide.notes_text_frame.text = told
        return slide

    def data(self) -> bytes:
        """Return the file."""
        for slide in self._file.slides:
            _finish(slide, self._language)
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
            fill.fore_color.rgb = RGBColor.from_string(ACCENT)

    def put_title(self, text: str) -> None:
        """Write the title; on a dark slide, which opens something, it is larger."""
        frame = self._slide.shapes.title.text_frame
        look = Look(OPENING_SIZE, PAPER, bold=True) if self._dark else Look(TITLE_SIZE, ACCENT, bold=True)
        _write(frame, [text], look)

    def text(self, lines: Sequence[str], look: Look, place: Place = BODY) -> None:
        """Write paragraphs into a box."""
        box = self._slide.shapes.add_textbox(*_inches(place))
        _write(box.text_frame, lines, look)

    def statement(self, line: str, look: Look) -> None:
        """Write one sentence large, on a field with a bar beside it."""
        bar = Place(BODY.left, BODY.top, 0.15, BODY.height)
        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(bar))
        _paint(shape, ACCENT, "")
        shape._element.nvSpPr.cNvPr.append(_decorative(shape._element))
        _field(self._slide.shapes, [line], look, Place(BODY.left + 0.15, BODY.top, BODY.width - 0.15, BODY.height), TINT)

    def points(self, lines: Sequence[str], look: Look, place: Place = BODY) -> None:
        """Write a list with bullets."""
        box = self._slide.shapes.add_textbox(*_inches(place))
        _write(box.text_frame, lines, look)
        for paragraph in box.text_frame.paragraphs:
            _bullet(paragraph, look.size)

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

    def field(self, lines: Sequence[str], look: Look, place: Place, fill: str = TINT, edge: str = "") -> Any:
        """Add a box with words; the first line is bold where the look is not."""
        return _field(self._group.shapes, lines, look, place, fill, edge)

    def words(self, lines: Sequence[str], look: Look, place: Place) -> None:
        """Add words without a box."""
        _write(self._group.shapes.add_textbox(*_inches(place)).text_frame, lines, look)

    def block(self, place: Place, fill: str = ACCENT) -> None:
        """Add a filled rectangle without words."""
        shape = self._group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(place))
        _paint(shape, fill, "")


def _inches(place: Place) -> tuple[Emu, ...]:
    return tuple(Emu(Inches(one)) for one in (place.left, place.top, place.width, place.height))


def _field(shapes: Any, lines: Sequence[str], look: Look, place: Place, fill: str, edge: str = "") -> Any:
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_inches(place))
    _paint(shape, fill, edge)
    frame = shape.text_frame
    _write(frame, lines, look)
    frame.margin_left = frame.margin_right = Inches(0.15)
    if not look.bold and len(lines) > 1:
        for run in frame.paragraphs[0].runs:
            run.font.bold = True
    return shape


def _decorative(element: Any) -> Any:
    """Say that a shape only pleases the eye, so that nobody has to hear of it."""
    uri, space = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extensions = element.makeelement(qn("a:extLst"), {})
    extension = element.makeelement(qn("a:ext"), {"uri": uri})
    extension.append(element.makeelement(f"{{{space}}}decorative", {"val": "1"}, nsmap={"adec": space}))
    extensions.append(extension)
    return extensions


def _paint(shape: Any, fill: str, edge: str) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    if edge:
        shape.line.color.rgb = RGBColor.from_string(edge)
        shape.line.width = Pt(1.5)
    else:
        shape.line.fill.background()


def _write(frame: Any, lines: Sequence[str], look: Look) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if look.middle else MSO_ANCHOR.TOP
    for place, line in enumerate(lines or [""]):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if look.centred else PP_ALIGN.LEFT
        paragraph.space_after = Pt(look.after)
        run = paragraph.add_run()
        run.text = clean(line)
        run.font.size, run.font.bold, run.font.name = Pt(look.size), look.bold, FONT
        run.font.color.rgb = RGBColor.from_string(look.colour)


def _bullet(paragraph: Any, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Pt(size))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    sign = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(sign)


def _widen(file: Any) -> None:
    """Make the library's template, which is made for old screens, as wide as screens are."""
    file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    master = file.slide_master
    for shape in [*master.shapes, *(shape for layout in master.slide_layouts for shape in layout.shapes)]:
        if shape.left is not None:
            shape.left, shape.width = int(shape.left * WIDE / _TEMPLATE_WIDE), int(shape.width * WIDE / _TEMPLATE_WIDE)
    for owner in (master, file.slide_layouts[BLANK]):
        for shape in owner.placeholders:
            if shape.placeholder_format.type is not None and shape == owner.placeholders[0]:
                shape.left, shape.top, shape.width, shape.height = _inches(Place(LEFT, 0.35, ROOM_WIDE, 1.2))


def _foot(slide: Any, text: str, *, dark: bool) -> None:
    """Copy foot and number from the layout: the library leaves them there, where no slide shows them."""
    colour = PAPER if dark else SOFT
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        made = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(made)
        placed = next(one for one in slide.placeholders if one._element is made)
        left, wide = (LEFT, 10.0) if kind == "ftr" else (LEFT + ROOM_WIDE - 1.5, 1.5)
        placed.left, placed.top, placed.width, placed.height = _inches(Place(left, 6.9, wide, 0.4))
        body = placed.text_frame
        if kind == "ftr":
            body.text = ""
            _write(body, [text], Look(12, colour))
        for run in made.iter(qn("a:rPr")):
            run.set("sz", "1200")
            for old in run.findall(qn("a:solidFill")):
                run.remove(old)
            fill = run.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
            run.insert(0, fill)


def _finish(slide: Any, language: str) -> None:
    """Say the language of all words; read foot and number last."""
    tree = slide.shapes._spTree
    for shape in [one for one in slide.placeholders if one.placeholder_format.idx >= 10]:
        tree.append(shape._element)
    parts = [slide._element]
    if slide.has_notes_slide:
        parts.append(slide.notes_slide._element)
    for part in parts:
        for tag in ("a:rPr", "a:endParaRPr"):
            for run in part.iter(qn(tag)):
                run.set("lang", language)
        for run in part.iter(qn("a:r")):
            if run.find(qn("a:rPr")) is None:
                properties = run.makeelement(qn("a:rPr"), {"lang": language})
                run.insert(0, properties)
