"""Pages of exercises: a small page ``book/exercise/<name>.md`` names an exercise, and its text is read from its folder.

The folder of exercises may be private and lie outside the course, so the page holds no more than the name. The text
comes in before Markdown is parsed, line for line, so that a warning names the line of the exercise's own file. Items
come in when the page is written, from their public form alone (:mod:`exercise_html`).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from sphinx.util import logging

from steppingup.book.cells import front_of, without_front
from steppingup.book.exercise_html import foot_html, head_html, item_html
from steppingup.book.page_transform import PageTransform, raw
from steppingup.book.state import state_of
from steppingup.book.uses import note, uses
from steppingup.catalogue.exercise_words import translated_prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from steppingup.book import nodes as su
    from steppingup.book.state import State
    from steppingup.catalogue.exercises import Exercise

logger = logging.getLogger(__name__)

FOLDER = "book/exercise/"
_SIGNS, _ESCAPED = re.compile(r"[\\`*_{}\[\]<>$]"), r"\\\g<0>"  # a title is plain text
_HEADING = re.compile(r"#\s+\S")


def name_in(text: str) -> str:
    """Return the exercise that the front matter of a page names; empty if it is no page of an exercise."""
    try:
        data = yaml.safe_load(front_of(text))
    except yaml.YAMLError:
        return ""
    name = data.get("exercise") if isinstance(data, dict) else None
    return name if isinstance(name, str) else ""


def page_text(text: str, title: str) -> str:
    """Return the text of an exercise with its title as the heading, each line in its place.

    The title of the front matter is the one that handouts and notebooks show, and that is translated: a heading that
    the text has gives way to it.
    """
    lines = text.splitlines()
    at = len(lines) - len(without_front(text).splitlines())
    own = next((number for number, line in enumerate(lines) if number >= at and _HEADING.match(line)), None)
    if own is None:
        if at < len(lines) and lines[at].strip():
            lines.insert(at, "")
        own = at
    heading = f"# {_SIGNS.sub(_ESCAPED, title)}"
    return "\n".join([*lines[:own], heading, *lines[own + 1 :]]) + "\n"


def exercise_of(env: BuildEnvironment, docname: str) -> str:
    """Return the exercise whose page this is; empty if it is another page."""
    keys = (key.partition(":") for key in uses(env).get(docname, ()))
    return next((id_ for table, _, id_ in keys if table == "exercise"), "")


def pages_of(env: BuildEnvironment) -> dict[str, str]:
    """Return the pages of exercises: id -> page."""
    return {id_: docname for docname in sorted(uses(env)) if (id_ := exercise_of(env, docname))}


def exercise_data(id_: str, state: State) -> list[Any]:
    """Return what a page of an exercise, or with an empty id every page that names exercises, depends on."""
    known = state.exercises
    if id_:
        return [known[id_].public(), known[id_].roles] if id_ in known else []
    return [[one.id, one.title, one.minutes, one.roles, len(one.items), one.points] for one in known.values()]


def _on_source(app: Sphinx, docname: str, content: list[str]) -> None:
    if not docname.startswith(FOLDER) or not (name := name_in(content[0])):
        return
    note(app.env, docname, f"exercise:{name}")
    state = state_of(app)
    for problem in state.exercise_problems:
        said = f"{problem.field}: {problem.message}" if problem.field else problem.message
        logger.warning(said, location=f"{problem.file}:{problem.line}")
    exercise = state.exercises.get(name)
    if exercise is None:
        content[0] = f"# {state.words.get('exercise.kicker')}\n\n{state.words.get('exercise.absent')}\n"
        return
    path = state.catalogue.settings.exercises(Path(app.srcdir)) / name / "index.md"
    app.env.note_dependency(str(path))
    content[0] = page_text(translated_prose(name, path.read_text("utf-8"), state.words), exercise.title)


class Exercises(PageTransform):
    """The head and the foot of a page of an exercise."""

    default_priority = 295

    def run(self, **_: Any) -> None:
        """Put them around the questions."""
        exercise = self.state.exercises.get(exercise_of(self.env, self.env.docname))
        title = next(self.document.findall(nodes.title), None)
        if exercise is None or title is None:
            return
        public, words = exercise.public(), self.state.words
        at = title.parent.index(title) + 1
        title.parent.insert(at, raw(head_html(public, words)))
        title.parent.append(raw(foot_html()))


def graded_html(page: PageTransform, node: su.Activity) -> str:
    """Write a graded item on the page of its exercise; on any other page, warn and write nothing."""
    exercise = page.state.exercises.get(exercise_of(page.env, page.env.docname))
    id_ = node["id"]
    if exercise is None or id_ not in {entry.id for entry in exercise.items}:
        what = "'%s' is a graded activity and belongs on the page of its exercise alone"
        logger.warning(what, id_, location=node)
        return ""
    return item_html(exercise.public(), id_, page.state.words)


def list_html(page: PageTransform) -> str:
    """Write the overview: every exercise with what it follows, how long it takes, and for whom it is."""
    at = pages_of(page.env)
    rows = [_row(page, one, at[id_]) for id_, one in _sorted(page.state.exercises.values()) if id_ in at]
    if not rows:
        return f"<p>{page.word('exercise.none')}</p>"
    return f'<ul class="su-exercises">\n{"".join(rows)}</ul>'


def _sorted(exercises: Iterable[Exercise]) -> list[tuple[str, Exercise]]:
    """Chapters first, in their order, then cases, then what closes the course."""
    order = sorted(exercises, key=lambda one: (one.capstone, one.chapter is None, one.chapter or "", one.case or ""))
    return [(one.id, one) for one in order]


def _row(page: PageTransform, exercise: Exercise, docname: str) -> str:
    return (
        f'<li class="su-box"><p class="su-kicker">{escape(follows(page.state, exercise))}</p>\n'
        f'<h2><a href="{page.uri(docname)}">{escape(exercise.title)}</a></h2>\n'
        f"<p>{escape(facts_of(page.state, exercise))}</p></li>\n"
    )


def follows(state: State, exercise: Exercise) -> str:
    """Say what an exercise belongs to."""
    if exercise.chapter:
        return state.words.get("exercise.chapter", number=exercise.chapter)
    return state.words.get("exercise.case" if exercise.case else "exercise.capstone")


def facts_of(state: State, exercise: Exercise) -> str:
    """Say in a line how long an exercise is and for whom."""
    words, roles = state.words, state.facts.roles
    names = [roles[role].name for role in exercise.roles if role in roles]
    parts = [
        words.get("exercise.minutes", n=exercise.minutes),
        words.get("exercise.questions", n=len(exercise.items)),
        words.get("lesson.roles", roles=", ".join(names)) if names else words.get("lesson.everyone"),
    ]
    return " · ".join(parts)


def setup(app: Sphinx) -> None:
    """Read the text before cells are rewritten."""
    app.connect("source-read", _on_source, priority=100)
    app.add_post_transform(Exercises)
