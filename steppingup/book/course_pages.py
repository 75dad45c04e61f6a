"""The course as its pages see it: order, chapters, numbers, who a lesson is for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.addnodes import toctree
from sphinx.util import logging

from steppingup.book.state import state_of
from steppingup.book.uses import activities_of
from steppingup.catalogue.whole import WORKSHEET
from steppingup.common.facts import ALL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from steppingup.catalogue import Entry

logger = logging.getLogger(__name__)

CASES = "case_studies/"


@dataclass(frozen=True)
class Lesson:
    """What the front matter of a lesson says under `lesson:`."""

    number: str = ""
    minutes: int = 0
    roles: tuple[str, ...] = ()
    tier: int = 0
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class CoursePage:
    """A page in reading order.

    Args:
        docname: its path without suffix.
        title: its heading.
        group: the caption of its part of the contents.
        parent: the page above it, if any.
        place: its number among the pages under its parent, from 1.
        siblings: how many pages are under its parent.
        lesson: its front matter.
        children: the pages under it.
        activities: the ids of its activities.
    """

    docname: str
    title: str
    group: str = ""
    parent: str = ""
    place: int = 0
    siblings: int = 0
    lesson: Lesson = Lesson()
    children: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()

    @property
    def is_case(self) -> bool:
        """Whether the page belongs to a case study."""
        return self.docname.startswith(CASES)


def course_pages(app: Sphinx) -> list[CoursePage]:
    """List all pages in reading order, the first page of the course first."""
    env = app.env
    root = env.config.root_doc
    return [
        _page(app, root),
        *(page for group, docname in _top(env, root) for page in _branch(app, docname, group=group)),
    ]


def lesson_of(env: BuildEnvironment, docname: str) -> Lesson:
    """Read the front matter of a page; a page without `lesson:` is no lesson."""
    text = env.metadata.get(docname, {}).get("lesson", "")
    try:
        data: Any = json.loads(text) if text else {}
    except json.JSONDecodeError:
        data = None
    if not isinstance(data, dict) or not all(isinstance(role, str) for role in data.get("roles", [])):
        logger.warning("front matter: lesson: must be {number: …, minutes: …, roles: […]}", location=(docname, 1))
        return Lesson()
    minutes, tier = (value if isinstance(value, int) else 0 for value in (data.get("minutes"), data.get("tier")))
    taught = data.get("competencies")
    competencies = tuple(map(str, taught)) if isinstance(taught, list) else ()
    return Lesson(str(data.get("number", "")), minutes, tuple(data.get("roles", ())), tier, competencies)


def role_names(app: Sphinx, lesson: Lesson, docname: str) -> list[str]:
    """Name the roles of a lesson; empty for everyone."""
    if not lesson.roles or ALL_ROLES in lesson.roles:
        return []
    roles = state_of(app).facts.roles
    for role in lesson.roles:
        if role not in roles:
            logger.warning("front matter: no role has the id '%s'; see facts/roles.yml", role, location=(docname, 1))
    return [roles[role].name for role in lesson.roles if role in roles]


def _page(app: Sphinx, docname: str, **more: Any) -> CoursePage:
    env = app.env
    title = env.titles[docname].astext() if docname in env.titles else docname
    known = state_of(app).catalogue.activities
    # what the course tells of its activities (kind, truth of a story) may not be told of graded ones
    activities = tuple(id_ for id_ in activities_of(env, docname) if id_ in known and _counts(known[id_]))
    return CoursePage(docname, title, lesson=lesson_of(env, docname), activities=activities, **more)


def _counts(entry: Entry) -> bool:
    """Tell whether an activity can be done: a worksheet is never finished."""
    return not entry.kept and entry.model.kind != WORKSHEET


def _branch(app: Sphinx, docname: str, **place: Any) -> Iterator[CoursePage]:
    children = [name for name in app.env.toctree_includes.get(docname, []) if name in app.env.found_docs]
    page = _page(app, docname, children=tuple(children), **place)
    yield page
    for number, child in enumerate(children, 1):
        yield from _branch(app, child, group=page.group, parent=docname, place=number, siblings=len(children))


def _top(env: BuildEnvironment, root: str) -> Iterator[tuple[str, str]]:
    for tree in env.get_doctree(root).findall(toctree):
        for docname in tree["includefiles"]:
            if docname in env.found_docs:
                yield tree.get("rawcaption") or tree.get("caption") or "", docname
