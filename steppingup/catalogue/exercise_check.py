"""What the check asks of exercises: that every item can be handed out, answered and marked."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from steppingup.activities.public import GRADABLE
from steppingup.catalogue.exercise_files import (
    Front,
    exercise_folders,
    exercise_pages,
    front_of,
    front_problems,
    salt_problems,
)
from steppingup.catalogue.exercises import slug_of
from steppingup.catalogue.lessons import calls
from steppingup.catalogue.references import role_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.pages import Page
    from steppingup.common.errors import Problem


def exercise_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the exercises, and graded things that stand outside of them."""
    for entry in catalogue.activities.values():
        yield from _graded(entry) if entry.set == "graded" else _not_graded(entry)
    if not exercise_folders(catalogue):
        return
    yield from salt_problems(catalogue)
    pages, broken = exercise_pages(catalogue)
    yield from broken
    for page in pages:
        yield from _page(page, catalogue)


def _not_graded(entry: Entry) -> Iterator[Problem]:
    if entry.model.points is not None:
        yield entry.problem("points", "only graded items have points; delete it")
    if entry.model.manual:
        yield entry.problem("kind", "a trainer has to read this kind; only an exercise can have it, so move it there")


def _graded(entry: Entry) -> Iterator[Problem]:
    name = _folder(entry)
    if entry.model.kind not in GRADABLE:
        yield entry.problem("kind", f"a {entry.model.kind} has no score; use one of {', '.join(sorted(GRADABLE))}")
    if entry.model.points is None:
        yield entry.problem("points", "is missing; write what a full answer earns, such as 'points: 1'")
    if entry.id != f"exercises/{name}/{slug_of(entry.id)}":
        yield entry.problem("id", f"items of this folder are called 'exercises/{name}/slug-1'; rename it")


def _page(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    yield from front_problems(page)
    front = front_of(page)
    if front:
        yield from _named(page, front, catalogue)
    yield from _shown(page, catalogue)


def _named(page: Page, front: Front, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield chapters, cases and roles that do not exist."""
    course = catalogue.course
    if front.chapter and not _chapter_exists(catalogue, front.chapter):
        yield _front(page, "chapter", f"no folder chapters/NN-name has the number '{front.chapter}'; correct it")
    if front.case and not (course / "case_studies" / front.case / "index.md").is_file():
        yield _front(page, "case", f"there is no case_studies/{front.case}; correct it")
    for index, fault in role_faults(front.roles, catalogue.facts):
        yield page.problem(page.front.line(("exercise", "roles", index)), "roles", fault, "exercise")


def _chapter_exists(catalogue: Catalogue, number: str) -> bool:
    names = [path.parent.name for path in catalogue.course.glob("chapters/[0-9]*-*/index.md")]
    return any(re.match(r"0*([0-9]+)-", name, re.ASCII)[1] == number for name in names)  # type: ignore[index]


def _shown(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield items that the page leaves out, shows twice, or takes from elsewhere."""
    name = page.path.parent.name
    found = [(line, id_) for line, id_ in calls(page, "activity") if id_ not in catalogue.broken]
    for line, id_ in calls(page, "figure"):
        yield page.problem(line, "figure", "figures do not travel with an exercise; say it in words or a table", id_)
    counts = Counter(id_ for _, id_ in found)
    seen: set[str] = set()
    for line, id_ in found:
        entry = catalogue.activities.get(id_)
        if entry is None:
            yield page.problem(line, "activity", "no activity has this id; correct it or write the activity", id_)
        elif entry.set != "graded" or _folder(entry) != name:
            yield page.problem(line, "activity", "an exercise shows items of its own folder only; write one there", id_)
        elif id_ in seen:
            yield page.problem(line, "activity", "already stands on this page; show it once", id_)
        seen.add(id_)
    for entry in catalogue.activities.values():
        if entry.set == "graded" and _folder(entry) == name and not counts[entry.id]:
            what = f'its page does not show it; add a cell with activity("{entry.id}") to {page.file}, or delete it'
            yield entry.problem("", what)


def _front(page: Page, field: str, message: str) -> Problem:
    return page.problem(page.front.line(("exercise", field)), field, message, "exercise")


def _folder(entry: Entry) -> str:
    return entry.place.split("/")[-2]
