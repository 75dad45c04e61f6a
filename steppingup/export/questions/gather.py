"""Which questions an export holds, in the order of the course, and where each belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.lessons import calls, lesson_of
from steppingup.catalogue.pages import read_pages
from steppingup.common.errors import ContentError, ExportError
from steppingup.export.questions.clean import clean, is_clean
from steppingup.export.questions.make import TOOLS, questions_of
from steppingup.export.questions.model import Bank, Place
from steppingup.export.titles import page_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.pages import Page
    from steppingup.export.request import Request

FINAL_CHECK = "book/check"
# Chapters come before cases, and both before the rest.
_FIRST = ("chapters/", "case_studies/")


def gather(request: Request) -> Bank:
    """Collect the questions that were asked for.

    Raises:
        ContentError: the content of the course is not sound; nothing half is handed on.
        ExportError: what was asked for holds no question.
    """
    catalogue = load_catalogue(request.course, request.language).require()
    placed = [(entry, place) for entry, place in _placed(catalogue, request) if _wanted(place, request)]
    questions = tuple(question for entry, place in placed for question in questions_of(entry, place))
    if not questions:
        raise ExportError("There is no question in what you asked for. Name other chapters, or none for all.")
    left_out = tuple((entry.model.kind, entry.id) for entry, _ in placed if entry.model.kind in TOOLS)
    dirty = tuple(entry.id for entry, _ in placed if not all(is_clean(text) for _, text in entry.model.texts()))
    title = clean(catalogue.words.get("site.name"))
    check = 0 if request.with_check or request.folders else len(list(_final_check(catalogue)))
    return Bank(title, request.language, questions, left_out, request.with_graded, dirty, check)


def _wanted(place: Place, request: Request) -> bool:
    """Tell whether a place was asked for; the final check belongs to no chapter, so its own word is enough."""
    return place.folder == FINAL_CHECK or request.wants(place.folder)


def _placed(catalogue: Catalogue, request: Request) -> Iterator[tuple[Entry, Place]]:
    pages, problems = read_pages(catalogue.course)
    if problems:
        raise ContentError(problems)
    titles = page_titles(catalogue.course, pages, request.language)
    yield from _practice(catalogue, pages, titles)
    if request.with_check:
        yield from _final_check(catalogue)
    if request.with_graded:
        yield from _graded(catalogue)


def _practice(catalogue: Catalogue, pages: list[Page], titles: dict[str, str]) -> Iterator[tuple[Entry, Place]]:
    found = []
    for page in pages:
        for line, id_ in calls(page, "activity"):
            if id_ in catalogue.activities:
                found.append((_rank(page.file), page.file, line, catalogue.activities[id_], _place(page, titles)))
    # The same activity is never shown twice (make check), so nothing comes twice.
    for *_, entry, place in sorted(found, key=lambda one: one[:3]):
        yield entry, place


def _rank(file: str) -> int:
    return next((rank for rank, start in enumerate(_FIRST) if file.startswith(start)), len(_FIRST))


def _place(page: Page, titles: dict[str, str]) -> Place:
    folder = page.file.rpartition("/")[0]
    title = titles[page.file]
    index = f"{folder}/index.md"
    lesson = lesson_of(page)
    number = lesson.number if lesson else ""
    outer = (titles[index],) if index in titles and index != page.file else ()
    return Place(folder, (*outer, title), number, page.file.removesuffix(".md"))


def _final_check(catalogue: Catalogue) -> Iterator[tuple[Entry, Place]]:
    """Yield the bank of the final check under a heading that keeps it apart from practice."""
    place = Place(FINAL_CHECK, (clean(catalogue.words.get("questions.check.category")),))
    yield from ((entry, place) for entry in catalogue.activities.values() if entry.set == "bank")


def _graded(catalogue: Catalogue) -> Iterator[tuple[Entry, Place]]:
    """Yield graded items under a heading that nobody can miss."""
    chapters = {folder.name[:2].lstrip("0"): folder.name for folder in catalogue.course.glob("chapters/[0-9][0-9]-*")}
    alarm = clean(catalogue.words.get("questions.graded.category"))
    for exercise in load_exercises(catalogue).values():
        folder = f"chapters/{chapters[exercise.chapter]}" if exercise.chapter in chapters else "exercises"
        folder = f"case_studies/{exercise.case}" if exercise.case else folder
        for entry in exercise.items:
            yield entry, Place(folder, (alarm, clean(exercise.title)))
