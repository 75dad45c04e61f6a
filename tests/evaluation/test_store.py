"""The store: whole files, nothing twice, one key, and what is deleted is gone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from steppingup.common.errors import EvaluationError
from steppingup.common.facts import Facts
from steppingup.evaluation import store
from steppingup.evaluation.events import check_events, check_ratings
from steppingup.evaluation.forgetting import aggregates, forget, retention
from steppingup.evaluation.parquet import read_parquet
from steppingup.evaluation.pseudonym import Pseudonyms
from steppingup.evaluation.readers.base import Setting, Taken
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.simulation.run import Simulated
from steppingup.evaluation.store import keep, load_rows, open_store, store_files
from tests.evaluation.sources import KEY, TODAY


@pytest.fixture
def taken(made: Simulated) -> Taken:
    some = made.events["learner"].unique()[:300]
    return Taken(
        made.events[made.events["learner"].isin(some)].reset_index(drop=True),
        made.ratings[made.ratings["learner"].isin(some)].reset_index(drop=True),
    )


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}


def by_id(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("event_id", ignore_index=True)


def test_rows_lie_by_country_and_month_and_come_back(tmp_path: Path, taken: Taken) -> None:
    kept = keep(tmp_path / "s", taken, KEY, TODAY)
    assert kept.new == {"events": len(taken.events), "ratings": len(taken.ratings)}
    assert kept.known == {"events": 0, "ratings": 0}
    back = load_rows(tmp_path / "s", "events")
    check_events(back)
    check_ratings(load_rows(tmp_path / "s", "ratings"))
    pd.testing.assert_frame_equal(by_id(back), by_id(taken.events))
    assert (tmp_path / "s/events/country=fi/month=2026-02/rows.parquet").is_file()
    with duckdb.connect() as engine:
        rows = engine.read_parquet(f"{tmp_path}/s/events/*/*/*.parquet", hive_partitioning=True)
        assert rows.count("*").fetchall() == [(len(taken.events),)]


def test_taking_the_same_again_changes_nothing(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    before = everything(tmp_path / "s")
    kept = keep(tmp_path / "s", taken, KEY, "2027-01-01")
    assert kept.new == {"events": 0, "ratings": 0}
    assert everything(tmp_path / "s") == before


def test_a_score_that_was_corrected_takes_the_place_of_the_old_one(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    right = taken.events.assign(score=taken.events["score"].mask(taken.events["score"].notna(), 1.0), country="")
    keep(tmp_path / "s", Taken(right, taken.ratings), KEY, TODAY)
    back = load_rows(tmp_path / "s", "events")
    assert len(back) == len(taken.events)
    assert back["score"].dropna().eq(1).all()


def test_rows_without_day_and_country_are_kept_once(tmp_path: Path, taken: Taken) -> None:
    bare = Taken(taken.events.head(9).assign(day="", country=""), taken.ratings.iloc[:0])
    keep(tmp_path / "s", bare, KEY, "2026-03-31")
    assert keep(tmp_path / "s", bare, KEY, "2026-07-01").new["events"] == 0
    assert [path.parent.name for path in store_files(tmp_path / "s", "events")] == ["month=2026-03"]
    assert retention(tmp_path / "s", "2027-06-29", 3, 12).people == 0
    assert retention(tmp_path / "s", "2027-06-30", 3, 12).people == 1


def test_only_looking_writes_nothing(tmp_path: Path, taken: Taken) -> None:
    kept = keep(tmp_path / "s", taken, KEY, TODAY, show=True)
    assert kept.new["events"] == len(taken.events)
    assert not (tmp_path / "s").exists()


def test_another_key_and_other_folders_are_refused(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    with pytest.raises(EvaluationError, match="another key or purpose"):
        keep(tmp_path / "s", taken, Pseudonyms("another test", KEY.key), TODAY)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(EvaluationError, match="not empty and no store"):
        keep(tmp_path / "other", taken, KEY, TODAY)
    with pytest.raises(EvaluationError, match="cannot be written"):
        open_store(tmp_path / "other" / "notes.txt" / "s", KEY)
    with pytest.raises(EvaluationError, match="no store of answers"):
        forget(tmp_path / "other", "0" * 32, TODAY)
    (tmp_path / "other" / "store.json").write_text("[]", "utf-8")
    with pytest.raises(EvaluationError, match="this release can read"):
        retention(tmp_path / "other", TODAY, 3, 12)


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are those of POSIX")
def test_a_store_is_for_its_owner_alone_and_holds_no_key(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
    for path in (one for one in (tmp_path / "s").rglob("*") if one.is_file()):
        assert KEY.key.hex().encode() not in path.read_bytes()


def test_simulated_and_real_answers_never_lie_together(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    real = Taken(taken.events.head(3).assign(source="needs"), taken.ratings.iloc[:0])
    with pytest.raises(EvaluationError, match="Simulated answers and real ones"):
        keep(tmp_path / "s", real, KEY, TODAY)


def test_two_commands_at_a_time_do_not_meet(tmp_path: Path, taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.01)
    with store.locked(tmp_path / "s"), pytest.raises(EvaluationError, match="at work"):
        keep(tmp_path / "s", taken, KEY, TODAY)


def test_a_store_is_an_input_like_others(tmp_path: Path, taken: Taken, facts: Facts) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    left = taken.events["learner"].nunique() - retention(tmp_path / "s", "2026-12-01", 0, 9).people
    back = read_inputs([tmp_path / "s"], Setting(KEY, facts, "2027-01-01"))
    assert back.events["learner"].nunique() == back.ratings["learner"].nunique() == left
    assert back.quality.sentences() == []


def test_forgetting_takes_one_person_and_nobody_else(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    who = taken.events["learner"][0]
    before = everything(tmp_path / "s")
    seen = forget(tmp_path / "s", who, TODAY, show=True)
    assert everything(tmp_path / "s") == before
    gone = forget(tmp_path / "s", who, TODAY)
    assert gone.rows == seen.rows == {
        "events": int((taken.events["learner"] == who).sum()), "ratings": int((taken.ratings["learner"] == who).sum()),
    }  # fmt: skip
    left = load_rows(tmp_path / "s", "events")
    pd.testing.assert_frame_equal(by_id(left), by_id(taken.events[taken.events["learner"] != who]))
    assert not [path for path in (tmp_path / "s").rglob("*") if path.is_file() and who.encode() in path.read_bytes()]
    assert forget(tmp_path / "s", who, TODAY).people == 0
    with pytest.raises(EvaluationError, match="32 digits"):
        forget(tmp_path / "s", "Vilja", TODAY)


def test_the_last_row_takes_its_file_and_folders_along(tmp_path: Path, taken: Taken) -> None:
    one = taken.events["learner"][0]
    alone = Taken(taken.events[taken.events["learner"] == one], taken.ratings.iloc[:0])
    keep(tmp_path / "s", alone, KEY, TODAY)
    forget(tmp_path / "s", one, TODAY)
    assert [*(tmp_path / "s" / "events").iterdir()] == []
    assert load_rows(tmp_path / "s", "events").empty


def test_retention_goes_by_the_last_follow_up(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    last = taken.events[taken.events["phase"] == "T3"].groupby("learner")["day"].max()
    first = taken.events.groupby("learner")["day"].min()
    end = pd.to_datetime(first) + pd.DateOffset(months=12)
    end = end.mask(end.index.isin(last.index), pd.to_datetime(last).reindex(end.index)) + pd.DateOffset(months=3)
    day = "2027-02-01"
    due = set(end.index[end <= pd.Timestamp(day)])
    assert 0 < len(due) < 300
    assert retention(tmp_path / "s", day, 3, 12, show=True).people == len(due)
    gone = retention(tmp_path / "s", day, 3, 12)
    assert gone.people == len(due)
    assert set(load_rows(tmp_path / "s", "events")["learner"]) == set(first.index) - due
    assert retention(tmp_path / "s", day, 3, 12).people == 0
    assert retention(tmp_path / "s", "2030-01-01", 3, 12).people == 300 - len(due)


def test_what_stays_are_protected_aggregates(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    first = retention(tmp_path / "s", "2030-01-01", 3, 12)
    assert first.aggregates == tmp_path / "s" / "aggregates" / "2030-01-01.parquet"
    table = read_parquet(first.aggregates)
    shown = table[~table["kept_back"]]
    assert ((shown["people"] == 0) | (shown["people"] >= 10)).all()
    assert table.loc[table["kept_back"], ["people", "mean"]].isna().all(axis=None)
    whole = table[(table["role"] == "all") & (table["municipality"] == "all") & (table["phase"] == "T0")]
    assert whole["people"].tolist() == [300]
    data = first.aggregates.read_bytes()
    assert not any(learner.encode() in data for learner in taken.events["learner"].unique())
    keep(tmp_path / "s", taken, KEY, TODAY)
    again = retention(tmp_path / "s", "2030-01-01", 3, 12)
    assert again.aggregates is not None
    assert again.aggregates.name == "2030-01-01-2.parquet"


def test_all_or_none_right_is_not_told(taken: Taken) -> None:
    rows = taken.events.assign(score=1.0, role="procurement", municipality="sim-01")
    table = aggregates(rows)
    assert table.loc[~table["kept_back"], "mean"].eq(0.9).all()
    assert aggregates(taken.events.iloc[:0]).empty


def test_the_log_names_nobody(tmp_path: Path, taken: Taken) -> None:
    keep(tmp_path / "s", taken, KEY, TODAY)
    who = taken.events["learner"][0]
    forget(tmp_path / "s", who, TODAY)
    retention(tmp_path / "s", "2030-01-01", 3, 12)
    lines = [json.loads(line) for line in (tmp_path / "s" / "log.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["kept", "forgotten", "retention"]
    assert all(set(line) == {"day", "what", "events", "ratings"} for line in lines)


def test_an_empty_store_has_nothing_to_delete(tmp_path: Path) -> None:
    keep(tmp_path / "s", Taken(), KEY, TODAY)
    assert retention(tmp_path / "s", "2030-01-01", 3, 12).people == 0
