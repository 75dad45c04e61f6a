"""Which pages an edit concerns: by digests of what stands on them, not by the times of files.

Sphinx would read a page again when a file that it depends on is newer, and one activities file serves eight lessons.
Here every fact, source, figure and activity has a digest of its own, in the language of the build: after an edit
exactly the pages that show it are written again. What all pages share (frame,
contents, script) has one digest together.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.book.bank import bank_items
from steppingup.book.countries import SHOWN, shown
from steppingup.book.course_pages import course_pages
from steppingup.book.coverage import coverage_rows
from steppingup.book.exercise_pages import exercise_data, pages_of
from steppingup.book.first_map import route_data
from steppingup.book.map_rows import rows_digest
from steppingup.book.needs_page import needs_data
from steppingup.book.state import STATIC, digest, state_of
from steppingup.book.trainer import folder_digest
from steppingup.book.uses import digests, uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from steppingup.book.state import State

FRAME = "frame"
HERE = Path(__file__).resolve().parent


def key_digest(key: str, state: State) -> str:
    """Return the digest of what a key of :mod:`uses` stands for; empty if it is unknown."""
    table, _, id_ = key.partition(":")
    return _DIGESTS[table](id_, state)


def _activity(id_: str, state: State) -> str:
    entry = state.catalogue.activities.get(id_)
    return digest([entry.set, state.spec(id_), repr(entry.plain())]) if entry else ""


def _fact(id_: str, state: State) -> str:
    fact = state.facts.facts.get(id_)
    source = state.facts.sources.get(fact.source) if fact else None
    return digest([fact.model_dump(), state.is_stale(fact), source.title if source else ""]) if fact else ""


def _source(id_: str, state: State) -> str:
    return digest([state.facts.sources[id_].model_dump()]) if id_ in state.facts.sources else ""


def _figure(id_: str, state: State) -> str:
    return digest([state.figures[id_].model_dump()]) if id_ in state.figures else ""


def _table(id_: str, state: State) -> str:
    stale = [state.is_stale(record) for record in state.facts.helplines.values()]
    return digest([[record.model_dump() for record in state.facts.table(id_).values()], stale])


def _shown(kind: str, id_: str, state: State) -> str:
    return digest(shown(kind, id_, state))


def frame_digest(app: Sphinx) -> str:
    """Return the digest of everything that stands on every page."""
    state = state_of(app)
    code = [path.read_text("utf-8") for folder in (HERE, HERE / "theme") for path in sorted(folder.rglob("*.*ml"))]
    code += [path.read_text("utf-8") for path in sorted(HERE.glob("*.py"))]
    static = [path.read_text("utf-8") for path in sorted(STATIC.glob("*")) if path.suffix in {".js", ".css"}]
    shared = [
        *(key_digest(f"table:{name}", state) for name in ("helplines", "glossary")),
        state.catalogue.settings.model_dump(mode="json"),
        exercise_data("", state) if pages_of(app.env) else [],  # last pages lead to exercises
    ]
    pages = [repr(page) for page in course_pages(app)]
    return digest([__version__, state.words.group("page"), *code, *static, *shared, *pages])


def drawn(id_: str, state: State) -> str:
    """Return the digest of everything that a drawing depends on; empty if there is no such figure."""
    figure = state.figures.get(id_)
    if figure is None:
        return ""
    credit = [state.facts.sources[source].model_dump() for source in figure.sources if source in state.facts.sources]
    return digest([figure.model_dump(), credit, state.words.language, state.drawing])


_DIGESTS: dict[str, Callable[[str, State], str]] = {
    "activity": _activity,
    "fact": _fact,
    "source": _source,
    "figure": _figure,
    "drawn": drawn,
    "coverage": lambda _, state: digest(coverage_rows(state)),
    "bank": lambda _, state: digest([bank_items(state)]),
    "exercise": lambda id_, state: digest(exercise_data(id_, state)),
    "needs": lambda _, state: digest([needs_data(state)]),
    "route": lambda _, state: digest([route_data(state)]),
    "exercises": lambda _, state: digest(exercise_data("", state)),
    "map-rows": lambda id_, state: digest(rows_digest(state, id_)),
    "plan": folder_digest,
    "table": _table,
    "place": lambda *_: "",  # tells where a directive stands; what it shows has keys of its own
    **{kind: partial(_shown, kind) for kind in SHOWN},
}


def _to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    state = state_of(app)
    now = {key: key_digest(key, state) for key in sorted({key for keys in uses(env).values() for key in keys})}
    now[FRAME] = frame_digest(app)
    before = dict(digests(env))
    digests(env).clear()
    digests(env).update(now)
    if before.get(FRAME) != now[FRAME]:
        return list(env.found_docs)
    changed = {key for key, value in now.items() if before.get(key) != value}
    return [docname for docname, keys in uses(env).items() if changed.intersection(keys)]


def setup(app: Sphinx) -> None:
    """Ask before writing."""
    app.connect("env-get-updated", _to_write)
