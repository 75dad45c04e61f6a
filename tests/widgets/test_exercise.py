"""The live widget of an exercise: questions from the file beside the notebook, answers to the file beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import steppingup
from steppingup.catalogue.exercises import PUBLIC_FILE, Exercise
from steppingup.common.errors import SteppingUpError
from steppingup.record.session_file import SessionFile, last_answers, read_session_file, write_session_file
from steppingup.widgets import ExerciseWidget, exercise, static
from steppingup.widgets.exercise import current_answers
from tests.exercises.answers import attempt, harbour, public_key

DESK, LETTER, WALK = (f"exercises/harbour/{slug}-1" for slug in ("desk", "letter", "walk"))

HEAD = {"format": "stepping-up-exercise", "v": 1, "course": "stepping-up", "exercise": "x", "items": []}


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return harbour(tmp_path_factory.mktemp("handed-out"))


@pytest.fixture
def folder(handed_out: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("STEPPINGUP_COURSE", raising=False)
    home = tmp_path / "desk"
    home.mkdir()
    (home / PUBLIC_FILE).write_text(json.dumps(handed_out.public()), "utf-8")
    monkeypatch.chdir(home)
    current_answers.cache_clear()
    return home


def send(widget: ExerciseWidget, answer: Any, **changes: Any) -> None:
    """Do what the browser does: set the trait `attempt`."""
    sent = {"replica": "browserbrows", "n": 1, "answer": answer, "certainty": 2, "seconds": 5, "day": "2026-03-02"}
    widget.set_state({"attempt": {**sent, **changes}})


def on_disk(folder: Path) -> SessionFile:
    return read_session_file(folder / "answers.json")


def test_it_shows_the_public_form_with_its_words(folder: Path, handed_out: Exercise) -> None:
    widget = exercise(DESK)
    assert widget.spec == handed_out.public()["items"][0]
    assert widget.words["act.save"]
    assert widget._esm.endswith("\nexport default globalThis.SteppingUpExercise.widget;\n")
    assert widget._esm.startswith("/*! Stepping Up")
    assert (widget.answer, widget.attempts, widget.draft, widget.notice) == (None, [], {}, "")


def test_no_key_is_in_anything_that_goes_to_the_browser(folder: Path) -> None:
    for spec in json.loads((folder / PUBLIC_FILE).read_text("utf-8"))["items"]:
        widget = exercise(spec["id"])
        data, _ = widget._repr_mimebundle_()
        assert "SECRET" not in json.dumps([widget.get_state(), data], default=str)


def test_an_answer_is_saved_beside_the_notebook_and_not_judged(folder: Path, handed_out: Exercise) -> None:
    widget = exercise(DESK)
    key = public_key(handed_out, DESK)
    send(widget, key, score=1, activity="exercises/other/x-1", version=9, release="9", phase="T0", form="B")
    [kept] = on_disk(folder).attempts
    assert (kept.activity, kept.version, kept.answer) == (DESK, 1, key)
    assert (kept.score, kept.phase, kept.form, kept.release) == (None, None, None, steppingup.__version__)
    assert (on_disk(folder).exercise, on_disk(folder).code) == ("harbour", "")
    assert widget.answer == key
    assert widget.attempts[0]["score"] is None


@pytest.mark.parametrize(
    "changes", [{"n": -1}, {"replica": "<script>"}, {"day": "x"}, {"certainty": 7}, {"seconds": -1}]
)
def test_what_is_no_attempt_is_said_and_not_kept(folder: Path, changes: dict[str, Any]) -> None:
    widget = exercise(DESK)
    send(widget, ["i00000"], **changes)
    assert "does not fit" in widget.notice
    assert not (folder / "answers.json").exists()


def test_an_answer_too_long_is_said(folder: Path) -> None:
    widget = exercise(LETTER)
    send(widget, "x" * 9601)
    assert "does not fit" in widget.notice
    send(widget, "🚢" * 2400)
    assert (widget.notice, len(widget.answer)) == ("", 2400)


def test_answers_come_back_in_a_new_kernel(folder: Path, handed_out: Exercise) -> None:
    send(exercise(DESK), public_key(handed_out, DESK))
    current_answers.cache_clear()
    assert exercise(DESK).answer == public_key(handed_out, DESK)


def test_another_kernels_answers_are_seen_and_kept(folder: Path, handed_out: Exercise) -> None:
    one = exercise(DESK)
    other = attempt(handed_out, DESK, ["i11111"], n=5, replica="otherkernel0")
    write_session_file(folder / "answers.json", SessionFile("harbour", attempts=(other,)))
    two = exercise(DESK)
    assert [len(one.attempts), len(two.attempts)] == [1, 1]
    send(one, ["i22222"], n=6)
    assert [kept.n for kept in on_disk(folder).attempts] == [5, 6]
    assert last_answers(on_disk(folder))[DESK].answer == ["i22222"]


def test_a_text_is_kept_before_it_is_saved(folder: Path) -> None:
    widget = exercise(LETTER)
    widget.set_state({"draft": {"version": 1, "answer": "Dear harbour mas", "sure": None}})
    assert last_answers(on_disk(folder))[LETTER].answer == "Dear harbour mas"
    current_answers.cache_clear()
    again = exercise(LETTER)
    assert again.draft == {"version": 1, "answer": "Dear harbour mas", "sure": None}
    send(again, "Dear harbour master")
    again.set_state({"draft": {}})
    assert on_disk(folder).drafts == ()
    current_answers.cache_clear()
    assert (exercise(LETTER).draft, exercise(LETTER).answer) == ({}, "Dear harbour master")


def test_a_draft_of_another_kind_stays_in_the_kernel(folder: Path) -> None:
    exercise(WALK).set_state({"draft": {"version": 1, "road": ["a.b"]}})
    assert exercise(WALK).draft == {"version": 1, "road": ["a.b"]}
    assert not (folder / "answers.json").exists()


def test_a_file_of_another_exercise_is_said_and_left_alone(folder: Path) -> None:
    write_session_file(folder / "answers.json", SessionFile("principles"))
    before = (folder / "answers.json").read_bytes()
    widget = exercise(DESK)
    assert "does not come from this course" in widget.notice
    send(widget, ["i00000"])
    assert "not saved" in widget.notice
    assert widget.answer == ["i00000"]
    assert (folder / "answers.json").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "questions are missing"),
        ("", "cannot be read"),
        ("[]", "holds no exercise"),
        ("{}", "holds no exercise"),
        ('{"format": "stepping-up-exercise", "course": "stepping-up", "v": 1}', "holds no exercise"),
        (json.dumps({**HEAD, "v": 2}), "newer"),
        (json.dumps({**HEAD, "items": [7]}), "no question"),
    ],
)  # fmt: skip
def test_a_bad_file_of_questions_is_one_sentence(folder: Path, text: str | None, told: str) -> None:
    (folder / PUBLIC_FILE).unlink()
    if text is not None:
        (folder / PUBLIC_FILE).write_text(text, "utf-8")
    with pytest.raises(SteppingUpError, match=told) as caught:
        exercise(DESK)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_an_unknown_item_names_the_nearest(folder: Path) -> None:
    with pytest.raises(SteppingUpError, match="Do you mean exercises/harbour/desk-1"):
        exercise("exercises/harbour/desk-2")


def test_the_plain_form_is_readable(folder: Path) -> None:
    data, _ = exercise(DESK)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "○ Call the interpreter by telephone" in data["text/html"]
    assert "- Call the interpreter by telephone" in data["text/plain"]


def test_a_package_without_its_script_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "STATIC", folder / "nowhere")
    static.static_text.cache_clear()
    with pytest.raises(SteppingUpError, match=r"lacks exercise\.js"):
        exercise(DESK)
    static.static_text.cache_clear()


KERNEL = """
from steppingup import exercise
widget = exercise("exercises/harbour/desk-1")
for n in range(1, 16):
    widget.set_state({"attempt": {"replica": "NAME" * 8, "n": n, "answer": [f"i{n}"], "certainty": 1, "seconds": 1}})
"""


def test_two_kernels_on_one_folder_lose_nothing(handed_out: Exercise) -> None:
    folder = Path(tempfile.mkdtemp())
    (folder / PUBLIC_FILE).write_text(json.dumps(handed_out.public()), "utf-8")
    code = [[sys.executable, "-c", KERNEL.replace("NAME", name)] for name in "ab"]
    path = {"PYTHONPATH": str(Path(steppingup.__file__).parents[1]), "PATH": "/usr/bin", "HOME": str(folder)}
    both = [subprocess.Popen(one, cwd=folder, env=path) for one in code]
    assert [one.wait(120) for one in both] == [0, 0]
    assert len(on_disk(folder).attempts) == 30
    shutil.rmtree(folder)
