"""The hook before nbgrader copies a submission: what cannot be made safe ends the run, as nbgrader would go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from steppingup.common.errors import SessionError
from steppingup.grading.assign import generate
from steppingup.grading.feedback import feedback
from steppingup.grading.notebook import FORMAT
from steppingup.grading.prepare import Prepare, prepare, set_aside
from steppingup.grading.run import grade
from tests.grading.sessions import EXERCISE, right, session_in, submit


def test_a_submission_that_cannot_be_made_safe_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", right(session))
    (folder / "link").symlink_to("/etc/passwd")
    (session.root / "set-aside").write_text("a file where a folder should be")
    with pytest.raises(SystemExit, match=r"cannot be made safe to grade .*; move it away"):
        Prepare(session.root)(notebooks=[str(folder / f"{EXERCISE}.ipynb")], assignment=EXERCISE, student="*")
    assert "Not a directory" in grade(session.root, EXERCISE).failed[0].error


def test_exercises_with_code_keep_their_plain_files(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", None)
    (folder / "helper.py").write_text("x = 1")
    (folder / "link").symlink_to("/etc/passwd")
    assert [one.kind for one in prepare(folder, session.root, run=True)] == ["link"]
    assert (folder / "helper.py").exists()
    assert not (folder / "link").is_symlink()


def test_too_much_is_told_and_nothing_is_moved(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", right(session))
    for number in range(210):
        (folder / f"{number:03}").touch()
    assert "many" in {one.kind for one in prepare(folder, session.root)}
    assert grade(session.root, EXERCISE).graded[0].score == 11.5


@pytest.mark.parametrize("run", [False, True])
def test_a_link_behind_too_many_files_is_found(tmp_path: Path, run: bool) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", None)
    for number in range(210):
        (folder / f"{number:03}").touch()
    (folder / "answers.json").symlink_to(session.keys(EXERCISE))
    (folder / "zzz").symlink_to(session.keys(EXERCISE))
    prepare(folder, session.root, run=run)
    assert not [path for path in folder.iterdir() if path.is_symlink()]


@pytest.mark.parametrize("run", [False, True])
@pytest.mark.parametrize("name", ["answers.json.lock", ".ipynb_checkpoints", "x" * 200, "a\nb", "caf\udce9"])
def test_a_link_is_found_whatever_its_name(tmp_path: Path, name: str, run: bool) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", right(session))
    (folder / name).symlink_to(session.keys(EXERCISE))
    (folder / "deep").mkdir()
    (folder / "deep" / name).symlink_to(session.keys(EXERCISE))
    assert {one.kind for one in prepare(folder, session.root, run=run)} == {"link"}
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert grade(session.root, EXERCISE).graded[0].score == 11.5


def test_what_jupyter_leaves_behind_is_not_worth_a_word(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    folder = submit(session, "K7M2Q", right(session))
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old.ipynb").touch()
    (folder / "answers.json.lock").touch()
    assert prepare(folder, session.root) == []


def test_reasons_that_cannot_be_read_are_no_reasons(tmp_path: Path) -> None:
    place = tmp_path / "set-aside" / "K7M2Q" / EXERCISE / "reasons.json"
    place.parent.mkdir(parents=True)
    for text in ("", "[]", '{"stamp": ""}', '{"stamp": "", "troubles": [7]}'):
        place.write_text(text)
        assert set_aside(tmp_path, "K7M2Q", EXERCISE, "") == []


def test_other_cells_are_refused_by_nbgrader_once_somebody_submitted(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    submit(session, "K7M2Q", right(session))
    grade(session.root, EXERCISE)
    path = session.folder("source") / EXERCISE / f"{EXERCISE}.ipynb"
    notebook = FORMAT.reads(path.read_text("utf-8"), as_version=4)
    del notebook.cells[3]
    path.write_text(FORMAT.writes(notebook), "utf-8")
    with pytest.raises(SessionError, match=f"nbgrader does not take the exercise '{EXERCISE}'"):
        generate(session.root, EXERCISE)


def test_feedback_that_cannot_be_written(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    submit(session, "K7M2Q", right(session))
    grade(session.root, EXERCISE)
    with Gradebook(session.gradebook) as gradebook:
        gradebook.remove_submission(EXERCISE, "K7M2Q")
    with pytest.raises(SessionError, match=f"The feedback on '{EXERCISE}' cannot be written"):
        feedback(session.root, EXERCISE)


def test_keys_that_are_missing_fail_and_never_give_full_marks(tmp_path: Path) -> None:
    from tests.grading.stock import nbgrader_here  # noqa: PLC0415

    session = session_in(tmp_path)
    submit(session, "K7M2Q", right(session))
    session.keys(EXERCISE).unlink()
    with pytest.raises(SystemExit):
        nbgrader_here(session, "autograde", EXERCISE)
    with Gradebook(session.gradebook) as gradebook:
        assert gradebook.find_submission(EXERCISE, "K7M2Q").score == 0
    assert not session.submission("K7M2Q", EXERCISE, "autograded").exists()
