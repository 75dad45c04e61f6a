"""nbgrader's gradebook: one row per person and graded cell. It knows no attempts, no options and no certainty.

A cell that waits for a person to grade it has no score yet, which is missing, not zero. What is asked for goes through
nbgrader's Gradebook, on a copy, as opening a gradebook may change it. Of people only the id (a short code) is read,
and only to make the pseudonym.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import SQLAlchemyError

from steppingup.evaluation.readers.base import MOST_BYTES, NO_FILE, TOO_LARGE, Row, Taken, events_from

if TYPE_CHECKING:
    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

MAGIC = b"SQLite format 3\x00"
NO_ROLE = (
    "a gradebook knows no role, so its people count with everybody only; name the file or its folder after their role, "
    "such as social_worker"
)
NO_BOOK = "no gradebook of nbgrader, or a damaged one; it was not read"


def read_gradebook(path: Path, setting: Setting) -> Taken:
    """Read one gradebook."""
    taken = Taken()
    if path.is_symlink() or not path.is_file():
        taken.quality.add(path.name, NO_FILE)
    elif path.stat().st_size > MOST_BYTES:
        taken.quality.add(path.name, TOO_LARGE)
    elif not _is_database(path):
        taken.quality.add(path.name, NO_BOOK)
    else:
        grades = _grades(path, taken.quality)
        rows = [row for one in grades if (row := _row(one, setting, path.name, taken.quality))]
        taken.events = events_from(rows, path.name, taken.quality)
        taken.quality.add(path.name, NO_ROLE, "role", int(len(rows) > 0 and not setting.role))
    return taken


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _grades(path: Path, quality: Quality) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "gradebook.db"
        shutil.copyfile(path, copy)
        try:
            with Gradebook(f"sqlite:///{copy}") as book:
                return list(_query(book))
        except (SQLAlchemyError, ValueError, LookupError):
            quality.add(path.name, NO_BOOK)
            return []


def _query(book: Gradebook) -> Any:
    columns = (
        Assignment.name.label("assignment"), BaseCell.name.label("cell"), GradeCell.__table__.c.max_score,
        SubmittedAssignment.student_id, SubmittedAssignment.timestamp, Grade.auto_score, Grade.manual_score,
        Grade.extra_credit, Grade.needs_manual_grade,
    )  # fmt: skip
    return (
        book.db.query(*columns)
        .select_from(Grade)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(Assignment, Notebook.assignment_id == Assignment.id)
        .join(BaseCell.__table__, Grade.cell_id == BaseCell.__table__.c.id)
        .join(GradeCell.__table__, Grade.cell_id == GradeCell.__table__.c.id)
        .order_by(Assignment.name, SubmittedAssignment.student_id, BaseCell.__table__.c.name)
        .all()
    )


def _row(one: Any, setting: Setting, file: str, quality: Quality) -> Row | None:
    if not (isinstance(one.max_score, int | float) and one.max_score > 0):
        quality.add(file, "a cell that earns no points says nothing; it was left out", f"{one.assignment}/{one.cell}")
        return None
    item, version, competency = _item(one, setting, file, quality)
    return setting.known() | {
        "learner": setting.pseudonyms.of("nbgrader", str(one.student_id)),
        "course_version": setting.release, "form_id": one.assignment, "item_id": item, "item_version": version,
        "competency_id": competency, "response_status": "answered", "score": _score(one, item, file, quality),
        "max_score": float(one.max_score), "source": "nbgrader",
        "day": one.timestamp.date().isoformat() if one.timestamp else "",
    }  # fmt: skip


def _item(one: Any, setting: Setting, file: str, quality: Quality) -> tuple[str, int, str]:
    """Return the id, version and competency of a cell; the cell of a graded item is named by the end of its id."""
    item = f"{one.assignment}/{one.cell}"
    if known := setting.items_known.get(f"exercises/{item}"):
        return f"exercises/{item}", *known
    quality.add(file, "an item that the course does not know; kept without a competency", item)
    return item, 1, ""


def _score(one: Any, item: str, file: str, quality: Quality) -> float | None:
    """Give the score as nbgrader counts it, but nothing while somebody has to grade it; extra points are cut off."""
    score = one.manual_score if one.manual_score is not None else one.auto_score
    if one.needs_manual_grade or score is None:
        quality.add(file, "waits to be graded: counted as missing, not as zero", item)
        return None
    total = float(score) + float(one.extra_credit or 0)
    if total > one.max_score:
        quality.add(file, "earned more than the maximum (extra credit); counted as the maximum", item)
    return min(total, float(one.max_score))
