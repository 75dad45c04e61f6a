"""What a municipality changes, in settings.toml beside _config.yml; every entry may be left out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from steppingup.common.errors import ContentError, Problem, SettingsError
from steppingup.common.validation import explain
from steppingup.common.yamlfile import read_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE = "settings.toml"

WebAddress = Annotated[str, Field(pattern=r"^(https://\S+|about:blank)$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*$")]


class Table(BaseModel):
    """A table of a settings file: a misspelt entry is an error, not a setting without effect."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


T = TypeVar("T", bound=Table)


class Municipality(Table):
    """Who offers the course: its name, its country (two letters, puts that helpline first) and local contacts."""

    name: str = ""
    country: str = Field(default="", pattern=r"^([a-z]{2})?$")
    contacts: dict[str, str] = Field(default_factory=dict)


class Leave(Table):
    """Where *leave this page* goes: an ordinary page, and another one when the course is read from disk."""

    address: WebAddress = "https://www.wikipedia.org/"
    from_disk: WebAddress = "about:blank"


class Languages(Table):
    """The language of the pages, and all languages that are built."""

    default: Language = "en"
    available: list[Language] = Field(default=["en"], min_length=1)


class Folders(Table):
    """Where graded exercises are: a folder of the course, or a private one elsewhere."""

    exercises: str = "exercises"


class MapReports(Table):
    """What the report of a map keeps back, and when something is old.

    Args:
        small: numbers of people below it are not published; a town may raise it, not lower it.
        old_months: an answer is old after so many months.
        tried_months: a phone number that nobody has tried for so many months may ring in an empty room.
    """

    small: int = Field(default=5, ge=5, le=1000)
    old_months: int = Field(default=24, ge=1, le=600)
    tried_months: int = Field(default=12, ge=1, le=600)


class Needs(Table):
    """The training-needs self-check: what a town says of its own.

    Args:
        notice: a data-protection notice in place of ours; a blank line begins a new paragraph.
        receiver: who gets the file, such as "Evaluation, room 12".
        towns: code -> name, for a choice; with one town it is chosen beforehand, with none nobody is asked.
    """

    notice: str = ""
    receiver: str = ""
    towns: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)], str] = Field(
        default_factory=dict
    )


class Evaluation(Table):
    """How long rows of an evaluation are kept.

    Args:
        follow_up_months: somebody who never came to the last follow-up (T3) is through so many months after their
            first answer.
        retention_months: rows are deleted so many months after the last follow-up.
    """

    follow_up_months: int = Field(default=12, ge=1, le=24)
    retention_months: int = Field(default=3, ge=0, le=24)


class Settings(Table):
    """The whole of settings.toml."""

    municipality: Municipality = Municipality()
    leave: Leave = Leave()
    language: Languages = Languages()
    folders: Folders = Folders()
    mapping: MapReports = MapReports()
    needs: Needs = Needs()
    evaluation: Evaluation = Evaluation()

    def exercises(self, course: Path) -> Path:
        """Return the folder of graded exercises."""
        return course / Path(self.folders.exercises).expanduser()


def load_settings(course: Path) -> Settings:
    """Read settings.toml of a course; without the file, all defaults hold.

    Raises:
        SettingsError: one line per entry that cannot be used, with file, line and what to do.
    """
    path = course / FILE
    return read_settings(path, Settings, FILE) if path.is_file() else Settings()


def read_settings(path: Path, model: type[T], name: str) -> T:
    """Read a settings file written in TOML.

    Args:
        path: the file.
        model: what it holds.
        name: how the person who edits it knows the file.

    Raises:
        SettingsError: one line per entry that cannot be used, with file, line and what to do.
    """
    try:
        text = read_text(path, name)
        return model.model_validate(tomllib.loads(text))
    except ContentError as error:
        raise SettingsError(problems=error.problems) from error
    except tomllib.TOMLDecodeError as error:
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 1
        what = f"not TOML ({error}); texts stand in quotes"
        raise SettingsError(problems=[Problem(name, line, "", "", what)]) from error
    except ValidationError as error:
        raise SettingsError(
            problems=[_problem(item, text, name) for item in error.errors(include_url=False)]
        ) from error


def _problem(error: ErrorDetails, text: str, name: str) -> Problem:
    names = [part for part in error["loc"] if isinstance(part, str)]
    return Problem(name, _line(names, text), "", ".".join(names), explain(error))


def _line(names: list[str], text: str) -> int:
    """Find the line of an entry: the TOML reader of the standard library keeps none."""
    wanted = [re.compile(rf'\s*(\[\s*)?["\']?{re.escape(name)}["\']?\s*[\]=.]') for name in names]
    line = 1
    for number, content in enumerate(text.splitlines(), 1):
        if wanted and wanted[0].match(content):
            line = number
            wanted.pop(0)
    return line
