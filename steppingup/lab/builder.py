"""The Sphinx builder that writes pages as notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from steppingup import __version__
from steppingup.book import nodes as su
from steppingup.book.exercise_pages import exercise_of
from steppingup.book.layout import frame_of
from steppingup.book.marks import bibliography_page
from steppingup.book.state import State, state_of
from steppingup.book.uses import uses
from steppingup.documents.figures import draw
from steppingup.documents.plain import plain_html, plain_text
from steppingup.lab import cells
from steppingup.lab.cells import FIGURE, CodePlace
from steppingup.lab.exercises import notebook_of
from steppingup.lab.markdown import Cell, Writer, escape
from steppingup.lab.notebook import Notebook
from steppingup.lab.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from steppingup.book.course_pages import CoursePage

logger = logging.getLogger(__name__)

SUFFIX = ".ipynb"
ONLY_IN_THE_BOOK = frozenset({"progress", "search"})  # places that the script of a page fills
_LABELS = {
    "story": "story.label", "source-says": "says.label", "content-note": "note.label",
    "town": "town.title", "outcomes": "outcomes.title",
}  # fmt: skip


class LabBuilder(Builder):
    """Writes every page that makes sense in a notebook."""

    name = "lab"
    format = "lab"
    allow_parallel = False

    def get_outdated_docs(self) -> Iterator[str]:
        """Write everything: facts, figures and activities may have changed under unchanged pages."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx passes it
        """Return where a page stands."""
        id_ = exercise_of(self.env, docname)
        return notebook_of(id_) if id_ else docname + SUFFIX

    def prepare_writing(self, docnames: set[str]) -> None:  # noqa: ARG002 - Sphinx passes it
        """Find out which pages only the book can show."""
        self.absent = {name for name in self.env.found_docs if self._only_in_the_book(name)}

    def _only_in_the_book(self, docname: str) -> bool:
        tables = self.env.get_doctree(docname).findall(su.Table)
        return any(table["kind"] in ONLY_IN_THE_BOOK for table in tables)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page."""
        # the notebook of an exercise is what learners get in a session (see :mod:`steppingup.lab.exercises`)
        if docname in self.absent or exercise_of(self.env, docname):
            return
        target = Path(self.outdir) / (docname + SUFFIX)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(PageWriter(self, docname, doctree).notebook().json(), encoding="utf-8")


class PageWriter:
    """Writes one page; knows the course where `Writer` knows only nodes.

    Args:
        builder: ours.
        docname: the page.
        doctree: its resolved doctree.
    """

    def __init__(self, builder: LabBuilder, docname: str, doctree: nodes.document) -> None:
        self._builder, self._docname, self._doctree = builder, docname, doctree
        self._state: State = state_of(builder.app)
        self._cited = _cited(doctree)
        self._writer = Writer(self)

    def notebook(self) -> Notebook:
        """Put the page together."""
        made, say = Notebook(), self._state.words.get
        left = [node for node in self._doctree.findall() if isinstance(node, Cell)]
        if left and all(_is_read(node) for node in left):
            made.text(f"*{escape(say('lab.change'))}*")
        elif left:
            made.text(f"*{escape(say('lab.run'))}*")
            made.code(f"# {say('lab.tools')}\nfrom steppingup import activity, figure")
        page = frame_of(self._builder.app).by_name.get(self._docname)
        for number, piece in enumerate(self._writer.pieces(self._doctree.children)):
            if isinstance(piece, str):
                made.text(piece)
            else:
                left.remove(piece)
                self._cell(made, piece)
            if number == 0 and page:
                made.text(self._about(page))
        if page:
            made.text(self._onwards(page))
        for node in left:
            logger.warning("a code cell inside a list or table has no place in a notebook; put it below", location=node)
        return made

    def mark(self, node: su.FactMark | su.SourceMark) -> str:
        """Write a fact with its date, or the number of a source."""
        id_, facts = node["id"], self._state.facts
        if isinstance(node, su.FactMark):
            return escape(facts.dated(id_)) if id_ in facts.facts else self._unknown("fact", node)
        if id_ not in facts.sources:
            return self._unknown("source", node)
        return f"\\[{self._cited.index(id_) + 1}\\]" if id_ in self._cited else f"({escape(facts.sources[id_].title)})"

    def table(self, node: su.Table) -> str:
        """Write what the catalogue puts in a place."""
        return place(node, self._state, self._cited, self.way(bibliography_page(uses(self._builder.env)) or ""))

    def label(self, kind: str) -> str:
        """Name a frame."""
        return self._state.words.get(_LABELS[kind]) if kind in _LABELS else ""

    def link(self, node: nodes.Element) -> str | None:
        """Give the address of a link; headings of other pages have other names here, so only the page is kept."""
        target = str(node.get("refuri", ""))
        if not node.get("internal", False):
            return target or None
        docname = _from(self._docname, target.partition("#")[0].removesuffix(SUFFIX))
        return None if docname in self._builder.absent else target.partition("#")[0] or None

    def way(self, docname: str) -> str | None:
        """Give the address of another page."""
        if docname not in self._builder.env.found_docs or docname in self._builder.absent:
            return None
        here, there = (self._builder.get_target_uri(name) for name in (self._docname, docname))
        return relative_uri(here, there)

    def _unknown(self, what: str, node: nodes.Element) -> str:
        logger.warning("no %s has the id '%s'; correct the id or write the record", what, node["id"], location=node)
        return ""

    def _cell(self, made: Notebook, node: Cell) -> None:
        if isinstance(node, su.Activity):
            self._activity(made, node)
        else:
            self._code(made, node)

    def _activity(self, made: Notebook, node: su.Activity) -> None:
        entry = self._state.catalogue.activities.get(node["id"])
        if entry is None or entry.kept:
            self._unknown("activity", node)
            return
        blocks, words = entry.plain(), self._state.words
        shown = {"text/html": plain_html(blocks, words), "text/plain": plain_text(blocks)}
        made.code(f"# {words.get('lab.question')}\n{self._call('activity', entry.id)}", shown)

    def _code(self, made: Notebook, node: CodePlace) -> None:
        found, words = FIGURE.match(node["code"]), self._state.words
        if found is None:
            first = "" if node["seen"] else f"# {words.get('lab.code')}\n"
            made.code(first + node["code"], folded=not node["seen"])
            return
        data = self._state.figures.get(found["id"])
        if data is None:
            logger.warning("no figures.yml has the figure '%s'; correct the id", found["id"], location=node)
            return
        drawn = draw(data, self._state.facts)._repr_mimebundle_()
        made.code(f"# {words.get('lab.figure', title=data.title)}\n{self._call('figure', data.id)}", drawn)

    def _call(self, name: str, id_: str) -> str:
        language = self._state.words.language
        return f'{name}("{id_}")' if language == "en" else f'{name}("{id_}", language="{language}")'

    def _about(self, page: CoursePage) -> str:
        frame, say = frame_of(self._builder.app), self._state.words.get
        if not page.lesson.minutes:
            return ""
        minutes = say("lesson.minutes", n=page.lesson.minutes)
        return escape(" · ".join(filter(None, (frame.kicker(page), minutes, frame.audience(page)))))

    def _onwards(self, page: CoursePage) -> str:
        frame, say = frame_of(self._builder.app), self._state.words.get
        below = [self._line(frame.by_name[name]) for name in page.children]
        before, after = frame.around(page)
        ways = [(say("lab.previous"), before), (say("lab.next"), after)]
        around = [f"{escape(word)}: {self._linked(other)}" for word, other in ways if other]
        return "\n\n".join(filter(None, ["\n".join(below), *(["---", " · ".join(around)] if around else [])]))

    def _line(self, page: CoursePage) -> str:
        return f"- {self._linked(page)}"

    def _linked(self, page: CoursePage) -> str:
        way = self.way(page.docname)
        return f"[{escape(page.title)}]({way})" if way else escape(page.title)


def _cited(doctree: nodes.document) -> list[str]:
    listed = [id_ for node in doctree.findall(su.Table) if node["kind"] == "sources" for id_ in node["ids"]]
    marks = [node["id"] for node in doctree.findall(su.SourceMark)]
    return list(dict.fromkeys([*listed, *marks])) if listed else []


def _is_read(node: nodes.Element) -> bool:
    """Tell whether a cell is code that people came to read and change."""
    return isinstance(node, CodePlace) and node["seen"] and not FIGURE.match(node["code"])


def _from(docname: str, target: str) -> str:
    parts = docname.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, and keep code cells as code."""
    app.add_builder(LabBuilder)
    cells.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": False}
