"""Translations of the prose, put where Sphinx may write its compiled files: not into the source tree."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from steppingup.common.errors import ContentError, Problem
from steppingup.common.language import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "lessons"


def place_lessons(course: Path, language: str) -> Path | None:
    """Copy `locale/<language>/LC_MESSAGES/lessons.po` to `_build/locale`; Sphinx compiles it there.

    Returns:
        The copy; None if the language has no translated prose.

    Raises:
        ContentError: the file is not a .po file.
    """
    source = course / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    target = course / "_build" / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language == SOURCE_LANGUAGE or not source.is_file():
        return None
    content = source.read_bytes()
    # Sphinx reads every page again when this file is newer; an unchanged one keeps its time.
    if not target.is_file() or target.read_bytes() != content:
        _check(content, source.relative_to(course).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return target


def _check(content: bytes, name: str) -> None:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - English builds never need Babel

    try:
        read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", 0) + 1 or 1
        raise ContentError([Problem(name, line, "", "", f"not a readable .po file ({error})")]) from error
