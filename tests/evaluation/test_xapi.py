"""xAPI statements: what is read, what is dropped, and hostile lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from steppingup.common.facts import Facts
from steppingup.evaluation.events import check_events
from steppingup.evaluation.readers import base
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.readers.xapi import duration_seconds, read_xapi
from tests.evaluation.sources import KEY, TODAY, setting_of, small_course, statement


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return setting_of(small_course(tmp_path_factory.mktemp("course")), country="lv")


def lines(path: Path, *statements: Any) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in statements), "utf-8")
    return path


def test_a_statement_becomes_an_event(tmp_path: Path, setting: Setting) -> None:
    taken = read_xapi(lines(tmp_path / "a.jsonl", statement(), ""), setting)
    check_events(taken.events)
    assert taken.quality.sentences() == []
    row = taken.events.iloc[0].to_dict()
    wanted = {
        "learner": KEY.of("xapi", "mbox\x1fmailto:vilja@example.org"), "item_id": "needs/a-1", "role": "procurement",
        "competency_id": "what-it-is.forms", "response": "a|b", "score": 0.5, "max_score": 1, "confidence": 3,
        "time_ms": 90_500, "language": "fi", "course_version": "0.1.0", "day": "2026-10-01", "country": "lv",
        "phase": "practice", "source": "xapi",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert "Vilja" not in taken.events.to_csv()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"result": {"score": {"raw": 3, "max": 4}}}, {"score": 3.0, "max_score": 4.0}),
        ({"result": {"success": True}}, {"score": 1.0}),
        ({"result": {"score": {"scaled": 1}, "response": "Call the police"}}, {"score": 1.0}),
        ({"actor": {"account": {"homePage": "https://x.org", "name": "7"}}}, {"score": 0.5}),
        ({"context": {"extensions": {"https://x.org/phase": "T1", "https://x.org/position": 4}}}, {"phase": "T1"}),
        ({"context": {"extensions": {"https://x.org/phase": "T7", "https://x.org/country": "FI"}}}, {"country": "fi"}),
    ],
)
def test_other_forms_of_the_same(
    tmp_path: Path, setting: Setting, changes: dict[str, Any], expected: dict[str, object]
) -> None:
    taken = read_xapi(lines(tmp_path / "a.jsonl", statement(**changes)), setting)
    check_events(taken.events)
    row = taken.events.iloc[0]
    assert {name: row[name] for name in expected} == expected
    assert "police" not in taken.events.to_csv()


@pytest.mark.parametrize(
    ("changes", "sentence", "rows"),
    [
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/launched"}}, "another verb than 'answered'", 0),
        ({"verb": None}, "another verb", 0),
        ({"actor": {"objectType": "Group", "mbox": "mailto:a@x.org"}}, "without one person", 0),
        ({"actor": {"name": "Vilja"}}, "without one person", 0),
        ({"actor": []}, "without one person", 0),
        ({"object": {}}, "without an item", 0),
        ({"object": {"id": "https://x.org/q 1"}}, "an item that the course does not know", 1),
        ({"result": {"score": {"scaled": -0.5}}}, "score: a value that cannot be", 0),
        ({"result": {"score": {"raw": 9, "max": 4}}}, "score: a value that cannot be", 0),
        ({"result": {"score": {"scaled": True}}}, "without a score", 1),
        ({"result": None}, "without a score", 1),
        ({"timestamp": "2030-01-01T00:00:00Z"}, "in the future", 1),
        ({"timestamp": 7}, "no day stands here", 1),
        ({"context": None}, "no role that the course knows", 1),
        ({"context": {"extensions": {"https://x.org/certainty": 2, "https://x.org/confidence": 0.7}}}, "not 1, 2", 1),
    ],
)
def test_what_cannot_be_is_counted(
    tmp_path: Path, setting: Setting, changes: dict[str, Any], sentence: str, rows: int
) -> None:
    taken = read_xapi(lines(tmp_path / "a.jsonl", statement(**changes)), setting)
    check_events(taken.events)
    assert len(taken.events) == rows
    assert sentence in "\n".join(taken.quality.sentences())


def test_texts_that_people_wrote_are_dropped(tmp_path: Path, setting: Setting) -> None:
    written = {"id": "https://x.org/needs/a-1", "definition": {"interactionType": "long-fill-in"}}
    one = statement(object=written, result={"score": {"scaled": 1}, "response": "She lives at 5 Mill Road"})
    taken = read_xapi(lines(tmp_path / "a.jsonl", one), setting)
    assert taken.events["response"].isna().all()
    assert "a text that somebody wrote" in taken.quality.sentences()[0]


def test_what_was_voided_does_not_count(tmp_path: Path, setting: Setting) -> None:
    void = statement(id="x", verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object={"id": statement()["id"]})
    taken = read_xapi(lines(tmp_path / "a.jsonl", statement(), void), setting)
    assert len(taken.events) == 0
    assert "voided later" in "\n".join(taken.quality.sentences())


def test_a_competency_may_be_named(tmp_path: Path, facts: Facts) -> None:
    more = {"https://x.org/competency": "encounter.safety", "https://x.org/version": 2, "https://x.org/role": "nobody"}
    one = statement(context={"extensions": more})
    row = read_xapi(lines(tmp_path / "a.jsonl", one), Setting(KEY, facts, TODAY, role="procurement")).events.iloc[0]
    assert [row[name] for name in ("competency_id", "item_version", "role")] == ["encounter.safety", 2, "procurement"]


def test_hostile_lines_are_counted_by_line(tmp_path: Path, setting: Setting) -> None:
    hostile = ["{", "[1]", '{"id": NaN}', "[" * 3000, json.dumps(statement()).replace("0.5", "Infinity")]
    taken = read_xapi(lines(tmp_path / "a.jsonl", *hostile, statement()), setting)
    assert len(taken.events) == 1
    assert sorted(taken.quality.frame()["place"]) == [f"line {number}" for number in range(1, 6)]


def test_a_file_over_the_cap_is_not_read(tmp_path: Path, setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MOST_BYTES", 100)
    assert "larger than 50 MB" in read_xapi(lines(tmp_path / "a.jsonl", statement()), setting).quality.sentences()[0]


def test_durations() -> None:
    said = ("PT90S", "PT1M30,5S", "P1DT1H", "P1M", "P", "PT", "", 7, "PT" + "9" * 60 + "S")
    assert [duration_seconds(one) for one in said] == [90, 90.5, 90_000, None, None, None, None, None, None]
