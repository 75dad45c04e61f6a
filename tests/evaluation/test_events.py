"""The two tables: their columns, what may stand in them, and the ids of answers."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import pytest

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import (
    EVENTS,
    RATINGS,
    as_events,
    as_ratings,
    check_events,
    check_ratings,
    duckdb_schema,
    empty_events,
    empty_ratings,
    event_ids,
    faults,
    first_attempts,
    numbered,
)
from steppingup.evaluation.simulation.run import Simulated

GOOD: dict[str, Any] = {
    "learner": "0" * 32, "role": "procurement", "country": "fi", "phase": "T0", "item_id": "needs/a-1",
    "item_version": 1, "attempt": 1, "response": "a", "response_status": "answered", "score": 1, "max_score": 1,
    "day": "2026-01-02", "source": "needs", "schema_version": 1,
}  # fmt: skip
RATED: dict[str, Any] = {
    "learner": "0" * 32, "phase": "T1", "competency_id": "a.b", "scale": "ability", "value": 2, "source": "needs",
    "schema_version": 1,
}  # fmt: skip


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    frame = as_events(pd.DataFrame([GOOD | row for row in rows]))
    return frame.assign(event_id=event_ids(frame))


def test_empty_tables_are_sound() -> None:
    check_events(empty_events())
    check_ratings(empty_ratings())
    assert list(empty_events().columns) == list(EVENTS)
    assert list(empty_ratings().columns) == list(RATINGS)


def test_what_is_missing_is_empty_and_a_missing_response_is_none() -> None:
    frame = events({"response": None, "response_status": "omitted", "score": None})
    check_events(frame)
    assert frame["municipality"].tolist() == [""]
    assert frame["response"].isna().all()
    assert frame["confidence"].isna().all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("learner", "Ann"), ("learner", "A" * 32), ("country", "FI"), ("phase", "T4"), ("item_id", ""),
        ("item_id", "two words"), ("item_version", 0), ("item_version", None), ("attempt", 0), ("position", 0),
        ("response", "the boss took the passport away, so I would call the police"), ("response", "<b>"),
        ("response_status", "seen"), ("score", 1.5), ("score", -0.1), ("max_score", 0), ("max_score", None),
        ("confidence", 4), ("time_ms", -1), ("time_ms", 10**9), ("day", "2026-13-01"), ("day", "02.01.2026"),
        ("source", "elsewhere"), ("schema_version", 2), ("role", "a b"), ("municipality", "x" * 101),
        ("score", float("inf")), ("item_id", "=HYPERLINK(0)"), ("role", "@x"), ("response", "-1+cmd"),
    ],
)  # fmt: skip
def test_each_rule_names_its_column(name: str, value: object) -> None:
    frame = events({}, {"item_id": "needs/b-1", name: value})
    found = faults(frame, EVENTS)
    assert found.tolist() == ["", name]
    with pytest.raises(EvaluationError, match=name):
        check_events(frame)


def test_who_gave_no_answer_has_no_score() -> None:
    assert faults(events({"response_status": "omitted", "score": 0}), EVENTS).tolist() == ["score"]


def test_columns_types_and_double_ids_are_looked_at() -> None:
    frame = events({})
    with pytest.raises(EvaluationError, match="missing or unknown: day"):
        check_events(frame.drop(columns="day"))
    with pytest.raises(EvaluationError, match="order"):
        check_events(frame[[*EVENTS][::-1]])
    with pytest.raises(EvaluationError, match="must be Int64"):
        check_events(frame.assign(attempt=1.0))
    with pytest.raises(EvaluationError, match="same id"):
        check_events(pd.concat([frame, frame], ignore_index=True))
    with pytest.raises(EvaluationError, match="no whole number"):
        events({"attempt": "first"})
    with pytest.raises(EvaluationError, match="no number"):
        events({"score": "a half"})


def test_ratings_have_rules_too() -> None:
    check_ratings(as_ratings(pd.DataFrame([RATED])))
    for name, value in (("value", 4), ("scale", "wish"), ("value", None)):
        assert faults(as_ratings(pd.DataFrame([RATED | {name: value}])), RATINGS).tolist() == [name]


def test_an_answer_has_the_same_id_wherever_it_is_read_and_another_answer_another() -> None:
    one, again, other = (
        events({"score": score, "response": answer}) for score, answer in ((1, "a"), (0, "a"), (1, "b"))
    )
    assert one["event_id"][0] == again["event_id"][0]
    assert one["event_id"][0] != other["event_id"][0]


def test_attempts_are_numbered_by_day_and_the_first_is_kept() -> None:
    frame = events({"day": "2026-01-03"}, {"day": "2026-01-02", "response": "b"}, {"phase": "T1"})
    assert numbered(frame)["attempt"].tolist() == [2, 1, 1]
    assert first_attempts(frame)["response"].tolist() == ["b", "a"]


def test_duckdb_takes_both_tables_by_their_schema(made: Simulated) -> None:
    with duckdb.connect() as engine:
        for name, columns, frame in (("events", EVENTS, made.events), ("ratings", RATINGS, made.ratings)):
            engine.register("frame", frame)
            engine.execute(f"CREATE TABLE {name} ({duckdb_schema(columns)}); INSERT INTO {name} FROM frame")
            back = engine.execute(f"FROM {name}").df()
            typed = as_events(back) if name == "events" else as_ratings(back)
            pd.testing.assert_frame_equal(typed, frame)
