"""Templates for translators: every word that a learner reads outside the prose of the lessons.

``activities.pot`` holds activities (msgctxt ``activity-id@version:field``), facts and names (``fact/id:value``,
``role/id:name`` …) and figures (``figure-id:field``); ``interface.pot`` holds the words of pages and script;
``exercises.pot`` holds what learners read of graded exercises and of the self-check, by the opaque ids of the public
form and without lines.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from steppingup.catalogue.check import figure_records
from steppingup.catalogue.load import NEEDS
from steppingup.common.messages import GROUPS, message_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.catalogue.exercises import Exercise
    from steppingup.catalogue.model import Catalogue
    from steppingup.catalogue.needs import Instrument

# (context, English text, file, line)
Message = tuple[str, str, str, int]

_NOT_TEXTS = frozenset({"id", "kind", "source", "sources"})


def activities_pot(catalogue: Catalogue) -> str:
    """Return the template of the content, for a catalogue loaded in English."""
    return words_pot([*_activities(catalogue), *_facts(catalogue), *_figures(catalogue)])


def exercises_pot(exercises: Iterable[Exercise], needs: Instrument | None = None) -> str:
    """Return the template of exercises and self-check, loaded in English: no key, no feedback, no rubric."""
    sources = [*((exercise.id, exercise.messages()) for exercise in exercises)]
    sources += [(NEEDS, needs.messages())] if needs else []
    return words_pot((context, text, f"exercises/{id_}", 0) for id_, found in sources for context, text in found)


def interface_pot() -> str:
    """Return the template of the interface."""
    return words_pot(_interface())


def _activities(catalogue: Catalogue) -> Iterator[Message]:
    for entry in catalogue.activities.values():
        # Where the key is kept only the public form is translated (see exercises_pot): none must lie in a template.
        if not entry.kept:
            for path, text in entry.model.texts():
                yield f"{entry.id}@{entry.model.version}:{path}", text, entry.place, entry.line_of(path)


def _facts(catalogue: Catalogue) -> Iterator[Message]:
    for table, records in catalogue.facts.tables().items():
        for id_, record in records.items():
            file, line = catalogue.facts.places[table, id_]
            for field, text in record.texts():
                yield f"{type(record).__name__.lower()}/{id_}:{field}", text, file, line


def _figures(catalogue: Catalogue) -> Iterator[Message]:
    for document, index, record in figure_records(catalogue.course)[0]:
        for path, text in _texts(record):
            steps = [int(part) - 1 if part.isdigit() else part for part in path.split(".")]
            yield f"{record['id']}:{path}", text, document.file, document.line((index, *steps))


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{path}.{number}")
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _NOT_TEXTS:
                yield from _texts(item, f"{path}.{name}".removeprefix("."))


def _interface() -> Iterator[Message]:
    for group in GROUPS:
        document = message_file(group)
        for key, text in document.data.items():
            yield key, text, document.file, document.line((key,))


def pot_header(what: str) -> str:
    """Write the head of a template; without a date, so that no two runs differ."""
    return f"""# {what} of Stepping Up. Derived: run 'make messages' after a change, never edit by hand.
msgid ""
msgstr ""
"Project-Id-Version: Stepping Up\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def words_pot(messages: Iterable[Message]) -> str:
    """Write a template: each text with its context and its place."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - only translators need Babel
    from babel.messages.pofile import write_po  # noqa: PLC0415

    template = Catalog()
    for context, text, file, line in messages:
        where: Any = (file, line or None)  # Babel writes no line for None, though its types say a number
        template.add(text, context=context, locations=[where])
    stream = BytesIO()
    # Babel's own header carries the time of the run, so that no two runs would give the same file.
    write_po(stream, template, width=100, omit_header=True)
    return f"{pot_header('Words')}\n{stream.getvalue().decode('utf-8').strip()}\n"
