"""Graded exercises: each folder of ``exercises/`` with its text, its items and what learners get of both.

An exercise never depends on the rest of the course but for what it names: a chapter, a case, sources, competencies.
Its folder may be private and lie elsewhere (``settings.toml``), so everything here starts from the folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from steppingup import __version__
from steppingup.activities.public import PublicMap, public_map, public_spec
from steppingup.catalogue.lessons import calls
from steppingup.catalogue.pages import Page, read_page
from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem
from steppingup.common.validation import validate
from steppingup.common.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue.load import Catalogue, Entry
    from steppingup.common.language import Words

FORMAT = "stepping-up-exercise"
VERSION = 1
COURSE = "stepping-up"
PUBLIC_FILE = "activities.public.json"
INDEX = "index.md"
SALT = "salt.txt"
MAKE_SALT = 'python -c "import secrets; print(secrets.token_hex(32))" > '

_SALT = re.compile(r"[0-9a-fA-F]{32,256}")
_TITLE = re.compile(r"#\s+\S")


class Front(BaseModel):
    """The entry ``exercise`` of the front matter, with exactly one of ``chapter``, ``case`` and ``capstone``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[str, Field(min_length=1, max_length=120)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    chapter: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] | None = None
    case: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] | None = None
    capstone: Literal[True] | None = None
    roles: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _one(self) -> Front:
        if sum(value is not None for value in (self.chapter, self.case, self.capstone)) != 1:
            raise ValueError("write exactly one of 'chapter', 'case' and 'capstone: true'")
        return self


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
        """Return the public form of one of the items."""
        return public_spec(entry.spec(), self.salt)

    def maps(self) -> dict[str, PublicMap]:
        """Return how opaque ids become real ones, by the id of the item."""
        return {entry.id: public_map(entry.model.spec(), self.salt) for entry in self.items}

    def pieces(self) -> list[str | Entry]:
        """Return the page as prose (MyST) and items by turns, in reading order."""
        by_id = {entry.id: entry for entry in self.items}
        found: list[str | Entry] = []
        for part in re.split(r"^(`{3,}\{code-cell\}.*?^`{3,}[ \t]*$)", self.source, flags=re.MULTILINE | re.DOTALL):
            shown = re.search(r"""activity\(\s*["']([^"']*)["']\s*\)""", part) if part.startswith("```") else None
            if shown and shown[1] in by_id:
                found.append(by_id[shown[1]])
            elif part.strip():
                found.append(part.strip("\n"))
        return found


def slug_of(id_: str) -> str:
    """Return the last part of an id: the name of the item's cell in the notebook (nbgrader's ``grade_id``)."""
    return id_.rpartition("/")[2]


def exercise_folders(catalogue: Catalogue) -> list[Path]:
    """List the folders that hold an exercise."""
    folder = catalogue.settings.exercises(catalogue.course)
    found = {path.parent for glob in (f"*/{INDEX}", "*/activities*.yml") for path in folder.glob(glob)}
    return sorted(found)


def exercise_pages(catalogue: Catalogue) -> tuple[list[Page], list[Problem]]:
    """Read the pages of all exercises that can be read; the second value is what is wrong with the others."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for folder in exercise_folders(catalogue):
        if not (folder / INDEX).is_file():
            file = relative(min(folder.glob("activities*.yml")), catalogue.course)
            what = f"beside it is no {INDEX}; write the page of the exercise there"
            problems.append(Problem(file, 1, folder.name, INDEX, what))
            continue
        try:
            pages.append(read_page(folder / INDEX, catalogue.course))
        except ContentError as error:
            problems += error.problems
    return pages, problems


def load_exercises(catalogue: Catalogue) -> dict[str, Exercise]:
    """Load the exercises of a course, by id; what is wrong with them is told by the check.

    Raises:
        ContentError: an exercise cannot be handed out: front matter, salt, or items are not sound.
    """
    pages, problems = exercise_pages(catalogue)
    if not pages and not problems:
        return {}
    problems += [problem for page in pages for problem in front_problems(page)]
    problems += salt_problems(catalogue)
    if problems:
        raise ContentError(problems)
    return {page.path.parent.name: _exercise(page, catalogue) for page in pages}


def read_salt(catalogue: Catalogue) -> bytes:
    """Read the secret of the folder of exercises.

    Raises:
        ContentError: the file is missing or not what it should be.
    """
    problems = salt_problems(catalogue)
    if problems:
        raise ContentError(problems)
    return bytes.fromhex(_salt_path(catalogue).read_text("utf-8").strip())


def salt_problems(catalogue: Catalogue) -> list[Problem]:
    """Tell what is wrong with the file of the secret."""
    path = _salt_path(catalogue)
    name = relative(path, catalogue.course)
    try:
        text = read_text(path, name).strip()
    except ContentError:
        return [Problem(name, 1, "", "", f"is missing, and opaque ids need it; make one: {MAKE_SALT}{name}")]
    if not _SALT.fullmatch(text) or len(text) % 2:
        return [Problem(name, 1, "", "", f"must be one line of 32 or more hex characters; make one: {MAKE_SALT}{name}")]
    return []


def front_of(page: Page) -> Front | None:
    """Return the entry ``exercise`` of a page, if it is sound."""
    data = page.front.data if isinstance(page.front.data, dict) else {}
    return validate(Front, data.get("exercise"), page.front, ("exercise",), "exercise")[0]


def front_problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong in the front matter of an exercise, its own fields alone."""
    data = page.front.data if isinstance(page.front.data, dict) else {}
    if "exercise" not in data:
        yield page.problem(1, "exercise", "the front matter has no 'exercise:'; copy it from another exercise")
    else:
        yield from validate(Front, data["exercise"], page.front, ("exercise",), "exercise")[1]


def _salt_path(catalogue: Catalogue) -> Path:
    return catalogue.settings.exercises(catalogue.course) / SALT


def _exercise(page: Page, catalogue: Catalogue) -> Exercise:
    front, name = front_of(page), page.path.parent.name
    if front is None:
        raise ContentError(front_problems(page))
    shown = [catalogue.entry(id_) for _, id_ in calls(page, "activity") if id_ not in catalogue.broken]
    title = catalogue.words.text(f"exercises/{name}:title", front.title)
    return Exercise(
        name, title, front.minutes, front.chapter, front.case, bool(front.capstone), tuple(front.roles),
        _source(page), page.file, tuple(shown), read_salt(catalogue), catalogue.words,
    )  # fmt: skip


def _source(page: Page) -> str:
    text = read_text(page.path, page.file).replace("\r\n", "\n")
    below = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)
    lines = [line for line in below.split("\n") if not _TITLE.match(line)]
    return "\n".join(lines).strip("\n") + "\n"
