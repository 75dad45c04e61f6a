"""The rows of a gradebook that one assignment needs, read once and written submission by submission.

nbgrader opens its gradebook many times for each submission and asks for each row alone. These rows are the same, found
and written together; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbgrader.api import Comment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

STUDENTS: Any = Student.__table__
SUBMISSIONS: Any = SubmittedAssignment.__table__
NOTEBOOKS: Any = SubmittedNotebook.__table__
GRADES: Any = Grade.__table__
COMMENTS: Any = Comment.__table__


@dataclass(frozen=True)
class Cell:
    """What nbgrader's grading makes of one cell: None as a score says that a person has to read it."""

    name: str
    score: float | None


@dataclass
class Rows:
    """One notebook of one assignment in an open gradebook.

    Args:
        gradebook: open; whoever opened it closes it.
        assignment: name of the assignment.
        notebook: name of its notebook.
    """

    gradebook: Gradebook
    assignment: str
    notebook: str
    _students: set[str] = field(default_factory=set)
    _submissions: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, str] = field(default_factory=dict)
    _comments: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what all submissions have in common.

        Raises:
            MissingEntry: nbgrader does not know the assignment or its notebook.
        """
        known = self.gradebook.find_notebook(self.notebook, self.assignment)
        self._notebook_id, self._assignment_id = known.id, known.assignment_id
        self.due: dt.datetime | None = known.assignment.duedate
        self._cells = {cell.name: cell.id for cell in known.grade_cells}
        self._comments = {cell.name: cell.id for cell in known.solution_cells}
        wanted = SUBMISSIONS.c.assignment_id == self._assignment_id
        self._students = set(self._all(select(STUDENTS.c.id)))
        rows = self.gradebook.db.execute(select(SUBMISSIONS.c.student_id, SUBMISSIONS.c.id).where(wanted))
        self._submissions = dict(rows.all())

    def save(
        self, student: str, stamp: dt.datetime | None, cells: list[Cell], comments: Mapping[str, str | None]
    ) -> str:
        """Write the grades of one submission; the caller commits. A score that a trainer gave is never touched.

        Args:
            student: whose it is; made known if they are not.
            stamp: when it came, without a time zone (UTC); None leaves what is known.
            cells: what every graded cell earned.
            comments: for every cell that has one, what is to be told automatically.

        Returns:
            The id of the submitted notebook.
        """
        if student not in self._students:
            self._insert(STUDENTS, id=student)
            self._students.add(student)
        submission = self._submission(student, stamp)
        id_ = self._submitted(submission)
        self._write(GRADES, id_, self._cells, {cell.name: cell.score for cell in cells}, self._grade)
        self._write(COMMENTS, id_, self._comments, comments, lambda text, _row: {"auto_comment": text})
        return id_

    def read_again(self) -> None:
        """Forget what was written since the last commit, after that was taken back."""
        self.gradebook.db.rollback()
        self.__post_init__()

    def penalty(self, id_: str, value: float | None) -> None:
        """Write what a late submission loses."""
        self._run(NOTEBOOKS.update().where(NOTEBOOKS.c.id == id_).values(late_submission_penalty=value))

    def _submission(self, student: str, stamp: dt.datetime | None) -> str:
        known = self._submissions.get(student)
        if known is None:
            known = self._insert(SUBMISSIONS, assignment_id=self._assignment_id, student_id=student, timestamp=stamp)
            self._submissions[student] = known
        elif stamp is not None:
            self._run(SUBMISSIONS.update().where(SUBMISSIONS.c.id == known).values(timestamp=stamp))
        return known

    def _submitted(self, submission: str) -> str:
        mine = (NOTEBOOKS.c.assignment_id == submission) & (NOTEBOOKS.c.notebook_id == self._notebook_id)
        known = self._all(select(NOTEBOOKS.c.id).where(mine))
        if known:
            return str(known[0])
        return self._insert(NOTEBOOKS, assignment_id=submission, notebook_id=self._notebook_id)

    def _write(self, table: Any, id_: str, ids: Mapping[str, str], values: Mapping[str, Any], columns: Any) -> None:
        known = {row.cell_id: row for row in self.gradebook.db.execute(select(table).where(table.c.notebook_id == id_))}
        new = []
        for name, cell_id in ids.items():
            row = known.get(cell_id)
            found = columns(values.get(name), row) if name in values else {}
            if row is None:
                new.append({"notebook_id": id_, "cell_id": cell_id, **found})
            elif any(getattr(row, column) != value for column, value in found.items()):
                self._run(table.update().where(table.c.id == row.id).values(**found))
        for columns_ in {tuple(sorted(one)) for one in new}:
            self.gradebook.db.execute(table.insert(), [one for one in new if tuple(sorted(one)) == columns_])

    @staticmethod
    def _grade(score: float | None, row: Any) -> dict[str, Any]:
        # as nbgrader does: a cell with a trainer's score is shown again, so that they look once more
        reading = score is None or (row is not None and row.manual_score is not None)
        return {"auto_score": score, "needs_manual_grade": reading}

    def _insert(self, table: Any, **values: Any) -> str:
        return str(self.gradebook.db.execute(table.insert().values(**values)).inserted_primary_key[0])

    def _all(self, query: Any) -> list[Any]:
        return list(self.gradebook.db.execute(query).scalars())

    def _run(self, statement: Any) -> None:
        self.gradebook.db.execute(statement)
