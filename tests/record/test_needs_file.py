"""The file of the self-check: sound ones are read, anything else is refused with one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.record.code import new_code
from steppingup.record.fields import RecordError
from steppingup.record.linking import form_of, new_linking_code
from steppingup.record.needs_file import MAX_BYTES, read_needs_bytes, read_needs_file

CODE = new_linking_code()


def sound() -> dict[str, Any]:
    """A file as the page writes it."""
    answer = {"item": "n0123456789", "version": 1, "position": 1, "response": "i3fa9c", "status": "answered"}
    left = {"item": "n1123456789", "version": 1, "position": 2, "response": None, "status": "omitted"}
    return {
        "format": "steppingup-needs", "schema": 1, "release": "0.1.0", "language": "en", "country": "fi",
        "municipality": "havmere", "role": "social_worker", "tier": 2, "phase": "T1", "form": form_of(CODE, "T1"),
        "code": CODE, "day": "2026-11-28",
        "ratings": [{"competency": "encounter.notice", "scale": "importance", "value": 3},
                    {"competency": "encounter.notice", "scale": "ability", "value": 0}],
        "answers": [{**answer, "certainty": 2, "seconds": 14}, {**left, "certainty": None, "seconds": 3}],
    }  # fmt: skip


def dumped(value: object) -> bytes:
    return json.dumps(value).encode()


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "needs-T1-2026-11-28.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumped(sound()))
    file = read_needs_file(path)
    assert (file.code, file.phase, file.role, file.tier) == (CODE, "T1", "social_worker", 2)
    assert [one.value for one in file.ratings] == [3, 0]
    assert [one.status for one in file.answers] == ["answered", "omitted"]


def test_nothing_rated_and_nothing_reached_is_sound() -> None:
    file = sound()
    file["ratings"] = []
    file["answers"] = [{**one, "response": None, "status": "not_reached", "certainty": None} for one in file["answers"]]
    assert read_needs_bytes(dumped(file)).ratings == []


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "format": (lambda one: one.update(format="stepping-up-record"), "foreign", "does not hold the answers"),
    "newer": (lambda one: one.update(schema=2), "newer", "newer release"),
    "unknown field": (lambda one: one.update(name="Anna"), "attempt", "'name'"),
    "missing field": (lambda one: one.pop("role"), "attempt", "'role'"),
    "short code": (lambda one: one.update(code=new_code()), "attempt", "'code'"),
    "typing error": (lambda one: one.update(code=CODE[:-1] + ("2" if CODE[-1] != "2" else "3")), "attempt", "'code'"),
    "other form": (lambda one: one.update(form="AB".replace(one["form"], "")), "attempt", "form, or something twice"),
    "phase": (lambda one: one.update(phase="T4"), "attempt", "'phase'"),
    "day": (lambda one: one.update(day="2026-02-30"), "attempt", "'day'"),
    "tier": (lambda one: one.update(tier=True), "attempt", "'tier'"),
    "country": (lambda one: one.update(country="Finland"), "attempt", "'country'"),
    "value": (lambda one: one["ratings"][0].update(value=4), "attempt", "'ratings.1.value'"),
    "rated twice": (lambda one: one["ratings"].append(one["ratings"][0]), "attempt", "something twice"),
    "answered twice": (lambda one: one["answers"].append(one["answers"][0]), "attempt", "something twice"),
    "a text of one's own": (lambda one: one["answers"][0].update(response="I think so"), "attempt", "response"),
    "no response": (lambda one: one["answers"][0].update(response=None), "attempt", "'answers.1'"),
    "response to what was left out": (lambda one: one["answers"][1].update(response="i1"), "attempt", "'answers.2'"),
    "certainty": (lambda one: one["answers"][0].update(certainty=0), "attempt", "certainty"),
    "seconds": (lambda one: one["answers"][0].update(seconds=-1), "attempt", "seconds"),
    "too many": (lambda one: one.update(answers=one["answers"] * 200), "attempt", "'answers'"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence(name: str) -> None:
    edit, kind, words = WRONG[name]
    file = sound()
    edit(file)
    with pytest.raises(RecordError) as caught:
        read_needs_bytes(dumped(file))
    assert (caught.value.kind, words in str(caught.value)) == (kind, True), str(caught.value)
    assert str(file["code"]) not in str(caught.value)
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 1000, "deep"),
        (b'{"format": "steppingup-needs", "schema": NaN}', "damaged"),
        (b"[]", "foreign"),
        (b" " * (MAX_BYTES + 1), "large"),
        (dumped({"format": "steppingup-needs", "schema": {"a": {"b": {"c": {"d": 1}}}}}), "deep"),
    ],
)
def test_bytes_that_are_no_file(data: bytes, kind: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_needs_bytes(data)
    assert caught.value.kind == kind


@given(st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(dumped))
def test_anything_else_is_a_record_error(data: bytes) -> None:
    with pytest.raises(RecordError):
        read_needs_bytes(data)


@given(st.data())
def test_one_changed_field_is_read_or_refused(data: st.DataObject) -> None:
    file = sound()
    place = data.draw(st.sampled_from(sorted(file)))
    file[place] = data.draw(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none()))
    try:
        read_needs_bytes(json.dumps(file, allow_nan=True).encode("utf-8", "surrogatepass"))
    except RecordError:
        return


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(dumped(sound()))
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    with pytest.raises(RecordError) as caught:
        read_needs_file(tmp_path / "link.json")
    assert caught.value.kind == "link"
