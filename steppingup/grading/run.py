"""Grade a whole exercise: one process, one open gradebook, and the same result as ``nbgrader autograde``.

What is the same for all submissions is done once, by nbgrader's own preprocessors: the notebook of the source goes
through those that clean a submission. Then each submission is filled, its grades are committed, and only then its
folder appears in ``autograded/``. So a run that is killed leaves each submission graded or not; the next run goes on.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import determine_grade, is_grade, is_solution, parse_utc

from steppingup.common.errors import SessionError, SteppingUpError
from steppingup.grading.assign import quiet_log
from steppingup.grading.book_rows import Cell, Rows
from steppingup.grading.carrier import carrier_notes, made_anew, take_notes
from steppingup.grading.fill import Filled, fill
from steppingup.grading.notebook import ABOUT, FORMAT
from steppingup.grading.prepare import KNOWN, prepare, stamp_of
from steppingup.grading.preprocessor import key_file, keys_at
from steppingup.grading.safe_files import FileTroubleError, read_plain, write_new
from steppingup.grading.settings import course_directory, load_config

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from steppingup.grading.keys import Keys

NO_RESPONSE = "No response."  # nbgrader's own words for a cell that nobody filled
GRADED_MODE = 0o444


@dataclass(frozen=True)
class Graded:
    """One submission.

    Args:
        student: whose it is.
        score: what it earned, texts left out that somebody still has to read.
        reading: how many texts a trainer has to read.
        notes: what was told about it.
        new: whether it was graded in this run; others had been graded and have not changed.
        error: why it could not be graded, else nothing.
    """

    student: str
    score: float = 0.0
    reading: int = 0
    notes: tuple[str, ...] = ()
    new: bool = True
    error: str = ""


@dataclass(frozen=True)
class GradeReport:
    """All submissions of an exercise, by student."""

    exercise: str
    graded: tuple[Graded, ...] = field(default_factory=tuple)

    @property
    def failed(self) -> tuple[Graded, ...]:
        """Those that could not be graded."""
        return tuple(one for one in self.graded if one.error)


def grade(
    root: Path,
    exercise: str,
    progress: Callable[[int, int], object] | None = None,
    *,
    force: bool = False,
) -> GradeReport:
    """Grade the submissions of an exercise that are new or have changed.

    Args:
        root: the directory of the session.
        exercise: its exercise.
        progress: is told how many are done, of how many.
        force: grade those again that have not changed.

    Raises:
        SessionError: nbgrader does not know the exercise, or it cannot be graded at all.
    """
    config = load_config(root)
    place = course_directory(root, config, exercise)
    run = ExerciseAutograde(coursedir=place, config=config, force=force, log=quiet_log())
    return run.grade_all(progress or (lambda _done, _all: None))


class ExerciseAutograde(Autograde):
    """nbgrader's Autograde for an exercise whose answers lie in a file, with the gradebook open all the time."""

    def grade_all(self, progress: Callable[[int, int], object]) -> GradeReport:
        """Grade every submission; one that fails does not keep others from being graded.

        Raises:
            SessionError: the exercise cannot be graded at all.
        """
        exercise, root = self.coursedir.assignment_id, Path(self.coursedir.root)
        folders = submissions(root, exercise)
        if exercise in self.config.GradeResponses.get("execute", []):
            return self._executed(exercise, folders, progress)
        keys = keys_at(key_file(self.config.GradeResponses.get("keys", str(root / "keys")), exercise))
        found = []
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            one = _Grading(self, keys, _rows(gradebook, exercise), root, self._template(exercise, root))
            for number, folder in enumerate(folders, 1):
                found.append(one.graded(folder, force=self.force))
                progress(number, len(folders))
        return GradeReport(exercise, tuple(found))

    def _template(self, exercise: str, root: Path) -> str:
        """Clean the source as nbgrader cleans a submission; return it as JSON, to be copied for each."""
        self.exporter = self.exporter_class(parent=self, config=self.config)
        self._sanitizing = True
        self._init_preprocessors()
        names = {"assignment": exercise, "notebook": exercise, "student": "", "db_url": self.coursedir.db_url}
        resources = {"nbgrader": names, "metadata": {"name": exercise, "path": ""}}
        source = made_anew(root / "source" / exercise / f"{exercise}.ipynb")
        text, _ = self.exporter.from_notebook_node(source, resources=resources)
        return json.dumps(FORMAT.reads(text, as_version=4))

    def _executed(self, exercise: str, folders: list[Path], progress: Callable[[int, int], object]) -> GradeReport:
        """Run an exercise with code the stock way, its kernel in a sandbox (:mod:`steppingup.grading.sandbox`)."""
        from nbgrader.converters.base import NbGraderException  # noqa: PLC0415 - the rare way

        found = []
        for number, folder in enumerate(folders, 1):
            student = folder.parent.name
            self.coursedir.student_id = student
            try:
                self.start()
                found.append(Graded(student))
            except NbGraderException as error:
                found.append(Graded(student, error=str(error)))
            progress(number, len(folders))
        return GradeReport(exercise, tuple(found))


@dataclass(frozen=True)
class _Grading:
    """What grading one submission needs, the same for all."""

    converter: ExerciseAutograde
    keys: Keys
    rows: Rows
    root: Path
    template: str

    def graded(self, folder: Path, *, force: bool) -> Graded:
        """Grade one submission, whatever is wrong with it."""
        student = folder.parent.name
        target = self.root / "autograded" / student / folder.name
        try:
            prepare(folder, self.root)
            if not force and target.is_dir() and not _newer(folder, target):
                return Graded(student, new=False)
            return self._grade(student, folder, target)
        except (SteppingUpError, OSError) as error:
            return self._failed(student, str(error))
        except Exception as error:  # noqa: BLE001 - one submission must not keep all others from being graded
            return self._failed(student, f"{type(error).__name__}: {error}")

    def _failed(self, student: str, error: str) -> Graded:
        self.rows.read_again()
        return Graded(student, error=error)

    def _grade(self, student: str, folder: Path, target: Path) -> Graded:
        source = self.root / "source" / folder.name / f"{folder.name}.ipynb"
        notebook = FORMAT.from_dict(json.loads(self.template))
        take_notes(notebook.metadata)
        notes = carrier_notes(folder / source.name, source, self.root)
        filled = fill(notebook.cells, self.keys, folder, student, notes)
        notebook = FORMAT.from_dict(notebook)
        beside = target.with_name(f".{target.name}.new")
        self._write_folder(beside, folder, json_text(notebook))
        self._save(student, folder, notebook.cells, filled)
        _replace(beside, target)
        return Graded(
            student,
            sum(scored.score for scored in filled.scores),
            sum(bool(scored.text) for scored in filled.scores),
            tuple(filled.notes),
        )

    def _write_folder(self, beside: Path, folder: Path, notebook: str) -> None:
        """Write what nbgrader would write: the notebook, the learner's files, and those of the source over them."""
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        source = self.root / "source" / folder.name
        files = {name: folder / name for name in sorted(KNOWN) if (folder / name).exists()}
        files |= {path.name: path for path in source.iterdir() if path.is_file() and path.suffix != ".ipynb"}
        for name, path in files.items():
            try:
                write_new(beside / name, read_plain(path), GRADED_MODE)
            except FileTroubleError:  # too large for what it is: told when it was read
                continue
        write_new(beside / f"{folder.name}.ipynb", notebook.encode(), GRADED_MODE)

    def _save(self, student: str, folder: Path, cells: list[Any], filled: Filled) -> None:
        stamp = parse_utc(stamp_of(folder) or None)
        scores = [Cell(cell.metadata.nbgrader.grade_id, determine_grade(cell)[0]) for cell in cells if is_grade(cell)]
        comments = dict(_comments(cells)) | {ABOUT: filled.comment}
        id_ = self.rows.save(student, stamp, scores, comments)
        self.rows.penalty(id_, self._penalty(student, folder.name))
        self.rows.gradebook.db.commit()
        self.rows.gradebook.db.expunge_all()

    def _penalty(self, student: str, exercise: str) -> float | None:
        """Ask nbgrader's rule for late submissions, if there is a due time at all."""
        if self.rows.due is None:
            return None
        gradebook = self.rows.gradebook
        gradebook.db.flush()
        submission = gradebook.find_submission(exercise, student)
        if submission.total_seconds_late <= 0:
            return None
        rule = AssignLatePenalties(parent=self.converter)
        rule.init_plugin()
        notebook = gradebook.find_submission_notebook(exercise, exercise, student)
        asked = rule.plugin_inst.late_submission_penalty(student, notebook.score, submission.total_seconds_late)
        return None if asked is None else float(rule._check_late_penalty(notebook, asked))


def submissions(root: Path, exercise: str) -> list[Path]:
    """List the submissions of an exercise, by student; a link counts as one, and is set aside when it is graded."""
    found = (root / "submitted").glob(f"*/{exercise}")
    return sorted(path for path in found if not path.parent.name.startswith(".") and os.path.lexists(path))


def json_text(notebook: Any) -> str:
    """Write a notebook as nbgrader writes it, without validating it once more: all but outputs was validated before."""
    return str(FORMAT.v4.writes(notebook)) + "\n"


def _rows(gradebook: Gradebook, exercise: str) -> Rows:
    try:
        return Rows(gradebook, exercise, exercise)
    except MissingEntry as error:
        what = "make the session anew, or run 'nbgrader generate_assignment' in it"
        raise SessionError(f"nbgrader does not know the exercise '{exercise}'; {what}.") from error


def _comments(cells: list[Any]) -> Iterator[tuple[str, str | None]]:
    for cell in cells:
        if is_solution(cell):
            graded = is_grade(cell)
            untouched = graded and determine_grade(cell)[0] is not None
            yield cell.metadata.nbgrader.grade_id, NO_RESPONSE if untouched else None


def _newer(folder: Path, target: Path) -> bool:
    """Tell whether a submission came after the one that was graded."""
    new, old = _time(folder), _time(target)
    return new is not None and (old is None or new > old)


def _time(folder: Path) -> dt.datetime | None:
    stamp = stamp_of(folder)
    found: dt.datetime | None = parse_utc(stamp) if stamp else None
    return found


def _replace(beside: Path, target: Path) -> None:
    """Put a new folder in the place of an old one; whatever moment a kill comes at, one of them can be graded again."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)
