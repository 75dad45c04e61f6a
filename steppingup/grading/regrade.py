"""Grade again after a corrected key: scores that a trainer gave stay, and what changed is told.

The item may have kept its version (a wrong option was marked) or got a new one. Answers given before count by the
corrected key wherever they still fit the item; see :mod:`steppingup.grading.score`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook

from steppingup.grading.assign import generate
from steppingup.grading.keys import Keys, keys_of, read_keys, renewed
from steppingup.grading.run import GradeReport, grade
from steppingup.grading.settings import course_directory, load_config
from steppingup.grading.source import keys_path, write_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from steppingup.catalogue.exercises import Exercise

Place = tuple[str, str]  # student and cell


@dataclass(frozen=True)
class Change:
    """A score that is another one now; ``manual`` tells that a trainer's own score stands, whatever the key says."""

    student: str
    item: str
    before: float | None
    after: float | None
    manual: bool


@dataclass(frozen=True)
class RegradeReport:
    """What a corrected key changed.

    Args:
        report: the grading itself.
        items: ids of the items whose record is another one now.
        changes: every score that changed, by student and item.
        kept: how many scores of trainers stand as they were.
    """

    report: GradeReport
    items: tuple[str, ...]
    changes: tuple[Change, ...]
    kept: int


@dataclass(frozen=True)
class _Known:
    auto: float | None
    manual: float | None
    reading: bool


def regrade(root: Path, exercise: Exercise, progress: Callable[[int, int], object] | None = None) -> RegradeReport:
    """Take the keys of an exercise over from the course and grade everybody again.

    Args:
        root: the directory of the session.
        exercise: as it stands in the course now.
        progress: is told how many are done, of how many.

    Raises:
        SessionError: items were added or taken away, or the corrected exercise is not sound; nothing has changed then.
    """
    path = keys_path(root, exercise.id)
    old = read_keys(path)
    new = renewed(old, keys_of(exercise))
    before = _grades(root, exercise.id)
    write_source(root, exercise, new)
    generate(root, exercise.id, due=_due(root, exercise.id))
    report = grade(root, exercise.id, progress, force=True)
    after = _settled(root, exercise.id, before)
    changes = [_change(place, before.get(place), one) for place, one in sorted(after.items())]
    kept = sum(one.manual is not None for one in after.values())
    return RegradeReport(report, changed_items(old, new), tuple(one for one in changes if one), kept)


def changed_items(old: Keys, new: Keys) -> tuple[str, ...]:
    """Name the items whose record or points are others now."""
    before = {item.id: item for item in old.items}
    return tuple(
        item.id
        for item in new.items
        if item.newest.model != before[item.id].newest.model or item.points != before[item.id].points
    )


def _change(place: Place, old: _Known | None, new: _Known) -> Change | None:
    before = old.auto if old else None
    return None if before == new.auto else Change(*place, before, new.auto, new.manual is not None)


def _grades(root: Path, exercise: str) -> Mapping[Place, _Known]:
    place = course_directory(root, load_config(root), exercise)
    with Gradebook(place.db_url, place.course_id) as gradebook:
        return {
            (submission.student.id, one.name): _Known(one.auto_score, one.manual_score, one.needs_manual_grade)
            for submission in gradebook.assignment_submissions(exercise)
            for notebook in submission.notebooks
            for one in notebook.grades
        }


def _settled(root: Path, exercise: str, before: Mapping[Place, _Known]) -> Mapping[Place, _Known]:
    """Take back the flags that nbgrader puts on every score of a trainer: what did not change needs no second look."""
    place = course_directory(root, load_config(root), exercise)
    with Gradebook(place.db_url, place.course_id) as gradebook:
        for submission in gradebook.assignment_submissions(exercise):
            for notebook in submission.notebooks:
                for one in notebook.grades:
                    old = before.get((submission.student.id, one.name))
                    if one.manual_score is not None and old and not old.reading and old.auto == one.auto_score:
                        one.needs_manual_grade = False
        gradebook.db.commit()
    return _grades(root, exercise)


def _due(root: Path, exercise: str) -> dt.datetime | None:
    place = course_directory(root, load_config(root), exercise)
    with Gradebook(place.db_url, place.course_id) as gradebook:
        due: dt.datetime | None = gradebook.find_assignment(exercise).duedate
    return due
