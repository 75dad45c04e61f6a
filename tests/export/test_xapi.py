"""Statements about a learner: strictly valid, under a pseudonym, and as little as can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.record import Record, add, attempt_from, next_number
from tests.export.judges import strict_xapi
from tests.export.packages.books import asked

ROOT = Path(__file__).resolve().parents[2]
HOME = "https://town.example/course"
CHAPTER = "definition/"


def answered(*scores: tuple[str, float, str], **more: Any) -> Record:
    """A record of answers (activity, score, day)."""
    made = Record()
    for activity, score, day in scores:
        plain = {
            "replica": "aaaaaaaa", "n": next_number(made), "activity": activity, "version": 1, "release": "0.1.0",
            "phase": None, "form": None, "answer": ["b"], "score": score, "certainty": 3, "seconds": 77, "day": day,
            **more,
        }  # fmt: skip
        made = add(made, attempt_from(plain))
    return made


def saved(folder: Path, record: Record) -> Path:
    """The record as the page saves it."""
    attempts = [{name: getattr(one, name) for name in type(one).__dataclass_fields__} for one in record.attempts]
    path = folder / "backup.json"
    whole = {"format": "stepping-up-record", "v": 1, "course": "stepping-up", "attempts": attempts, "counts": {}}
    path.write_text(json.dumps(whole), "utf-8")
    return path


def statements(folder: Path, record: Record, *more: str) -> tuple[list[dict[str, Any]], str]:
    """Export a record; return the statements and what the command said."""
    out = folder / "statements.jsonl"
    words = ["--record", str(saved(folder, record)), "--home", HOME, "--out", str(out), *more]
    result = asked(ROOT, "xapi", *words)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()], result.output


def whole_chapter(score: float = 1) -> Record:
    """Everything of chapter 2 answered."""
    catalogue = load_catalogue(ROOT)
    ids = [id_ for id_ in catalogue.shapes() if catalogue.activities[id_].place.startswith("chapters/02-")]
    return answered(*((id_, score, "2026-11-20") for id_ in ids))


def verbs(found: list[dict[str, Any]]) -> list[str]:
    return [one["verb"]["id"].rpartition("/")[2] for one in found]


def test_a_whole_chapter_is_strictly_valid_and_passed(tmp_path: Path) -> None:
    found, said = statements(tmp_path, whole_chapter(), "--chapter", "2", "--mark", "80", "--learner", "k7f2m9")
    text = "\n".join(json.dumps(one) for one in found)
    assert strict_xapi.faults(text) == []
    told = verbs(found)
    assert told[0] == "initialized"
    assert told[-4:] == ["progressed", "completed", "passed", "terminated"]
    assert set(told[1:-4]) == {"answered"}
    assert "about k7f2m9" in said
    assert "pseudonym is still personal data" in said


def test_the_judge_sees_a_fault(tmp_path: Path) -> None:
    found, _ = statements(tmp_path, answered(("definition/elements-1", 1, "2026-11-20")))
    wrong = [{**found[1], "verb": {"id": "answered"}}, {**found[1], "result": {"score": {"scaled": 1.7}}}]
    assert len(strict_xapi.faults("\n".join(map(json.dumps, wrong)))) == 2


def test_below_the_mark_nothing_says_failed(tmp_path: Path) -> None:
    found, _ = statements(tmp_path, whole_chapter(0.5), "--chapter", "2", "--mark", "80")
    assert "completed" in verbs(found)
    assert not {"passed", "failed"} & set(verbs(found))


def test_one_statement_for_each_activity_with_the_best_score_and_the_day(tmp_path: Path) -> None:
    record = answered(
        ("definition/elements-1", 0, "2026-11-18"),
        ("definition/elements-1", 1, "2026-11-19"),
        ("definition/elements-1", 0, "2026-11-20"),
    )
    found, _ = statements(tmp_path, record)
    [one] = [one for one in found if verbs([one]) == ["answered"]]
    assert one["object"]["id"] == f"{HOME}/stepping-up/activity/definition/elements-1"
    assert one["result"] == {"score": {"scaled": 1}, "success": True, "completion": True}
    assert one["timestamp"] == "2026-11-20T00:00:00Z"


def test_it_tells_no_more_than_it_must(tmp_path: Path) -> None:
    record = answered(("definition/elements-1", 1, "2026-11-18"), seconds=1234)
    found, _ = statements(tmp_path, record)
    text = json.dumps(found)
    for word in ("mbox", "openid", "response", "duration", "aaaaaaaa", "1234", "certainty", "confidence"):
        assert word not in text
    for one in found:
        assert one.keys() <= {"id", "actor", "verb", "object", "timestamp", "context", "result"}
        assert one["actor"].keys() == {"objectType", "account"}
        assert one["context"].keys() <= {"language", "revision", "contextActivities", "extensions"}
        assert one.get("result", {}).keys() <= {"score", "success", "completion", "extensions"}
        assert one["timestamp"].endswith("T00:00:00Z"), "days, no times"
    [account] = {json.dumps(one["actor"]["account"]) for one in found}
    assert set(json.loads(account)) == {"homePage", "name"}
    assert len(json.loads(account)["name"]) == 16


def test_a_made_up_pseudonym_is_another_one_each_time_a_given_one_gives_the_same_file(tmp_path: Path) -> None:
    record = answered(("definition/elements-1", 1, "2026-11-18"))
    files = []
    for number, more in enumerate(([], [], ["--learner", "k7f2m9"], ["--learner", "k7f2m9"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        files.append(statements(folder, record, *more)[0])
    assert files[0][0]["actor"] != files[1][0]["actor"]
    assert files[2] == files[3]
    assert len({one["id"] for one in files[2]}) == len(files[2])


def test_evaluations_and_unknown_activities_stay_out_and_are_told(tmp_path: Path) -> None:
    record = answered(("definition/elements-1", 1, "2026-11-18"), ("gone/old-1", 1, "2026-11-18"))
    phase = {**{name: getattr(record.attempts[0], name) for name in type(record.attempts[0]).__dataclass_fields__}}
    record = add(record, attempt_from({**phase, "n": 9, "phase": "T0", "activity": "needs/door-1"}))
    found, said = statements(tmp_path, record)
    assert verbs(found).count("answered") == 1
    assert "Left out: 1 answers of evaluations" in said
    assert "needs/door-1" not in json.dumps(found)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"--record": ""}, "Name the record of the learner with --record"),
        ({"--home": ""}, "Name the web address of whoever offers the course with --home"),
        ({"--home": "town"}, "'town' is no web address"),
        ({"--home": "javascript:alert(1)"}, "is no web address"),
        ({"--learner": "anna"}, "'anna' is no pseudonym"),
        ({"--learner": "a@b.example"}, "'a@b.example' is no pseudonym"),
        ({"--chapter": "5"}, "holds no answers with a score for what was asked"),
        ({"--record": "none.json"}, "There is no file none.json."),
        ({"--record": "bad.json"}, "damaged"),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text('{"format": "stepping-', "utf-8")
    record = saved(tmp_path, answered(("definition/elements-1", 1, "2026-11-18")))
    words = {"--record": str(record), "--home": HOME, "--out": str(tmp_path / "out.jsonl"), **more}
    result = asked(ROOT, "xapi", *(part for pair in words.items() if pair[1] for part in pair))
    assert result.exit_code == 1, result.output
    assert sentence in result.output
    assert not (tmp_path / "out.jsonl").exists()
