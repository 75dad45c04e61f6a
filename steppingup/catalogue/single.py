"""Load single activities fast: of all files of the course, only those that hold them are parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.catalogue.load import activity_files, load_catalogue
from steppingup.catalogue.model import Entry, Set, unknown
from steppingup.catalogue.presets import filled, uses_facts
from steppingup.catalogue.records import read_record
from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem
from steppingup.common.facts import FACT_MARK, Facts, load_facts
from steppingup.common.language import SOURCE_LANGUAGE, Words, load_words
from steppingup.common.validation import show
from steppingup.common.yamlfile import Document, read_text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def load_entry(course: Path, id_: str, language: str = SOURCE_LANGUAGE) -> Entry:
    """Load one activity without reading the rest of the course.

    Raises:
        ContentError: there is none of this id, or it has problems.
        SettingsError: the course has no such language.
    """
    return load_entries(course, [id_], language)[id_]


def load_entries(
    course: Path, ids: Collection[str], language: str = SOURCE_LANGUAGE, facts: Facts | None = None
) -> dict[str, Entry]:
    """Load some activities, each file that holds one of them once, and the facts once if any mentions them.

    Args:
        course: the folder of the course.
        ids: of the activities.
        language: of their words.
        facts: those of the course in this language, where they were read already.

    Raises:
        ContentError: there is none of an id, or it has problems.
        SettingsError: the course has no such language.
    """
    reader = _Reader(course, load_words(course, language), facts)
    found = {id_: entry for id_ in ids if (entry := reader.entry(id_))}
    if missing := [id_ for id_ in ids if id_ not in found]:
        known = list(load_catalogue(course, language).activities)
        raise ContentError([Problem("", 0, id_, "", unknown(id_, known)) for id_ in missing])
    return found


class _Reader:
    """Finds single activities, and keeps what it has read for the next one."""

    def __init__(self, course: Path, words: Words, facts: Facts | None) -> None:
        self._course, self._words, self._facts = course, words, facts
        self._documents: dict[Path, Document] = {}
        self._files = activity_files(course)
        self._texts: dict[Path, str] = {}

    def entry(self, id_: str) -> Entry | None:
        """Return one activity; None if no file has it."""
        wanted = re.compile(rf'\bid["\']?\s*:\s*["\']?{re.escape(id_)}["\']?(?=[\s,}}#]|$)', re.MULTILINE)
        for path, set_ in self._files:
            if wanted.search(self._text(path)) is None:
                continue
            document = self._document(path)
            for index, value in enumerate(document.data if isinstance(document.data, list) else []):
                if isinstance(value, dict) and value.get("id") == id_:
                    return self._entry(document, index, set_)
        return None

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            self._texts[path] = read_text(path, relative(path, self._course))
        return self._texts[path]

    def _document(self, path: Path) -> Document:
        if path not in self._documents:
            self._documents[path] = read_yaml(path, self._course)
        return self._documents[path]

    def _entry(self, document: Document, index: int, set_: Set) -> Entry:
        model, problems = read_record(document, (index,), document.data[index], deep=False)
        if model is None:
            raise ContentError(problems)
        # The facts cost as much as the activity; most texts mention none.
        needed = uses_facts(model) or any(FACT_MARK.search(text) for _, text in model.texts())
        facts = self._known_facts() if needed else Facts(self._words.language)
        model, faults = filled(model, facts)
        if faults:
            told = (document.problem((index, *path), what, model.id, show(path, {})) for path, what in faults)
            raise ContentError(told)
        return Entry(model, document.file, document.line((index,)), set_, document, (index,), self._words, facts)

    def _known_facts(self) -> Facts:
        if self._facts is None:
            self._facts = load_facts(self._course, self._words)
        return self._facts
