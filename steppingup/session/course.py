"""The directory of a training session: where everything lies in it, and what `session.toml` says.

A session is a course of nbgrader. Its configuration is written once and then belongs to the trainer; what it turns on
(grading without running code, safe collecting) lives in :mod:`steppingup.grading`.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

FILE = "session.toml"
CONFIG = "nbgrader_config.py"
VERSION = 1
FOLDERS = ("source", "release", "submitted", "autograded", "feedback", "handout", "inbox", "results", "exchange")

CONFIG_TEXT = """\
# The settings of nbgrader for this session, made by "steppingup session new". Every command of nbgrader that is called
# in this directory, and formgrader, read this file.
from pathlib import Path

from steppingup.grading.prepare import Prepare

here = Path(__file__).resolve().parent
c = get_config()  # noqa: F821

# Exercises whose code is run, inside bubblewrap: name them here, each with its notebook in source/. All others are
# graded from the file of answers beside the notebook, and nothing that a learner wrote is run.
execute = []

c.CourseDirectory.root = str(here)
c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.max_file_size = 5_000  # kilobytes, as for max_dir_size
c.CourseDirectory.max_dir_size = 20_000
c.Exchange.root = {exchange}
{database}
# What learners find in the cells that are filled when nbgrader grades.
c.ClearSolutions.code_stub = {{"python": {code_stub!r}}}
c.ClearSolutions.text_stub = {text_stub!r}

# Links, strange files and sizes are looked at before anything is copied.
c.ExchangeFactory.collect = "steppingup.grading.collect.CarefulCollect"
c.ZipCollectApp.extractor_plugin = "steppingup.grading.collect.CarefulExtractor"
c.Autograde.pre_convert_hook = Prepare(here, tuple(execute))

# Grading: the notebook is made anew from source/, answers are read from their file and scored with keys/.
c.Autograde.exporter_class = "steppingup.grading.carrier.CarrierExporter"
c.CarrierExporter.execute = execute
c.Autograde.autograde_preprocessors = [
    "steppingup.grading.preprocessor.GradeResponses",
    "steppingup.grading.sandbox.SandboxExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "steppingup.grading.preprocessor.SaveNotes",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GradeResponses.keys = str(here / "keys")
c.GradeResponses.execute = execute
c.SandboxExecute.execute = execute

# Feedback shows no code.
c.GenerateFeedback.exporter_class = "steppingup.grading.feedback.FeedbackExporter"
c.FeedbackExporter.execute = execute
"""


@dataclass(frozen=True)
class Assigned:
    """An exercise of a session: its title and points, how long it takes, and when it is due (UTC), if ever."""

    title: str
    points: float
    minutes: int
    due: dt.datetime | None = None


@dataclass(frozen=True)
class Session:
    """A session.

    Args:
        root: its directory.
        name: what the trainer calls it.
        course: the folder of the course that its exercises come from.
        course_id: how nbgrader's exchange calls it.
        release: the release of the course that made it.
        language: the language of its exercises.
        made: the day.
        exercises: its exercises by id, in their order.
        database: the address of the gradebook on a PostgreSQL server; "" for a file of the session.
    """

    root: Path
    name: str
    course: Path
    course_id: str
    release: str
    language: str
    made: dt.date
    exercises: Mapping[str, Assigned] = field(default_factory=dict)
    database: str = ""

    @property
    def gradebook(self) -> str:
        """The address of the gradebook, as SQLAlchemy reads it."""
        return self.database or f"sqlite:///{self.root / 'gradebook.db'}"

    @property
    def server(self) -> str:
        """Where the gradebook is on a server, to show: without the password; "" if it is a file of the session."""
        where = self.database.rpartition("@")[2].partition("?")[0]
        return f"PostgreSQL, {where}" if where else ""

    @property
    def roster(self) -> Path:
        """Who takes part: the only file of a session with names."""
        return self.root / "roster.csv"

    def folder(self, step: str) -> Path:
        """Return one of the folders, such as ``inbox`` or ``handout``."""
        return self.root / step

    def keys(self, exercise: str) -> Path:
        """Return the file with the keys of an exercise."""
        return self.root / "keys" / f"{exercise}.json"

    def submission(self, code: str, exercise: str, step: str = "submitted") -> Path:
        """Return the folder of one learner's submission."""
        return self.root / step / code / exercise

    def assigned(self, exercise: str) -> Assigned:
        """Return an exercise of this session.

        Raises:
            SessionError: it has none of this name.
        """
        if exercise not in self.exercises:
            known = ", ".join(self.exercises) or "none"
            raise SessionError(f"This session has no exercise '{exercise[:60]}'; it has: {known}.")
        return self.exercises[exercise]


def open_session(root: Path) -> Session:
    """Open the session in a directory.

    Raises:
        SessionError: there is none, or its file cannot be read.
    """
    path = root / FILE
    try:
        return _session(root.resolve(), tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        what = f"{root} is no training session: it holds no {FILE}. Make one with 'steppingup session new'."
        raise SessionError(what) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SessionError(f"{path} cannot be read ({type(error).__name__}: {error}); put it right by hand.") from error


def save_session(session: Session) -> None:
    """Write `session.toml`; for its owner alone, as the address of a gradebook may hold a password."""
    path = session.root / FILE
    path.touch(0o600)
    path.write_text(session_toml(session), "utf-8")


def session_toml(session: Session) -> str:
    """Write what `session.toml` says; its times are UTC."""
    lines = ["# What this training session is. Names of learners stand in roster.csv alone.", f"v = {VERSION}"]
    texts = {"name": session.name, "course": str(session.course), "course_id": session.course_id,
             "release": session.release, "language": session.language}  # fmt: skip
    lines += [f"{key} = {_quoted(text)}" for key, text in texts.items()]
    lines.append(f"made = {session.made.isoformat()}")
    lines += [f"database = {_quoted(session.database)}"] if session.database else []
    for id_, one in session.exercises.items():
        lines += ["", f"[exercises.{id_}]", f"title = {_quoted(one.title)}", f"points = {float(one.points)!r}"]
        lines.append(f"minutes = {one.minutes}")
        lines += [f"due = {one.due.strftime('%Y-%m-%dT%H:%M:%SZ')}"] if one.due else []
    return "\n".join(lines) + "\n"


def config_text(
    course_id: str, code_stub: str, text_stub: str, exchange: Path | None = None, database: str = ""
) -> str:
    """Write the configuration of nbgrader.

    Args:
        course_id: how nbgrader's exchange calls the session.
        code_stub: what learners find in a cell of code.
        text_stub: what learners find in a cell of text.
        exchange: the folder through which a hub hands out and takes back; else one inside of the session.
        database: the address of the gradebook; "" for a file of the session.
    """
    where = repr(str(exchange)) if exchange else 'str(here / "exchange")'
    line = f"c.CourseDirectory.db_url = {database!r}\n" if database else ""
    return CONFIG_TEXT.format(
        course_id=course_id, code_stub=code_stub, text_stub=text_stub, exchange=where, database=line
    )


def _quoted(text: str) -> str:
    # A basic string of TOML is a string of JSON but for one sign that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _session(root: Path, data: dict[str, Any]) -> Session:
    if data["v"] != VERSION:
        raise SessionError(f"{root} was made by another release of the course; make a new session.")
    exercises = {
        id_: Assigned(one["title"], float(one["points"]), int(one["minutes"]), one.get("due"))
        for id_, one in data.get("exercises", {}).items()
    }
    return Session(
        root, data["name"], Path(data["course"]), data["course_id"], data["release"], data["language"], data["made"],
        exercises, data.get("database", ""),
    )  # fmt: skip
