"""The trainer's edition: what lessons tell trainers, shown in an edition of its own and in no other output.

Every other build takes the blocks out of a page before Markdown is parsed, so that nothing made later (pages,
notebooks, the index of the search, what Sphinx remembers) can hold a word of them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from steppingup.book import nodes as su
from steppingup.book.state import digest, state_of
from steppingup.book.tables import scroll
from steppingup.book.uses import note
from steppingup.catalogue.pages import read_pages
from steppingup.catalogue.trainer import NAME, spans, without_blocks
from steppingup.catalogue.trainer_check import trainer_problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

    from steppingup.book.course_pages import CoursePage
    from steppingup.book.state import State
    from steppingup.catalogue.trainer import TrainerBlock

logger = logging.getLogger(__name__)

SETTING = "su_trainer"
MARK = "@trainer"  # behind the name of a page: where a text for translators stands that only trainers read


class TrainerDirective(SphinxDirective):
    """A block for trainers; in any other edition it has been taken out before."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"minutes": directives.unchanged, "about": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Parse the content into a frame."""
        if not self.config[SETTING]:
            # in a list, a quotation or an included file, say: never show it, and never pass over it in silence
            logger.warning("this block for trainers was not taken out; see 'make check'", location=self.get_location())
            return []
        kind, minutes = self.arguments[0].strip(), self.options.get("minutes", "0")
        node = su.Frame("\n".join(self.content), kind=NAME, about=kind, minutes=minutes)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def minutes_together(app: Sphinx, docname: str) -> int:
    """Return the minutes that the blocks of a page take in the room; 0 in the learner's edition."""
    return sum(block.minutes for block in _of(app, docname))


def plan(app: Sphinx, page: CoursePage, pages: dict[str, CoursePage], uri: Callable[[str], str]) -> str:
    """Write the plan of a chapter or case as HTML: what to do in the room, and how long it takes.

    Args:
        app: Sphinx.
        page: the page above the lessons.
        pages: all pages by name.
        uri: gives the way to a page.

    Returns:
        The plan; empty in the learner's edition, and for a page without lessons that have blocks.
    """
    children = [pages[child] for child in page.children]
    if not any(_of(app, child.docname) for child in children):
        return ""
    rows = [*([page] if _of(app, page.docname) else []), *children]
    say = state_of(app).words.get
    heads = ("lesson", "alone", "room", "what")
    head = "".join(f'<th scope="col">{escape(say(f"trainer.plan.{name}"))}</th>' for name in heads)
    body = "".join(_row(app, one, "" if one is page else uri(one.docname)) for one in rows)
    alone, room = sum(_alone(one) for one in rows), sum(minutes_together(app, one.docname) for one in rows)
    foot = f'<th scope="row">{escape(say("trainer.plan.all"))}</th>{_minutes(alone, room, say)}<td></td>'
    region = scroll(say("table.scroll", columns=", ".join(say(f"trainer.plan.{name}") for name in heads)))
    return (
        f'<section class="su-trainer su-plan" aria-labelledby="su-plan"><h2 id="su-plan">'
        f"{escape(say('trainer.plan.title'))}</h2>\n<p>{escape(say('trainer.plan.about'))}</p>\n{region}"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>\n<tfoot><tr>{foot}</tr></tfoot></table>"
        "\n</div></section>\n"
    )


def _row(app: Sphinx, page: CoursePage, address: str) -> str:
    say = state_of(app).words.get
    told = (block for block in _of(app, page.docname) if block.kind != "part")  # cards belong to their role play
    found = "".join(f"<li>{_told(block, say)}</li>" for block in told)
    number = "" if page.is_case or not page.lesson.number else f"{page.lesson.number} "
    title = escape(number + page.title)
    head = f'<a href="{escape(address)}">{title}</a>' if address else title
    cells = _minutes(_alone(page), minutes_together(app, page.docname), say)
    return f'<tr><th scope="row">{head}</th>{cells}<td>{f"<ul>{found}</ul>" if found else ""}</td></tr>'


def _minutes(alone: int, room: int, say: Callable[..., str]) -> str:
    """Write two cells; on a narrow screen, where the heads of the columns are not seen, each names its own."""
    cells = (("alone", alone), ("room", room))
    return "".join(
        f'<td><span class="su-narrow">{escape(say(f"trainer.plan.{name}"))}: </span>{number}</td>'
        for name, number in cells
    )


def _told(block: TrainerBlock, say: Callable[..., str]) -> str:
    kind = say(f"trainer.{block.kind}")
    told = say("trainer.plan.timed", kind=kind, n=block.minutes) if block.minutes else kind
    return escape(f"{told}: {block.lead}" if block.lead else told)


def _alone(page: CoursePage) -> int:
    return 0 if page.children else page.lesson.minutes


def _of(app: Sphinx, docname: str) -> tuple[TrainerBlock, ...]:
    return state_of(app).trainer.get(docname, ()) if app.config[SETTING] else ()


def folder_digest(folder: str, state: State) -> str:
    """Return the digest of what the plan of a chapter or case shows."""
    return digest([repr(found) for lesson, found in state.trainer.items() if lesson.startswith(folder)])


def _on_source(app: Sphinx, docname: str, content: list[str]) -> None:
    for first, _, closed in spans(content[0].splitlines()):
        if not closed:
            logger.warning("a block for trainers is never closed; end it with ':::'", location=(docname, first + 1))
    if not app.config[SETTING]:
        content[0] = without_blocks(content[0])


def _on_read(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    if app.config[SETTING] and docname.endswith("/index"):
        note(app.env, docname, f"plan:{docname.removesuffix('index')}")
    if app.builder.name == "gettext":
        _mark(app, doctree)


def _mark(app: Sphinx, doctree: nodes.document) -> None:
    """Tell texts for trainers by the name of their file: the lines of some nodes, such as cells, are not exact."""
    for frame in doctree.findall(su.Frame):
        if frame["kind"] == NAME:
            for node in frame.findall():
                node.source = f"{app.env.doc2path(app.env.docname)}{MARK}"


def _check(app: Sphinx) -> None:
    if app.config[SETTING]:
        course = state_of(app).catalogue.course
        for problem in trainer_problems(read_pages(course)[0]):
            logger.warning("%s: %s", problem.field, problem.message, location=f"{problem.file}:{problem.line}")


def setup(app: Sphinx) -> None:
    """Register the directive, and take blocks out right before a page is parsed."""
    app.add_config_value(SETTING, default=False, rebuild="env", types=(bool,))
    app.add_directive(NAME, TrainerDirective)
    app.connect("builder-inited", _check, priority=900)
    app.connect("source-read", _on_source, priority=900)  # after the texts of exercises have come in
    app.connect("doctree-read", _on_read)
