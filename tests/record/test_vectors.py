"""Reading and merging as the shared vectors say: the script of the page runs the same file."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from steppingup.record import Record, RecordError, attempt_from, compact, merge, read_bytes, record_json
from steppingup.record.canonical import canonical
from steppingup.record.format import counts_from

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "record.json").read_text(encoding="utf-8"))


def named(group: str) -> list[Any]:
    return [pytest.param(case, id=case.get("name", str(number))) for number, case in enumerate(VECTORS[group])]


def data_of(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return base64.b64decode(case["bytes"])
    if "repeat" in case:
        parts = case["repeat"]
        closing = parts["after"] * (parts["times"] if parts["after"] == "]" else 1)
        return str(parts["before"] + parts["unit"] * parts["times"] + closing).encode()
    return str(case["text"]).encode()


def record_from(plain: dict[str, Any]) -> Record:
    return Record(tuple(map(attempt_from, plain["attempts"])), counts_from(plain["counts"]))


def plain_of(record: Record) -> dict[str, Any]:
    whole = record_json(record)
    return {"attempts": whole["attempts"], "counts": whole["counts"]}


@pytest.mark.parametrize("case", named("read"))
def test_reading(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(RecordError) as caught:
            read_bytes(data_of(case))
        assert caught.value.kind == case["error"]
        assert_one_sentence(str(caught.value))
    else:
        assert plain_of(read_bytes(data_of(case))) == case["ok"]


@pytest.mark.parametrize("case", named("merge"))
def test_merging(case: dict[str, Any]) -> None:
    one, other = record_from(case["a"]), record_from(case["b"])
    merged = merge(one, other)
    assert plain_of(merged) == case["merged"]
    assert plain_of(merge(other, one)) == case["merged"]
    assert plain_of(compact(merged)) == case["compacted"]


@pytest.mark.parametrize("case", named("canonical"))
def test_canonical_text(case: dict[str, Any]) -> None:
    assert canonical(case["value"]) == case["text"]


def assert_one_sentence(text: str) -> None:
    assert text[0].isupper()
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 160
