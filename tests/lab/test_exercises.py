"""Exercises among the notebooks: they run as they lie there, hold no key, and keep what was answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, read

from steppingup.catalogue.exercises import Exercise
from steppingup.lab.exercises import carry_answers, notebook_of, write_exercises
from steppingup.lab.run import _swap
from steppingup.record.session_file import read_session_file, write_session_file
from tests.exercises.answers import harbour, solved


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return harbour(tmp_path)


def notebook(folder: Path) -> NotebookNode:
    found: NotebookNode = read(folder / notebook_of("harbour"), as_version=4)  # type: ignore[no-untyped-call]
    return found


def test_a_folder_holds_notebook_and_questions(exercise: Exercise, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_exercises([exercise], out)
    assert sorted(path.name for path in (out / "exercises" / "harbour").iterdir()) == [
        "activities.public.json",
        "harbour.ipynb",
    ]
    for path in (out / "exercises" / "harbour").iterdir():
        assert "SECRET" not in path.read_text("utf-8")
    public = json.loads((out / "exercises" / "harbour" / "activities.public.json").read_text("utf-8"))
    assert public == exercise.public()


def test_questions_stand_below_their_cells_before_anything_runs(exercise: Exercise, tmp_path: Path) -> None:
    write_exercises([exercise], tmp_path)
    cells = [cell for cell in notebook(tmp_path).cells if "exercise(" in cell.source]
    assert [cell.source.split('"')[1] for cell in cells] == [entry.id for entry in exercise.items]
    assert all(cell.metadata.jupyter.source_hidden for cell in cells)
    for cell, entry in zip(cells, exercise.items, strict=True):
        assert entry.model.prompt[:30] in cell.outputs[0]["data"]["text/plain"]


def test_the_same_exercise_gives_the_same_files(exercise: Exercise, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_exercises([exercise], tmp_path / name)
    one, two = (sorted((tmp_path / name).rglob("*.*")) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_notebook_runs_without_a_course(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STEPPINGUP_COURSE", raising=False)
    write_exercises([exercise], tmp_path)
    made, folder = notebook(tmp_path), tmp_path / "exercises" / "harbour"
    NotebookClient(made, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    shown = [output for cell in made.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(shown) == len(exercise.items)
    assert all("application/vnd.jupyter.widget-view+json" in output["data"] for output in shown)


def test_answers_stay_when_notebooks_are_written_anew(exercise: Exercise, tmp_path: Path) -> None:
    out, new = tmp_path / "out", tmp_path / "made" / "new"
    write_exercises([exercise], out)
    kept = write_session_file(out / "exercises" / "harbour" / "answers.json", solved(exercise))
    (out / "chapters").mkdir()
    write_exercises([exercise], new)
    carry_answers(out, new)
    _swap(new, out)
    assert read_session_file(out / "exercises" / "harbour" / "answers.json") == kept
    assert not (out / "chapters").exists()


def test_old_notebooks_come_back_when_new_ones_cannot_be_put_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "answers.json").touch()
    (tmp_path / "made").mkdir()
    with pytest.raises(FileNotFoundError):
        _swap(tmp_path / "made" / "new", out)
    assert (out / "answers.json").exists()
