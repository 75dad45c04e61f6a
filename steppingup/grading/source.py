"""What a session holds of an exercise: its notebook and public form in ``source/``, its keys elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from steppingup.catalogue.exercises import PUBLIC_FILE
from steppingup.grading.keys import Keys, keys_of, write_keys
from steppingup.grading.notebook import exercise_notebook, notebook_text
from steppingup.grading.preprocessor import key_file
from steppingup.grading.settings import load_config
from steppingup.grading.solved import check_solved

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.catalogue.exercises import Exercise


def write_source(root: Path, exercise: Exercise, keys: Keys | None = None) -> None:
    """Write an exercise into a session.

    Args:
        root: the directory of the session.
        exercise: as it stands in the course.
        keys: with older editions, when it is written again; else they are taken from the exercise.

    Raises:
        SessionError: it gives no sound notebook, or its own keys do not earn every point.
    """
    keys = keys or keys_of(exercise)
    notebook = exercise_notebook(exercise)
    check_solved(keys)
    folder = root / "source" / exercise.id
    folder.mkdir(parents=True, exist_ok=True)
    public = json.dumps(exercise.public(), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / PUBLIC_FILE).write_text(public + "\n", "utf-8")
    (folder / f"{exercise.id}.ipynb").write_text(notebook_text(notebook), "utf-8")
    write_keys(keys, keys_path(root, exercise.id))


def keys_path(root: Path, exercise: str) -> Path:
    """Tell where a session keeps the keys of an exercise."""
    return key_file(load_config(root).GradeResponses.get("keys", str(root / "keys")), exercise)
