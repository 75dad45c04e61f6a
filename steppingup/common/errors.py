"""The one family of errors: each is written for the person who must act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right in the content.

    Args:
        file: path as the author knows it, relative to the course; empty if no file is at fault.
        line: line in that file, counted from 1.
        id: the activity, fact or page concerned; empty if there is none.
        field: dotted path of the field inside it; empty if the whole record is meant.
        message: what is wrong; what to do.
        level: an error stops the build, a warning does not.
    """

    file: str
    line: int
    id: str
    field: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file else ""
        return ": ".join(part for part in (place, self.id, self.field, self.message) if part)


class SteppingUpError(Exception):
    """Parent of all errors that this package raises for people."""

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: the way through our code helps nobody who reads it there."""
        return [str(self)]


class ContentError(SteppingUpError):
    """The content of the course has problems; ``problems`` lists all that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


class AnswerError(SteppingUpError):
    """An answer does not have the form that its activity asks for."""


class CourseNotFoundError(SteppingUpError):
    """No course folder could be found."""


class SessionError(SteppingUpError):
    """A training session cannot do what was asked; the text tells the trainer why and what to do."""


class MappingError(SteppingUpError):
    """A map of a town cannot be read, merged or reported on; the text says which file, and what to do."""


class KitError(SteppingUpError):
    """A trainer's kit cannot be made as it was asked for; the text tells the trainer why and what to ask for."""


class DocumentError(SteppingUpError):
    """A file for people cannot be made: the disk has no room for what it is made from."""


class StatisticsError(SteppingUpError):
    """A number cannot be worked out from what was given; the text says what to change."""


class EvaluationError(SteppingUpError):
    """An evaluation cannot do what was asked; the text tells the evaluator why and what to do."""


class ExportError(SteppingUpError):
    """The course cannot be exported as it was asked; the text says why and what to do."""


class MessageError(SteppingUpError):
    """A word of the interface is missing from the message files."""


class SettingsError(SteppingUpError):
    """A setting cannot be used as it stands; ``problems`` lists those that stand in settings.toml."""

    def __init__(self, message: str = "", problems: Iterable[Problem] = ()) -> None:
        self.problems = list(problems)
        super().__init__(message or "\n".join(map(str, self.problems)))
