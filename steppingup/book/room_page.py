"""The page that asks a whole room: which questions a trainer can show, by chapter or case and by lesson.

Each chapter is a file of its own, which the page asks for when somebody chooses a lesson of it. The questions are those
of the lessons, with their keys, as lessons carry them; graded exercises, the final check and the self-check stay out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.book.activity_html import json_for_script
from steppingup.book.state import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.book.course_pages import CoursePage
    from steppingup.book.state import State

LESSONS = ("chapters/", "case_studies/")
# A worksheet is about the own town, and a rating has no answer that fits.
NOT_ASKED = frozenset({"worksheet", "rating"})


@dataclass(frozen=True)
class RoomChapter:
    """A chapter or a case, and the questions of its lessons.

    Args:
        id: its folder.
        title: its heading, with its number.
        lessons: path and title of each lesson that has a question.
        questions: the specs, by the path of their lesson.
    """

    id: str
    title: str
    lessons: tuple[tuple[str, str], ...]
    questions: dict[str, list[dict[str, Any]]]

    @property
    def file(self) -> str:
        """The name of the file with its questions."""
        return f"room-{self.id.replace('/', '-')}.js"

    def listed(self) -> dict[str, Any]:
        """Return what the page knows before somebody chooses."""
        lessons = [{"path": path, "title": title} for path, title in self.lessons]
        return {
            "id": self.id, "title": self.title, "file": self.file,
            "version": digest([self.questions])[:8], "lessons": lessons,
        }  # fmt: skip

    def script(self) -> str:
        """Return its questions as one entry of a map."""
        return f"{json_for_script(self.id)}: {json_for_script(self.questions)}"


def room_data(state: State, pages: Iterable[CoursePage]) -> list[RoomChapter]:
    """Return the chapters and cases that have something to ask, in the order of the course."""
    lessons = [page for page in pages if page.docname.startswith(LESSONS)]
    folders = dict.fromkeys(page.docname.rpartition("/")[0] for page in lessons)
    found = (_chapter(state, folder, lessons) for folder in folders)
    return [chapter for chapter in found if chapter.questions]


def _chapter(state: State, folder: str, lessons: Iterable[CoursePage]) -> RoomChapter:
    inside = [page for page in lessons if page.docname.rpartition("/")[0] == folder]
    asked = {page: specs for page in inside if (specs := [*_asked(state, page)])}
    title = next((_named(page) for page in inside if not page.parent), folder)
    return RoomChapter(
        folder,
        title,
        tuple((page.docname, _named(page)) for page in asked),
        {page.docname: specs for page, specs in asked.items()},
    )


def _asked(state: State, page: CoursePage) -> Iterator[dict[str, Any]]:
    for id_ in page.activities:
        if state.catalogue.activities[id_].model.kind not in NOT_ASKED:
            yield state.catalogue.spec(id_)


def _named(page: CoursePage) -> str:
    number = "" if page.is_case else page.lesson.number
    return f"{number} {page.title}" if number else page.title
