"""The search index: every section of every page as a plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from steppingup.activities.plain import Listing, Paragraph, Table
from steppingup.book import nodes as su
from steppingup.book.countries import said
from steppingup.book.state import state_of
from steppingup.book.tables import serves
from steppingup.common.changes import changes
from steppingup.common.countries import sheet
from steppingup.documents.text import figure_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from steppingup.activities.plain import Block
    from steppingup.book.state import State


def search_entries(app: Sphinx) -> list[dict[str, str]]:
    """List the sections of all pages, in reading order."""
    from steppingup.book.layout import frame_of  # noqa: PLC0415 - layout imports nothing from here

    frame, state = frame_of(app), state_of(app)
    found = []
    for page in frame.pages:
        doctree = app.env.get_doctree(page.docname)
        for section in doctree.findall(nodes.section):
            top = section.parent is doctree
            entry = _entry(section, state)
            if top or entry["text"]:
                found.append({"path": page.docname, "title": page.title, **entry, **({"anchor": ""} if top else {})})
    return found


def _entry(section: nodes.section, state: State) -> dict[str, Any]:
    title = next((child for child in section.children if isinstance(child, nodes.title)), None)
    texts = (text for child in section.children if child is not title for text in _texts(child, state))
    return {
        "section": title.astext() if title is not None else "",
        "anchor": section["ids"][0] if section["ids"] else "",
        "text": " ".join(_closed(" ".join(text.split())) for text in texts if text.strip()),
    }


def _texts(node: nodes.Node, state: State) -> Iterator[str]:
    if isinstance(node, nodes.section | nodes.raw | nodes.system_message | nodes.comment | nodes.container):
        return  # a section is an entry of its own; raw HTML and drawings are no text
    if isinstance(node, su.Activity):
        entry = state.catalogue.activities.get(node["id"])
        # what an exercise asks is for those who open it
        yield from _plain(_own(entry.plain())) if entry and not entry.kept else ()
    elif isinstance(node, su.Table):
        yield from _table(node, state)
    elif isinstance(node, nodes.TextElement):
        yield "".join(_inline(child, state) for child in node.children)
    else:
        for child in node.children:
            yield from _texts(child, state)


def _closed(text: str) -> str:
    """End a cell or a list item like a sentence, so that an excerpt does not run them together."""
    return text if text[-1] in '.:;,!?…)"”' else f"{text}."


def _inline(node: nodes.Node, state: State) -> str:
    if isinstance(node, su.FactMark):
        return state.facts.dated(node["id"]) if node["id"] in state.facts.facts else ""
    if isinstance(node, nodes.Text):
        return node.astext()
    return "".join(_inline(child, state) for child in node.children)


def _table(node: su.Table, state: State) -> Iterator[str]:
    if node["kind"] == "timeline" and node["ids"][0] in state.figures:
        for row in figure_rows(state.figures[node["ids"][0]]).rows:
            yield f"{row.label}: {row.text}"
    elif node["kind"] == "help-lines":
        for line in state.facts.helplines.values():
            if serves(line, "".join(node["ids"])):
                yield f"{line.country}: {line.service}, {line.number}"
    elif node["kind"] == "bibliography-list":
        for source in state.facts.sources.values():
            yield f"{source.author} {source.title}"
    else:
        yield from _countries(node, state)


def _countries(node: su.Table, state: State) -> Iterator[str]:
    named = "".join(node.get("ids", ()))
    if node["kind"] == "country":
        for question, found in sheet(state.facts, named):
            yield question.text
            yield from (said(answer, state) for answer in found)
    elif node["kind"] == "changed":
        yield from (fact.statement for fact in changes(state.facts, named))


def _own(blocks: list[Block]) -> list[Block]:
    """Leave out the question and answers that all stories share: a search for one of their words means another page."""
    stories = [block for block in blocks if block.part == "story"]
    return stories or blocks


def _plain(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            yield from (f"{item.lead} {item.text}" for item in block.items)
        elif isinstance(block, Table):
            yield from (row[0] for row in block.rows if row[0])
        else:
            yield block.title
            yield from _plain(block.blocks)
