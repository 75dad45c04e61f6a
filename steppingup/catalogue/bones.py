"""The bones of a lesson: the same parts in the same order, so that a busy reader knows where to look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from steppingup.catalogue.lessons import calls, lesson_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.pages import Page
    from steppingup.common.errors import Problem

WHY, LINES, NEXT = "Why it matters here", "In five lines", "What next"
SECTIONS = (3, 5)


@dataclass(frozen=True)
class _Bone:
    """A part that a lesson has once: a heading of level two, or a directive."""

    name: str
    directive: bool
    in_case: bool = True

    def shown(self) -> str:
        return f":::{{{self.name}}}" if self.directive else f"## {self.name}"

    def lines(self, page: Page) -> list[int]:
        if self.directive:
            return [block.line for block in page.named(self.name)]
        return [heading.line for heading in page.headings if heading.level == 2 and heading.text == self.name]


BONES = (
    _Bone("outcomes", directive=True),
    _Bone(WHY, directive=False, in_case=False),
    _Bone("town", directive=True),
    _Bone(LINES, directive=False),
    _Bone(NEXT, directive=False),
    _Bone("sources", directive=True),
)


def bone_problems(page: Page) -> Iterator[Problem]:
    """Yield missing, doubled and misplaced parts of a lesson; chapter pages and plain pages have none to check."""
    if page.path.name == "index.md" or lesson_of(page) is None:
        return
    case = page.file.startswith("case_studies/")
    found: list[tuple[int, _Bone]] = []
    for bone in BONES:
        lines = bone.lines(page)
        if len(lines) > 1:
            yield page.problem(lines[1], "bones", f"'{bone.shown()}' stands twice; keep one")
        elif not lines and (bone.in_case or not case):
            yield page.problem(1, "bones", f"'{bone.shown()}' is missing; add it in its place")
        found += [(lines[0], bone)] if lines else []
    for (line, bone), (next_line, after) in pairwise(found):
        if next_line < line:
            yield page.problem(next_line, "bones", f"'{after.shown()}' stands before '{bone.shown()}'; swap them")
    yield from _five_lines(page)
    if not case:
        yield from _story(page)
        yield from _sections(page)


def _five_lines(page: Page) -> Iterator[Problem]:
    for start, end in _spans(page, LINES):
        points = [text for number, text in page.prose if start < number < end and text.startswith(("- ", "* ", "1. "))]
        points += [t for n, t in page.prose if start < n < end and t[:1] in "2345" and t[1:3] == ". "]
        if len(points) != 5:
            yield page.problem(start, "bones", f"'## {LINES}' has {len(points)} points; write a list of five")


def _story(page: Page) -> Iterator[Problem]:
    for start, end in _spans(page, WHY):
        stories = [block for block in page.named("story") if start < block.line < end]
        if len(stories) != 1:
            yield page.problem(start, "bones", f"'## {WHY}' has {len(stories)} stories; write one ':::{{story}}'")


def _sections(page: Page) -> Iterator[Problem]:
    fixed = {WHY, LINES, NEXT}
    sections = [h for h in page.headings if h.level == 2 and h.text not in fixed]
    least, most = SECTIONS
    if not least <= len(sections) <= most:
        yield page.problem(1, "bones", f"{len(sections)} sections ('## …'); write {least} to {most}")
    for section in sections:
        end = _end(page, section.line)
        if not any(section.line < line < end for line, _ in calls(page, "activity")):
            yield page.problem(section.line, "bones", f"the section '{section.text}' has no activity; add one")


def _spans(page: Page, title: str) -> Iterator[tuple[int, int]]:
    for heading in page.headings:
        if heading.level == 2 and heading.text == title:
            yield heading.line, _end(page, heading.line)


def _end(page: Page, line: int) -> int:
    return min((h.line for h in page.headings if h.line > line and h.level <= 2), default=1_000_000)


def minutes_problems(pages: list[Page]) -> Iterator[Problem]:
    """Yield chapters whose minutes are not the sum of their lessons' minutes."""
    folders = defaultdict(list)
    for page in pages:
        folders[page.path.parent].append((page, lesson_of(page)))
    for members in folders.values():
        parts = [lesson.minutes for page, lesson in members if lesson and page.path.name != "index.md"]
        for page, lesson in members:
            if lesson and page.path.name == "index.md" and parts and lesson.minutes != sum(parts):
                what = f"{lesson.minutes}, but its lessons take {sum(parts)} together; correct one of them"
                yield page.problem(page.front.line(("lesson", "minutes")), "minutes", what, "lesson")
