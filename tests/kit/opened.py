"""Files of a kit, opened by the libraries that wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from pptx import Presentation


def word(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def words_of(data: bytes) -> str:
    """Everything that a Word file says, tables and heads included, in no certain order."""
    file = word(data)
    texts = [one.text for one in file.paragraphs]
    texts += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    texts += [one.text for section in file.sections for one in section.header.paragraphs]
    return "\n".join(texts)


def shown(slide: Any) -> str:
    """Everything that a slide shows, its notes left out."""
    return "\n".join(text for text in _texts(slide.shapes))


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def _texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type == 6:  # a group
            yield from _texts(shape.shapes)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield shape.text_frame.text
