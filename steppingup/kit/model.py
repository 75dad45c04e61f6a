"""What all files of a kit share: what was chosen, in which words, and of which release and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from steppingup.catalogue.sentences import dated_text
from steppingup.kit.answers import question_of
from steppingup.kit.modules import base_of
from steppingup.kit.schedule import schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.trainer import Part, TrainerBlock
    from steppingup.documents.models import Figure
    from steppingup.kit.answers import Question
    from steppingup.kit.choose import Unit
    from steppingup.kit.fit import Fit
    from steppingup.kit.lessons import Lesson
    from steppingup.kit.schedule import Row

CREATOR = "Stepping Up"


@dataclass(frozen=True)
class Kit:
    """A session to prepare.

    Args:
        catalogue: the course in the language of the room.
        figures: those of the course, by id.
        units: the chapters and cases that were named.
        roles: for whom; nobody named means everybody.
        fit: what fits into the time.
        release: of the course.
        day: when the kit is made.
    """

    catalogue: Catalogue
    figures: dict[str, Figure]
    units: tuple[Unit, ...]
    roles: tuple[str, ...]
    fit: Fit
    release: str
    day: date

    @cached_property
    def rows(self) -> list[Row]:
        """The minutes of the session."""
        return schedule(self.fit)

    @property
    def title(self) -> str:
        """What the session is about."""
        return " · ".join(unit.first.title for unit in self.units)  # titles have commas of their own

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.catalogue.language

    @property
    def made(self) -> datetime:
        """When, for the properties of files."""
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)

    @property
    def origin(self) -> str:
        """Which release of the course and which day a file is of."""
        return self.say("kit.origin", release=self.release, day=self.catalogue.facts.day(self.day.isoformat()))

    @property
    def lessons(self) -> list[Lesson]:
        """The pages that the session takes something from."""
        return [lesson for one in self.fit.chosen for lesson in one.module.lessons]

    @property
    def for_whom(self) -> str:
        """The names of the roles, or that it is for everybody."""
        names = [self.catalogue.facts.roles[role].name for role in self.roles]
        return ", ".join(names) or self.say("kit.everybody")

    def say(self, key: str, **values: object) -> str:
        """Return a word of the interface."""
        return self.catalogue.words.get(key, **values)

    def entry(self, id_: str) -> Entry:
        """Return an activity; the scene of a scenario may stand behind a dot."""
        return self.catalogue.activities[base_of(id_)]

    def question(self, id_: str) -> Question:
        """Take a question, or a scene of a scenario, apart."""
        return question_of(self.entry(id_), self.catalogue.words, id_.partition(".")[2])

    def plain(self, part: Part) -> str:
        """Return a part of a trainer's block as plain text, facts with their dates."""
        return dated_text(part.text, self.catalogue.facts)

    def told(self, block: TrainerBlock) -> list[str]:
        """Return all of a trainer's block as lines of plain text, entries of lists with a bullet."""
        return [f"• {self.plain(part)}" if part.listed else self.plain(part) for part in block.parts]

    def safety(self) -> list[TrainerBlock]:
        """List the notes on safety: of the chapters and cases, then of the lessons."""
        pages = [*(unit.first for unit in self.units), *self.lessons]
        return [block for page in pages for block in page.told("safety")]

    def notes_before(self) -> list[str]:
        """List what is said to people before they begin; a case says it on its first page for all of them."""
        pages = [*(unit.first for unit in self.units), *(page for page in self.lessons if not page.is_case)]
        return list(dict.fromkeys(text for page in pages for text in page.note))

    def sources(self, ids: Sequence[str]) -> str:
        """Name sources by their titles; empty if there are none."""
        known = self.catalogue.facts.sources
        told = "; ".join(known[id_].title for id_ in dict.fromkeys(ids) if id_ in known)
        return self.say("kit.notes.sources", sources=told) if told else ""

    def used(self) -> list[str]:
        """List the questions that the room answers together."""
        return [row.step.activity for row in self.rows if row.step and row.step.activity]
