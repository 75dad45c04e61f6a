"""The nodes that our directives leave in a page; :mod:`transforms` and :mod:`html` turn them into HTML."""

from __future__ import annotations

from docutils import nodes


class Activity(nodes.General, nodes.Element):
    """The place of an activity: ``id``."""


class Drawing(nodes.General, nodes.Element):
    """The place of a drawn figure: ``id``."""


class Table(nodes.General, nodes.Element):
    """The place of something made from the catalogue: ``kind`` (sources, timeline, bibliography …), ``ids``."""


class Frame(nodes.General, nodes.Element):
    """A frame around Markdown: ``kind`` is outcomes, story, town, trainer, hero and others, as directives name it."""


class DoorTitle(nodes.General, nodes.TextElement):
    """The heading of a door, which is its link."""


class DoorGo(nodes.General, nodes.TextElement):
    """The words that say where a door leads; readers of the heading's link need them not."""


class HeroTitle(nodes.General, nodes.TextElement):
    """The title of the page, moved into the hero."""


class FactMark(nodes.Inline, nodes.Element):
    """A fact inside a sentence: ``id``."""


class SourceMark(nodes.Inline, nodes.Element):
    """A short citation inside a sentence: ``id``."""


ALL: tuple[type[nodes.Element], ...] = (
    Activity, Drawing, Table, Frame, DoorTitle, DoorGo, HeroTitle, FactMark, SourceMark,
)  # fmt: skip
