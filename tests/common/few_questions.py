"""A small facts/mapping.yml: one form, one question of each answer, one gain; the smallest that is in order."""

from __future__ import annotations

from pathlib import Path

from tests.catalogue.tiny import write

MAPPING = Path(__file__).with_suffix(".yml").read_text("utf-8")


def add_questions(course: Path, text: str = MAPPING) -> Path:
    return write(course, "facts/mapping.yml", text)
