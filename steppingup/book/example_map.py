"""The map of the invented town: its sheets, and its words for translators."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from steppingup.book.map_data import EXAMPLE
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue import Catalogue
    from steppingup.catalogue.messages import Message
    from steppingup.common.language import Words

WRITTEN = frozenset({"text", "source"})  # columns whose cells are words


def example_sheets(course: Path) -> Sheets:
    """Read the map; a course without one has an empty one.

    Raises:
        RecordError: the file is no map.
    """
    path = course / EXAMPLE
    return read_map_file(path).sheets if path.is_file() else Sheets()


def context_of(text: str) -> str:
    """Name a text of the map for translators: the same words have the same translation wherever they stand."""
    return f"example/{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def example_messages(catalogue: Catalogue) -> Iterator[Message]:
    """List the texts of the map, each once, with the context that names it."""
    columns = {
        (id_, column["id"])
        for id_ in catalogue.activities
        if id_.startswith("map/")
        for column in catalogue.spec(id_)["columns"]
        if column["type"] in WRITTEN
    }
    entries = example_sheets(catalogue.course).entries()
    texts = {entry.v for entry in entries if (entry.s, entry.f) in columns and isinstance(entry.v, str) and entry.v}
    return ((context_of(text), text, EXAMPLE, 0) for text in sorted(texts))


def in_language(text: str, words: Words) -> dict[str, Any]:
    """Read the file of the map, with its texts in a language as far as they are translated.

    Args:
        text: the file.
        words: the language.
    """
    whole: dict[str, Any] = json.loads(text)
    for entry in whole["entries"]:
        if isinstance(entry["v"], str):
            entry["v"] = words.text(context_of(entry["v"]), entry["v"])
    return whole
