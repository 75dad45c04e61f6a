"""A gradebook as a training session leaves it: our own exercise, made and graded with the tools of the session."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook

from steppingup.grading.keys import read_keys
from steppingup.grading.score import score_file
from steppingup.grading.solved import solved_file
from steppingup.record.code import new_code
from steppingup.session.new import new_session
from tests.evaluation.conftest import ROOT

EXERCISE = "principles"


def session_gradebook(folder: Path, right: list[int], where: Path) -> Path:
    """The gradebook of a session in which each person answers so many items rightly, and the others not at all."""
    session = new_session(ROOT, folder, name="Autumn", exercises=[EXERCISE])
    keys, codes = read_keys(session.keys(EXERCISE)), list[str]()
    with Gradebook(session.gradebook, session.course_id) as book:
        for number in right:
            codes.append(new_code(codes))
            file = solved_file(keys, codes[-1])
            file = replace(file, attempts=file.attempts[:number])
            stamp = dt.datetime(2026, 11, 20, 10, 2)  # noqa: DTZ001 - nbgrader's are without zone
            book.update_or_create_student(codes[-1])
            book.update_or_create_submission(EXERCISE, codes[-1], timestamp=stamp)
            for one in score_file(keys, file):
                grade = book.find_grade(one.item.slug, EXERCISE, EXERCISE, codes[-1])
                grade.auto_score = None if one.item.manual else one.score
                grade.needs_manual_grade = one.item.manual
        book.db.commit()
    where.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(folder / "gradebook.db", where))
