"""Sheets of a map: the vectors that the script runs too, the laws of uniting, and any bytes whatever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.record import RecordError
from steppingup.record.entries import GONE, Entry, entry_from, entry_json, supersedes, value_text
from steppingup.record.map_file import MAX_MAP_BYTES, map_text, read_map_bytes
from steppingup.record.sheets import MAX_RIVALS, Row, Sheets, new_row, sheets_from, sheets_json, united
from tests.record.test_vectors import assert_one_sentence

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "sheets.json").read_text(encoding="utf-8"))
DAY = "2026-11-28"
PEOPLE = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")


def named(group: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in VECTORS[group]]


def sheets_of(listed: list[dict[str, Any]]) -> Sheets:
    return Sheets(entry_from(one, 1) for one in listed)


def row_json(row: Row) -> dict[str, Any]:
    rivals = {field: row.rivals(field) for field in row.cells if row.rivals(field)}
    texts = {field: sorted(json.dumps(one.v) for one in found) for field, found in rivals.items()}
    shown = {field: row.value(field) for field in row.cells}
    return {"id": row.id, "gone": row.gone, "torn": row.torn, "place": row.place, "shown": shown, "rivals": texts}


@pytest.mark.parametrize("case", named("merge"))
def test_merging(case: dict[str, Any]) -> None:
    parts = [sheets_of(part) for part in case["parts"]]
    assert sheets_json(united(parts)) == case["merged"]
    assert sheets_json(united(reversed(parts))) == case["merged"]
    for sheet, rows in case.get("rows", {}).items():
        assert [row_json(row) for row in united(parts).rows(sheet, gone=True)] == rows


@pytest.mark.parametrize("case", VECTORS["read"])
def test_reading_an_entry(case: dict[str, Any]) -> None:
    if "ok" in case:
        read = entry_json(entry_from(case["value"], 7))
        assert read == case["ok"]
        assert json.dumps(read) == json.dumps(case["ok"])
        return
    with pytest.raises(RecordError) as caught:
        entry_from(case["value"], 7)
    assert caught.value.kind == "entry"
    assert (f"'{case['error']}'" if case["error"] else "Entry 7") in str(caught.value)


@pytest.mark.parametrize("case", named("files"))
def test_reading_a_file(case: dict[str, Any]) -> None:
    data = (case["text"] if "text" in case else case["repeat"][0] * case["repeat"][1]).encode()
    if "ok" in case:
        assert sheets_json(read_map_bytes(data).sheets) == case["ok"]
        return
    with pytest.raises(RecordError) as caught:
        read_map_bytes(data)
    assert caught.value.kind == case["error"]
    assert_one_sentence(str(caught.value))
    assert "nothing was changed" in str(caught.value) or "Nothing was changed" in str(caught.value)


@pytest.mark.parametrize("case", named("write"))
def test_writing(case: dict[str, Any]) -> None:
    before = sheets_of(case["before"])
    after = before.write("map/answers", "t1-01", case["values"], by=case["by"], day=case["day"])
    assert sheets_json(after) == case["after"]
    assert sheets_json(before) == case["before"]


values = st.sampled_from(["police", "NGO", 12, None, ""])
loose_entries = st.builds(
    lambda field, value, by, n, seen: Entry(
        "map/answers", "t1-01", field, value, by, n, tuple(sorted((k, v) for k, v in seen.items() if k != by)), DAY
    ),
    st.sampled_from(["value", "note"]), values, st.sampled_from(PEOPLE), st.integers(1, 4),
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 4), max_size=3),
)  # fmt: skip
loose = st.lists(loose_entries, max_size=8).map(Sheets)


@given(loose, loose)
def test_merging_is_commutative(one: Sheets, other: Sheets) -> None:
    assert one.merge(other) == other.merge(one)
    assert list(one.merge(other).entries()) == list(other.merge(one).entries())


@settings(max_examples=400)
@given(loose, loose, loose)
def test_merging_is_associative(one: Sheets, two: Sheets, three: Sheets) -> None:
    assert one.merge(two).merge(three) == one.merge(two.merge(three)) == united((three, one, two))


@given(loose)
def test_merging_is_idempotent(one: Sheets) -> None:
    assert one.merge(one) == one == one.merge(Sheets()) == Sheets().merge(one)
    assert hash(one.merge(one)) == hash(one)


@settings(max_examples=400)
@given(loose_entries, loose_entries, loose_entries)
def test_superseding_is_an_order_whatever_entries_claim(a: Entry, b: Entry, c: Entry) -> None:
    assert not supersedes(a, a)
    assert not (supersedes(a, b) and supersedes(b, a))
    if supersedes(a, b) and supersedes(b, c):
        assert supersedes(a, c)


@given(st.lists(loose_entries, max_size=10))
def test_everything_that_goes_has_a_successor_that_stays(entries: list[Entry]) -> None:
    kept = set(Sheets(entries).entries())
    for gone in set(entries) - kept:
        assert any(supersedes(new, gone) for new in kept if new.f == gone.f)


@given(loose, st.sampled_from(PEOPLE), values)
def test_writing_ends_every_conflict_and_is_seen_afterwards(one: Sheets, by: str, value: Any) -> None:
    after = one.write("map/answers", "t1-01", {"value": value}, by=by, day=DAY)
    [row] = after.rows("map/answers")
    assert row.value("value") == value
    if not any(name == by for entry in one.entries() for name, _ in (*entry.seen, (entry.by, 0))):
        assert len(after.cell("map/answers", "t1-01", "value")) == 1
        assert one.merge(after) == after


@given(loose)
def test_a_map_reads_back_from_its_text(one: Sheets) -> None:
    read = read_map_bytes(map_text(one, "0.1.0").encode())
    assert (read.sheets, read.release) == (one, "0.1.0")


@given(st.binary(max_size=300) | st.text(st.sampled_from('{}[]":,\\1aé'), max_size=60).map(str.encode))
def test_any_bytes_are_a_map_or_a_sentence(data: bytes) -> None:
    with pytest.raises(RecordError) as caught:
        read_map_bytes(data)
    assert_one_sentence(str(caught.value))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(Entry._fields, JSON)) | JSON)
def test_any_json_is_an_entry_or_a_sentence(value: Any) -> None:
    with pytest.raises(RecordError, match="Entry 3 in this file"):
        entry_from(value, 3)


def row_of(sheets: Sheets) -> Row:
    [row] = sheets.rows("map/services", gone=True)
    return row


def test_a_row_taken_away_can_be_taken_back() -> None:
    one = Sheets().write("map/services", "r-a", {"phone": "12"}, by=PEOPLE[0], day=DAY)
    gone = one.write("map/services", "r-a", {GONE: True}, by=PEOPLE[0], day=DAY)
    assert (row_of(gone).gone, gone.rows("map/services"), gone.conflicts()) == (True, [], [])
    back = gone.write("map/services", "r-a", {GONE: None}, by=PEOPLE[0], day=DAY)
    assert (row_of(back).gone, row_of(back).value("phone")) == (False, "12")


def test_what_somebody_changed_is_not_lost_with_the_row() -> None:
    one = Sheets().write("map/services", "r-a", {"phone": "12"}, by=PEOPLE[0], day=DAY)
    gone = one.write("map/services", "r-a", {GONE: True}, by=PEOPLE[1], day=DAY)
    changed = one.write("map/services", "r-a", {"phone": "34"}, by=PEOPLE[0], day=DAY)
    torn = gone.merge(changed)
    assert (row_of(torn).gone, row_of(torn).torn, row_of(torn).value("phone")) == (False, True, "34")
    assert [(sheet, row.id, field) for sheet, row, field in torn.conflicts()] == [("map/services", "r-a", GONE)]
    kept = torn.write("map/services", "r-a", {GONE: False}, by=PEOPLE[2], day=DAY)
    away = torn.write("map/services", "r-a", {GONE: True}, by=PEOPLE[2], day=DAY)
    assert (row_of(kept).torn, row_of(kept).gone, row_of(away).torn, row_of(away).gone) == (False, False, False, True)


def test_preset_rows_stand_in_their_order_unless_they_were_moved() -> None:
    one = Sheets().write("map/answers", "t1-02", {"value": 1}, by=PEOPLE[0], day=DAY)
    one = one.write("map/answers", "old-row", {"value": 1}, by=PEOPLE[0], day=DAY)
    preset = ["t1-01", "t1-02", "t1-03"]
    assert [row.id for row in one.rows("map/answers", preset)] == [*preset, "old-row"]
    moved = one.write("map/answers", "t1-03", {"_at": 1.5}, by=PEOPLE[0], day=DAY)
    assert [row.id for row in moved.rows("map/answers", preset)] == ["t1-01", "t1-03", "t1-02", "old-row"]
    assert [row.empty for row in moved.rows("map/answers", preset)] == [True, True, False, False]


def test_several_sheets_are_told_apart() -> None:
    one = Sheets().write("map/answers", "t1-02", {"value": 1}, by=PEOPLE[0], day=DAY)
    one = one.write("map/about", "town", {"value": "Havmere"}, by=PEOPLE[0], day=DAY)
    assert (one.ids, len(one), bool(one), bool(Sheets())) == (["map/about", "map/answers"], 2, True, False)
    assert one.only("map/about").ids == ["map/about"]
    assert one.only("map/about").merge(one.only("map/answers")) == one
    assert repr(one) == "Sheets(2 entries)"


def test_a_value_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(RecordError, match="'v'"):
        Sheets().write("map/answers", "t1-02", {"value": "x" * 2001}, by=PEOPLE[0], day=DAY)


def test_new_rows_are_new() -> None:
    made = [new_row() for _ in range(200)]
    assert len(set(made)) == 200
    for row in made:
        entry_from({**entry_json(Entry("a/b", row, "x", 1, "abcdefgh", 1, (), DAY))}, 1)


def test_values_as_people_read_them() -> None:
    assert [value_text(one) for one in (None, "", "a", 3, 2.5, 1e21, True)] == [
        "",
        "",
        "a",
        "3",
        "2.5",
        "1e+21",
        "True",
    ]


def test_a_hostile_file_does_not_take_long() -> None:
    """As many values in as many cells as a file can hold, each claiming to have seen others."""
    seen = dict.fromkeys(PEOPLE, 10**6)
    plain = [
        {"s": "a/b", "r": f"r{row}", "f": "x", "v": n, "by": "dddddddd", "n": n, "seen": seen, "day": DAY}
        for row in range(20)
        for n in range(1, MAX_RIVALS + 1)
    ]
    assert len(sheets_from(plain)) == len(plain)
    assert len(json.dumps(plain)) < MAX_MAP_BYTES
