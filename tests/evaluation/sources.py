"""Files of every source, as small as they can be and as they really are."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from steppingup.evaluation.course import course_setting
from steppingup.evaluation.pseudonym import Pseudonyms
from steppingup.evaluation.readers.base import Setting
from tests.evaluation.conftest import ROOT
from tests.exercises.needs_book import needs_files
from tests.grading.alembic import ask_once

KEY = Pseudonyms("a test", b"k" * 32)
CODES = ("222222222", "33333333W", "44444444S")
TODAY = "2026-11-23"


def small_course(folder: Path, *, keys: bool = True) -> Path:
    """The facts of the course, and a self-check."""
    shutil.copytree(ROOT / "facts", folder / "facts")
    (folder / "_config.yml").write_text("title: Small\n", "utf-8")
    if keys:
        needs_files(folder)
    return folder


def setting_of(course: Path, **beforehand: Any) -> Setting:
    return course_setting(course, KEY, **beforehand)


def needs_json(setting: Setting, whose: str, phase: str = "T0", **changes: Any) -> dict[str, Any]:
    """A needs file in which every answer is right."""
    from steppingup.record.linking import form_of  # noqa: PLC0415 - only this function needs it

    form = form_of(whose, phase)  # type: ignore[arg-type] # one of the phases
    instrument = setting.instrument
    assert instrument is not None
    answers = [
        {
            "item": instrument.public_ids[id_], "version": 1, "position": place, "status": "answered", "certainty": 2,
            "seconds": 12, "response": instrument.map_of(id_).to_public(instrument.items[id_].model.key())[0],
        }
        for place, id_ in enumerate(instrument.forms[form], 1)
    ]  # fmt: skip
    ratings = [{"competency": "encounter.notice", "scale": name, "value": 2} for name in ("importance", "ability")]
    return {
        "format": "steppingup-needs", "schema": 1, "release": "0.1.0", "language": "fi", "country": "fi",
        "municipality": "town-1", "role": "social_worker", "tier": 1, "phase": phase, "form": form, "code": whose,
        "day": "2026-10-01", "ratings": ratings, "answers": answers,
    } | changes  # fmt: skip


def written(path: Path, whole: object) -> Path:
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), "utf-8")
    return path


def gradebook(path: Path) -> Path:
    """Two people; cells: graded by hand, waiting, with extra points, without points."""
    ask_once()
    with Gradebook(f"sqlite:///{path}") as book:
        book.add_assignment("principles")
        book.add_notebook("principles", "principles")
        for name, most in (("one", 2), ("waits", 3), ("extra", 1), ("none", 0)):
            book.add_grade_cell(name, "principles", "principles", max_score=most, cell_type="markdown")
        for student in ("ABCDE", "FGHJK"):
            book.add_student(student, first_name="Vilja", last_name="Example", email="vilja@example.org")
            book.add_submission("principles", student, timestamp=dt.datetime(2026, 5, 4, 23, 30))  # noqa: DTZ001
            scores = {"one": (0.5, 1.5), "waits": (None, None), "extra": (1, None), "none": (0, None)}
            for name, (auto, manual) in scores.items():
                grade = book.find_grade(name, "principles", "principles", student)
                grade.auto_score, grade.manual_score = auto, manual
                grade.needs_manual_grade = name == "waits"
                grade.extra_credit = 0.5 if name == "extra" else None
        book.db.commit()
    return path


def statement(**changes: Any) -> dict[str, Any]:
    """One xAPI statement."""
    more = {"https://example.org/x/confidence": 3, "https://example.org/x/role": "procurement"}
    return {
        "id": "8f6e2f6b-0000-4000-8000-000000000001",
        "actor": {"objectType": "Agent", "name": "Vilja Example", "mbox": "mailto:vilja@example.org"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "https://lrs.example.org/needs/a-1", "definition": {"interactionType": "choice"}},
        "result": {"score": {"scaled": 0.5}, "response": "b[,]a", "duration": "PT1M30.5S"},
        "context": {"language": "fi", "revision": "0.1.0", "extensions": more},
        "timestamp": "2026-10-01T09:10:11Z",
    } | changes
