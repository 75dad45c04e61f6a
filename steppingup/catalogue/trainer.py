"""What a lesson tells trainers: ``:::{trainer}`` blocks, read from the lesson's own source.

    :::{trainer} group-task
    :minutes: 15

    **Four sheets on one desk.** Put people into groups of three ...
    :::

A second option, ``:about:``, names the activities that a block speaks of. In a debrief it has one word for each entry
of the list: an activity, one scene of a scenario (``place/name-1.scene``), or one of ``WITHOUT``. So whoever makes a
plan knows which question makes sense in a room that has done a part of the lesson.

The learner's edition holds nothing of them: :func:`without_blocks` takes them out before a page is parsed. The
trainer's edition shows them beside the text; whoever makes plans and notes from them reads this model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from steppingup.catalogue.lessons import lesson_of
from steppingup.catalogue.pages import read_pages
from steppingup.common.language import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from steppingup.catalogue.pages import Block, Page

NAME = "trainer"
DOMAIN = "trainers"  # what translators call the file of these words
KINDS = ("talk", "group-task", "role-play", "part", "debrief", "safety")
NO_TIME = frozenset({"safety", "part"})  # a note to read before, or a card of a role play, takes no minutes of its own
PLACES = ("chapters/", "case_studies/")
TASK, ALONE, ANYBODY = "task", "alone", "-"
WITHOUT = (TASK, ALONE, ANYBODY)  # speaks of the task of the lesson, of what people do at their own screen, of nothing

OPENING = re.compile(r"^\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*\{trainer\}", re.IGNORECASE)
_OPTION = re.compile(r":(?P<name>[\w-]+):\s*(?P<value>.*?)\s*$")
_ENTRY = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+")
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+?)[.:]?\*\*")


@dataclass(frozen=True)
class Part:
    """A paragraph of a block, or an entry of a list in it (``listed``), as Markdown on one line."""

    text: str
    listed: bool = False


@dataclass(frozen=True)
class TrainerBlock:
    """What a trainer does or should know at one place of a lesson.

    Args:
        lesson: the page, as the book calls it: ``chapters/01-principles/01-why-local``.
        number: its number, such as ``1.1`` or the letter of a case; empty for a page that is no lesson.
        section: the heading above the block; empty before the first one.
        kind: one of ``KINDS``.
        minutes: what it takes in the room; 0 for a note that takes no time.
        parts: what it says.
        line: where it begins in the file of the lesson.
        about: the activities that it speaks of; in a debrief one word for each entry of its list.
    """

    lesson: str
    number: str
    section: str
    kind: str
    minutes: int
    parts: tuple[Part, ...]
    line: int
    about: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """The bold words that the block begins with, which name it; empty if it has none."""
        return lead_of(self.parts)


def load_blocks(course: Path, language: str = SOURCE_LANGUAGE) -> dict[str, tuple[TrainerBlock, ...]]:
    """Read the blocks of all lessons and cases: lesson -> its blocks, in their order.

    What the check refuses is left out here; the check tells of it.

    Args:
        course: the course folder.
        language: the language of the words; what ``trainers.po`` lacks stays English.
    """
    said = _translations(course, language)
    pages = sorted(read_pages(course)[0], key=lambda page: page.file)
    found = {docname(page): tuple(_said(block, said) for block in blocks_of(page)) for page in pages}
    return {lesson: blocks for lesson, blocks in found.items() if blocks}


def blocks_of(page: Page) -> Iterator[TrainerBlock]:
    """Yield the sound blocks of one page."""
    lesson = lesson_of(page)
    for block in page.named(NAME):
        minutes = minutes_of(block)
        if block.argument in KINDS and minutes is not None:
            number = lesson.number if lesson else ""
            section = _section(page, block.line)
            parts, about = parts_of(block), about_of(block)
            yield TrainerBlock(docname(page), number, section, block.argument, minutes, parts, block.line, about)


def docname(page: Page) -> str:
    """Return what the book calls a page: its path without suffix."""
    return page.file.removesuffix(".md")


def lead_of(parts: Sequence[Part]) -> str:
    """Return the bold words that a block begins with; empty if it has none."""
    found = _LEAD.match(parts[0].text) if parts else None
    return found["lead"].strip() if found else ""


def minutes_of(block: Block) -> int | None:
    """Return the minutes of a block; None if they are missing or no whole number from 1 to 180."""
    value = options_of(block).get("minutes", "0" if block.argument in NO_TIME else "")
    least = 0 if block.argument in NO_TIME else 1
    return int(value) if re.fullmatch(r"\d{1,3}", value, re.ASCII) and least <= int(value) <= 180 else None


def about_of(block: Block) -> tuple[str, ...]:
    """Return the words of the option ``about``."""
    return tuple(options_of(block).get("about", "").split())


def options_of(block: Block) -> dict[str, str]:
    """Return the options that stand before the text of a block."""
    found = {}
    for _, text in block.body:
        option = _OPTION.match(text.strip())
        if not option:
            break
        found[option["name"]] = option["value"]
    return found


def parts_of(block: Block) -> tuple[Part, ...]:
    """Return the paragraphs and list entries of a block."""
    found: list[Part] = []
    lines: list[str] = []
    listed = False
    for _, text in [*block.body[len(options_of(block)) :], (0, "")]:
        entry = _ENTRY.match(text)
        if lines and (entry or not text.strip()):
            found.append(Part(" ".join(lines), listed))
            lines = []
        if text.strip():
            listed = bool(entry) if not lines else listed
            lines.append(text[entry.end() :].strip() if entry else text.strip())
    return tuple(found)


def spans(lines: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield (first line, last line, closed) of each block of a text, lines counted from 0.

    A block that is never closed reaches to the end, as Markdown has it.
    """
    number = 0
    while number < len(lines):
        opening = OPENING.match(lines[number])
        if opening:
            fence = opening["fence"]
            inside = range(number + 1, len(lines))
            last = next((at for at in inside if _closes(lines[at], fence)), len(lines))
            yield number, min(last, len(lines) - 1), last < len(lines)
            number = last
        number += 1


def without_blocks(text: str) -> str:
    """Take all blocks out of a page; empty lines stay in their place, so that every other line keeps its number."""
    lines = text.splitlines()
    for first, last, _ in spans(lines):
        lines[first : last + 1] = [""] * (last + 1 - first)
    return "\n".join(lines) + "\n"


def minutes_by_lesson(blocks: Mapping[str, Iterable[TrainerBlock]]) -> dict[str, int]:
    """Add up the minutes in the room, lesson by lesson."""
    return {lesson: sum(block.minutes for block in found) for lesson, found in blocks.items()}


def _closes(line: str, fence: str) -> bool:
    text = line.strip()
    return len(text) >= len(fence) and not text.strip(fence[0])


def _section(page: Page, line: int) -> str:
    above = [heading.text for heading in page.headings if heading.level > 1 and heading.line < line]
    return above[-1] if above else ""


def _translations(course: Path, language: str) -> dict[str, str]:
    path = course / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no Babel

    with path.open("rb") as file:
        entries = [message for message in read_po(file) if message.id and not message.fuzzy]
    return {str(message.id): str(message.string) for message in entries if message.string}


def _said(block: TrainerBlock, said: Mapping[str, str]) -> TrainerBlock:
    return replace(block, parts=tuple(replace(part, text=said.get(part.text, part.text)) for part in block.parts))
