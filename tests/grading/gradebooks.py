"""Everything that a gradebook says of an exercise, to compare two ways of grading."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook

if TYPE_CHECKING:
    from pathlib import Path


def grades(root: Path, exercise: str, db_url: str = "") -> list[Any]:
    """Every (student, cell, auto, manual, extra, flag, most) and every comment, late penalties and times, in order."""
    found: list[Any] = []
    with Gradebook(db_url or f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(exercise):
            student = submission.student.id
            found.append([student, str(submission.timestamp), submission.score, submission.max_score])
            for notebook in submission.notebooks:
                found.append([student, notebook.name, notebook.late_submission_penalty, notebook.flagged])
                for grade in notebook.grades:
                    scores = [grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score]
                    found.append([student, grade.name, *scores, grade.needs_manual_grade])
                said = [(one.name, one.auto_comment, one.manual_comment) for one in notebook.comments]
                found += [[student, *one] for one in said]
    return sorted(found, key=repr)


def grades_hash(root: Path, exercise: str) -> str:
    """One short text for all of it."""
    return hashlib.sha256(json.dumps(grades(root, exercise)).encode()).hexdigest()


def scores(root: Path, exercise: str) -> dict[str, float]:
    """What each learner has in all."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {one.student.id: one.score for one in gradebook.assignment_submissions(exercise)}


def comment(root: Path, exercise: str, student: str, cell: str = "about-this-exercise") -> str | None:
    """What was told automatically about a submission, or about one cell of it."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        found: str | None = gradebook.find_comment(cell, exercise, exercise, student).auto_comment
        return found
