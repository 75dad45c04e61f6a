"""Charts of numbers that nobody knows beforehand, drawn by matplotlib: bars in parts, and grids of marks.

Whoever cannot tell colours apart, or prints in grey, reads the same: parts of a bar differ in lightness and pattern and
carry their number, fields of a grid carry a sign. Every chart has a text that says what it shows.
"""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes

DPI = 150
WIDTH = 6.7  # inches: what an A4 page has between its margins
INK, LINE, PAPER = "#1b2527", "#9aa5a7", "#ffffff"
LABEL = 34  # characters in a line of a label

# Fill, colour of the text on it, pattern. Fills are those of Okabe and Ito (2008), a palette for all kinds of colour
# vision; from dark to light, so that they differ in grey, too.
STYLES: dict[str, tuple[str, str, str]] = {
    "dark": ("#004d7a", "#ffffff", ""),
    "middle": ("#56b4e9", INK, "//"),
    "warm": ("#e69f00", INK, "xx"),
    "light": ("#f3ead0", INK, ".."),
    "empty": (PAPER, INK, ""),
}


@dataclass(frozen=True)
class Chart:
    """A drawn chart.

    Args:
        id: names its file.
        title: what it is.
        alt: what it shows, in sentences, for people who do not see it.
        png: the picture.
        inches: width and height.
    """

    id: str
    title: str
    alt: str
    png: bytes
    inches: tuple[float, float]


@dataclass(frozen=True)
class Part:
    """A part of every bar: its name, its style (a key of `STYLES`), and its number for each bar."""

    name: str
    style: str
    values: Sequence[int]


@dataclass(frozen=True)
class Mark:
    """A state of a field: its name, its style and the sign that stands in the field."""

    name: str
    style: str
    sign: str


@dataclass(frozen=True)
class Naming:
    """What every chart is called and says: see `Chart`."""

    id: str
    title: str
    alt: str


def bars(naming: Naming, labels: Sequence[str], parts: Sequence[Part], measure: str) -> Chart:
    """Draw a bar for each label, from top to bottom, made of its parts; numbers stand in the parts.

    Args:
        naming: id, title and text.
        labels: what each bar is.
        parts: from left to right.
        measure: what is counted.
    """
    parts = [part for part in parts if any(part.values)] or parts[:1]
    with _settings():
        sheet = _bars([_wrapped(label) for label in labels], parts, measure)
        return Chart(naming.id, naming.title, naming.alt, *_drawn(sheet))


def grid(  # noqa: PLR0913 - a grid has two sides, and fields between them
    naming: Naming,
    rows: Sequence[str],
    columns: Sequence[str],
    states: Sequence[Sequence[str]],
    marks: dict[str, Mark],
    *,
    legend: bool = True,
) -> Chart:
    """Draw a field for each row and column, with the mark of its state; an unknown state leaves the field blank.

    Args:
        naming: id, title and text.
        rows: labels from top to bottom.
        columns: labels from left to right; many of them stand upright.
        states: for each row a key of ``marks`` per column.
        marks: what the states look like.
        legend: explain the signs below; not needed where signs are numbers.
    """
    upright = len(columns) > 5
    across = [_wrapped(column, 32 if upright else 18, 2 if upright else 3) for column in columns]
    down = [_wrapped(row, 44) for row in rows]
    with _settings():
        lines = sum(name.count("\n") + 1 for name in down)
        sheet, axes = _sheet(WIDTH, 0.19 * lines + 0.06 * len(down) + (2.6 if upright else 1.4))
        _fields(axes, states, marks, (max(len(down), 1), max(len(across), 1)))
        axes.set_xticks(range(len(across)), across, rotation=90 if upright else 0, fontsize=7 if upright else 8.5)
        axes.set_yticks(range(len(down)), down, fontsize=8.5)
        axes.xaxis.tick_top()
        if legend:
            _grid_legend(axes, marks)
        _quiet(axes, frame=True)
        return Chart(naming.id, naming.title, naming.alt, *_drawn(sheet))


def _bars(names: Sequence[str], parts: Sequence[Part], measure: str) -> Any:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - takes a second, and only drawing needs it

    lines = sum(name.count("\n") + 1 for name in names)
    sheet, axes = _sheet(WIDTH, 1.1 + 0.2 * lines + 0.14 * len(names))
    left = [0] * len(names)
    whole = max((sum(part.values[i] for part in parts) for i in range(len(names))), default=0)
    for part in parts:
        fill, ink, pattern = STYLES[part.style]
        axes.barh(range(len(names)), part.values, left=left, color=fill, edgecolor=INK, hatch=pattern, linewidth=0.6,
                  label=part.name.lstrip("_ ") or "-", height=0.68)  # matplotlib hides what begins with _  # fmt: skip
        _numbers(axes, part.values, left, (ink, fill), whole)
        left = [before + value for before, value in zip(left, part.values, strict=True)]
    axes.set_yticks(range(len(names)), names)
    axes.set(ylim=(len(names) - 0.5, -0.5), xlim=(0, max(whole, 1) * 1.02))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(measure, color=INK)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=min(len(parts), 3), frameon=False, fontsize=9,
                borderaxespad=0.2, handlelength=1.6)  # fmt: skip
    _quiet(axes)
    return sheet


def _numbers(axes: Axes, values: Sequence[int], left: Sequence[int], colours: tuple[str, str], whole: int) -> None:
    box = {"boxstyle": "round,pad=0.15", "facecolor": colours[1], "edgecolor": "none"}
    for place, (value, before) in enumerate(zip(values, left, strict=True)):
        if value and value >= whole * 0.025:
            axes.text(before + value / 2, place, str(value), color=colours[0], ha="center", va="center", fontsize=9,
                      bbox=box)  # fmt: skip


def _fields(axes: Axes, states: Sequence[Sequence[str]], marks: dict[str, Mark], size: tuple[int, int]) -> None:
    """Paint the fields and write their signs; a field without a state stays paper."""
    from matplotlib.collections import PolyCollection  # noqa: PLC0415 - takes a second, and only drawing needs it

    squares, paint = [], []
    places: dict[str, list[tuple[int, int]]] = {}
    for down, line in enumerate(states):
        for across, state in enumerate(line):
            if state in marks:
                left, top = across - 0.5, down - 0.5
                squares.append([(left, top), (left + 1, top), (left + 1, top + 1), (left, top + 1)])
                paint.append(STYLES[marks[state].style][0])
                places.setdefault(state, []).append((across, down))
    axes.add_collection(PolyCollection(squares, facecolors=paint, edgecolors="none", antialiased=False))
    axes.set(xlim=(-0.5, size[1] - 0.5), ylim=(size[0] - 0.5, -0.5))
    for state, found in places.items():
        _signs(axes, marks[state], found)
    axes.set_xticks([place - 0.5 for place in range(size[1])], minor=True)
    axes.set_yticks([place - 0.5 for place in range(size[0])], minor=True)
    axes.grid(which="minor", color=LINE, linewidth=0.5)
    axes.tick_params(which="both", length=0)


def _signs(axes: Axes, mark: Mark, places: Sequence[tuple[int, int]]) -> None:
    """Write the sign of a mark in its fields; hundreds of short texts would take longer than all the rest."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - only drawing needs it
    from matplotlib.textpath import TextPath  # noqa: PLC0415 - as above
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - as above

    ink = STYLES[mark.style][1]
    if len(mark.sign) > 1:
        for across, down in places:
            axes.text(across, down, mark.sign, color=ink, ha="center", va="center", fontsize=9, fontweight="bold")
        return
    drawn = TextPath((0, 0), mark.sign, size=10, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    box = drawn.get_extents()
    centred = drawn.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2))
    xs, ys = [across for across, _ in places], [down for _, down in places]
    axes.scatter(xs, ys, marker=centred, s=70, color=ink, linewidths=0)


def _grid_legend(axes: Axes, marks: dict[str, Mark]) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415 - takes a second, and only drawing needs it

    keys = [Patch(facecolor=STYLES[mark.style][0], edgecolor=INK, lw=0.6, label=f"{mark.sign}  {mark.name}")
            for mark in marks.values()]  # fmt: skip
    axes.legend(handles=keys, loc="upper left", bbox_to_anchor=(0, 0), ncols=min(len(keys), 3), frameon=False,
                fontsize=8.5, borderaxespad=0.4)  # fmt: skip


def _wrapped(text: str, width: int = LABEL, most: int = 3) -> str:
    return "\n".join(textwrap.wrap(text, width, max_lines=most, placeholder=" …")) or "-"


def _settings() -> AbstractContextManager[None]:
    import matplotlib as mpl  # noqa: PLC0415 - takes a second, and only drawing needs it

    # a dollar in somebody's words begins no formula
    settings: Any = {"font.family": "DejaVu Sans", "hatch.linewidth": 0.5, "text.parse_math": False}
    return mpl.rc_context(settings)


def _sheet(width: float, height: float) -> tuple[Any, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only drawing needs it
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    sheet = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(sheet)
    return sheet, sheet.add_subplot()


def _quiet(axes: Axes, *, frame: bool = False) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(frame)
        axes.spines[side].set_color(LINE)
    axes.tick_params(colors=INK, labelcolor=INK)
    if not frame:
        axes.xaxis.grid(visible=True, color="#dcdad1", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)


def _drawn(sheet: Any) -> tuple[bytes, tuple[float, float]]:
    stream = io.BytesIO()
    sheet.savefig(stream, format="png", bbox_inches="tight", pad_inches=0.08, metadata={"Software": None})
    data = stream.getvalue()
    pixels = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return data, (pixels[0] / DPI, pixels[1] / DPI)
