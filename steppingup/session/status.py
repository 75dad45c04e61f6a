"""How a session stands, and what comes next.

Who uses it: the trainer who comes back after lunch, or after a week. What they do first: look for the one sentence that
says what to do now. What can go wrong: files wait in the inbox that nobody collected, texts wait that nobody read, a
new answer came after grading. Everything is counted anew from the directory, so that it is true whatever was done to
it by other tools.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.session.entering import saved_at, submitted_answers
from steppingup.session.inbox import of_a_system
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from steppingup.session.course import Session
    from steppingup.session.roster import Roster

Step = Literal["roster", "handout", "collect", "grade", "read", "results", "close"]


@dataclass(frozen=True)
class ExerciseStatus:
    """How one exercise stands: codes from which answers came, of them late, graded, and with texts to be read."""

    id: str
    title: str
    returned: tuple[str, ...]
    late: tuple[str, ...]
    absent: tuple[str, ...]
    graded: tuple[str, ...]
    to_read: tuple[str, ...]

    @property
    def to_grade(self) -> tuple[str, ...]:
        """The codes whose answers have not been graded since they came."""
        return tuple(code for code in self.returned if code not in self.graded)


@dataclass(frozen=True)
class Status:
    """How a session stands: learners, files in the inbox, exercises, and the next step."""

    learners: int
    handouts: int
    inbox: int
    exercises: tuple[ExerciseStatus, ...]
    results: int
    next: Step


def status_of(session: Session) -> Status:
    """Count how a session stands.

    Raises:
        SessionError: the roster was damaged by hand.
    """
    roster = read_roster(session.root)
    grades = _grades(session)
    exercises = tuple(_exercise(session, id_, roster, grades.get(id_, {})) for id_ in session.exercises)
    handouts, results = _files(session.folder("handout")), _files(session.folder("results"))
    inbox = _files(session.folder("inbox"))
    step = _next(roster, handouts, inbox, exercises, results)
    return Status(len(roster), handouts, inbox, exercises, results, step)


def _next(roster: Roster, handouts: int, inbox: int, exercises: tuple[ExerciseStatus, ...], results: int) -> Step:
    if not len(roster):
        return "roster"
    if not handouts:
        return "handout"
    if not any(one.returned for one in exercises):
        return "collect"
    if any(one.to_grade for one in exercises):
        return "grade"
    if any(one.to_read for one in exercises):
        return "read"
    return "close" if results and not (inbox and any(one.absent for one in exercises)) else "results"


def _exercise(session: Session, id_: str, roster: Roster, grades: Mapping[str, tuple[str, bool]]) -> ExerciseStatus:
    found = {code: submitted_answers(session.root, code, id_) for code in roster.codes}
    back = {code: saved_at(file) for code, file in found.items() if file}
    due = session.assigned(id_).due
    graded = tuple(code for code in back if code in grades and grades[code][0] == _stamp(session, code, id_))
    return ExerciseStatus(
        id_,
        session.assigned(id_).title,
        tuple(back),
        tuple(code for code, saved in back.items() if due and saved and saved > due),
        tuple(code for code in roster.codes if code not in back),
        graded,
        tuple(code for code in graded if grades[code][1]),
    )


def _grades(session: Session) -> dict[str, dict[str, tuple[str, bool]]]:
    """Read from the gradebook, per exercise and code: the time of the graded answers, and whether a text waits."""
    from nbgrader.api import Gradebook  # noqa: PLC0415 - nbgrader takes two seconds to import

    from steppingup.grading.settings import course_directory, load_config  # noqa: PLC0415 - as above

    place = course_directory(session.root, load_config(session.root), "*")
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    with Gradebook(place.db_url, place.course_id) as gradebook:
        for id_ in session.exercises:
            graded = session.folder("autograded")
            submissions = gradebook.assignment_submissions(id_)
            found[id_] = {
                one.student.id: (_text(graded / one.student.id / id_), bool(one.needs_manual_grade))
                for one in submissions
                if (graded / one.student.id / id_).is_dir()
            }
    return found


def _stamp(session: Session, code: str, exercise: str) -> str:
    return _text(session.submission(code, exercise))


def _text(folder: Path) -> str:
    try:
        return (folder / "timestamp.txt").read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _files(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file() and not of_a_system(path.name))
