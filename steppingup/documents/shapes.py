"""How each kind of figure is laid out, from top to bottom."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from steppingup.documents.canvas import LEADING, PAD, Canvas, Dot, Line, Rect, Tone, Words, text_width
from steppingup.documents.models import Bars, Boxes, Elements, Figure, Steps, Timeline
from steppingup.documents.text import bar_text

if TYPE_CHECKING:
    from collections.abc import Iterator

RAIL = 12.0  # where the line of a timeline runs
STAIR = 8.0  # how far each step of a scale goes in


def lay_out(figure: Figure, language: str = "en", credit: str = "") -> Canvas:
    """Lay a figure out.

    Args:
        figure: a figure in the reader's language.
        language: how numbers are written.
        credit: where counted values come from, in words; drawn below them.
    """
    canvas = Canvas()
    canvas.text(0, figure.title, canvas.width, bold=True)
    canvas.gap(10)
    if isinstance(figure, Timeline):
        _timeline(canvas, figure)
    elif isinstance(figure, Bars):
        _bars(canvas, figure, language, credit)
    elif isinstance(figure, Steps):
        _steps(canvas, figure)
    elif isinstance(figure, Elements):
        _elements(canvas, figure)
    elif isinstance(figure, Boxes):
        _boxes(canvas, figure)
    if figure.note:
        canvas.gap(6)
        canvas.text(0, figure.note, canvas.width, tone="soft")
    canvas.gap(6)
    return canvas


def _timeline(canvas: Canvas, figure: Timeline) -> None:
    marks: list[float] = []
    for event in figure.events:
        marks.append(canvas.y + LEADING / 2)
        canvas.text(32, event.when, canvas.width, tone="accent", bold=True)
        canvas.text(32, event.text, canvas.width)
        canvas.gap(14)
    canvas.put(Line(RAIL, marks[0], RAIL, marks[-1]))
    canvas.put(*(Dot(RAIL, mark, 6) for mark in marks))


def _bars(canvas: Canvas, figure: Bars, language: str, credit: str) -> None:
    canvas.text(0, figure.measure, canvas.width, tone="soft")
    canvas.gap(4)
    said = [bar_text(bar, language) for bar in figure.bars]
    left = min(150.0, max(text_width(bar.label) for bar in figure.bars)) + 10
    room = max(40.0, canvas.width - left - max(text_width(text, bold=True) for text in said) - 10)
    highest = max(bar.value for bar in figure.bars) or 1
    for bar, text in zip(figure.bars, said, strict=True):
        top, length = canvas.y, max(2.0, room * bar.value / highest)
        canvas.text(0, bar.label, left - 10)
        canvas.put(Rect(left, top + 3, length, 16, "accent", radius=0))
        canvas.put(Words(left + length + 8, top + 15, text, bold=True))
        canvas.gap(6)
    canvas.put(Line(left, canvas.y - LEADING * len(said) - 6 * len(said), left, canvas.y, thick=1))
    canvas.gap(6)
    canvas.text(0, figure.base, canvas.width, tone="soft")
    if credit:
        canvas.text(0, credit, canvas.width, tone="soft")


def _steps(canvas: Canvas, figure: Steps) -> None:
    for number, step in enumerate(figure.steps):
        left = number * STAIR
        if number:
            _arrow(canvas, left + 2 * PAD)
        with _frame(canvas, left, marked=step.stop is not None):
            canvas.text(left + PAD, step.title, canvas.width - PAD, bold=True)
            if step.text:
                canvas.text(left + PAD, step.text, canvas.width - PAD)
            if step.stop:
                canvas.put(Dot(left + PAD + 5, canvas.y + LEADING / 2, 5))
                canvas.text(left + PAD + 18, step.stop, canvas.width - PAD, tone="accent", bold=True)


def _elements(canvas: Canvas, figure: Elements) -> None:
    for number, part in enumerate(figure.parts):
        if number:
            canvas.gap(4)
            if figure.joiner:  # parts that stand beside each other are not added up
                canvas.centred(figure.joiner, canvas.width / 2, canvas.width, tone="accent", bold=True)
            canvas.gap(4)
        with _frame(canvas, 0):
            canvas.text(PAD, part.title, canvas.width - PAD, bold=True)
            if part.lead:
                canvas.text(PAD, part.lead, canvas.width - PAD, tone="soft")
            for item in part.items:
                canvas.put(Dot(PAD + 4, canvas.y + LEADING / 2 + 1, 2.5))
                canvas.text(PAD + 16, item, canvas.width - PAD)


def _boxes(canvas: Canvas, figure: Boxes) -> None:
    with _frame(canvas, 0, filled=True):
        canvas.centred(figure.centre, canvas.width / 2, canvas.width - 2 * PAD, tone="on-accent", bold=True)
    top = canvas.y
    for box in figure.boxes:
        canvas.gap(12)
        middle = canvas.y + PAD + LEADING / 2
        canvas.put(Line(RAIL, middle, RAIL + 20, middle))
        with _frame(canvas, RAIL + 20):
            canvas.text(RAIL + 20 + PAD, box.title, canvas.width - PAD, bold=True)
            if box.text:
                canvas.text(RAIL + 20 + PAD, box.text, canvas.width - PAD)
    canvas.put(Line(RAIL, top, RAIL, middle))


@contextmanager
def _frame(canvas: Canvas, left: float, *, marked: bool = False, filled: bool = False) -> Iterator[None]:
    """Put a box around what is written inside the `with`; a marked one has a thick border as well as a tint."""
    at, top = len(canvas.shapes), canvas.y
    canvas.gap(PAD - 2)
    yield
    canvas.gap(PAD - 2)
    fill: Tone = "accent" if filled else "tint" if marked else "surface"
    edge: Tone = "accent" if filled or marked else "edge"
    box = Rect(left + 1, top, canvas.width - left - 2, canvas.y - top, fill, edge, 2.5 if marked else 1.0)
    canvas.shapes.insert(at, box)


def _arrow(canvas: Canvas, x: float) -> None:
    top, tip = canvas.y + 2, canvas.y + 16
    canvas.put(Line(x, top, x, tip), Line(x - 5, tip - 6, x, tip), Line(x + 5, tip - 6, x, tip))
    canvas.gap(18)
