"""nbgrader's own commands, as a trainer would call them in the directory of a session."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from pathlib import Path

from jupyter_core.application import NoStart
from nbgrader.apps import NbGraderApp
from traitlets.config import Application

from steppingup.session.course import Session

ROOT = Path(__file__).resolve().parents[2]


def nbgrader(session: Session, *words: str) -> str:
    """Run one command in a process of its own; return what it said."""
    program = Path(sys.executable).parent / "nbgrader"
    done = subprocess.run(
        [str(program), *words], cwd=session.root, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout + done.stderr


def nbgrader_here(session: Session, *words: str) -> None:
    """Run one command in this process: quicker, and its lines count as tested."""
    known = logging.root.level
    try:
        with contextlib.chdir(session.root):
            _forget()
            app = NbGraderApp.instance()
            app.initialize(list(words))
            with contextlib.suppress(NoStart):  # how the outer command says that the inner one has done it
                app.start()
    finally:
        _forget()
        logging.root.setLevel(known)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _forget() -> None:
    """Take the place of the one application back: every command is another one."""
    if Application.initialized():
        type(Application.instance()).clear_instance()
