"""How tests sit at the desk: press a button by its words, read what is said, choose files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ipywidgets as w

from steppingup.desk.parts import Told

NOW = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)


def widgets(root: Any, kind: type) -> list[Any]:
    """All widgets of a kind, from the top down."""
    found = [root] if isinstance(root, kind) else []
    return found + [one for child in getattr(root, "children", ()) for one in widgets(child, kind)]


def press(desk: Any, label: str) -> None:
    """Press the first button with these words."""
    next(one for one in widgets(desk.box, w.Button) if one.description == label).click()


def told(desk: Any) -> str:
    """What the desk says."""
    return " ".join(one.value for one in widgets(desk.box, Told) if one.value)


def shown(desk: Any) -> str:
    """All that the desk shows."""
    return " ".join(one.value for one in widgets(desk.box, w.HTML))


def give(upload: Any, *files: tuple[str, bytes]) -> None:
    """Choose files, as a person does in the window of the browser."""
    upload.value = tuple(
        {"name": name, "type": "", "size": len(data), "content": memoryview(data), "last_modified": NOW}
        for name, data in files
    )
