"""The text alternative of a figure: the same content as rows, for a list, a small table, or paper."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from steppingup.common.language import formats_of
from steppingup.documents.models import Bar, Bars, Boxes, Elements, Figure, Steps, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a label, what it says, and a list below it if there is one."""

    label: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words.

    `shape` tells how it reads best: an ordered list (`steps`, `timeline`), a table with `columns`, or plain boxes.
    `summary` says what the figure shows; `base` of whom something was counted; `sources` are ids.
    """

    id: str
    title: str
    summary: str
    shape: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    base: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the figure as lines of plain text."""
        yield from (self.title, self.summary)
        for row in self.rows:
            yield f"- {row.label}: {row.text}" if row.text else f"- {row.label}"
            yield from (f"  - {item}" for item in row.items)
        yield from (text for text in (self.base, self.note) if text)

    def html(self) -> str:
        """Write the rows as a list or a table, without title and summary."""
        body = _table(self) if self.columns else _list(self)
        return body + "".join(f"<p>{escape(text)}</p>" for text in (self.base, self.note) if text)


def figure_rows(figure: Figure, language: str = "en") -> FigureText:
    """Put a figure into words.

    Args:
        figure: a figure whose texts are already in the reader's language.
        language: how numbers are written.
    """
    rows, columns, base = _content(figure, language)
    shape = "table" if columns else {"scale": "steps", "cords": "boxes"}.get(figure.kind, figure.kind)
    return FigureText(
        figure.id, figure.title, figure.alt, shape, tuple(rows), columns, base, figure.note or "", tuple(figure.sources)
    )


def bar_text(bar: Bar, language: str) -> str:
    """Write a value as people of the language do, or in the words that the author gave."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - only figures with numbers need it

    return bar.text or str(format_decimal(bar.value, locale=formats_of(language)))


def _content(figure: Figure, language: str) -> tuple[list[Row], tuple[str, ...], str]:
    if isinstance(figure, Timeline):
        return [Row(event.when, event.text) for event in figure.events], (), ""
    if isinstance(figure, Bars):
        rows = [Row(bar.label, bar_text(bar, language)) for bar in figure.bars]
        return rows, (figure.label, figure.measure), figure.base
    if isinstance(figure, Steps):
        return [Row(step.title, step.text or "", (step.stop,) if step.stop else ()) for step in figure.steps], (), ""
    if isinstance(figure, Elements):
        return [Row(part.title, part.lead or "", tuple(part.items)) for part in figure.parts], (), ""
    if isinstance(figure, Boxes):
        around = [Row(box.title, box.text or "") for box in figure.boxes]
        return [Row(figure.centre), *around], (), ""
    raise TypeError(type(figure).__name__)  # a kind without words would leave a reader out


def _table(text: FigureText) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in text.columns)
    rows = "".join(f'<tr><th scope="row">{escape(row.label)}</th><td>{escape(row.text)}</td></tr>' for row in text.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _list(text: FigureText) -> str:
    tag = "ol" if text.shape in {"timeline", "steps"} else "ul"
    return f"<{tag}>{''.join(map(_item, text.rows))}</{tag}>"


def _item(row: Row) -> str:
    items = "".join(f"<li>{escape(item)}</li>" for item in row.items)
    said = f": {escape(row.text)}" if row.text else ""
    return f"<li><strong>{escape(row.label)}</strong>{said}{f'<ul>{items}</ul>' if items else ''}</li>"
