"""Graded exercises: each folder of ``exercises/`` with its text, its items and what learners get of both.

An exercise never depends on the rest of the course but for what it names: a chapter, a case, sources, competencies.
Its folder may be private and lie elsewhere (``settings.toml``), so everything here starts from the folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from steppingup import __version__
from steppingup.activities.public import PublicMap, public_map, public_spec
from steppingup.catalogue.exercise_files import exercise_pages, front_of, front_problems, read_salt, salt_problems
from steppingup.catalogue.exercise_words import (
    CELLS,
    item_messages,
    prose_messages,
    translated_prose,
    translated_title,
    translator,
)
from steppingup.catalogue.lessons import calls
from steppingup.common.errors import ContentError
from steppingup.common.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.pages import Page
    from steppingup.common.language import Words

FORMAT = "stepping-up-exercise"
VERSION = 1
COURSE = "stepping-up"
PUBLIC_FILE = "activities.public.json"

_TITLE = re.compile(r"#\s+\S")


@dataclass(frozen=True)
class Exercise:
    """One graded exercise: an assignment of nbgrader.

    Args:
        id: the name of its folder.
        title: plain text, in the language of the catalogue.
        minutes: how long it takes.
        chapter: the number of the chapter it belongs to, or None.
        case: the folder of the case it belongs to, or None.
        capstone: whether it closes the course.
        roles: whom it is for.
        source: the text of its page (MyST) below the front matter, without a heading of the first level.
        file: its page, relative to the course.
        items: its graded items, in the order of the page.
        salt: the secret from which opaque ids are made.
        words: the words of its language.
    """

    id: str
    title: str
    minutes: int
    chapter: str | None
    case: str | None
    capstone: bool
    roles: tuple[str, ...]
    source: str
    file: str
    items: tuple[Entry, ...]
    salt: bytes = field(repr=False)
    words: Words = field(repr=False)

    @property
    def points(self) -> float:
        """What full answers earn in all."""
        return sum(entry.model.points or 0 for entry in self.items)

    def public(self) -> dict[str, Any]:
        """Return the content of ``activities.public.json``: all that learners get, without any key."""
        return {
            "format": FORMAT, "v": VERSION, "course": COURSE, "exercise": self.id, "title": self.title,
            "release": __version__, "language": self.words.language, "minutes": self.minutes,
            "words": self.words.for_exercises(), "items": [self.public_spec(entry) for entry in self.items],
        }  # fmt: skip

    def public_spec(self, entry: Entry) -> dict[str, Any]:
        """Return the public form of one of the items, in the language of the catalogue."""
        return public_item(entry, self.salt, self.words)

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield (context, English text) of all that learners read; for an exercise loaded in English."""
        yield from prose_messages(self.id, self.title, self.source)
        for entry in self.items:
            yield from item_messages(entry.model, self.salt)

    def maps(self) -> dict[str, PublicMap]:
        """Return how opaque ids become real ones, by the id of the item."""
        return {entry.id: public_map(entry.model.spec(), self.salt) for entry in self.items}

    def pieces(self) -> list[str | Entry]:
        """Return the page as prose (MyST) and items by turns, in reading order."""
        by_id = {entry.id: entry for entry in self.items}
        found: list[str | Entry] = []
        for part in CELLS.split(self.source):
            shown = re.search(r"""activity\(\s*["']([^"']*)["']\s*\)""", part) if part.startswith("```") else None
            if shown and shown[1] in by_id:
                found.append(by_id[shown[1]])
            elif part.strip():
                found.append(part.strip("\n"))
        return found


def public_item(entry: Entry, salt: bytes, words: Words) -> dict[str, Any]:
    """Return the public form of an item whose key is kept, in a language and with its facts filled in."""
    translate = translator(entry.model, salt, words)
    return public_spec(entry.model.spec(lambda path, text: entry.facts.fill(translate(path, text))), salt)


def slug_of(id_: str) -> str:
    """Return the last part of an id: the name of the item's cell in the notebook (nbgrader's ``grade_id``)."""
    return id_.rpartition("/")[2]


def load_exercises(catalogue: Catalogue) -> dict[str, Exercise]:
    """Load the exercises of a course, by id.

    An item that is broken is left out: who hands exercises out calls ``Catalogue.require`` first.

    Raises:
        ContentError: front matter or secret are not sound, or a page shows an item that does not exist.
    """
    pages, problems = exercise_pages(catalogue)
    if not pages and not problems:
        return {}
    problems += [problem for page in pages for problem in front_problems(page)]
    problems += salt_problems(catalogue)
    if problems:
        raise ContentError(problems)
    return {page.path.parent.name: _exercise(page, catalogue) for page in pages}


def _exercise(page: Page, catalogue: Catalogue) -> Exercise:
    front, name = front_of(page), page.path.parent.name
    if front is None:
        raise ContentError(front_problems(page))
    shown = [catalogue.entry(id_) for _, id_ in calls(page, "activity") if id_ not in catalogue.broken]
    words, salt = catalogue.words, read_salt(catalogue)
    title = translated_title(name, front.title, words)
    return Exercise(
        name, title, front.minutes, front.chapter, front.case, bool(front.capstone), tuple(front.roles),
        translated_prose(name, _source(page), words), page.file, tuple(shown), salt, words,
    )  # fmt: skip


def _source(page: Page) -> str:
    text = read_text(page.path, page.file).replace("\r\n", "\n")
    below = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)
    lines = [line for line in below.split("\n") if not _TITLE.match(line)]
    return "\n".join(lines).strip("\n") + "\n"
