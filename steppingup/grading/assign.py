"""Let nbgrader know an exercise: its notebook goes into the gradebook, and its release is made."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException

from steppingup.common.errors import SessionError
from steppingup.grading.settings import course_directory, load_config

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def generate(root: Path, exercise: str, due: dt.datetime | None = None) -> None:
    """Do what ``nbgrader generate_assignment`` does, and set when the exercise is due.

    Raises:
        SessionError: nbgrader refuses; most often cells were added or removed after somebody had submitted.
    """
    config = load_config(root)
    place = course_directory(root, config, exercise)
    converter = GenerateAssignment(coursedir=place, config=config, force=True, log=quiet_log())
    try:
        converter.start()
    except (NbGraderException, ValueError, RuntimeError) as error:
        raise SessionError(f"nbgrader does not take the exercise '{exercise}': {error}") from error
    with Gradebook(place.db_url, place.course_id) as gradebook:
        gradebook.update_or_create_assignment(exercise, duedate=due)


def quiet_log() -> logging.Logger:
    """Give a log that only says what failed: nbgrader tells each step otherwise."""
    log = logging.getLogger("steppingup.nbgrader")
    log.setLevel(logging.CRITICAL)
    return log
