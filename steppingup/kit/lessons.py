"""A lesson or a page of a case as a kit needs it: its words in plain text, part by part, from its own source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from steppingup.catalogue.bones import LINES, NEXT, WHY
from steppingup.catalogue.lessons import calls, lesson_of
from steppingup.catalogue.pages import Block, read_pages
from steppingup.catalogue.sentences import dated_text
from steppingup.catalogue.trainer import docname, load_blocks, parts_of
from steppingup.common.language import SOURCE_LANGUAGE
from steppingup.kit.lesson_tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from steppingup.catalogue.model import Catalogue
    from steppingup.catalogue.pages import Page
    from steppingup.catalogue.trainer import Part, TrainerBlock
    from steppingup.kit.lesson_tables import LessonTable

PROSE = "lessons"  # what translators call the file of the lessons' words
PLACES = ("chapters/", "case_studies/")


@dataclass(frozen=True)
class Section:
    """A part of a lesson under one heading: its paragraphs, and the activities, figures and tables that stand in it.

    ``opens`` tells that it is the one with the scene, which explains nothing yet.
    """

    title: str
    paragraphs: tuple[str, ...]
    activities: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[LessonTable, ...] = ()
    opens: bool = False


@dataclass(frozen=True)
class Lesson:
    """One page that people learn from.

    Args:
        page: its name in the book, such as ``chapters/01-principles/01-why-local``.
        number: such as ``1.1``; ``A1`` for the page of a case; that of a chapter for its first page.
        title: its heading.
        minutes: what it takes alone.
        roles: whom it is for.
        tier: how far it goes; 0 for the first page of a chapter or case.
        outcomes: what people can do afterwards.
        note: what is said before a page that may touch somebody; empty for most.
        story: the scene that it begins with, or what the sources say of a case.
        sections: its parts.
        lines: its five lines.
        town: what to find out in the own town.
        blocks: what it tells trainers.
        above: the title of its chapter or case.
    """

    page: str
    number: str
    title: str
    minutes: int
    roles: tuple[str, ...]
    tier: int
    outcomes: tuple[str, ...]
    note: tuple[str, ...]
    story: tuple[Part, ...]
    sections: tuple[Section, ...]
    lines: tuple[str, ...]
    town: tuple[str, ...]
    blocks: tuple[TrainerBlock, ...]
    above: str = ""

    @property
    def folder(self) -> str:
        """The chapter or case that it belongs to, such as ``chapters/01-principles``."""
        return self.page.rpartition("/")[0]

    @property
    def is_case(self) -> bool:
        """Whether it tells of a case."""
        return self.page.startswith(PLACES[1])

    @property
    def tells_facts(self) -> bool:
        """Whether its story is what sources say of a case, and no scene made up for teaching."""
        return self.is_case and self.number.startswith("A") and bool(self.story)

    @property
    def is_first(self) -> bool:
        """Whether it is the page above the lessons of a chapter or case."""
        return self.page.endswith("/index")

    @property
    def name(self) -> str:
        """Its title with its number; for a page of a case, with the title of the case."""
        if self.is_first:
            return self.title
        return f"{self.above}: {self.title}" if self.is_case else f"{self.number} {self.title}"

    def told(self, *kinds: str) -> list[TrainerBlock]:
        """List the blocks of some kinds, in their order."""
        return [block for block in self.blocks if block.kind in kinds]

    def tables(self) -> list[tuple[str, LessonTable]]:
        """List its tables, in their order, each with the heading above it."""
        return [(section.title, table) for section in self.sections for table in section.tables]

    def activities(self) -> list[str]:
        """List its activities, in their order."""
        return [id_ for section in self.sections for id_ in section.activities]


class Reader:
    """Reads lessons of a course in one language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._facts = catalogue.facts
        self._said = _translations(catalogue.course, catalogue.language)
        self._blocks = load_blocks(catalogue.course, catalogue.language)

    def lesson(self, page: Page) -> Lesson | None:
        """Return a page as a lesson; None if it is none."""
        found = lesson_of(page)
        if found is None:
            return None
        title = next((heading.text for heading in page.headings if heading.level == 1), "")
        stories = page.named("story") or page.named("source-says")
        story = tuple(part for block in stories[:1] for part in self._told(block))
        return Lesson(
            docname(page), found.number, self._text(title), found.minutes, tuple(found.roles), found.tier or 0,
            self._frame(page, "outcomes"), self._frame(page, "content-note"), story,
            tuple(self._sections(page)), self._lines(page), self._frame(page, "town"),
            self._blocks.get(docname(page), ()),
        )  # fmt: skip

    def _text(self, text: str) -> str:
        return dated_text(self._said.get(text, text), self._facts)

    def _told(self, block: Block) -> Iterator[Part]:
        yield from (replace(part, text=self._text(part.text)) for part in parts_of(block) if part.text[:1] != "|")

    def _parts(self, block: Block) -> tuple[str, ...]:
        return tuple(part.text for part in self._told(block))

    def _frame(self, page: Page, name: str) -> tuple[str, ...]:
        return tuple(text for block in page.named(name) for text in self._parts(block))

    def _lines(self, page: Page) -> tuple[str, ...]:
        return next((self._parts(_between(page, *span)) for title, *span in _spans(page) if title == LINES), ())

    def _sections(self, page: Page) -> list[Section]:
        found = []
        for title, begin, end in _spans(page):
            if title in {LINES, NEXT}:
                continue
            paragraphs = self._parts(_between(page, begin, end))
            activities, figures = (_called(page, name, begin, end) for name in ("activity", "figure"))
            tables = tables_of(_running(page, begin, end), self._text)
            found.append(Section(self._text(title), paragraphs, activities, figures, tables, title == WHY))
        return found


def load_lessons(catalogue: Catalogue) -> list[Lesson]:
    """Read every lesson and case of a course, in the order of the book."""
    reader = Reader(catalogue)
    pages = sorted(read_pages(catalogue.course)[0], key=lambda page: page.file)
    found = [lesson for page in pages if page.file.startswith(PLACES) and (lesson := reader.lesson(page))]
    above = {lesson.folder: lesson.title for lesson in found if lesson.is_first}
    return [replace(lesson, above=above.get(lesson.folder, "")) for lesson in found]


def _spans(page: Page) -> list[tuple[str, int, int]]:
    heads = [heading for heading in page.headings if heading.level == 2]
    ends = [*(heading.line for heading in heads[1:]), 1_000_000]
    return [(head.text, head.line, end) for head, end in zip(heads, ends, strict=False)]


def _called(page: Page, name: str, begin: int, end: int) -> tuple[str, ...]:
    return tuple(id_ for line, id_ in calls(page, name) if begin < line < end)


def _between(page: Page, begin: int, end: int) -> Block:
    """Return the sentences of a section: no frames, no tables, no smaller headings."""
    lines = ["" if text.startswith(("#", "|")) else text for text in _running(page, begin, end)]
    return Block(begin, "", "", list(enumerate(lines, begin + 1)))


def _running(page: Page, begin: int, end: int) -> list[str]:
    """Return the lines of a section that stand in no frame."""
    framed = {number for block in page.blocks for number, _ in block.body}
    return [text for number, text in page.prose if begin < number < end and number not in framed]


def _translations(course: Path, language: str) -> Mapping[str, str]:
    path = course / "locale" / language / "LC_MESSAGES" / f"{PROSE}.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no Babel

    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string and not one.fuzzy}
