"""Exercises for tests, and answers to them in the public form, as a page or a notebook writes them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.record.format import Attempt
from steppingup.record.session_file import SessionFile

BOOKS = Path(__file__).resolve().parents[1] / "books"
DAY = "2026-03-02"


def graded_course(folder: Path) -> Path:
    """A tiny course with one exercise, ``harbour``, that has an item of every kind."""
    course = folder / "course"
    shutil.copytree(BOOKS / "broken" / "base", course)
    shutil.copytree(BOOKS / "graded", course, dirs_exist_ok=True)
    return course


def harbour(folder: Path) -> Exercise:
    """The exercise of that course."""
    return load_exercises(load_catalogue(graded_course(folder)).require())["harbour"]


def public_key(exercise: Exercise, id_: str) -> Any:
    """The answer that earns everything, in opaque ids."""
    model = next(entry.model for entry in exercise.items if entry.id == id_)
    return exercise.maps()[id_].to_public(model.key())


def attempt(exercise: Exercise, id_: str, answer: Any, n: int = 1, **more: Any) -> Attempt:
    """One attempt at an item, as the page writes it."""
    model = next(entry.model for entry in exercise.items if entry.id == id_)
    plain: dict[str, Any] = {
        "replica": "pageofalearner", "n": n, "activity": id_, "version": model.version, "release": "0.1.0",
        "phase": None, "form": None, "answer": answer, "score": None, "certainty": 3 if model.certainty else None,
        "seconds": 30, "day": DAY,
    }  # fmt: skip
    return Attempt(**plain | more)


def solved(exercise: Exercise, code: str = "") -> SessionFile:
    """A file that answers every item rightly; texts are the best anchors."""
    answers = [(entry.id, public_key(exercise, entry.id)) for entry in exercise.items]
    return session_of(exercise, dict(answers), code)


def empty(exercise: Exercise, code: str = "") -> SessionFile:
    """A file of somebody who answered nothing."""
    return session_of(exercise, {}, code)


def session_of(exercise: Exercise, answers: dict[str, Any], code: str = "") -> SessionFile:
    """A file with these answers, in opaque ids."""
    attempts = tuple(attempt(exercise, id_, answer, n) for n, (id_, answer) in enumerate(answers.items(), 1))
    return SessionFile(exercise.id, code, "0.1.0", f"{DAY}T10:02:11Z", attempts)
