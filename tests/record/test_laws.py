"""The laws of merging, as properties."""

from __future__ import annotations

from hypothesis import given, settings

from steppingup.record import Record, compact, merge, read_bytes, record_text, standing
from tests.record.strategies import loose, snapshots


@given(loose(), loose())
def test_merge_is_commutative(one: Record, other: Record) -> None:
    assert merge(one, other) == merge(other, one)


@given(loose(), loose(), loose())
def test_merge_is_associative(one: Record, two: Record, three: Record) -> None:
    assert merge(merge(one, two), three) == merge(one, merge(two, three))


@given(loose())
def test_merge_is_idempotent(one: Record) -> None:
    assert merge(one, one) == one
    assert merge(one, Record()) == one


@settings(max_examples=300)
@given(snapshots())
def test_compacting_early_or_late_is_the_same(pair: tuple[Record, Record]) -> None:
    one, other = pair
    assert compact(merge(compact(one), other)) == compact(merge(one, other))
    assert compact(merge(compact(one), compact(other))) == compact(merge(one, other))


@given(loose())
def test_compacting_twice_is_compacting_once(one: Record) -> None:
    assert compact(compact(one)) == compact(one)


@given(loose())
def test_compacting_changes_nothing_that_a_person_sees(one: Record) -> None:
    for activity in ("area/one-1", "area/two-1"):
        for phase in (None, "T0"):
            assert standing(compact(one), activity, 1, phase) == standing(one, activity, 1, phase)


@given(snapshots())
def test_merging_never_loses_an_attempt_or_a_count(pair: tuple[Record, Record]) -> None:
    one, other = pair
    merged = merge(one, other)
    assert set(map(_place, merged.attempts)) == set(map(_place, (*one.attempts, *other.attempts)))
    for side in pair:
        for replica, keys in side.counts.items():
            assert all(merged.counts[replica][key] >= number for key, number in keys.items())


@given(loose())
def test_a_record_reads_back_from_its_text(one: Record) -> None:
    assert read_bytes(record_text(one).encode()) == one


def _place(attempt: object) -> object:
    return attempt.place  # type: ignore[attr-defined]
