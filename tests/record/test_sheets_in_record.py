"""Worksheets in a person's record: united and saved with the answers, and out of everything that is handed on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from steppingup.record import Record, RecordError, RecordStore, Sheets, add, compact, merge, read_bytes, record_text
from steppingup.record.format import MAX_BYTES
from steppingup.record.packed import state_of
from tests.record.strategies import attempt

DAY = "2026-11-28"


def sheets(row: str, by: str = "aaaaaaaaaaaa") -> Sheets:
    return Sheets().write("map/services", row, {"phone": "12"}, by=by, day=DAY)


ONE = replace(add(Record(), attempt()), sheets=sheets("r-a"))


def test_a_backup_holds_them_beside_the_answers() -> None:
    text = record_text(ONE)
    assert read_bytes(text.encode()) == ONE
    assert [one["r"] for one in json.loads(text)["sheets"]] == ["r-a"]
    assert "sheets" not in json.loads(record_text(add(Record(), attempt())))


def test_an_older_backup_has_none_and_is_read() -> None:
    whole = json.loads(record_text(ONE))
    del whole["sheets"]
    assert read_bytes(json.dumps(whole).encode()).sheets == Sheets()


def test_one_wrong_entry_is_said_and_nothing_is_read() -> None:
    whole = json.loads(record_text(ONE))
    whole["sheets"][0]["day"] = "soon"
    with pytest.raises(RecordError, match="Entry 1 in this file has a wrong 'day'"):
        read_bytes(json.dumps(whole).encode())


def test_merging_and_compacting_keep_them() -> None:
    other = Record(sheets=sheets("r-b", "bbbbbbbbbbbb"))
    both = merge(ONE, other)
    assert both == merge(other, ONE)
    assert [row.id for row in both.sheets.rows("map/services")] == ["r-a", "r-b"]
    assert compact(both).sheets == both.sheets
    assert add(ONE, attempt(n=2)).sheets == ONE.sheets


def test_two_kernels_on_one_file_lose_nothing(tmp_path: Path) -> None:
    store = RecordStore(tmp_path / "record.json")
    store.save(ONE)
    saved = store.save(Record(sheets=sheets("r-b", "bbbbbbbbbbbb")))
    assert store.load() == saved
    assert (len(saved.attempts), len(saved.sheets)) == (1, 2)


def test_worksheets_may_be_large_and_answers_may_not(tmp_path: Path) -> None:
    large = Sheets()
    for number in range(8):
        values = {f"note{n}": "x" * 2000 for n in range(160)}
        large = large.write("map/services", f"r-{number}", values, by="aaaaaaaaaaaa", day=DAY)
    store = RecordStore(tmp_path / "record.json")
    assert len(record_text(replace(ONE, sheets=large)).encode()) > MAX_BYTES
    assert store.save(replace(ONE, sheets=large)) == store.load()
    larger = large
    for number in range(8, 28):
        values = {f"note{n}": "x" * 2000 for n in range(160)}
        larger = larger.write("map/services", f"r-{number}", values, by="aaaaaaaaaaaa", day=DAY)
    before = store.path.read_bytes()
    with pytest.raises(RecordError) as caught:
        store.save(replace(ONE, sheets=larger))
    assert caught.value.kind == "full"
    assert store.path.read_bytes() == before


def test_the_packed_state_holds_none() -> None:
    shapes = {"area/one-1": {"version": 1, "one": ["a", "b"]}}
    assert state_of(ONE, shapes, DAY) == state_of(replace(ONE, sheets=Sheets()), shapes, DAY)
