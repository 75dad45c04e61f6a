"""A lesson or page (MyST text) taken apart just far enough to check it: front matter, headings, cells, directives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem
from steppingup.common.yamlfile import Document, parse_yaml, read_text

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("book/**/*.md", "chapters/*/*.md", "case_studies/*/*.md")

_OPENING = re.compile(r"(?P<fence>`{3,}|:{3,})\s*(?:\{(?P<name>[\w-]+)\})?\s*(?P<argument>.*?)\s*$")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*$")


@dataclass(frozen=True)
class Heading:
    """A heading and its line."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Block:
    """A directive or fenced block: name (empty for plain code), argument and the lines inside."""

    line: int
    name: str
    argument: str
    body: list[tuple[int, str]] = field(repr=False)

    def text(self) -> str:
        """Return the lines inside, without options such as ``:tags:``."""
        return "\n".join(text for _, text in self.body if not re.match(r":[\w-]+:", text)).strip()


@dataclass(frozen=True)
class Page:
    """A page: ``prose`` are the numbered lines outside code, those in directives included."""

    path: Path
    file: str
    front: Document
    headings: list[Heading]
    blocks: list[Block]
    prose: list[tuple[int, str]]

    def problem(self, line: int, field_: str, message: str, id_: str = "") -> Problem:
        """Make a problem that points at a line of this page."""
        return Problem(self.file, line, id_, field_, message)

    def named(self, name: str) -> list[Block]:
        """List the blocks of one directive."""
        return [block for block in self.blocks if block.name == name]


def page_files(course: Path) -> list[Path]:
    """List the pages of a course."""
    return sorted(path for glob in PAGES for path in course.glob(glob))


def read_pages(course: Path) -> tuple[list[Page], list[Problem]]:
    """Read all pages of a course that can be read; the second value is what is wrong with the others."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in page_files(course):
        try:
            pages.append(read_page(path, course))
        except ContentError as error:
            problems += error.problems
    return pages, problems


def read_page(path: Path, course: Path) -> Page:
    """Read and take apart one page.

    Raises:
        ContentError: the file cannot be read, or its front matter is broken.
    """
    name = relative(path, course)
    lines = list(enumerate(read_text(path, name).splitlines(), 1))
    front, body = _front(lines, name)
    page = Page(path, name, front, [], [], [])
    _take_apart(page, body)
    return page


def _front(lines: list[tuple[int, str]], name: str) -> tuple[Document, list[tuple[int, str]]]:
    if not lines or lines[0][1].strip() != "---":
        return Document(name, {}, {}), lines
    end = next((place for place, (_, text) in enumerate(lines[1:], 1) if text.strip() == "---"), len(lines))
    return parse_yaml("\n".join(text for _, text in lines[1:end]), name, first_line=2), lines[end + 1 :]


def _take_apart(page: Page, lines: list[tuple[int, str]]) -> None:
    stack: list[tuple[str, Block]] = []
    for number, text in lines:
        stripped = text.strip()
        opening = _OPENING.fullmatch(stripped)
        if stack and stripped.startswith(stack[-1][0]) and not stripped.strip(stripped[0]):
            stack.pop()
        elif opening and not (stack and stack[-1][0][0] == "`"):
            block = Block(number, opening["name"] or "", opening["argument"], [])
            page.blocks.append(block)
            stack.append((opening["fence"], block))
        else:
            for _, block in stack:
                block.body.append((number, text))
            if not (stack and stack[-1][0][0] == "`"):
                _prose(page, number, text, inside=bool(stack))


def _prose(page: Page, number: int, text: str, *, inside: bool) -> None:
    page.prose.append((number, text))
    if not inside and (found := _HEADING.match(text)):
        page.headings.append(Heading(number, len(found[1]), found[2]))
