"""Ralph's strict models of xAPI. They want older libraries than the book, so they live in a place of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).resolve().parent
PLACE = HERE.parents[2] / "_build" / "ralph"


def faults(statements: str) -> list[str]:
    """What is wrong with statements, one JSON object a line; nothing if all are right."""
    command = [str(_python()), "-I", str(HERE / "ralph_judge.py")]
    done = subprocess.run(command, input=statements, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def _python() -> Path:
    """Make the environment once for each list of versions."""
    wanted = (HERE / "ralph.txt").read_text("utf-8")
    done = PLACE / "installed.txt"
    PLACE.parent.mkdir(exist_ok=True)
    with FileLock(PLACE.with_suffix(".lock")):
        if not done.is_file() or done.read_text("utf-8") != wanted:
            _uv("venv", "--clear", "--python", sys.executable, str(PLACE)).check_returncode()
            install = ("pip", "install", "--python", str(PLACE), "-r", str(HERE / "ralph.txt"))
            # what is in uv's cache needs no network
            if _uv(*install, "--offline").returncode:
                _uv(*install).check_returncode()
            done.write_text(wanted, "utf-8")
    return PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _uv(*words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the uv that the tests install; what goes wrong stands in their output."""
    return subprocess.run([sys.executable, "-m", "uv", "--quiet", *words], check=False)
