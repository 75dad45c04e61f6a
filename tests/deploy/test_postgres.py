"""Grades in PostgreSQL, on a real server: the same as in a file. A class on a hub with it: test_hub_changes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.classroom import ROOT
from tests.deploy.postgres import server


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with server() as address:
        yield address


def python(place: Path, *words: str) -> str:
    """Run the hub's Python, which has the driver; the folder of this repository has the tests."""
    command = [str(place / "venv" / "bin" / "python"), *words]
    clean = {"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def graded(place: Path, database: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The same session, graded with each kind of gradebook: first the file, then the server."""
    folder = tmp_path_factory.mktemp("graded")
    file = python(place, "-m", "tests.deploy.graded", str(folder / "file"))
    on_server = python(place, "-m", "tests.deploy.graded", str(folder / "server"), database)
    assert not (folder / "server" / "session" / "gradebook.db").exists()
    return [json.loads(file), json.loads(on_server)]


def test_both_gradebooks_say_the_same(graded: list[dict[str, Any]]) -> None:
    file, on_server = graded
    assert on_server["first"] == file["first"]
    assert {row[0] for row in file["first"]} == {"ALL22", "BAD22", "NON22", "SOM22"}
    assert len(file["first"]) > 40


@pytest.mark.parametrize("way", ["again", "stock"])
def test_grading_again_keeps_what_a_trainer_gave_in_both(graded: list[dict[str, Any]], way: str) -> None:
    file, on_server = graded
    assert on_server[way] == file[way]
    assert file[way] == file["again"] != file["first"]


def test_a_server_that_refuses_is_said_in_one_sentence(place: Path, database: str) -> None:
    code = (
        "import sys; from steppingup.common.errors import SessionError\n"
        "from steppingup.grading.database import check_database\n"
        "try: check_database(sys.argv[1])\n"
        "except SessionError as error: print(error)"
    )
    for address in (f"{database}x", database.replace("trainer:", "trainer:x")):
        told = python(place, "-c", code, address)
        assert told.startswith("The database cannot be reached: ")
        assert len(told.splitlines()) == 1
