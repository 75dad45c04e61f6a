"""The files of the folder of exercises: pages with their front matter, and the secret of the opaque ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from steppingup.catalogue.load import NEEDS
from steppingup.catalogue.pages import Page, read_page
from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem
from steppingup.common.validation import validate
from steppingup.common.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue.model import Catalogue

INDEX = "index.md"
SALT = "salt.txt"
MAKE_SALT = 'python -c "import secrets; print(secrets.token_hex(32))" > '

_SALT = re.compile(r"[0-9a-fA-F]{32,256}")


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


def exercise_folders(catalogue: Catalogue) -> list[Path]:
    """List the folders that hold an exercise: all but that of the training-needs self-check."""
    folder = catalogue.settings.exercises(catalogue.course)
    found = {path.parent for glob in (f"*/{INDEX}", "*/activities*.yml") for path in folder.glob(glob)}
    return sorted(found - {folder / NEEDS})


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


def _salt_path(catalogue: Catalogue) -> Path:
    return catalogue.settings.exercises(catalogue.course) / SALT
