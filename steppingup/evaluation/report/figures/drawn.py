"""A figure: one drawing for the page and as SVG and PNG, what it says in words, and its numbers as a table."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.documents.charts import DPI, INK, LINE, PAPER, WIDTH
from steppingup.documents.inline_svg import inline_svg, titled_svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet
    from matplotlib.transforms import Bbox

    from steppingup.evaluation.report.grid import Grid

ACCENT = "#0d5a61"
# Text on a coloured field stays dark when the page does not; it is told apart from ink, which follows the page.
ON_LIGHT, ON_DARK = "#1a2426", "#fefefe"
# Okabe and Ito (2008): told apart by all kinds of colour vision; with a sign of its own each, for print in grey.
SERIES = (("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^"), ("#cc79a7", "D"))


@dataclass(frozen=True)
class Figure:
    """A drawn figure.

    Args:
        id: names its files.
        title: what it is.
        alt: what it shows, in sentences.
        inline: the drawing for the page.
        svg: the same as a file.
        png: the same as a picture.
        grid: its numbers.
    """

    id: str
    title: str
    alt: str
    inline: str
    svg: bytes
    png: bytes
    grid: Grid


def drawn(grid: Grid, alt: str, height: float, paint: Callable[[Axes], None]) -> Figure:
    """Draw a figure.

    Args:
        grid: its numbers; the figure has its id and title.
        alt: what it shows.
        height: in inches.
        paint: draws into the axes.
    """
    import matplotlib as mpl  # noqa: PLC0415 - takes a second, and only drawing needs it
    from matplotlib.figure import Figure as Sheet  # noqa: PLC0415 - as above

    settings: Any = {
        "font.family": "DejaVu Sans", "hatch.linewidth": 0.6, "text.parse_math": False, "svg.fonttype": "none",
        "svg.hashsalt": grid.id,
    }  # fmt: skip
    with mpl.rc_context(settings):
        sheet = Sheet(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER)
        axes = sheet.add_subplot()
        quiet(axes)
        paint(axes)
        box = _box(sheet)
        text, png = _saved(sheet, "svg", box).decode(), _saved(sheet, "png", box)
    title = grid.title
    return Figure(
        grid.id, title, alt, inline_svg(text, f"figure-{grid.id}", title, alt), titled_svg(text, title, alt), png, grid
    )


def quiet(axes: Axes) -> None:
    """Take away what carries nothing."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LINE)
    axes.set_facecolor(PAPER)
    axes.tick_params(colors=INK, labelcolor=INK, labelsize=8.5, length=3)
    axes.grid(visible=True, color=LINE, linewidth=0.3)
    axes.set_axisbelow(True)


def legend(axes: Axes, columns: int = 3) -> None:
    """Put the legend below the drawing, where it hides nothing."""
    inches = axes.get_window_extent().height / DPI
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.6 / inches), ncols=columns, frameon=False, fontsize=8.5,
                labelcolor=INK, borderaxespad=0)  # fmt: skip


def named(axes: Axes, across: str, up: str = "") -> None:
    """Name the axes."""
    axes.set_xlabel(across, color=INK, fontsize=9)
    axes.set_ylabel(up, color=INK, fontsize=9)


def wrapped(text: str, width: int = 26, most: int = 3) -> str:
    """Break a label into lines."""
    return "\n".join(textwrap.wrap(text, width, max_lines=most, placeholder=" …")) or "-"


def _box(sheet: Sheet) -> Bbox:
    """Find what the drawing fills: once, as laying out takes longer than saving."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - as above

    FigureCanvasAgg(sheet)
    sheet.draw_without_rendering()
    return sheet.get_tightbbox().padded(0.08)


def _saved(sheet: Sheet, kind: str, box: Bbox) -> bytes:
    stream = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    sheet.savefig(stream, format=kind, bbox_inches=box, metadata=metadata)
    return stream.getvalue()
