"""Rules for what lessons tell trainers: every block can be shown, timed and taken out again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.catalogue.lessons import lesson_of
from steppingup.catalogue.trainer import (
    KINDS,
    NAME,
    NO_TIME,
    OPENING,
    PLACES,
    blocks_of,
    lead_of,
    minutes_of,
    options_of,
    parts_of,
    spans,
)
from steppingup.catalogue.whole import is_whole
from steppingup.common.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from steppingup.catalogue.pages import Block, Page
    from steppingup.common.errors import Problem

ACTIVE = ("group-task", "role-play")
OPTIONS = ("minutes", "about")
_UNNAMED = {
    **dict.fromkeys(ACTIVE, "has no name in a plan; begin it with a few words in bold"),
    "part": "is nobody's card; begin it with the name of the part in bold",
}
_MARK = re.compile(r"\{\s*trainer\s*\}", re.IGNORECASE)
_NOT_PLAIN = (
    (re.compile(r"\s*(?:`{3,}|~{3,}|:{3,})"), "another frame or code"),
    (re.compile(r"\s*#{1,6} "), "a heading"),
    (re.compile(r"\s*\|"), "a table"),
    (re.compile(r"\s*!\["), "a picture"),
)


def trainer_problems(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of all pages."""
    for page in pages:
        yield from _misplaced(page)
        yield from _unread(page)
        for block in page.named(NAME):
            yield from _block(page, block)


def missing_problems(pages: Iterable[Page], course: Path) -> Iterator[Problem]:
    """Yield the lessons and cases that give a trainer nothing to do or to ask, once the course is whole."""
    if not is_whole(course):
        return
    kinds: dict[str, set[str]] = {}
    first: dict[str, Page] = {}
    for page in pages:
        if page.file.startswith(PLACES) and page.path.name != "index.md" and lesson_of(page):
            # a lesson is taught alone, a case as a whole
            unit = page.file.rpartition("/")[0] if page.file.startswith(PLACES[1]) else page.file
            first.setdefault(unit, page)
            kinds.setdefault(unit, set()).update(block.kind for block in blocks_of(page))
    for unit, found in kinds.items():
        if not found.intersection(ACTIVE):
            yield first[unit].problem(1, NAME, f"nothing to do for a group; add a {' or a '.join(ACTIVE)} for trainers")
        if unit.startswith(PLACES[1]) and "role-play" in found and "part" not in found:
            yield first[unit].problem(1, NAME, "a role play of a case has no cards; add a part for each role")
        if "debrief" not in found:
            yield first[unit].problem(1, NAME, "nothing to ask afterwards; add a debrief for trainers")


def _misplaced(page: Page) -> Iterator[Problem]:
    if not page.file.startswith(PLACES):
        for block in page.named(NAME):
            yield page.problem(block.line, NAME, "only lessons and cases have words for trainers; move them there")


def _unread(page: Page) -> Iterator[Problem]:
    """Find what looks like a block and would not be taken out, or would take out too much."""
    lines = read_text(page.path, page.file).splitlines()
    for first, last, closed in spans(lines):
        if not closed:
            yield page.problem(first + 1, NAME, "is never closed; end it with ':::' on a line of its own")
        yield from _not_plain(page, lines, range(first + 1, last))
    known = {block.line for block in page.named(NAME)}
    for number, text in enumerate(lines, 1):
        if _MARK.search(text) and not (number in known and OPENING.match(text)):
            what = "stands where it cannot be read; begin a line of its own with ':::{trainer}' and the kind"
            yield page.problem(number, NAME, what)


def _not_plain(page: Page, lines: list[str], numbers: Iterable[int]) -> Iterator[Problem]:
    for number in numbers:
        for pattern, what in _NOT_PLAIN:
            if pattern.match(lines[number]):
                yield page.problem(number + 1, NAME, f"holds {what}; write paragraphs and lists only")


def _block(page: Page, block: Block) -> Iterator[Problem]:
    kind = block.argument
    if kind not in KINDS:
        yield page.problem(block.line, NAME, f"unknown kind '{kind}'; use one of {', '.join(KINDS)}")
    elif minutes_of(block) is None:
        least = "0" if kind in NO_TIME else "1"
        what = f"a {kind} needs ':minutes:' on its first line, a whole number from {least} to 180"
        yield page.problem(block.line, "minutes", what)
    for name in options_of(block):
        if name not in OPTIONS:
            known = " and ".join(f"':{one}:'" for one in OPTIONS)
            yield page.problem(block.line, name, f"unknown option; a block has {known} alone")
    if kind in _UNNAMED and not lead_of(parts_of(block)):
        yield page.problem(block.line, NAME, _UNNAMED[kind])
    if not parts_of(block):
        yield page.problem(block.line, NAME, "is empty; write what a trainer says or does")
