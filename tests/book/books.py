"""Copies of the tiny course, built once or many times."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from steppingup.book.run import BuildError, Job, Report, build

TINY = Path(__file__).resolve().parents[1] / "books" / "tiny"


def tiny(folder: Path) -> Path:
    """Copy the tiny course."""
    return Path(shutil.copytree(TINY, folder / "course"))


def site(course: Path, **options: object) -> tuple[Path, Report]:
    """Build a course; return its pages and the report."""
    out = course / "_build" / "html"
    return out, build(Job(course, out, **options))  # type: ignore[arg-type]


def problems(course: Path, **options: object) -> list[str]:
    """Build a course that must fail; return the lines that say why."""
    try:
        site(course, **options)
    except BuildError as error:
        return str(error).splitlines()
    raise AssertionError("the build succeeded")


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def pages(out: Path) -> dict[str, str]:
    """Every page of a site by its path."""
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*.html"))}


def main_part(page: str) -> str:
    """The part of a page between the frame."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found
    return found[0]
