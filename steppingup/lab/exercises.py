"""Exercises among the notebooks: each in a folder of its own, with its questions and, later, its answers beside it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from steppingup.activities.public_plain import public_blocks
from steppingup.book.exercise_pages import exercise_of, facts_of, follows
from steppingup.catalogue.exercises import PUBLIC_FILE
from steppingup.documents.plain import plain_html, plain_text
from steppingup.record.session_file import ANSWERS_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from steppingup.book.state import State
    from steppingup.catalogue.exercises import Exercise

IMPORT = "from steppingup import exercise"


def exercise_on(env: BuildEnvironment, state: State, docname: str) -> Exercise | None:
    """Return the exercise that a page shows, if it is one."""
    return state.exercises.get(exercise_of(env, docname))


def way_of(env: BuildEnvironment, docname: str) -> str:
    """Return where the notebook of a page stands, without suffix: that of an exercise has a folder of its own."""
    return f"{docname}/{docname.rpartition('/')[2]}" if exercise_of(env, docname) else docname


def write_public(folder: Path, exercise: Exercise) -> None:
    """Put the questions beside the notebook, from the public form alone."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(exercise.public(), ensure_ascii=False, indent=1)
    (folder / PUBLIC_FILE).write_text(text + "\n", encoding="utf-8")


def question(exercise: Exercise, id_: str) -> tuple[str, dict[str, Any]] | None:
    """Return the code of one question and what stands below it until it runs; None if the exercise does not have it."""
    entry = next((one for one in exercise.items if one.id == id_), None)
    if entry is None:
        return None
    words = exercise.words
    blocks = public_blocks(exercise.public_spec(entry), words.get)
    shown = {"text/html": plain_html(blocks, words), "text/plain": plain_text(blocks)}
    return f'# {words.get("lab.question")}\nexercise("{id_}")', shown


def about(exercise: Exercise, state: State) -> str:
    """Say what an exercise belongs to, how long it takes, and where answers go."""
    return f"{follows(state, exercise)} · {facts_of(state, exercise)}\n\n{state.words.get('lab.exercise')}"


def keep_answers(before: Path, after: Path) -> None:
    """Carry the answers of learners into notebooks that are made anew."""
    for path in before.rglob(ANSWERS_FILE):
        target = after / path.relative_to(before)
        if path.is_file() and not path.is_symlink() and target.parent.is_dir():
            shutil.copy2(path, target)
