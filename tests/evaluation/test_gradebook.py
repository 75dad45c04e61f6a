"""nbgrader's gradebook: what waits is missing, extra points are cut, and nobody's name leaves."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from steppingup.common.facts import Facts
from steppingup.evaluation.events import check_events
from steppingup.evaluation.item_table import items_of
from steppingup.evaluation.readers import gradebook as reader
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.readers.gradebook import read_gradebook
from steppingup.evaluation.reading import read_inputs
from tests.evaluation.sources import KEY, TODAY, gradebook

ITEM = {
    "item_id": "exercises/principles/one", "version": 3, "competency": "encounter.safety", "kind": "choice",
    "options": "a b", "keys": "a", "anchor": False, "max_score": 2, "second": "", "truth": "", "twin": "",
    "differs": "", "forms": "",
}  # fmt: skip


@pytest.fixture
def setting(facts: Facts) -> Setting:
    return Setting(KEY, facts, TODAY, items=items_of([ITEM]), role="procurement", country="fi", release="0.1.0")


def test_cells_become_events(tmp_path: Path, setting: Setting) -> None:
    path = gradebook(tmp_path / "gradebook.db")
    before = path.read_bytes()
    taken = read_gradebook(path, setting)
    check_events(taken.events)
    assert path.read_bytes() == before
    mine = taken.events[taken.events["learner"] == KEY.of("nbgrader", "ABCDE")].set_index("item_id")
    assert mine["score"].fillna(-1).to_dict() == {
        "exercises/principles/one": 1.5, "principles/waits": -1, "principles/extra": 1,
    }  # fmt: skip
    one = mine.loc["exercises/principles/one"]
    assert [one[name] for name in ("item_version", "competency_id", "max_score")] == [3, "encounter.safety", 2]
    assert [one[name] for name in ("phase", "form_id", "day", "role")] == [
        "practice", "principles", "2026-05-04", "procurement",
    ]  # fmt: skip


def test_what_could_not_be_used_is_told(tmp_path: Path, setting: Setting) -> None:
    assert read_gradebook(gradebook(tmp_path / "gradebook.db"), setting).quality.sentences() == [
        "gradebook.db, principles/extra: an item that the course does not know; kept without a competency (2 times)",
        "gradebook.db, principles/extra: earned more than the maximum (extra credit); counted as the maximum (2 times)",
        "gradebook.db, principles/none: a cell that earns no points says nothing; it was left out (2 times)",
        "gradebook.db, principles/waits: an item that the course does not know; kept without a competency (2 times)",
        "gradebook.db, principles/waits: waits to be graded: counted as missing, not as zero (2 times)",
    ]


def test_without_a_role_it_is_said_what_to_do(tmp_path: Path, setting: Setting) -> None:
    told = read_gradebook(gradebook(tmp_path / "gradebook.db"), replace(setting, role="")).quality.sentences()
    assert f"gradebook.db, role: {reader.NO_ROLE}" in told
    assert setting.role == "procurement"


def test_a_file_or_its_folder_may_be_named_after_the_role(tmp_path: Path, setting: Setting) -> None:
    (tmp_path / "social_worker").mkdir()
    gradebook(tmp_path / "social_worker" / "gradebook.db")
    shutil.copy(tmp_path / "social_worker" / "gradebook.db", tmp_path / "ngo_worker.db")
    shutil.copy(tmp_path / "ngo_worker.db", tmp_path / "mayor.db")
    for names, role in (("social_worker/gradebook.db", "social_worker"), ("ngo_worker.db", "ngo_worker"),
                        ("mayor.db", "procurement")):  # fmt: skip
        taken = read_inputs([tmp_path / names], setting)
        assert set(taken.events["role"]) == {role}


def test_names_addresses_and_codes_never_leave(tmp_path: Path, setting: Setting) -> None:
    taken = read_gradebook(gradebook(tmp_path / "gradebook.db"), setting)
    said = taken.events.to_csv() + repr(taken.quality.counts)
    assert not [word for word in ("Vilja", "example.org", "ABCDE", "FGHJK") if word in said]
    assert taken.events["learner"].nunique() == 2


def test_an_impossible_score_is_left_out_and_counted(tmp_path: Path, setting: Setting) -> None:
    path = gradebook(tmp_path / "gradebook.db")
    with sqlite3.connect(path) as engine:
        engine.execute("UPDATE grade SET auto_score = -5, manual_score = NULL WHERE auto_score = 0.5")
    taken = read_gradebook(path, setting)
    assert len(taken.events) == 4
    assert "gradebook.db, score: a value that cannot be; the row was left out (2 times)" in taken.quality.sentences()


def test_what_is_no_gradebook_is_one_row(tmp_path: Path, setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.db").write_text("hello", "utf-8")
    with sqlite3.connect(tmp_path / "other.db") as engine:
        engine.execute("CREATE TABLE grade (id INTEGER)")
        engine.execute("CREATE VIEW student AS SELECT 1 AS id")
    good = gradebook(tmp_path / "good.db").read_bytes()
    (tmp_path / "cut.db").write_bytes(good[:5000])
    (tmp_path / "link.db").symlink_to(tmp_path / "good.db")
    for name in ("text.db", "other.db", "cut.db"):
        assert read_gradebook(tmp_path / name, setting).quality.sentences() == [f"{name}: {reader.NO_BOOK}"]
    assert "is a link" in read_gradebook(tmp_path / "link.db", setting).quality.sentences()[0]
    monkeypatch.setattr(reader, "MOST_BYTES", 100)
    assert "larger than 50 MB" in read_gradebook(tmp_path / "good.db", setting).quality.sentences()[0]
