"""Titles of pages, in the language of the export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.catalogue.lessons import lesson_of
from steppingup.common.language import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from steppingup.catalogue.pages import Page

_MARKUP = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)")


def page_titles(course: Path, pages: Iterable[Page], language: str = SOURCE_LANGUAGE) -> dict[str, str]:
    """Return the title of every page, by its file; lessons with their number before it."""
    translated = _translations(course, language)
    found = {}
    for page in pages:
        heading = next((heading.text for heading in page.headings if heading.level == 1), page.path.stem)
        title = _MARKUP.sub(r"\1", translated.get(heading, heading)).strip()
        lesson = lesson_of(page)
        number = lesson.number if lesson and lesson.number[:1].isdigit() else ""
        found[page.file] = title if not number or title.startswith(number) else f"{number} {title}"
    return found


def _translations(course: Path, language: str) -> dict[str, str]:
    path = course / "locale" / language / "LC_MESSAGES" / "lessons.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English exports never need Babel

    with path.open("rb") as stream:
        messages = list(read_po(stream))
    return {str(one.id): str(one.string) for one in messages if one.id and one.string and not one.fuzzy}
