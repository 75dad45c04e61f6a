"""nbgrader's own commands, as a trainer would call them in the directory of a session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from steppingup.session.course import Session

ROOT = Path(__file__).resolve().parents[2]


def nbgrader(session: Session, *words: str, good: bool = True) -> str:
    """Run one command; return what it said."""
    program = Path(sys.executable).parent / "nbgrader"
    done = subprocess.run(
        [str(program), *words], cwd=session.root, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) is good, done.stderr[-4000:]
    return done.stdout + done.stderr


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
