"""Answers that need no reading earn next to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import Entry, load_catalogue
from steppingup.catalogue.items.blind import (
    ALL,
    FIRST_GROUP,
    FIRST_OPTION,
    LAST_OPTION,
    UNTOUCHED,
    blind_problems,
    blinds,
)
from tests.catalogue.test_items import yaml
from tests.catalogue.tiny import tiny_course, write

ROOT = Path(__file__).resolve().parents[2]
SAME = {"version": 1, "competency": "c", "roles": ["all"], "tier": 1, "sources": ["g"], "prompt": "P"}


def part(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "text": id_, "feedback": "Why.", **more}


def match(number: int, key: str) -> dict[str, Any]:
    right = [{"id": id_, "text": id_} for id_ in "xyz"]
    left = [part(id_, match=target) for id_, target in zip("abc", key, strict=True)]
    return {"id": f"m/m{number}", "kind": "match", "left": left, "right": right, **SAME}


def scenario(number: int, credit: str) -> dict[str, Any]:
    credits_ = {"1": 1, "h": 0.5, "0": 0}
    scenes = []
    for place, name in enumerate(("one", "two")):
        goto = "end" if place else "two"
        options = [part(id_, did="Did.", credit=credits_[c], goto=goto) for id_, c in zip("abc", credit, strict=True)]
        scenes.append({"id": name, "title": name, "text": name, "options": options})
    ending = {"id": "good", "cap": 1, "title": "Good", "text": "Good."}
    return {"id": f"s/s{number}", "kind": "scenario", "start": "one", "scenes": scenes, "endings": [ending], **SAME}


def load(folder: Path, records: list[dict[str, Any]]) -> list[Entry]:
    course = tiny_course(folder)
    write(course, "chapters/09/activities.yml", yaml(records))
    catalogue = load_catalogue(course)
    ids = {record["id"] for record in records}
    assert not catalogue.broken
    return [entry for entry in catalogue.activities.values() if entry.id in ids]


def test_everything_to_the_first_target(tmp_path: Path) -> None:
    found = load(tmp_path, [match(1, "xxy"), match(2, "xzy"), match(3, "yxz")])
    (problem,) = blind_problems(found)
    assert (problem.id, problem.level) == ("m/m1", "error")
    assert (
        "'everything in the first group' earns 44% over 3 activities of the kind match, 25% at most" in problem.message
    )
    assert "m/m1 (67%), m/m2 (33%), m/m3 (33%)" in problem.message


@pytest.mark.parametrize("keys", [["xxy", "xzy"], ["yzy", "zzx", "yzz", "yyz"]])
def test_few_items_and_little_gain_pass(keys: list[str], tmp_path: Path) -> None:
    assert list(blind_problems(load(tmp_path, [match(n, key) for n, key in enumerate(keys)]))) == []


def test_a_walk_by_place_warns(tmp_path: Path) -> None:
    found = load(tmp_path, [scenario(1, "h10"), scenario(2, "0h1"), scenario(3, "1h0")])
    measured = {blind.strategy: round(blind.earned, 3) for blind in blinds(found)}
    assert measured == {FIRST_OPTION: 0.5, LAST_OPTION: 0.333}
    (problem,) = blind_problems(found)
    assert (problem.id, problem.level) == ("s/s3", "warning")
    assert "s/s3 (100%), s/s1 (50%)" in problem.message


def test_a_walk_that_never_ends_is_not_measured(tmp_path: Path) -> None:
    loop = scenario(1, "h10")
    loop["scenes"][1]["options"][0]["goto"] = "one"
    found = load(tmp_path, [loop])
    assert [blind.strategy for blind in blinds(found)] == [LAST_OPTION]


def test_strategies_of_every_kind_in_the_gallery() -> None:
    found = [entry for entry in load_catalogue(ROOT).activities.values() if entry.place.startswith("book/")]
    tried = {(blind.kind, blind.strategy): blind.earned for blind in blinds(found)}
    assert {key for key in tried if key[0] != "scenario"} == {
        ("choice", ALL), ("choice", UNTOUCHED), ("spot", ALL), ("spot", UNTOUCHED), ("order", UNTOUCHED),
        ("match", UNTOUCHED), ("match", FIRST_GROUP), ("classify", UNTOUCHED), ("classify", FIRST_GROUP),
    }  # fmt: skip
    assert all(earned == 0 for (kind, _), earned in tried.items() if kind not in {"scenario", "match"})
