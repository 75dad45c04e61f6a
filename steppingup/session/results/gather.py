"""Read what an exercise brought: scores from the gradebook, choices from the answers that were graded.

The gradebook has one score per learner and item and knows nothing of choices or certainty; those are in the learner's
file. A score that a trainer gave or changed counts. What waits for a trainer has no score, and is never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import AnswerError, SessionError
from steppingup.grading.score import score_file
from steppingup.record import RecordError
from steppingup.record.session_file import ANSWERS_FILE, read_session_file
from steppingup.session.results.questions import Question, question_of
from steppingup.statistics import Scored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbgrader.api import Gradebook, SubmittedAssignment

    from steppingup.activities.interactions import Response
    from steppingup.common.language import Words
    from steppingup.grading.keys import Keys
    from steppingup.grading.score import ItemScore
    from steppingup.record.session_file import SessionFile
    from steppingup.session.course import Session

Status = Literal["graded", "late", "waiting", "ungraded", "absent"]


@dataclass(frozen=True)
class Result:
    """One learner: the short code, the points so far (None without a grade), and what is to be known of them."""

    code: str
    points: float | None
    status: tuple[Status, ...]


@dataclass(frozen=True)
class Gathered:
    """Everything that the results of an exercise are made of.

    Args:
        keys: of the exercise.
        questions: its items as learners saw them.
        rows: one per learner and item that was answered.
        learners: all of the roster and of the gradebook.
        refused: how many answers could not be read.
        older: how many answers do not fit the newest version of their item; they have a score, but no choices.
    """

    keys: Keys
    questions: tuple[Question, ...]
    rows: tuple[Scored, ...]
    learners: tuple[Result, ...]
    refused: int = 0
    older: int = 0

    def count(self, status: Status) -> int:
        """Return how many learners have a status."""
        return sum(status in learner.status for learner in self.learners)


def gather(session: Session, keys: Keys, codes: list[str], words: Words) -> Gathered:
    """Read the gradebook and the graded answers of one exercise.

    Args:
        session: where they lie.
        keys: of the exercise.
        codes: the short codes on the roster.
        words: for kinds whose options are words of the interface.

    Raises:
        SessionError: the settings of nbgrader cannot be read, or its gradebook does not know this exercise.
    """
    graded = _graded(session, keys.exercise)
    rows: list[Scored] = []
    refused = older = 0
    for code, scores in graded.scores.items():
        for one in score_file(keys, _file(session, keys.exercise, code)):
            refused += one.status == "refused"
            if one.status == "answered":
                rows.append(_row(code, one, scores))
                older += not (one.item.manual or rows[-1].responses)
    everybody = dict.fromkeys([*codes, *graded.codes])
    learners = tuple(_result(session, keys.exercise, code, graded) for code in everybody)
    questions = tuple(question_of(item, place, words) for place, item in enumerate(keys.items, 1))
    return Gathered(keys, questions, tuple(rows), learners, refused, older)


@dataclass(frozen=True)
class _Graded:
    """What the gradebook says: who is in it, and for each who is graded the shares by cell, the points, and a status.

    A share is None while a trainer has to read the answer.
    """

    codes: tuple[str, ...]
    scores: Mapping[str, Mapping[str, float | None]]
    points: Mapping[str, float]
    status: Mapping[str, tuple[Status, ...]]


def _graded(session: Session, exercise: str) -> _Graded:
    from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - takes a second

    from steppingup.grading.settings import course_directory, load_config  # noqa: PLC0415 - imports nbgrader, too

    place = course_directory(session.root, load_config(session.root), exercise)
    with Gradebook(place.db_url, place.course_id) as book:
        try:
            return _read(book, exercise)
        except MissingEntry as error:
            sentence = f"The gradebook does not know '{exercise}'. Make the session anew, or name another exercise."
            raise SessionError(sentence) from error


def _read(book: Gradebook, exercise: str) -> _Graded:
    book.find_assignment(exercise)
    submissions = {one.student.id: one for one in book.assignment_submissions(exercise)}
    return _Graded(
        tuple(student.id for student in book.students),
        {code: dict(_shares(one)) for code, one in submissions.items()},
        {code: float(one.score) for code, one in submissions.items()},
        {code: _status(one) for code, one in submissions.items()},
    )


def _shares(submission: SubmittedAssignment) -> Iterator[tuple[str, float | None]]:
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            if grade.max_score > 0:
                share = min(max(float(grade.score) / float(grade.max_score), 0.0), 1.0)
                yield grade.name, None if grade.needs_manual_grade else share


def _status(submission: SubmittedAssignment) -> tuple[Status, ...]:
    found: list[Status] = ["late"] if submission.total_seconds_late > 0 else []
    return (*found, "waiting" if submission.needs_manual_grade else "graded")


def _result(session: Session, exercise: str, code: str, graded: _Graded) -> Result:
    if code in graded.status:
        return Result(code, graded.points[code], graded.status[code])
    there = session.submission(code, exercise).is_dir()
    return Result(code, None, ("ungraded" if there else "absent",))


def _file(session: Session, exercise: str, code: str) -> SessionFile | None:
    """Read the answers that were graded; a newer submission that is not graded yet belongs to no score."""
    for step in ("autograded", "submitted"):
        try:
            return read_session_file(session.submission(code, exercise, step) / ANSWERS_FILE)
        except FileNotFoundError:
            continue
        except RecordError:
            return None  # what cannot be read was graded with 0 and a comment that says why
    return None


def _row(code: str, one: ItemScore, scores: Mapping[str, float | None]) -> Scored:
    return Scored(code, one.item.id, scores.get(one.item.slug), one.certainty, _responses(one))


def _responses(one: ItemScore) -> dict[str, Response]:
    """Return what was chosen, in ids of the newest version; nothing if the answer no longer fits it."""
    if one.edition is None or one.item.manual:
        return {}
    try:
        return one.item.newest.model.responses(one.edition.map.to_real(one.answer))
    except AnswerError:
        return {}
