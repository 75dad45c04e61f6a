"""nbgrader's own exchange and its zip_collect, with our two classes: links, odd names and missing notebooks."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from steppingup.record.session_file import session_text
from steppingup.session.course import Session
from tests.grading.gradebooks import comment, scores
from tests.grading.sessions import EXERCISE, right, session_in
from tests.grading.stock import nbgrader_here

TIME = "2026-11-28 10:02:11.000000 UTC"


@pytest.fixture
def inbound(tmp_path: Path) -> tuple[Session, Path]:
    """A session whose exercise is released, and the folder where learners put what they submit."""
    session = session_in(tmp_path)
    nbgrader_here(session, "release_assignment", EXERCISE)
    found = session.folder("exchange") / session.course_id / "inbound"
    assert found.is_dir()
    return session, found


def put(inbound: Path, session: Session, student: str, time: str = TIME) -> Path:
    folder = inbound / f"{student}+{EXERCISE}+{time}"
    shutil.copytree(session.folder("release") / EXERCISE, folder)
    (folder / "timestamp.txt").write_text(time)
    (folder / "answers.json").write_text(session_text(right(session)))
    return folder


def test_links_stay_in_the_exchange(inbound: tuple[Session, Path], capfd: pytest.CaptureFixture[str]) -> None:
    session, folder = inbound
    put(folder, session, "good")
    evil = put(folder, session, "evil")
    (evil / "answers.json").unlink()
    (evil / "answers.json").symlink_to(session.keys(EXERCISE))
    (evil / f"{EXERCISE}.ipynb").unlink()
    (folder / f"linked+{EXERCISE}+{TIME}").symlink_to(session.root / "keys")
    nbgrader_here(session, "collect", EXERCISE)
    said = capfd.readouterr().err
    assert "evil: 'answers.json' is a link to another file" in said
    assert not [path for path in session.folder("submitted").rglob("*") if path.is_symlink()]
    assert not list(session.folder("submitted").rglob("keys"))
    assert f"{EXERCISE}.json" not in {path.name for path in session.folder("submitted").rglob("*")}
    nbgrader_here(session, "autograde", EXERCISE)
    assert scores(session.root, EXERCISE) == {"good": 11.5, "evil": 0.0, "linked": 0.0}
    assert "'answers.json' is a link" in str(comment(session.root, EXERCISE, "evil"))
    assert "is a link" in str(comment(session.root, EXERCISE, "linked"))


def test_odd_names_in_the_exchange_end_nothing(
    inbound: tuple[Session, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    session, folder = inbound
    put(folder, session, "good")
    put(folder, session, "..")
    put(folder, session, "timeless", "soon")
    nbgrader_here(session, "collect", EXERCISE)
    said = capfd.readouterr().err
    assert said.count("its name names nobody") >= 1
    assert [path.name for path in session.folder("submitted").iterdir()] == ["good"]
    assert not (session.root / EXERCISE).exists()


def test_a_newer_submission_takes_the_place_of_an_older_one(inbound: tuple[Session, Path]) -> None:
    session, folder = inbound
    first = put(folder, session, "good")
    (first / "answers.json").write_text("{")
    nbgrader_here(session, "collect", EXERCISE)
    put(folder, session, "good", "2026-11-29 10:02:11.000000 UTC")
    nbgrader_here(session, "collect", EXERCISE, "--update")
    nbgrader_here(session, "autograde", EXERCISE)
    assert scores(session.root, EXERCISE) == {"good": 11.5}
    nbgrader_here(session, "generate_feedback", EXERCISE)
    nbgrader_here(session, "list", "--inbound")
    nbgrader_here(session, "export")
    assert "good" in (session.root / "grades.csv").read_text()


def test_zip_collect_unpacks_no_path_and_no_link(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    session = session_in(tmp_path)
    archive = session.root / "downloaded" / EXERCISE / "archive"
    archive.mkdir(parents=True)
    book = (session.folder("release") / EXERCISE / f"{EXERCISE}.ipynb").read_text("utf-8")
    with zipfile.ZipFile(archive / "class.zip", "w") as file:
        file.writestr(f"K7M2Q_{EXERCISE}.ipynb", book)
        file.writestr("../../../escaped.ipynb", "{}")
    (archive / f"AAAAH_{EXERCISE}.ipynb").symlink_to(session.keys(EXERCISE))
    (archive / f"CCCC3_{EXERCISE}.ipynb").write_text(json.dumps(json.loads(book)))
    pattern = r"--FileNameCollectorPlugin.named_regexp=.*/(?P<student_id>\w{5})_(?P<file_id>\w+)"
    nbgrader_here(session, "zip_collect", EXERCISE, pattern)
    said = capfd.readouterr().err
    assert "points to a place outside the zip file" in said
    assert "is a link to another file" in said
    assert not list(session.root.rglob("escaped*"))
    assert sorted(path.name for path in session.folder("submitted").iterdir()) == ["CCCC3", "K7M2Q"]
