"""The activities and facts of a course, once they are loaded."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from steppingup.common.errors import ContentError, Problem
from steppingup.common.facts import Facts
from steppingup.common.language import SOURCE_LANGUAGE, Words
from steppingup.common.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.activities import Activity
    from steppingup.activities.plain import Block
    from steppingup.common.yamlfile import Document

Set = Literal["practice", "bank", "graded", "needs"]

# What a learner can receive with its keys; the keys of the other sets are kept.
LEARNERS: tuple[Set, ...] = ("practice", "bank")


@dataclass(frozen=True)
class Entry:
    """An activity and where it stands.

    Args:
        model: the activity.
        place: its file, relative to the course.
        line: the line where its record begins.
        set: items of practice and of the final check's bank carry their keys into the page, graded ones and those of
            the training-needs self-check never.
        document: the file that it was read from.
        path: where the record stands in that file.
        words: the language of its texts.
        facts: what ``{fact:ID}`` in its texts stands for.
    """

    model: Activity
    place: str
    line: int
    set: Set
    document: Document = field(repr=False)
    path: tuple[str | int, ...] = field(repr=False)
    words: Words = field(repr=False)
    facts: Facts = field(repr=False)

    @property
    def id(self) -> str:
        """The id of the activity."""
        return self.model.id

    @property
    def kept(self) -> bool:
        """Whether its key is kept from learners: they get its public form alone."""
        return self.set not in LEARNERS

    def translate(self, path: str, text: str) -> str:
        """Return a text of this activity in the learner's language, its facts filled in."""
        context = f"{self.model.id}@{self.model.version}:{path}"
        return self.facts.fill(self.words.text(context, text))

    def spec(self) -> dict[str, Any]:
        """Return the JSON that a page or widget needs."""
        return self.model.spec(self.translate)

    def plain(self) -> list[Block]:
        """Return the readable form without any key."""
        return self.model.plain(self.translate, self.words.get)

    def line_of(self, field_: str) -> int:
        """Return the line of a field such as ``options.b.text`` in the file."""
        return self.document.line((*self.path, *self._steps(field_)))

    def problem(self, field_: str, message: str, level: Literal["error", "warning"] = "error") -> Problem:
        """Make a problem that points at a field of this activity."""
        return Problem(self.place, self.line_of(field_), self.id, field_, message, level)

    def _steps(self, field_: str) -> Iterator[str | int]:
        value: Any = self.document.data
        for part in self.path:
            value = value[part]
        for name in field_.split(".") if field_ else ():
            if isinstance(value, list):
                place = _place_of(name, value)
                yield place
                value = value[place]
            else:
                yield name
                value = value.get(name) if isinstance(value, dict) else None


def _place_of(name: str, items: list[Any]) -> int:
    named = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("id") == name]
    return named[0] if named else int(name) - 1


@dataclass
class Catalogue:
    """The activities and facts of a course in one language.

    ``problems`` is everything that was wrong with them, ``broken`` the ids of activities that could not be used.
    """

    course: Path
    language: str = SOURCE_LANGUAGE
    activities: dict[str, Entry] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    words: Words = field(default_factory=Words)
    settings: Settings = field(default_factory=Settings)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def entry(self, id_: str) -> Entry:
        """Return one activity.

        Raises:
            ContentError: there is none of this id; the message names the nearest.
        """
        if id_ not in self.activities:
            raise ContentError([Problem("", 0, id_, "", unknown(id_, list(self.activities)))])
        return self.activities[id_]

    def spec(self, id_: str) -> dict[str, Any]:
        """Return the spec of one activity.

        Raises:
            ContentError: there is none of this id.
        """
        return self.entry(id_).spec()

    def shapes(self) -> dict[str, dict[str, Any]]:
        """Return version and shape of what learners meet and packing keeps: no graded items, no worksheets."""
        met = [entry.model for entry in self.activities.values() if not entry.kept]
        return {model.id: {"version": model.version, **model.shape()} for model in met if model.shape()}

    def require(self) -> Catalogue:
        """Return this catalogue if nothing is wrong with it.

        Raises:
            ContentError: with all errors.
        """
        errors = [problem for problem in self.problems if problem.level == "error"]
        if errors:
            raise ContentError(errors)
        return self


def unknown(id_: str, known: list[str]) -> str:
    """Say that there is no activity of an id, and name the nearest."""
    near = difflib.get_close_matches(id_, known, 1)
    return f"no activity has this id; {f'do you mean {near[0]}?' if near else 'correct it or write the activity'}"
