"""What the slides' library leaves undone: wide screens, foot and number on each slide, the language of all words."""

from __future__ import annotations

import copy
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from steppingup.documents.tables import clean

FONT = "Arial"
WIDE, HIGH = 13.333, 7.5  # inches
LEFT, TOP, ROOM_WIDE, ROOM_HIGH = 0.75, 1.7, 11.83, 4.95  # where the body of a slide stands
TITLE_HIGH = 1.25
INK, ACCENT, TINT, PAPER, SOFT, EDGE = "1B2527", "0D5A61", "E2EFED", "FFFFFF", "4B585B", "727D80"
BLANK = 5  # "Title Only" in the library's own template
FOOT = 1200  # hundredths of a point

_TEMPLATE_WIDE = 10.0
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def inches(left: float, top: float, width: float, height: float) -> tuple[Any, ...]:
    """Give a place as the library counts."""
    return tuple(Emu(Inches(one)) for one in (left, top, width, height))


def widen(file: Any) -> None:
    """Make the library's template, which is made for old screens, as wide as screens are."""
    file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    master = file.slide_master
    layouts = [shape for layout in master.slide_layouts for shape in layout.shapes]
    for shape in [*master.shapes, *layouts]:
        if shape.left is not None:
            shape.left, shape.width = int(shape.left * WIDE / _TEMPLATE_WIDE), int(shape.width * WIDE / _TEMPLATE_WIDE)
    for owner in (master, file.slide_layouts[BLANK]):
        title = owner.placeholders[0]
        title.left, title.top, title.width, title.height = inches(LEFT, 0.35, ROOM_WIDE, TITLE_HIGH)


def foot(slide: Any, text: str, colour: str) -> None:
    """Copy foot and number from the layout: the library leaves them there, where no slide shows them."""
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        slide.shapes._spTree.append(copy.deepcopy(shape._element))
        placed = list(slide.placeholders)[-1]
        left, wide = (LEFT, 10.0) if kind == "ftr" else (LEFT + ROOM_WIDE - 1.5, 1.5)
        placed.left, placed.top, placed.width, placed.height = inches(left, 6.9, wide, 0.4)
        if kind == "ftr":
            placed.text_frame.text = clean(text)
            placed.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _coloured(placed._element, colour)


def finish(slide: Any, language: str) -> None:
    """Say the language of all words; read foot and number last."""
    for shape in [one for one in slide.placeholders if one.placeholder_format.idx >= 10]:
        slide.shapes._spTree.append(shape._element)
    parts = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
    for part in parts:
        for run in [*part.iter(qn("a:r")), *part.iter(qn("a:fld"))]:
            run.get_or_add_rPr().set("lang", language)
        for last in part.iter(qn("a:endParaRPr")):
            last.set("lang", language)


def decorative(element: Any) -> Any:
    """Say that a shape only pleases the eye, so that nobody has to hear of it."""
    extensions = element.makeelement(qn("a:extLst"), {})
    extension = element.makeelement(qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    extension.append(element.makeelement(f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE}))
    extensions.append(extension)
    return extensions


def flat(element: Any) -> None:
    """Take away the shadow that the template gives to every shape."""
    for effect in element.iter(qn("a:effectRef")):
        effect.set("idx", "0")


def _coloured(element: Any, colour: str) -> None:
    for run in [*element.iter(qn("a:r")), *element.iter(qn("a:fld"))]:
        look = run.get_or_add_rPr()
        look.set("sz", str(FOOT))
        for old in look.findall(qn("a:solidFill")):
            look.remove(old)
        fill = look.makeelement(qn("a:solidFill"), {})
        fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
        look.insert(0, fill)
        for name in ("a:latin", "a:cs"):
            look.append(look.makeelement(qn(name), {"typeface": FONT}))
