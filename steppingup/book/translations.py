"""Translations of the prose, put where Sphinx may write its compiled files: not into the source tree."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from steppingup.catalogue.trainer import DOMAIN as TRAINERS
from steppingup.common.errors import ContentError, Problem
from steppingup.common.language import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "lessons"


def locale_names(*, trainer: bool) -> list[str]:
    """Name the folders of `_build` where Sphinx looks for prose: words for trainers lie in one of their own."""
    return ["locale", "locale-trainers"] if trainer else ["locale"]


def place_prose(course: Path, language: str, *, trainer: bool = False) -> None:
    """Copy the prose of a language to where Sphinx compiles it; a language may have none.

    Args:
        course: the course folder.
        language: its code.
        trainer: also what lessons tell trainers. Sphinx looks for one name, so both files get it, in two folders.

    Raises:
        ContentError: a file is not a .po file.
    """
    for folder, name in zip(locale_names(trainer=trainer), (DOMAIN, TRAINERS), strict=False):
        _place(course, language, name, folder)


def _place(course: Path, language: str, name: str, folder: str) -> None:
    source = course / "locale" / language / "LC_MESSAGES" / f"{name}.po"
    target = course / "_build" / folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language == SOURCE_LANGUAGE or not source.is_file():
        return
    content = source.read_bytes()
    # Sphinx reads every page again when this file is newer; an unchanged one keeps its time.
    if not target.is_file() or target.read_bytes() != content:
        _check(content, source.relative_to(course).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _check(content: bytes, name: str) -> None:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - English builds never need Babel

    try:
        read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", 0) + 1 or 1
        raise ContentError([Problem(name, line, "", "", f"not a readable .po file ({error})")]) from error
