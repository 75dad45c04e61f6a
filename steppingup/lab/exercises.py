"""Exercises among the notebooks: what a learner gets in a session, without a session.

Each one has a folder with its notebook and its questions in the public form. Answers lie beside them, so they are
carried over when the notebooks are written anew.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from steppingup.activities.public_plain import public_blocks
from steppingup.catalogue.exercises import PUBLIC_FILE, Exercise
from steppingup.documents.plain import plain_html, plain_text
from steppingup.lab.notebook import METADATA
from steppingup.record.session_file import ANSWERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nbformat import NotebookNode

FOLDER = "exercises"


def notebook_of(id_: str) -> str:
    """Name the notebook of an exercise, relative to the folder of all notebooks."""
    return f"{FOLDER}/{id_}/{id_}.ipynb"


def write_exercises(exercises: Iterable[Exercise], out: Path) -> None:
    """Write every exercise in the learner's form.

    Args:
        exercises: of the course.
        out: the folder of all notebooks.

    Raises:
        SessionError: an exercise gives no sound notebook.
    """
    from steppingup.grading.notebook import exercise_notebook, notebook_text  # noqa: PLC0415 - brings all of nbgrader

    for exercise in exercises:
        target = out / notebook_of(exercise.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        public = exercise.public()
        text = json.dumps(public, ensure_ascii=False, indent=1) + "\n"
        (target.parent / PUBLIC_FILE).write_text(text, encoding="utf-8")
        target.write_text(notebook_text(_finished(exercise_notebook(exercise), exercise, public)), encoding="utf-8")


def carry_answers(old: Path, new: Path) -> None:
    """Copy what somebody answered in earlier notebooks into those that take their place."""
    for answers in old.glob(f"{FOLDER}/*/{ANSWERS_FILE}"):
        if answers.is_file():
            target = new / answers.relative_to(old)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(answers, target)


def _finished(notebook: NotebookNode, exercise: Exercise, public: dict[str, Any]) -> NotebookNode:
    """Let the notebook look finished before it runs, as lessons do: the questions stand below their cells."""
    notebook.metadata.update(METADATA)
    for spec in public["items"]:
        for cell in notebook.cells:
            if cell.cell_type == "code" and f'exercise("{spec["id"]}")' in cell.source:
                cell.outputs = [_output(spec, exercise)]
    return notebook


def _output(spec: dict[str, Any], exercise: Exercise) -> NotebookNode:
    from nbformat import from_dict  # noqa: PLC0415 - comes with nbgrader

    blocks = public_blocks(spec, exercise.words.get)
    shown = {"text/html": plain_html(blocks, exercise.words), "text/plain": plain_text(blocks)}
    found: NotebookNode = from_dict({"output_type": "display_data", "data": shown, "metadata": {}})  # type: ignore[no-untyped-call] # the package has no types
    return found
