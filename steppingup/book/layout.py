"""What the template of a page needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes

from steppingup.book import nodes as su
from steppingup.book import tables
from steppingup.book.course_pages import CoursePage, course_pages, role_names
from steppingup.book.exercise_pages import exercise_of, facts_of, follows, pages_of
from steppingup.book.icons import MARK, icon, sprite
from steppingup.book.paths import paths_of
from steppingup.book.state import STATIC, state_of
from steppingup.book.trainer import SETTING, minutes_together, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from steppingup.book.state import State

# What a page loads besides the scripts and styles of every page, by a mark in its body.
SCRIPTS = {
    "data-su-progress": ("pages.js",),
    "data-su-paths": ("pages.js",),
    "data-su-signs": ("pages.js",),
    "data-contact": ("lines.js", "pages.js"),
    "data-su-pattern": ("pattern.js",),
    "data-su-final-check": ("check.js",),
    "data-su-exercise": ("exercise.js",),
    "data-su-needs-check": ("needs-words.js", "needs-items.js", "needs.js"),
    "data-su-room": ("room-list.js", "room.js"),
    "data-su-first-map": ("sheet-words.js", "first-map.js"),
    'data-kind="worksheet"': ("sheet-words.js", "worksheet.js"),
    "data-su-map-results": ("sheet-words.js", "map-results.js"),
    "data-su-search": ("search-index.js", "search.js"),
}
STYLES = {
    "data-su-exercise": ("exercise.css",),
    'class="su-exercises"': ("exercise.css",),
    "data-su-needs-check": ("needs.css",),
    "data-su-room": ("room.css",),
    'data-kind="worksheet"': ("worksheet.css",),
    "data-su-first-map": ("worksheet.css", "first-map.css"),
    "data-su-map-results": ("worksheet.css", "map-results.css"),
}
_FRAMES: WeakKeyDictionary[Sphinx, Frame] = WeakKeyDictionary()


@dataclass(frozen=True)
class Link:
    """A link of the contents."""

    docname: str
    title: str
    current: bool = False
    children: tuple[Link, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the reader is on this page or on one below it."""
        return self.current or any(child.open for child in self.children)


class Frame:
    """The parts of the page frame that are the same on every page; made once per build."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.state: State = state_of(app)
        self.pages = course_pages(app)
        self.by_name = {page.docname: page for page in self.pages}
        self.paths = paths_of(self.state, self.pages)

    @cached_property
    def help_panel(self) -> str:
        """All help lines."""
        return tables.help_panel(self.state)

    @cached_property
    def versions(self) -> dict[str, str]:
        """A short digest per static file, so that a browser never mixes an old script with new pages."""
        files = sorted(path for path in STATIC.glob("*") if path.suffix in {".js", ".css"})
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:8] for path in files}

    def contents(self, here: str) -> Iterator[tuple[str, list[Link]]]:
        """Yield (caption, links) of the contents."""
        groups: dict[str, list[Link]] = {}
        for page in self.pages[1:]:
            if not page.parent:
                groups.setdefault(page.group, []).append(self._link(page, here))
        for caption, links in groups.items():
            key = "toc." + caption.lower().replace(" ", "-")
            yield self.state.words.get(key) if caption else "", links

    def _link(self, page: CoursePage, here: str) -> Link:
        children = tuple(self._link(self.by_name[child], here) for child in page.children)
        return Link(page.docname, _numbered(page), page.docname == here, children)

    def kicker(self, page: CoursePage) -> str:
        """Say where in the course a page stands; empty for a page that is no lesson."""
        words, parent = self.state.words, self.by_name.get(page.parent)
        if id_ := exercise_of(self.app.env, page.docname):
            return follows(self.state, self.state.exercises[id_]) if id_ in self.state.exercises else ""
        if page.is_case:
            key = "lesson.case-page" if parent else "lesson.case"
            return words.get(key, n=page.place, total=page.siblings)
        if parent and parent.lesson.number:
            own, chapter = page.lesson.number, parent.lesson.number
            return words.get("lesson.lesson", lesson=own, number=chapter, n=page.place, total=page.siblings)
        return words.get("lesson.chapter", number=page.lesson.number) if page.lesson.number else ""

    def exercise_after(self, page: CoursePage) -> dict[str, str] | None:
        """Return the exercise that follows a chapter or case, on its last page: page, title and a line about it."""
        above = self.by_name.get(page.parent)
        if above is None or page.place != page.siblings:
            return None
        at, number, case = pages_of(self.app.env), above.lesson.number, page.docname.split("/")[-2:-1]
        for id_ in at:
            one = self.state.exercises.get(id_)
            if one and ((one.chapter and one.chapter == number) or (above.is_case and [one.case] == case)):
                return {"docname": at[id_], "title": one.title, "facts": facts_of(self.state, one)}
        return None

    def title(self, page: CoursePage) -> str:
        """Name a page for the window and the list of tabs; the pages of all cases are called alike."""
        parent = self.by_name.get(page.parent)
        words = [page.title, *([parent.title] if parent else [])]
        title = self.state.words.get("site.title", title=" - ".join(words), site=self.state.words.get("site.name"))
        return self.state.words.get("trainer.title", title=title) if self.app.config[SETTING] else title

    def audience(self, page: CoursePage) -> str:
        """Say whom a lesson is for."""
        names = role_names(self.app, page.lesson, page.docname)
        words = self.state.words
        return words.get("lesson.roles", roles=", ".join(names)) if names else words.get("lesson.everyone")

    def tier(self, page: CoursePage) -> str:
        """Name the tier of a lesson; empty for a page that has none, or that is for everyone."""
        return self.state.words.get(f"path.tier-{page.lesson.tier}") if page.lesson.tier > 1 else ""

    def around(self, page: CoursePage) -> tuple[CoursePage | None, CoursePage | None]:
        """Return the pages before and after, within the lessons of the course."""
        lessons = [one for one in self.pages if one.lesson.minutes]
        if page not in lessons:
            return None, None
        at = lessons.index(page)
        return lessons[at - 1] if at else None, lessons[at + 1] if at + 1 < len(lessons) else None


def _numbered(page: CoursePage) -> str:
    """Put the number of a chapter or lesson before its title: lessons name each other by it."""
    number = page.lesson.number
    if page.is_case or not number:
        return page.title
    return f"{number}. {page.title}" if number.isdigit() else f"{number} {page.title}"


def frame_of(app: Sphinx) -> Frame:
    """Return the frame of this build; it is made when everything has been read."""
    if app not in _FRAMES:
        _FRAMES[app] = Frame(app)
    return _FRAMES[app]


def _context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    frame = frame_of(app)
    page = frame.by_name.get(pagename) or CoursePage(pagename, pagename)
    before, after = frame.around(page)
    body: str = context.get("body", "")
    head, rest = _split(body)
    context["su"] = {
        "word": frame.state.words.get, "frame": frame, "page": page, "kicker": frame.kicker(page),
        "audience": frame.audience(page), "tier": frame.tier(page), "before": before, "after": after,
        "exercise": frame.exercise_after(page),
        "head": head, "rest": rest, "title": frame.title(page),
        "contents": list(frame.contents(pagename)), "is_home": pagename == app.config.root_doc,
        "scripts": list(_marked(SCRIPTS, body)), "styles": [*_marked(STYLES, body), *_trainer_styles(app)],
        "trainer": app.config[SETTING], "together": minutes_together(app, pagename),
        "plan": plan(app, page, frame.by_name, partial(app.builder.get_relative_uri, pagename)),
        "about": _about(app, pagename, frame),
        "leave": frame.state.catalogue.settings.leave.address, "icon": icon, "mark": MARK, "sprite": sprite,
    }  # fmt: skip


def _trainer_styles(app: Sphinx) -> tuple[str, ...]:
    return ("trainer.css",) if app.config[SETTING] else ()


def _marked(table: Mapping[str, tuple[str, ...]], body: str) -> Iterable[str]:
    return dict.fromkeys(name for mark, names in table.items() if mark in body for name in names)


def _no_scripts(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    # The launch buttons that Jupyter Book loads append their configuration to every page.
    for node in list(doctree.children):
        if isinstance(node, nodes.raw) and node.astext().lstrip().startswith("<script"):
            doctree.remove(node)


def _split(body: str) -> tuple[str, str]:
    """Cut a page after its first heading: number, minutes and roles stand there."""
    at = body.find("</h1>")
    return (body[: at + 5], body[at + 5 :]) if at >= 0 else ("", body)


def _about(app: Sphinx, docname: str, frame: Frame) -> str:
    """Describe a page: by what you can do after the lesson, else by its first paragraph."""
    doctree = app.env.get_doctree(docname)
    for node in doctree.findall(su.Frame):
        if node["kind"] == "outcomes":
            items = "; ".join(item.astext() for item in node.findall(nodes.list_item))
            return _short(f"{frame.state.words.get('outcomes.title')}: {items}")
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return _short(paragraph.astext())
    return frame.state.words.get("site.about")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:197].rsplit(" ", 1)[0] + " …"


def setup(app: Sphinx) -> None:
    """Fill the context of every page, last of all: what other extensions add is not used."""
    app.connect("doctree-resolved", _no_scripts, priority=990)
    app.connect("html-page-context", _context, priority=990)
