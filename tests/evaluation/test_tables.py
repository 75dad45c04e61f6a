"""Parquet files that exist already, and the training needs of a map."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from steppingup.cli import main
from steppingup.common.facts import Facts
from steppingup.evaluation.events import check_events, check_ratings
from steppingup.evaluation.parquet import write_parquet
from steppingup.evaluation.readers import tables
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.simulate import Simulated
from tests.evaluation.conftest import ROOT
from tests.evaluation.sources import KEY, TODAY


@pytest.fixture
def setting(facts: Facts) -> Setting:
    return Setting(KEY, facts, TODAY)


def test_written_tables_are_read_back_as_they_were(tmp_path: Path, setting: Setting, made: Simulated) -> None:
    some = made.events.head(500)
    write_parquet(some.drop(columns="event_id"), tmp_path / "e.parquet")
    write_parquet(made.ratings.head(300), tmp_path / "r.parquet")
    taken = read_inputs([tmp_path], setting)
    check_events(taken.events)
    check_ratings(taken.ratings)
    pd.testing.assert_frame_equal(taken.events, some)
    pd.testing.assert_frame_equal(taken.ratings, made.ratings.head(300))
    assert taken.quality.sentences() == []


def test_rows_that_cannot_be_are_counted(tmp_path: Path, setting: Setting, made: Simulated) -> None:
    frame = made.events[made.events["response_status"] == "answered"].head(6).reset_index(drop=True)
    frame["score"] = frame["score"].mask(frame.index == 0, 7.0)
    frame["learner"] = frame["learner"].mask(frame.index == 1, "Vilja Example")
    frame["response"] = frame["response"].mask(frame.index == 2, "what she told me about her boss")
    write_parquet(frame.assign(name="Vilja"), tmp_path / "e.parquet")
    taken = read_inputs([tmp_path], setting)
    assert len(taken.events) == 3
    assert taken.quality.sentences() == [
        "e.parquet, learner: a value that cannot be; the row was left out",
        "e.parquet, name: columns that neither table has; they were left out",
        "e.parquet, response: a value that cannot be; the row was left out",
        "e.parquet, score: a value that cannot be; the row was left out",
    ]


def test_simulated_and_real_answers_together_are_told(tmp_path: Path, setting: Setting, made: Simulated) -> None:
    frame = made.events.head(4).assign(item_id=made.events["item_id"][0])
    first = frame.index == 0
    frame["source"], frame["learner"] = frame["source"].mask(first, "needs"), frame["learner"].mask(first, "f" * 32)
    write_parquet(frame, tmp_path / "e.parquet")
    assert "simulated answers and real ones" in "\n".join(read_inputs([tmp_path], setting).quality.sentences())


def test_files_that_hold_something_else_are_one_row(
    tmp_path: Path, setting: Setting, made: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    write_parquet(pd.DataFrame({"x": [1]}), tmp_path / "b.parquet")
    write_parquet(made.events.head(3).assign(attempt="first"), tmp_path / "c.parquet")
    (tmp_path / "d.parquet").symlink_to(tmp_path / "b.parquet")
    said = read_inputs([tmp_path, tmp_path / "d.parquet"], setting).quality.sentences()
    assert said == [
        "a.parquet: damaged, or no Parquet file; it was not read",
        "b.parquet: neither the columns of events nor those of ratings; it was not read",
        "b.parquet, x: columns that neither table has; they were left out",
        "c.parquet: The column 'attempt' holds something that is no whole number; none of its rows was taken (3 times)",
        "d.parquet: cannot be opened, or is a link; put the file itself there",
    ]
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    assert "larger than 50 MB" in read_inputs([tmp_path / "b.parquet"], setting).quality.sentences()[0]


def test_the_training_needs_of_a_map_stand_beside(tmp_path: Path, setting: Setting) -> None:
    maps = str(ROOT / "facts/example/mapping.json")
    done = CliRunner().invoke(main, ["--course", str(ROOT), "mapping", "report", maps, "--out", str(tmp_path / "map")])
    assert done.exit_code == 0, done.output
    taken = read_inputs([next((tmp_path / "map").rglob("training-needs.csv"))], setting)
    assert taken.quality.sentences() == []
    assert len(taken.needs) > 3
    assert set(taken.needs["role"]) <= set(setting.facts.roles)
    assert taken.needs["level"].dropna().between(0, 3).all()


def test_training_needs_that_cannot_be_are_counted(tmp_path: Path, setting: Setting) -> None:
    text = (
        "role,competency,people,required,level,source,as_of\n"
        "procurement,encounter.notice,12,2,1,survey,2026-05\n"
        "mayor,encounter.notice,1,2,1,survey,2026-05-01\n"
        "procurement,encounter.notice,many,7,1.5,'=survey,2026-05-01\n"
        "procurement,encounter.safety\n"
    )
    (tmp_path / "training-needs.csv").write_text(text, "utf-8")
    taken = read_inputs([tmp_path], setting)
    assert len(taken.needs) == 3
    assert taken.needs["level"].fillna(-1).tolist() == [1, -1, -1]
    assert taken.needs["as_of"].tolist() == ["", "2026-05-01", ""]
    assert len(taken.quality.frame()) == 4


def test_training_needs_without_a_row_are_an_empty_table(tmp_path: Path, setting: Setting) -> None:
    (tmp_path / "t.csv").write_text("role,competency,people,required,level,source,as_of\n", "utf-8")
    taken = read_inputs([tmp_path], setting)
    assert len(taken.needs) == 0
    assert str(taken.needs["level"].dtype) == "Int64"
