"""Shapes in their places, before anything is drawn: what each kind of figure fills from top to bottom.

Figures are narrow on purpose: at 320 px every word is still readable, and on a wide page they stand at text size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

Tone = Literal["ink", "soft", "line", "edge", "accent", "tint", "surface", "on-accent"]

WIDTH = 360.0
TEXT = 15.0
LEADING = 20.0
PAD = 12.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    tone: Tone = "ink"
    bold: bool = False
    anchor: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Rect:
    """A box with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: Tone
    edge: Tone | None = None
    thick: float = 1.0
    radius: float = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone = "edge"
    thick: float = 2.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc."""

    x: float
    y: float
    radius: float
    fill: Tone = "accent"
    edge: Tone = "accent"


Shape = Words | Rect | Line | Dot


@dataclass(slots=True)
class Canvas:
    """A sheet that grows downwards; `y` is where the next thing goes."""

    y: float = 4.0
    width: float = WIDTH
    shapes: list[Shape] = field(default_factory=list)

    def put(self, *shapes: Shape) -> None:
        """Add shapes at places of their own."""
        self.shapes.extend(shapes)

    def text(self, x: float, text: str, until: float, *, tone: Tone = "ink", bold: bool = False) -> None:
        """Write a text that wraps between `x` and `until`, and go below it."""
        for line in wrap(text, until - x, bold=bold):
            self.put(Words(x, self.y + TEXT, line, tone, bold))
            self.y += LEADING

    def centred(self, text: str, x: float, width: float, *, tone: Tone = "ink", bold: bool = False) -> None:
        """Write a text that wraps in `width` around the middle `x`, and go below it."""
        for line in wrap(text, width, bold=bold):
            self.put(Words(x, self.y + TEXT, line, tone, bold, "center"))
            self.y += LEADING

    def gap(self, height: float) -> None:
        """Leave some room."""
        self.y += height


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that are at most `width` wide; one long word stays whole."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if current and text_width(longer, bold=bold) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current] if current else lines


@cache
def text_width(text: str, *, bold: bool = False) -> float:
    """Measure a text in the drawing library's own font: the same on every machine, and wider than page fonts."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - only drawing needs the library
    from matplotlib.textpath import text_to_path  # noqa: PLC0415 - as above

    font = FontProperties(family="DejaVu Sans", size=TEXT, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])
