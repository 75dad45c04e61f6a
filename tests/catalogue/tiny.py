"""Copies of the sound tiny course, with other files laid over it."""

from __future__ import annotations

import shutil
from pathlib import Path

BROKEN = Path(__file__).resolve().parents[1] / "books" / "broken"
TODAY = "2026-01-15"


def tiny_course(folder: Path, overlay: str = "") -> Path:
    course = folder / "course"
    shutil.copytree(BROKEN / "base", course)
    if overlay:
        ignored = shutil.ignore_patterns("expected.txt")
        shutil.copytree(BROKEN / overlay, course, dirs_exist_ok=True, ignore=ignored)
    return course


def write(course: Path, name: str, text: str) -> Path:
    path = course / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
