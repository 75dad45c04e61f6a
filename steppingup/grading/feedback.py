"""Feedback for one learner as one page: what they answered, what it earned, what the trainer said. Never a key.

nbgrader's own page shows every cell with its code and fetches scripts from other hosts. This one is made by the same
command from the same graded notebook, which holds what was answered and no key, so the page cannot tell one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nbconvert.exporters import Exporter, HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import is_grade, is_solution
from traitlets import List, Unicode

from steppingup.common.errors import SessionError
from steppingup.documents.page import page
from steppingup.grading.assign import quiet_log
from steppingup.grading.notebook import ABOUT
from steppingup.grading.preprocessor import key_file, keys_at
from steppingup.grading.settings import course_directory, load_config
from steppingup.grading.shown import TEXT_BLOCK

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from nbformat import NotebookNode

    from steppingup.grading.keys import Keys

TEMPLATES = Path(__file__).resolve().parent / "templates"


class FeedbackExporter(HTMLExporter):
    """Writes the page of one learner (``c.GenerateFeedback.exporter_class``)."""

    execute = List(Unicode(), help="Exercises whose code is run: their feedback is nbgrader's own.").tag(config=True)

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Convert a graded notebook; grades and comments come from the gradebook, by nbgrader's preprocessor."""
        place = (resources or {}).get("nbgrader") or {}
        if place.get("assignment") in (*self.execute, None):
            return super().from_notebook_node(nb, resources, **kw)
        notebook, resources = Exporter.from_notebook_node(self, nb, resources)
        keys = keys_at(key_file(self.config.GradeResponses.get("keys", "keys"), place["assignment"]))
        return feedback_page(notebook, resources["nbgrader"], keys, unread(resources["nbgrader"])), resources


def unread(place: dict[str, str]) -> set[str]:
    """Name the cells of a submission that no trainer has scored yet."""
    with Gradebook(place["db_url"]) as gradebook:
        found = gradebook.find_submission_notebook(place["notebook"], place["assignment"], place["student"])
        return {one.name for one in found.grades if one.auto_score is None and one.manual_score is None}


def feedback_page(notebook: NotebookNode, place: dict[str, Any], keys: Keys, unread: Container[str] = ()) -> str:
    """Write the page.

    Args:
        notebook: graded, with scores and comments in the metadata of its cells.
        place: what nbgrader knows: student, score, most points, what was lost by being late.
        keys: for title and words alone.
        unread: the cells that no trainer has scored yet.
    """
    style = (TEMPLATES / "feedback.css").read_text("utf-8")
    about = next((cell for cell in notebook.cells if _id(cell) == ABOUT), None)
    return page(
        TEMPLATES / "feedback.html", style=style, title=keys.title, say=keys.say, code=place["student"],
        score=_number(place["score"]), points=_number(place["max_score"]), penalty=_number(place["late_penalty"] or 0),
        comment=about.metadata.nbgrader.get("comment") if about else None, items=list(_items(notebook, keys, unread)),
    )  # fmt: skip


def feedback(root: Path, exercise: str, students: str = "*") -> list[Path]:
    """Write the feedback of everybody who was graded, anew.

    Args:
        root: the directory of the session.
        exercise: its exercise.
        students: one of them, or all.

    Returns:
        The pages.

    Raises:
        SessionError: nobody was graded yet, or a page cannot be made.
    """
    config = load_config(root)
    place = course_directory(root, config, exercise)
    place.student_id = students
    graded = sorted((root / "autograded").glob(f"{students}/{exercise}/{exercise}.ipynb"))
    if not graded:
        raise SessionError(f"Nobody's answers to '{exercise}' are graded yet; grade them first.")
    try:
        GenerateFeedback(coursedir=place, config=config, force=True, log=quiet_log()).start()
    except (NbGraderException, SystemExit) as error:
        raise SessionError(f"The feedback on '{exercise}' cannot be written ({error}).") from error
    return [root / "feedback" / path.parent.parent.name / exercise / f"{exercise}.html" for path in graded]


def to_read(root: Path, exercise: str) -> list[str]:
    """List the learners whose answers to an exercise a trainer still has to read."""
    config = load_config(root)
    place = course_directory(root, config, exercise)
    with Gradebook(place.db_url, place.course_id) as gradebook:
        found = gradebook.assignment_submissions(exercise)
        return sorted(one.student.id for one in found if one.needs_manual_grade)


def _items(notebook: NotebookNode, keys: Keys, unread: Container[str]) -> Iterator[dict[str, Any]]:
    question = Markup()
    for cell in notebook.cells:
        shown = _shown(cell)
        if not is_grade(cell):
            question = shown or question  # the box of a text stands above the cell with the text
            continue
        marked = cell.metadata.nbgrader
        answer = (question + _text(cell, keys)) if is_solution(cell) else shown
        score, points = _number(marked.score), _number(marked.points)
        said = "feedback.unread" if marked.grade_id in unread else "feedback.item"
        yield {"shown": answer, "earned": keys.say(said, score=score, points=points), "comment": marked.get("comment")}


def _shown(cell: NotebookNode) -> Markup:
    """Take what our own grading has put below a cell; it is escaped, and the page runs nothing."""
    outputs = cell.get("outputs", ()) if cell.cell_type == "code" else ()
    found = [output.data.get("text/html", "") for output in outputs if output.output_type == "display_data"]
    return Markup("".join(found))  # noqa: S704 - made by steppingup.grading.shown


def _text(cell: NotebookNode, keys: Keys) -> Markup:
    if cell.source.startswith(TEXT_BLOCK.partition("{")[0]):
        return Markup(cell.source)  # noqa: S704 - made by steppingup.grading.shown
    return Markup("<p>{}</p>").format(keys.say("grading.missing"))


def _id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
