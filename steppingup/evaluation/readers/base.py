"""What all readers share: what they know beforehand, what they hand on, and how rows become sound tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import (
    EVENTS,
    LONGEST_MS,
    RATINGS,
    SCHEMA,
    as_events,
    as_ratings,
    empty_events,
    empty_ratings,
    event_ids,
    faults,
)
from steppingup.evaluation.item_table import empty_items
from steppingup.evaluation.quality import Quality
from steppingup.record.fields import RecordError, is_day
from steppingup.record.read import plain_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from steppingup.catalogue.needs import Instrument
    from steppingup.common.facts import Facts
    from steppingup.evaluation.events import Dtype, Phase
    from steppingup.evaluation.pseudonym import Pseudonyms

Row = dict[str, Any]

MOST_BYTES = 50 * 1024 * 1024
TOO_LARGE = "larger than 50 MB, so it was not read; export less at a time"
NO_FILE = "cannot be opened, or is a link; put the file itself there"


@dataclass(frozen=True)
class Setting:
    """What is known before any file is opened.

    Args:
        pseudonyms: of the purpose of this evaluation.
        facts: roles and competencies of the course.
        today: the day of the reading, YYYY-MM-DD; a later day in a file cannot be.
        instrument: the self-check with its keys, if the course has it.
        items: the item table, by which an item of a gradebook or of xAPI has its competency.
        role: of everybody in sources that know no role; so are the next three, as such sources know none.
        municipality: the code of the town.
        country: its country.
        language: the language in which people answered.
        release: the release of the course.
        phase: of sources that know no phase.
    """

    pseudonyms: Pseudonyms
    facts: Facts = field(repr=False)
    today: str
    instrument: Instrument | None = field(default=None, repr=False)
    items: pd.DataFrame = field(default_factory=empty_items, repr=False)
    role: str = ""
    municipality: str = ""
    country: str = ""
    language: str = ""
    release: str = ""
    phase: Phase = "practice"

    @cached_property
    def items_known(self) -> dict[str, tuple[int, str]]:
        """Version and competency of the items of the course, by id."""
        rows = self.items[["item_id", "version", "competency"]].itertuples(index=False)
        return {str(item): (int(version), str(competency)) for item, version, competency in rows}

    def known(self) -> Row:
        """Return the columns that sources without them get."""
        return {
            "role": self.role, "municipality": self.municipality, "country": self.country, "language": self.language,
            "course_version": self.release, "phase": self.phase, "attempt": 1, "schema_version": SCHEMA,
        }  # fmt: skip


@dataclass
class Taken:
    """What files gave.

    Args:
        events: sound events.
        ratings: sound ratings.
        needs: rated levels of the map of a town, by role and competency (``training-needs.csv``).
        quality: what could not be used.
    """

    events: pd.DataFrame = field(default_factory=empty_events)
    ratings: pd.DataFrame = field(default_factory=empty_ratings)
    needs: pd.DataFrame = field(default_factory=pd.DataFrame)
    quality: Quality = field(default_factory=Quality)


def file_bytes(path: Path, quality: Quality) -> bytes | None:
    """Read a file within bounds; without it, the quality table says why."""
    try:
        data = plain_bytes(path, MOST_BYTES)
    except (OSError, RecordError):
        quality.add(path.name, NO_FILE)
        return None
    if len(data) > MOST_BYTES:
        quality.add(path.name, TOO_LARGE)
        return None
    return data


def events_from(rows: list[Row] | pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame:
    """Make sound events of rows: what breaks a rule is left out and counted by column. Who has no id gets one."""
    return _sound(rows, EVENTS, file, quality)


def ratings_from(rows: list[Row] | pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame:
    """Make sound ratings of rows; see :func:`events_from`."""
    return _sound(rows, RATINGS, file, quality)


def day_of(value: object, setting: Setting, file: str, quality: Quality) -> str:
    """Return a day of a file; what is no day, or lies in the future, becomes an unknown one and is counted."""
    text = str(value)[:10] if isinstance(value, str) else ""
    if not is_day(text):
        quality.add(file, "no day stands here that the calendar knows; kept without a day", "day")
        return ""
    if text > setting.today:
        quality.add(file, "the day lies in the future; kept without a day", "day")
        return ""
    return text


def role_of(value: object, setting: Setting, file: str, quality: Quality) -> str:
    """Return a role that the course knows; any other one becomes an unknown one and is counted."""
    if isinstance(value, str) and value in setting.facts.roles:
        return value
    if setting.role:
        return setting.role
    quality.add(file, "no role that the course knows; kept without a role, so it counts in no table by role", "role")
    return ""


def milliseconds(seconds: object) -> int | None:
    """Return a time that is one, in whole milliseconds and capped; else nothing."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < float("inf"):
        return None
    return min(LONGEST_MS, round(seconds * 1000))


def _sound(rows: list[Row] | pd.DataFrame, columns: Mapping[str, Dtype], file: str, quality: Quality) -> pd.DataFrame:
    typed = as_events if columns is EVENTS else as_ratings
    given = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    try:
        frame = typed(given).reset_index(drop=True)
    except EvaluationError as error:
        quality.add(file, f"{str(error)[:-1]}; none of its rows was taken", how_many=max(1, len(given)))
        return typed(pd.DataFrame())
    if columns is EVENTS and len(frame):
        frame["event_id"] = frame["event_id"].mask(frame["event_id"] == "", event_ids(frame))
    found = faults(frame, columns)
    for name, count in found[found != ""].value_counts().sort_index().items():
        quality.add(file, "a value that cannot be; the row was left out", str(name), int(count))
    return frame[found == ""].reset_index(drop=True)
