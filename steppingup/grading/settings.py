"""The settings of nbgrader for a session, read as its own commands read them, and its folder of the course."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_core.paths import jupyter_config_path
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIG = "nbgrader_config"


def load_config(root: Path) -> Config:
    """Read the settings: those of the machine and of the user first, then those of the session.

    Raises:
        SessionError: the session has none, or they cannot be read.
    """
    if not (root / f"{CONFIG}.py").is_file():
        raise SessionError(f"{root} holds no {CONFIG}.py; make the session with 'steppingup session new'.")
    _find_programs()
    found = Config()
    for folder in (*(Path(path) for path in reversed(jupyter_config_path())), root):
        for loader in _loaders(folder):
            try:
                found.merge(loader.load_config())
            except Exception as error:  # the file is a program: anything may go wrong in it
                where = folder / CONFIG
                raise SessionError(f"The settings of nbgrader in {where} cannot be read ({error}).") from error
    return found


def course_directory(root: Path, config: Config, assignment: str) -> CourseDirectory:
    """Give the folder of the course with one assignment chosen."""
    found = CourseDirectory(config=config)
    found.root = str(root)
    found.assignment_id = assignment
    return found


def _find_programs() -> None:
    """Put the folder of this Python first: nbgrader calls `alembic` by name when it makes a gradebook."""
    here, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if here not in path.split(os.pathsep):
        os.environ["PATH"] = f"{here}{os.pathsep}{path}"


def _loaders(folder: Path) -> Iterator[PyFileConfigLoader | JSONFileConfigLoader]:
    if (folder / f"{CONFIG}.py").is_file():
        yield PyFileConfigLoader(f"{CONFIG}.py", path=str(folder))
    if (folder / f"{CONFIG}.json").is_file():
        yield JSONFileConfigLoader(f"{CONFIG}.json", path=str(folder))
