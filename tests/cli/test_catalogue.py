from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from steppingup.cli import main
from tests.catalogue.tiny import tiny_course
from tests.exercises.answers import graded_course


def run(course: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(course), "catalogue", *arguments])


def listed(course: Path, *arguments: str) -> dict[str, Any]:
    return {record["id"]: record for record in json.loads(run(course, "--json", *arguments).stdout)}


def test_everything_about_an_activity(tmp_path: Path) -> None:
    assert listed(tiny_course(tmp_path))["start/one-1"] == {
        "id": "start/one-1",
        "version": 1,
        "kind": "choice",
        "place": "chapters/01-start/activities.yml",
        "line": 1,
        "set": "practice",
        "roles": ["all"],
        "competency": "encounter.notice",
        "second": None,
        "tier": 1,
        "prompt": "What do you call? {fact:number}",
        "options": [
            {"id": "a", "text": "The one number", "feedback": "Yes.", "correct": True},
            {"id": "b", "text": "A friend of mine", "feedback": "Not first.", "correct": False},
        ],
        "key": ["a"],
        "sources": ["general"],
    }


def test_targets_of_a_match(tmp_path: Path) -> None:
    record = listed(tiny_course(tmp_path))["start/two-1"]
    assert record["key"] == {"a": "x", "b": "y"}
    assert record["targets"] == [{"id": "y", "text": "Second"}, {"id": "x", "text": "First"}]


def test_graded_keys_only_when_asked(tmp_path: Path) -> None:
    course = tiny_course(tmp_path, "lessons")
    hidden = listed(course)["exercise/secret-1"]
    assert hidden["set"] == "graded"
    assert "key" not in hidden
    assert all(option.keys() == {"id", "text"} for option in hidden["options"])
    # Steps are written in the right order: neither the list nor their ids may tell it.
    assert [option["id"] for option in hidden["options"]] == sorted(option["id"] for option in hidden["options"])
    assert not {"a", "b"} & {option["id"] for option in hidden["options"]}
    shown = listed(course, "--with-graded")["exercise/secret-1"]
    assert shown["key"] == ["a", "b"]


def test_graded_items_of_every_kind(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    hidden = run(course, "--json").stdout
    assert "SECRET" not in hidden
    assert "SECRET" in run(course, "--json", "--with-graded").stdout
    records = {record["kind"]: record for record in json.loads(hidden) if record["set"] == "graded"}
    assert len(records) == 8
    assert records["text"]["options"] == []
    assert len(records["match"]["targets"]) == 4
    assert len(records["scenario"]["options"]) == 6


def test_lines_for_people(tmp_path: Path) -> None:
    result = run(tiny_course(tmp_path))
    assert result.stdout.splitlines()[1] == "start/two-1  match  chapters/01-start/activities.yml:12"


def test_problems_are_told_beside_what_could_be_listed(tmp_path: Path) -> None:
    result = run(tiny_course(tmp_path, "fields"), "--json")
    assert result.exit_code == 1
    assert "start/one-1" in result.stdout
    assert "broken/no-key-1" in result.stderr


@pytest.mark.parametrize("overlay", ["", "lessons", "scenarios", "texts"])
def test_output_is_json_whatever_the_content(overlay: str, tmp_path: Path) -> None:
    assert listed(tiny_course(tmp_path, overlay))
