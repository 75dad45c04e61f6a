"""How hard pages and activities are to read: short sentences and paragraphs for second-language readers on phones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from steppingup.catalogue.sentences import count_words, plain_text, sentences
from steppingup.common.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Entry
    from steppingup.catalogue.pages import Page
    from steppingup.common.errors import Level
    from steppingup.common.facts import Facts

MEDIAN = 16
PARAGRAPH = 90
SENTENCE = 35
LEAST_SENTENCES = 5

_NOT_PROSE = re.compile(r"\s*(?:\||#{1,6} |:[\w-]+:|\([\w-]+\)=\s*$|%|-{3,}\s*$|\+{3}|\[\^[^\]]*\]:)")
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+")
_QUOTED = re.compile(r"\s*>\s?")
# Lists of ids and of places, which the book fills.
_IDS = ("sources", "timeline", "map-rows")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or an entry of a list as plain text; ``where`` is a line of a page, or a field of an activity."""

    where: int | str
    text: str

    @property
    def words(self) -> int:
        """The number of its words."""
        return count_words(self.text)


@dataclass(frozen=True)
class Reading:
    """What was measured of one page or activity: paragraphs, and (where, words, sentence) of each sentence."""

    paragraphs: list[Paragraph]
    sentences: list[tuple[int | str, int, str]] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median number of words in a sentence; 0 without any."""
        return median(words for _, words, _ in self.sentences) if self.sentences else 0

    @property
    def hard(self) -> bool:
        """Tell whether the median is too high; a handful of sentences proves nothing."""
        return len(self.sentences) >= LEAST_SENTENCES and self.median >= MEDIAN


def page_reading(page: Page, facts: Facts) -> Reading:
    """Measure the prose of a page; headings, tables and lists of ids are left out."""
    return _reading(_paragraphs(page, facts))


def entry_reading(entry: Entry) -> Reading:
    """Measure all texts of an activity; a blank line begins a new paragraph."""
    texts = entry.model.texts()
    parts = ((path, part) for path, text in texts for part in re.split(r"\n\s*\n", text))
    return _reading(Paragraph(path, plain_text(part, entry.facts)) for path, part in parts)


def reading_problems(pages: Sequence[Page], entries: Iterable[Entry], facts: Facts) -> Iterator[Problem]:
    """Yield pages and activities that are hard to read."""
    for page in pages:
        for where, message, level in _told(page_reading(page, facts)):
            yield Problem(page.file, int(where), "", "reading", message, level)
    for entry in entries:
        for path, message, level in _told(entry_reading(entry)):
            yield entry.problem(str(path), message, level)


def _told(reading: Reading) -> Iterator[tuple[int | str, str, Level]]:
    if reading.hard:
        where, words, sentence = max(reading.sentences, key=lambda found: found[1])
        what = f"half of the sentences have {reading.median:g} words or more; under {MEDIAN} is right"
        yield where, f"{what}. Split some, such as '{_head(sentence)}' ({words} words)", "error"
    for paragraph in reading.paragraphs:
        if paragraph.words > PARAGRAPH:
            what = f"a paragraph of {paragraph.words} words ('{_head(paragraph.text)}'); {PARAGRAPH} at most is right"
            yield paragraph.where, f"{what}, so begin a new one", "error"
    for where, words, sentence in reading.sentences:
        if words > SENTENCE:
            yield where, f"a sentence of {words} words ('{_head(sentence)}'); split it", "warning"


def _head(text: str) -> str:
    return f"{text[:40].rstrip()}\u2026" if len(text) > 40 else text


def _reading(paragraphs: Iterable[Paragraph]) -> Reading:
    found = [paragraph for paragraph in paragraphs if paragraph.words]
    split = [(part.where, sentence) for part in found for sentence in sentences(part.text)]
    counted = [(where, count_words(sentence), sentence) for where, sentence in split]
    return Reading(found, [one for one in counted if one[1]])


def _paragraphs(page: Page, facts: Facts) -> Iterator[Paragraph]:
    ids = {number for name in _IDS for block in page.named(name) for number, _ in block.body}
    begin, last, lines = 0, 0, list[str]()
    for number, raw in page.prose:
        text = _QUOTED.sub("", raw, count=1)
        marker = _MARKER.match(text)
        prose = bool(text.strip()) and number not in ids and not _NOT_PROSE.match(text)
        # A blank line, a directive between the lines, or the next entry of a list ends a paragraph.
        if lines and (not prose or marker or number != last + 1):
            yield Paragraph(begin, plain_text(" ".join(lines), facts))
            lines = []
        if prose:
            begin = begin if lines else number
            lines.append(text[marker.end() :] if marker else text.strip())
        last = number
    if lines:
        yield Paragraph(begin, plain_text(" ".join(lines), facts))
