"""An exercise as the source notebook of an nbgrader assignment.

One cell per item, which shows the item and is graded; its points and its id are nbgrader's own metadata. A text has
a cell of its own below it, which a trainer grades by hand and which is filled when nbgrader grades. The first code
cell holds nothing: nbgrader keeps comments only for such cells, so what concerns the whole submission stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.nbgraderformat import MetadataValidator, ValidationError

from steppingup.catalogue.exercises import slug_of
from steppingup.common.errors import SessionError
from steppingup.grading.prose import plain_markdown

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from steppingup.catalogue.exercises import Exercise
    from steppingup.catalogue.model import Entry

FORMAT: Any = nbformat  # it ships types for a part of its functions only

ABOUT = "about-this-exercise"
# nbgrader puts these into every cell that a learner fills, so the source holds the same.
CODE_STUB = "# Your trainer's comment on the whole exercise appears here."
TEXT_STUB = "*Write in the box above. Your answer appears here for your trainer.*"
# JupyterLab shows the first line of a folded cell, so that line is for people.
CALL = '# {label}\nfrom steppingup import exercise\n\nexercise("{id}")'
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LOCKED = {"deletable": False, "editable": False}
HIDDEN = {"jupyter": {"source_hidden": True}, **LOCKED}


def exercise_notebook(exercise: Exercise) -> NotebookNode:
    """Make the source notebook of an exercise; the same exercise gives the same notebook.

    Raises:
        SessionError: two items would have one cell, or nbgrader would not take the notebook.
    """
    first = f"# {exercise.title}\n\n{exercise.words.get('exercise.first')}"
    cells = [_markdown("first", first), _code(ABOUT, CODE_STUB, _marked(ABOUT, solution=True))]
    label = exercise.words.get("lab.question")
    for number, piece in enumerate(exercise.pieces(), 1):
        cells += [_prose(number, piece, exercise)] if isinstance(piece, str) else _item(piece, label)
    notebook: NotebookNode = FORMAT.v4.new_notebook(cells=cells, metadata=METADATA)
    check_notebook(notebook, exercise)
    return notebook


def check_notebook(notebook: NotebookNode, exercise: Exercise) -> None:
    """Check what nbgrader checks late or never: valid metadata, one cell per item, points above 0, no output.

    Raises:
        SessionError: the notebook cannot be an assignment.
    """
    try:
        FORMAT.validate(notebook)
        MetadataValidator().validate_nb(notebook)
    except (ValidationError, nbformat.ValidationError) as error:
        raise SessionError(f"The exercise '{exercise.id}' gives no sound notebook: {error}.") from error
    graded = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if _is_graded(cell)}
    wanted = {slug_of(entry.id): entry.model.points for entry in exercise.items}
    if set(graded) != set(wanted) or len(wanted) != len(exercise.items):
        what = "two items end alike in their ids, or an item does not stand on the page"
        raise SessionError(f"The exercise '{exercise.id}' gives no sound notebook: {what}.")
    if any(graded[slug].metadata.nbgrader.points != points or not points for slug, points in wanted.items()):
        raise SessionError(f"The exercise '{exercise.id}' has an item without points.")


def notebook_text(notebook: NotebookNode) -> str:
    """Write a notebook as nbgrader writes it."""
    return str(FORMAT.writes(notebook, version=4)) + "\n"


def _is_graded(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def _prose(number: int, text: str, exercise: Exercise) -> NotebookNode:
    facts = exercise.items[0].facts if exercise.items else None
    fact = (lambda id_: facts.fill(f"{{fact:{id_}}}")) if facts else str
    return _markdown(f"prose-{number}", plain_markdown(text, fact))


def _item(entry: Entry, label: str) -> list[NotebookNode]:
    slug, points = slug_of(entry.id), float(entry.model.points or 0)
    source = CALL.format(label=label, id=entry.id)
    if entry.model.manual:
        marked = _marked(slug, grade=True, solution=True, points=points)
        answer = _markdown(slug, TEXT_STUB, {"nbgrader": marked, **LOCKED})
        return [_code(f"{slug}-box", source, {}), answer]
    return [_code(slug, source, _marked(slug, grade=True, locked=True, points=points))]


def _marked(grade_id: str, *, points: float | None = None, **flags: bool) -> dict[str, Any]:
    found = {"grade": False, "solution": False, "locked": False, "task": False} | flags
    worth = {} if points is None else {"points": points}
    return {"grade_id": grade_id, "schema_version": MetadataValidator.schema_version, **found, **worth}


def _code(name: str, source: str, marked: dict[str, Any]) -> NotebookNode:
    metadata = {**HIDDEN, "nbgrader": marked} if marked else HIDDEN
    cell: NotebookNode = FORMAT.v4.new_code_cell(source, id=name[:64], metadata=metadata)
    return cell


def _markdown(name: str, source: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    cell: NotebookNode = FORMAT.v4.new_markdown_cell(source, id=name[:64], metadata=metadata or {})
    return cell
