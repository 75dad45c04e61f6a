"""Exercises with code, where one is set up: run by the real bubblewrap, which shows the code nothing but itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

from steppingup.common.errors import SessionError
from steppingup.grading import sandbox
from steppingup.grading.assign import generate
from steppingup.grading.run import grade
from steppingup.grading.sandbox import check_sandbox, sandbox_command
from steppingup.session.course import CONFIG, Session
from tests.grading.gradebooks import scores
from tests.grading.sessions import EXERCISE, right, session_in, submit
from tests.grading.stock import nbgrader

CODE = "code"
FORMAT: Any = nbformat

LOOK = """
import json, os, socket
found = {"keys": os.path.exists(KEYS), "book": os.path.exists(BOOK), "user": os.getuid()}
found["processes"] = sum(name.isdigit() for name in os.listdir("/proc"))
for name, what in {"network": lambda: socket.create_connection(("127.0.0.1", PORT), 2),
                   "system": lambda: open("/usr/evil", "w"), "root": lambda: open("/evil", "w")}.items():
    try:
        what()
        found[name] = True
    except OSError:
        found[name] = False
found["secret"] = "SU_SECRET" in os.environ
os.symlink(KEYS, "leak")
open("left.txt", "w").write("x")
print(json.dumps(found))
answer = 2
"""
LEARNERS = {
    "good": "answer = 2",
    "wrong": "answer = 3",
    "endless": "answer = 2\nwhile True: pass",
    "greedy": "taken = bytearray(6 * 10**9)\nanswer = 2",
    "filling": "with open('big', 'wb') as f:\n    f.write(b'0' * 10**8)\nanswer = 2",
    "ending": "import os\nos._exit(0)",
}


def marked(name: str, **more: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {"grade_id": name, **flags, **more}}


def code_session(folder: Path) -> Session:
    """A session with an exercise whose code is run: the second cell scores what the first one says."""
    session = session_in(folder)
    config = session.root / CONFIG
    text = config.read_text("utf-8").replace("\nexecute = []", f'\nexecute = ["{CODE}"]\nc.SandboxExecute.timeout = 12')
    config.write_text(text, "utf-8")
    new: Any = FORMAT.v4.new_code_cell
    cells = [
        new("answer = None", metadata=marked("answer", solution=True)),
        new("1.5 if answer == 2 else 0.0", metadata=marked("test", grade=True, locked=True, points=2.0)),
    ]
    source = session.folder("source") / CODE / f"{CODE}.ipynb"
    source.parent.mkdir()
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    source.write_text(FORMAT.writes(FORMAT.v4.new_notebook(cells=cells, metadata=kernel)), "utf-8")
    generate(session.root, CODE)
    return session


def hand_in(session: Session, student: str, code: str) -> None:
    folder = session.submission(student, CODE)
    shutil.copytree(session.folder("release") / CODE, folder)
    path = folder / f"{CODE}.ipynb"
    whole = json.loads(path.read_text("utf-8"))
    whole["cells"][0]["source"] = code
    path.write_text(json.dumps(whole), "utf-8")


def test_the_code_sees_nothing_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_port: int
) -> None:
    monkeypatch.setenv("SU_SECRET", "password")
    session = code_session(tmp_path)
    places = {"KEYS": str(session.keys(EXERCISE)), "BOOK": str(session.root / "gradebook.db")}
    look = LOOK.replace("PORT", str(open_port))
    for name, place in places.items():
        look = look.replace(name, repr(place))
    hand_in(session, "looking", look)
    submit(session, "looking", right(session))
    nbgrader(session, "autograde", CODE)
    nbgrader(session, "autograde", EXERCISE)
    graded = session.submission("looking", CODE, "autograded")
    whole = json.loads((graded / f"{CODE}.ipynb").read_text("utf-8"))
    found = json.loads("".join(whole["cells"][0]["outputs"][0]["text"]))
    assert found == {
        "keys": False, "book": False, "user": 65534, "processes": 2, "network": False, "system": False, "root": False,
        "secret": False,
    }  # fmt: skip
    assert [path.name for path in graded.iterdir()] == [f"{CODE}.ipynb"]
    assert scores(session.root, CODE) == {"looking": 1.5}
    assert scores(session.root, EXERCISE) == {"looking": 11.5}


def test_limits_hold_and_everybody_else_is_graded(tmp_path: Path) -> None:
    session = code_session(tmp_path)
    for student, code in LEARNERS.items():
        hand_in(session, student, code)
    report = grade(session.root, CODE)
    assert not report.failed
    assert len(report.graded) == len(LEARNERS)
    expected = dict.fromkeys(LEARNERS, 0.0) | {"good": 1.5}
    found = scores(session.root, CODE)
    assert found.pop("endless") in {0.0, 1.5}  # interrupted after it had set its answer
    assert found == {name: score for name, score in expected.items() if name != "endless"}


def test_feedback_on_code_is_nbgraders_own(tmp_path: Path) -> None:
    session = code_session(tmp_path)
    hand_in(session, "good", "answer = 2")
    nbgrader(session, "autograde", CODE)
    nbgrader(session, "generate_feedback", CODE)
    page = session.submission("good", CODE, "feedback") / f"{CODE}.html"
    assert "Score: 1.5 / 2.0" in page.read_text("utf-8")


def test_without_bubblewrap_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PROGRAM", "no-such-program")
    with pytest.raises(SessionError, match=r"there is no bubblewrap here\. Install the package 'bubblewrap'"):
        check_sandbox()


def test_where_bubblewrap_is_refused_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that forbids name spaces: the program is there and says no."""
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(sandbox, "PROGRAM", str(program))
    sandbox._refusal.cache_clear()
    try:
        with pytest.raises(SessionError, match=r"cannot make one here \(bwrap: No permissions to create"):
            check_sandbox()
    finally:
        sandbox._refusal.cache_clear()


def test_a_command_in_a_sandbox(tmp_path: Path) -> None:
    check_sandbox()
    command = [*sandbox_command(tmp_path, tmp_path, ["prlimit", "--fsize=10"]), "sh", "-c", "pwd; echo x > made"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "/submission\n"
    assert (tmp_path / "made").read_text() == "x\n"
