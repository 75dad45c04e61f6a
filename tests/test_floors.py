"""The house stands floor by floor: a module imports only from floors below its own (see CONTRIBUTING.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "steppingup"
FLOORS = {
    "common": 0, "activities": 1, "catalogue": 2, "record": 3, "statistics": 3, "documents": 3,
    "book": 4, "widgets": 4, "grading": 4, "lab": 5, "session": 5, "mapping": 5, "hub": 5, "evaluation": 5, "export": 5,
    "kit": 5,
    "cli": 6, "desk": 6,
}  # fmt: skip


def room(module: str) -> str:
    """The folder of the package that a module belongs to; empty for the package itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == "steppingup" and len(parts) > 1 and parts[1] in FLOORS else ""


def imported(path: Path) -> set[str]:
    """The rooms that a file takes something from, types included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {room(name) for name in names} - {""}


@pytest.mark.parametrize("folder", sorted(FLOORS))
def test_a_floor_imports_only_from_below(folder: str) -> None:
    files = sorted((PACKAGE / folder).rglob("*.py"))
    assert files
    up = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in files
        for other in imported(path) - {folder}
        if FLOORS[other] >= FLOORS[folder]
    ]
    assert up == []


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(FLOORS)
