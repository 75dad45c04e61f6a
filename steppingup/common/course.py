"""Where the content of the course is found."""

from __future__ import annotations

import os
from pathlib import Path

from steppingup.common.errors import CourseNotFoundError

MARK = "_config.yml"


def find_course(explicit: Path | str | None = None) -> Path:
    """Find the course folder: the one named, else STEPPINGUP_COURSE, else the nearest parent with _config.yml.

    Args:
        explicit: the folder that the person named (option ``--course``).

    Raises:
        CourseNotFoundError: no such folder; the message says what was tried.
    """
    if explicit:
        return _named(Path(explicit), "the option --course")
    if from_environment := os.environ.get("STEPPINGUP_COURSE"):
        return _named(Path(from_environment), "the variable STEPPINGUP_COURSE")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    raise CourseNotFoundError(
        f"No course found: neither {here} nor a folder above it holds {MARK}. "
        "Go into the course folder, or name it with --course DIR or the variable STEPPINGUP_COURSE."
    )


def relative(path: Path, course: Path) -> str:
    """Name a file as the author knows it: relative to the course, or in full when it lies outside."""
    try:
        return path.resolve().relative_to(course.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _named(folder: Path, origin: str) -> Path:
    if (folder / MARK).is_file():
        return folder.resolve()
    raise CourseNotFoundError(f"{folder}, named by {origin}, is not a course folder: it holds no {MARK}.")
