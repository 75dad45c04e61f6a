"""The directives and roles that lessons may use. They leave nodes; nothing of the catalogue is looked up here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from steppingup.book import nodes as su
from steppingup.book.uses import merge, note, purge

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

logger = logging.getLogger(__name__)


class ActivityDirective(SphinxDirective):
    """The place of an activity; pages write it as a code cell (see :mod:`cells`)."""

    place: ClassVar[type[nodes.Element]] = su.Activity
    table: ClassVar[str] = "activity"
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True  # the empty lines that keep later lines in their place

    def run(self) -> list[nodes.Node]:
        """Leave the place and note the use."""
        node = self.place(id=self.arguments[0].strip())
        self.set_source_info(node)
        note(self.env, self.env.docname, f"{self.table}:{node['id']}")
        return [node]


class FigureDirective(ActivityDirective):
    """The place of a drawn figure; pages write it as a code cell, too."""

    place = su.Drawing
    table = "drawn"


class FrameDirective(SphinxDirective):
    """A frame around Markdown, named as the directive is."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the content into the frame."""
        node = su.Frame("\n".join(self.content), kind=self.name)
        self.set_source_info(node)
        if not self.content:
            logger.warning("the frame {%s} is empty; write a text into it", self.name, location=node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class DoorDirective(FrameDirective):
    """One way into the course: a heading that is a link, a text, and where it leads."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {"link": directives.unchanged_required, "go": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Parse the content; heading and words are texts of their own, so that translators see them."""
        [node] = super().run()
        if not isinstance(node, su.Frame):  # pragma: no cover - FrameDirective returns nothing else
            return [node]
        _, node["link"] = self.env.relfn2path(self.options.get("link", "") + ".md")
        node["docname"] = self.env.relfn2path(self.options.get("link", ""))[0]
        node.insert(0, self._text(su.DoorTitle, self.arguments[0]))
        if "go" in self.options:
            node.append(self._text(su.DoorGo, self.options["go"]))
        return [node]

    def _text(self, kind: type[nodes.TextElement], text: str) -> nodes.TextElement:
        children, _ = self.state.inline_text(text, self.lineno)
        node = kind(text, "", *children)
        self.set_source_info(node)
        return node


class SourcesDirective(SphinxDirective):
    """The sources of a page, one id per line."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Leave the ids with their lines."""
        node = su.Table(kind="sources", ids=[], lines=[])
        self.set_source_info(node)
        for number, line in enumerate(self.content):
            if id_ := line.strip().removeprefix("- "):
                node["ids"].append(id_)
                node["lines"].append(self.lineno + self.content_offset + number + 1)
                note(self.env, self.env.docname, f"source:{id_}")
        return [node]


class TimelineDirective(SphinxDirective):
    """A figure of `figures.yml` as a list of dates and texts."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave the place and note the use."""
        node = su.Table(kind="timeline", ids=[self.arguments[0]])
        self.set_source_info(node)
        note(self.env, self.env.docname, f"figure:{self.arguments[0]}")
        return [node]


class PlaceDirective(SphinxDirective):
    """A place that the catalogue or the script fills: bibliography-list, help-lines, country, cards."""

    optional_arguments = 1
    tables: ClassVar[dict[str, tuple[str, ...]]] = {
        "bibliography-list": ("table:sources",),
        "help-lines": ("table:helplines",),
        "paths": ("table:paths", "table:roles"),
        "monday": ("table:paths", "table:roles", "table:contacts"),
        "referral-card": ("table:contacts", "table:helplines"),
        "glossary-list": ("table:glossary",),
        "country": ("country:{}",),
        "countries": ("table:countries",),
        "compare": ("question:{}", "table:countries"),
        "changed": ("changed:{}",),
        "coverage": ("coverage:all",),
        "signs": ("table:signs", "table:roles", "table:sources"),
        "exercise-list": ("exercises:all", "table:roles"),
        "first-map": ("route:all",),
        "needs-check": ("needs:all",),
        "final-check": ("bank:all", "table:competencies", "table:areas", "table:roles"),
    }

    def run(self) -> list[nodes.Node]:
        """Leave the place, with what stands behind the name of the directive."""
        node = su.Table(kind=self.name, ids=list(self.arguments))
        self.set_source_info(node)
        note(self.env, self.env.docname, f"place:{self.name}")
        for key in self.tables.get(self.name, ()):
            note(self.env, self.env.docname, key.format("".join(self.arguments)))
        return [node]


class MapRowsDirective(SphinxDirective):
    """Rows of the invented town's map: the sheet, and one row per line."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Leave the place and note the use."""
        names = [line.strip() for line in self.content if line.strip()]
        node = su.Table(kind="map-rows", ids=[self.arguments[0], *names])
        self.set_source_info(node)
        note(self.env, self.env.docname, f"map-rows:{self.arguments[0]}")
        return [node]


class MarkRole(SphinxRole):
    """``{fact}`id` `` and ``{src}`id` ``."""

    def __init__(self, kind: type[nodes.Element], table: str) -> None:
        super().__init__()
        self._kind, self._table = kind, table

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the mark and note the use."""
        node = self._kind(id=self.text.strip())
        self.set_source_info(node)
        note(self.env, self.env.docname, f"{self._table}:{node['id']}")
        return [node], []


FRAMES = ("outcomes", "story", "source-says", "town", "content-note", "hero", "doors")
PLACES = (
    "bibliography-list", "help-lines", "progress", "search", "resume", "pattern", "paths", "path", "monday",
    "referral-card", "glossary-list", "signs", "coverage", "country", "countries", "compare", "changed",
    "final-check", "exercise-list", "first-map", "map-results",
    "needs-check", "room",
)  # fmt: skip


def _skip(_translator: object, _node: nodes.Element) -> None:
    """Let other builders (gettext, text) pass over a node and read its children."""


def setup(app: Sphinx) -> None:
    """Register nodes, directives and roles, and what pages use."""
    plain: tuple[Callable[..., None], Callable[..., None]] = (_skip, _skip)
    for node in su.ALL:
        app.add_node(node, text=plain, html=plain)
    app.add_directive("su-activity", ActivityDirective)
    app.add_directive("su-figure", FigureDirective)
    for name in FRAMES:
        app.add_directive(name, FrameDirective)
    app.add_directive("door", DoorDirective)
    app.add_directive("sources", SourcesDirective)
    app.add_directive("timeline", TimelineDirective)
    app.add_directive("map-rows", MapRowsDirective)
    for name in PLACES:
        app.add_directive(name, PlaceDirective)
    app.add_role("fact", MarkRole(su.FactMark, "fact"))
    app.add_role("src", MarkRole(su.SourceMark, "source"))
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
