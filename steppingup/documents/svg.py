"""Draw a laid-out figure with matplotlib, and make the drawing part of the page.

matplotlib writes a picture with colours, a font, a style sheet and ids of its own. In a page the colours must follow
light, dark and print, a style sheet would leak into everything else, and ids would clash with those of the next
figure. So we draw in colours that stand for tones, and put the names of the page's own colours in their place.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from steppingup.documents.canvas import TEXT, Canvas, Dot, Line, Shape, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SVG = "http://www.w3.org/2000/svg"
FONT = "var(--su-sans, var(--jp-content-font-family, system-ui, sans-serif))"
EM_WIDTH = 27  # the widest a figure gets: its text is then as large as the text of the page

# tone -> (colour that matplotlib draws, colour of the page: ours, else JupyterLab's, else a plain one)
TONES = {
    "ink": ("#010101", "var(--su-ink, var(--jp-content-font-color1, #1b2527))"),
    "soft": ("#010102", "var(--su-ink-soft, var(--jp-content-font-color1, #4b585b))"),
    "line": ("#010103", "var(--su-line, var(--jp-border-color2, #dcdad1))"),
    "edge": ("#010104", "var(--su-edge, var(--jp-content-font-color1, #727d80))"),
    "accent": ("#010105", "var(--su-accent, var(--jp-content-link-color, #0d5a61))"),
    "tint": ("#010106", "var(--su-accent-soft, var(--jp-layout-color2, #e2efed))"),
    "surface": ("#010107", "var(--su-surface, var(--jp-layout-color0, #ffffff))"),
    "on-accent": ("#010108", "var(--su-on-accent, var(--jp-layout-color0, #ffffff))"),
}
_PAGE_COLOUR = dict(TONES.values())
_COLOUR = re.compile(r"#0101[0-9a-f]{2}")
_KEPT = ("d", "x", "y")


def svg_of(canvas: Canvas, id_: str, title: str, summary: str) -> str:
    """Draw a canvas.

    Args:
        canvas: the laid-out figure.
        id_: its id; ids inside the picture begin with it.
        title: the name of the picture, read by screen readers.
        summary: its description, read after the name.

    Returns:
        One `<svg role="img">` for the body of a page, the same text for the same figure on every machine.
    """
    drawn = ET.fromstring(_drawing(canvas, id_))  # noqa: S314 - our own drawing, not foreign XML
    name, described = f"su-figure-{id_}-title", f"su-figure-{id_}-desc"
    size = f"{canvas.width:g} {canvas.y:g}"
    picture = ET.Element(
        "svg",
        {"class": "su-figure", "role": "img", "aria-labelledby": name, "aria-describedby": described,
         "viewBox": f"0 0 {size}", "stroke-linejoin": "round", "font-size": f"{TEXT:g}",
         "style": f"display: block; width: 100%; max-width: {EM_WIDTH}rem; height: auto; font-family: {FONT}"},
    )  # fmt: skip
    ET.SubElement(picture, "title", {"id": name}).text = title
    ET.SubElement(picture, "desc", {"id": described}).text = summary
    shapes = drawn.iterfind(f".//{{{SVG}}}g[@id='axes_1']/*/*")
    picture.extend(map(_clean, shapes))
    return ET.tostring(picture, encoding="unicode")


def _drawing(canvas: Canvas, salt: str) -> str:
    import matplotlib as mpl  # noqa: PLC0415 - takes half a second, and only drawing needs it
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - as above
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": salt, "path.simplify": False, "font.family": "DejaVu Sans"}
    with mpl.rc_context(settings):
        sheet = Figure(figsize=(canvas.width / 72, canvas.y / 72), dpi=72)
        axes = sheet.add_axes((0, 0, 1, 1), xlim=(0, canvas.width), ylim=(canvas.y, 0), frame_on=False)
        axes.set_axis_off()
        for order, shape in enumerate(canvas.shapes):
            _draw(axes, shape, order)
        FigureCanvasSVG(sheet)
        text = io.StringIO()
        sheet.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return text.getvalue()


def _draw(axes: Axes, shape: Shape, order: int) -> None:
    from matplotlib.patches import Circle, FancyBboxPatch  # noqa: PLC0415 - only drawing needs the library

    if isinstance(shape, Words):
        weight = "bold" if shape.bold else "normal"
        options: dict[str, Any] = {"fontsize": TEXT, "fontweight": weight, "ha": shape.anchor, "va": "baseline"}
        axes.text(shape.x, shape.y, shape.text, color=_ink(shape.tone), parse_math=False, zorder=order, **options)
    elif isinstance(shape, Line):
        across, down = (shape.x1, shape.x2), (shape.y1, shape.y2)
        axes.plot(across, down, color=_ink(shape.tone), linewidth=shape.thick, zorder=order, clip_on=False)
    elif isinstance(shape, Dot):
        colours = {"facecolor": _ink(shape.fill), "edgecolor": _ink(shape.edge)}
        axes.add_patch(Circle((shape.x, shape.y), shape.radius, zorder=order, clip_on=False, **colours))
    else:
        edge = _ink(shape.edge) if shape.edge else "none"
        style = f"round,pad=0,rounding_size={shape.radius}" if shape.radius else "square,pad=0"
        box: Any = FancyBboxPatch((shape.x, shape.y), shape.width, shape.height, boxstyle=style, clip_on=False)
        box.set(facecolor=_ink(shape.fill), edgecolor=edge, linewidth=shape.thick, zorder=order)
        axes.add_patch(box)


def _ink(tone: str) -> str:
    return TONES[tone][0]


def _clean(element: ET.Element) -> ET.Element:
    """Keep the shape and its paint; leave ids, fonts and the drawing library's ways behind."""
    kept = {name: _short(value) for name, value in element.attrib.items() if name in _KEPT}
    paint = dict(_declarations(element.get("style", "")))
    tag = element.tag.removeprefix(f"{{{SVG}}}")
    if tag == "text":
        kept |= {name: paint[name] for name in ("font-weight", "text-anchor") if paint.get(name, "start") != "start"}
        paint = {"fill": paint["fill"]}
    clean = ET.Element(tag, kept)
    clean.set("style", "; ".join(f"{name}: {_page_colour(value)}" for name, value in paint.items()))
    clean.text = element.text
    return clean


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return [(name.strip(), value.strip()) for name, value in pairs]


def _page_colour(value: str) -> str:
    return _COLOUR.sub(lambda found: _PAGE_COLOUR[found[0]], value)


def _short(value: str) -> str:
    return re.sub(r"(\.\d\d)\d+", r"\1", " ".join(value.split()))
