"""What a person sees: status, best, last, counts."""

from __future__ import annotations

import pytest

from steppingup.record import Record, add, next_number, standing, unknown_activities
from tests.record.strategies import attempt


def test_nothing_answered_is_open() -> None:
    found = standing(Record(), "area/one-1", 1)
    assert (found.status, found.count, found.best, found.last, found.first) == ("open", 0, None, None, None)


@pytest.mark.parametrize(
    ("score", "status"), [(None, "answered"), (0, "other"), (0.25, "partly"), (0.999, "partly"), (1, "right")]
)
def test_status_of_one_answer(score: float | None, status: str) -> None:
    record = add(Record(), attempt(score=score))
    assert standing(record, "area/one-1", 1).status == status


def test_an_answer_to_an_earlier_version_is_older() -> None:
    record = add(Record(), attempt(version=1))
    assert standing(record, "area/one-1", 2).status == "older"


def test_best_is_the_earliest_of_the_highest() -> None:
    record = Record()
    for number, score in enumerate([0, 1, 1, 0.5], 1):
        record = add(record, attempt(n=number, score=score))
    found = standing(record, "area/one-1", 1)
    assert [found.first and found.first.n, found.best and found.best.n, found.last and found.last.n] == [1, 2, 4]
    assert (found.status, found.count) == ("partly", 4)


def test_counts_of_several_replicas_add_up() -> None:
    record = add(add(Record(), attempt()), attempt(replica="bbbbbbbb", n=2))
    assert standing(record, "area/one-1", 1).count == 2


def test_attempts_without_counts_are_counted_themselves() -> None:
    assert standing(Record((attempt(),)), "area/one-1", 1).count == 1


def test_a_hostile_number_does_not_stop_the_next_answer() -> None:
    record = Record((attempt(n=7), attempt(n=10**12, replica="hostile00")))
    assert next_number(record) == 8


def test_unknown_activities_are_named() -> None:
    record = add(add(Record(), attempt()), attempt(n=2, activity="area/gone-1"))
    assert unknown_activities(record, {"area/one-1"}) == ["area/gone-1"]
