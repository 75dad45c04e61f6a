"""The source notebook, the keys beside it, and the proof that an exercise can be graded."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.common.errors import SessionError
from steppingup.grading.keys import Item, keys_of, read_keys, renewed, write_keys
from steppingup.grading.notebook import check_notebook, exercise_notebook, notebook_text
from steppingup.grading.prose import plain_markdown
from steppingup.grading.solved import check_solved
from tests.grading.sessions import EXERCISE, graded_course, keys_in, session_in


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    course = graded_course(tmp_path_factory.mktemp("course"))
    return load_exercises(load_catalogue(course))[EXERCISE]


def test_one_cell_per_item_with_its_points(exercise: Exercise) -> None:
    cells = json.loads(notebook_text(exercise_notebook(exercise)))["cells"]
    marked = {c["metadata"]["nbgrader"]["grade_id"]: c for c in cells if "nbgrader" in c["metadata"]}
    assert len(marked) == 1 + len(exercise.items)
    desk = marked["desk-1"]
    assert desk["metadata"]["nbgrader"] == {
        "grade_id": "desk-1", "points": 1.0, "grade": True, "solution": False, "locked": True, "task": False,
        "schema_version": 3,
    }  # fmt: skip
    call = f'from steppingup import exercise\n\nexercise("exercises/{EXERCISE}/desk-1")'
    assert "".join(desk["source"]) == f"# Question\n{call}"  # a folded cell shows its first line
    assert desk["metadata"]["jupyter"] == {"source_hidden": True}
    letter = marked["letter-1"]
    assert letter["cell_type"] == "markdown"
    assert letter["metadata"]["nbgrader"]["solution"]
    assert all(
        cell["metadata"].get("jupyter", {}).get("source_hidden") for cell in cells if cell["cell_type"] == "code"
    )


def test_the_same_exercise_gives_the_same_notebook(exercise: Exercise) -> None:
    assert notebook_text(exercise_notebook(exercise)) == notebook_text(exercise_notebook(exercise))


def test_it_begins_friendly_and_keeps_the_prose(exercise: Exercise) -> None:
    texts = ["".join(c["source"]) for c in exercise_notebook(exercise).cells if c["cell_type"] == "markdown"]
    assert texts[0].startswith(f"# {exercise.title}\n\nOpen the menu Run")
    assert any("> Nobody signed it." in text for text in texts)
    assert not any(":::" in text for text in texts)


def test_items_that_would_share_a_cell_are_refused(exercise: Exercise) -> None:
    double = replace(exercise, items=(*exercise.items, exercise.items[0]))
    with pytest.raises(SessionError, match="two items end alike in their ids"):
        exercise_notebook(double)


def test_what_nbgrader_would_not_take_is_refused(exercise: Exercise) -> None:
    notebook = exercise_notebook(exercise)
    notebook.cells[3].metadata.nbgrader.schema_version = "three"
    with pytest.raises((SessionError, TypeError)):
        check_notebook(notebook, exercise)
    notebook = exercise_notebook(exercise)
    graded = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade"))
    del graded.metadata.nbgrader["points"]
    with pytest.raises(SessionError, match="gives no sound notebook"):
        check_notebook(notebook, exercise)
    graded.metadata.nbgrader["points"] = 0.0
    with pytest.raises(SessionError, match="has an item without points"):
        check_notebook(notebook, exercise)


@pytest.mark.parametrize(
    ("myst", "plain"),
    [
        ("Just prose.", "Just prose."),
        (":::{story}\nOnce.\n\nTwice.\n:::", "> Once.\n>\n> Twice."),
        (":::{story} A letter\n:class: x\nOnce.\n:::\nAfter.", "> **A letter**\n>\n> Once.\n\nAfter."),
        ("::::{story}\n:::{note}\nIn.\n:::\nOut.\n::::", "> In.\n\n> Out."),
        ("Call {fact}`112` and {term}`referral <ref>` {src}`who`.", "Call [112] and referral who."),
        ("See [the chapter](../../x.md) and [there](https://e.org).", "See the chapter and [there](https://e.org)."),
    ],
)
def test_prose(myst: str, plain: str) -> None:
    assert plain_markdown(myst, lambda id_: f"[{id_}]") == plain


def test_keys_come_back_as_they_were(exercise: Exercise, tmp_path: Path) -> None:
    keys = keys_of(exercise)
    path = tmp_path / "keys" / "it.json"
    write_keys(keys, path)
    write_keys(keys, path)
    assert read_keys(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["it.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "stepping-up-keys", "v": 1, "items": [{}]}'])
def test_keys_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "it.json"
    path.write_text(text)
    with pytest.raises(SessionError, match="cannot be read"):
        read_keys(path)


def test_keys_of_another_release_or_place(tmp_path: Path) -> None:
    path = tmp_path / "it.json"
    with pytest.raises(SessionError, match="There are no keys at"):
        read_keys(path)
    path.write_text('{"format": "stepping-up-keys", "v": 9}')
    with pytest.raises(SessionError, match="made by another release"):
        read_keys(path)
    (tmp_path / "file").touch()
    with pytest.raises(SessionError, match="The keys cannot be written to"):
        write_keys(keys_in(session_in(tmp_path)), tmp_path / "file" / "it.json")


def test_an_exercise_that_its_own_keys_do_not_solve(exercise: Exercise) -> None:
    keys = keys_of(exercise)
    first = keys.items[0]
    wrong = first.newest.model.model_copy(update={"options": first.newest.model.options[:1]})  # type: ignore[attr-defined]
    broken = replace(first, editions=(replace(first.newest, model=wrong),))
    with pytest.raises(SessionError, match="desk-1' cannot be graded"):
        check_solved(replace(keys, items=(broken, *keys.items[1:])))
    check_solved(keys)


def test_newer_keys_keep_older_versions(exercise: Exercise) -> None:
    keys = keys_of(exercise)

    def at(item: Item, version: int) -> Item:
        model: Any = item.newest.model
        return replace(item, editions=(replace(item.newest, model=model.model_copy(update={"version": version})),))

    newer = replace(keys, items=tuple(at(item, 9) for item in keys.items))
    both = renewed(keys, newer)
    assert [edition.model.version for edition in both.items[1].editions] == [2, 9]
    assert renewed(both, newer) == both
    assert both.items[1].edition(2) == keys.items[1].newest
    with pytest.raises(SessionError, match="has other items now"):
        renewed(keys, replace(keys, items=keys.items[1:]))
