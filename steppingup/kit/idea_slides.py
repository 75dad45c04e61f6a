"""Slides of the ideas of a lesson: one sentence on each, and figures and tables where the lesson has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.slide_frame import PAPER
from steppingup.documents.slides import Look
from steppingup.kit.figure_slides import figure_slides
from steppingup.kit.modules import content_words, figures_of
from steppingup.kit.on_slides import LARGE, READ, fitting, when
from steppingup.kit.table_slides import table_slides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.documents.slides import SlideFile
    from steppingup.kit.lessons import Lesson, Section
    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row

SAME = 2  # slides at most with one title


def idea_slides(kit: Kit, file: SlideFile, row: Row) -> None:
    """Add the slides of a talk: what people can do afterwards, then idea by idea."""
    lesson = row.step.lesson if row.step else None
    if lesson is None:
        return
    notes = [when(kit, row), kit.say("kit.notes.outcomes"), *(f"• {text}" for text in lesson.outcomes)]
    if lesson.story:
        notes.append(kit.say("kit.notes.facts" if lesson.tells_facts else "kit.notes.scene"))
        notes += [f"• {part.text}" if part.listed else part.text for part in lesson.story]
    opening = file.slide(lesson.name, notes, dark=True)
    opening.points(
        [_capital(text) for text in lesson.outcomes], Look(fitting(lesson.outcomes, READ, 14), PAPER, after=14)
    )
    shown: set[str] = set()
    if lesson.is_case:  # first what happened, then what it means
        _figures(kit, file, figures_of(lesson), shown)
    matched = [nearest(line, lesson.sections) for line in lesson.lines]
    for at, (line, section) in enumerate(zip(lesson.lines, matched, strict=True)):
        title = _title_of(kit, lesson, at, matched)
        same = [one for one, found in zip(lesson.lines, matched, strict=True) if found is section]
        slide = file.slide(title, _told(kit, section, line, same) if section else [])
        slide.statement(line, Look(fitting([line], LARGE), middle=True))
        if section and section not in matched[at + 1 :]:
            _figures(kit, file, section.figures, shown)
            _tables(kit, file, section)
    _figures(kit, file, figures_of(lesson), shown)
    for section in lesson.sections:
        if section not in matched:
            _tables(kit, file, section)


def _title_of(kit: Kit, lesson: Lesson, at: int, matched: Sequence[Section | None]) -> str:
    """Name an idea by the part of the lesson that tells it; by its number where one part tells most of them."""
    section = matched[at]
    if section and matched.count(section) <= SAME:
        return section.title
    return kit.say("kit.slide.idea", title=lesson.title, n=at + 1, all=len(matched))


def _told(kit: Kit, section: Section, line: str, same: Sequence[str]) -> list[str]:
    """Give to each idea of one part the paragraphs that say most of its words, so that no notes come twice."""
    words = {one: content_words(one) for one in same}
    own = [
        text for text in section.paragraphs if line == max(same, key=lambda one: len(words[one] & content_words(text)))
    ]
    return [kit.say("kit.notes.lesson"), *own] if own else [kit.say("kit.notes.lesson-again", title=section.title)]


def _figures(kit: Kit, file: SlideFile, names: Sequence[str], shown: set[str]) -> None:
    for id_ in names:
        if id_ not in shown:
            shown.add(id_)
            figure = kit.figures[id_]
            told = kit.sources(figure.sources)
            figure_slides(kit, file, figure, [told] if told else [])


def _tables(kit: Kit, file: SlideFile, section: Section) -> None:
    for table in section.tables:
        table_slides(kit, file, section.title, table)


def nearest(line: str, sections: Sequence[Section]) -> Section | None:
    """Find the part of a lesson that says most of a line's words: what a trainer reads to tell more."""
    wanted = content_words(line)
    best = max((one for one in sections if not one.opens), key=lambda one: _shared(wanted, one), default=None)
    return best if best and _shared(wanted, best) else None


def _shared(wanted: set[str], section: Section) -> int:
    titled = wanted & content_words(section.title)  # counts twice
    return len(wanted & content_words(" ".join([section.title, *section.paragraphs]))) + len(titled)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
