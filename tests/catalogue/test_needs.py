"""The training-needs self-check: how it is loaded, what learners get of it, and what the check says of broken ones."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.messages import activities_pot, exercises_pot
from steppingup.catalogue.needs import MOST_LINES, Instrument, load_instrument, rated
from steppingup.catalogue.needs_check import needs_problems
from steppingup.catalogue.needs_file import InstrumentFile
from steppingup.common.errors import AnswerError, ContentError
from steppingup.common.validation import validate
from steppingup.common.yamlfile import parse_yaml
from tests.exercises.needs_book import needs_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the facts of the real one and nothing else but a self-check."""
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    (tmp_path / "_config.yml").write_text("title: Small\n", "utf-8")
    needs_files(tmp_path)
    return tmp_path


def loaded(course: Path) -> Instrument:
    found = load_instrument(load_catalogue(course).require())
    assert found is not None
    return found


def told(course: Path) -> list[str]:
    return [str(problem) for problem in needs_problems(load_catalogue(course))]


def change(course: Path, name: str, edit: Callable[[Any], object]) -> None:
    path = course / "exercises/needs" / name
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data, indent=1), "utf-8")


def item(data: list[Any], id_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data if one["id"] == id_)
    return found


def test_a_sound_self_check_has_no_problem(course: Path) -> None:
    assert told(course) == []


def test_it_is_no_exercise_and_lies_in_its_own_set(course: Path) -> None:
    catalogue = load_catalogue(course)
    assert load_exercises(catalogue) == {}
    assert {entry.set for entry in catalogue.activities.values()} == {"needs"}
    assert all(entry.kept for entry in catalogue.activities.values())


def test_both_forms_and_what_they_share(course: Path) -> None:
    found = loaded(course)
    assert [len(ids) for ids in found.forms.values()] == [20, 20]
    assert set(found.forms["A"]) & set(found.forms["B"]) == set(found.anchors)
    assert len(found.anchors) == 8
    assert found.twins == {"needs/b-story-2": "needs/a-story-2", "needs/b-story-3": "needs/a-story-3"}


def test_the_public_form_tells_no_key_and_no_name_of_an_item(course: Path) -> None:
    found = loaded(course)
    text = json.dumps(found.public())
    for word in ("correct", "feedback", "Why ", "truth", "twin", 'competency"', "needs/", found.salt.hex()):
        assert word not in text, word
    assert len(found.public()["items"]) == 32
    for spec in found.public()["items"].values():
        ids = [one["id"] for one in spec.get("options", [])]
        assert ids == sorted(ids)


def test_a_longer_time_is_told_where_the_instrument_names_one(course: Path) -> None:
    assert (loaded(course).public()["minutes"], loaded(course).public()["longer"]) == (13, None)
    change(course, "instrument.yml", lambda data: data.update(longer=19))
    assert loaded(course).public()["longer"] == 19


def test_an_answer_is_turned_back_and_scored(course: Path) -> None:
    found = loaded(course)
    public = found.public_ids["needs/both-1"]
    names = found.map_of("needs/both-1").names["options"]
    assert found.scored(public, 1, names["b"]) == ("b", 1)
    assert found.scored(public, 1, names["a"]) == ("a", 0)
    story = found.public_ids["needs/a-story-2"]
    assert [found.scored(story, 1, step)[1] for step in ("refer", "consult", "other-help")] == [0.5, 1, 0.5]


@pytest.mark.parametrize(("item_", "version", "response"), [("nffff", 1, "a"), ("", 2, "a"), ("", 1, "a")])
def test_an_answer_that_is_not_of_it_is_refused(course: Path, item_: str, version: int, response: str) -> None:
    found = loaded(course)
    with pytest.raises(AnswerError):
        found.scored(item_ or found.public_ids["needs/both-1"], version, response)


def test_opaque_ids_of_items_outlive_a_new_version(course: Path) -> None:
    before = loaded(course).public_ids["needs/both-1"]
    change(course, "activities.yml", lambda data: item(data, "needs/both-1").update(version=2))
    assert loaded(course).public_ids["needs/both-1"] == before


def test_templates_hold_what_learners_read_and_nothing_else(course: Path) -> None:
    catalogue = load_catalogue(course)
    text = exercises_pot([], load_instrument(catalogue))
    for word in (
        "Which answer to both-1 fits?",
        "Think of your own work.",
        "Whoever you hand it to.",
        "ability step 3",
    ):
        assert word in text
    assert "Why " not in text
    assert "both-1" not in activities_pot(catalogue)


def test_who_rates_what() -> None:
    facts = load_catalogue(ROOT).facts
    for role in facts.roles:
        lines = rated(facts, role)
        assert 1 <= len(lines) <= MOST_LINES
        assert all(one.required[role] in {2, 3} for one in lines)
        most = [one for one in facts.competencies.values() if one.required[role] == 3]
        assert set(map(id, most)) <= set(map(id, lines))


def test_lines_in_the_first_person_stand_in_place_of_statements(course: Path) -> None:
    facts = load_catalogue(course).facts
    assert (
        loaded(course).public()["competencies"]["practice.records"] == facts.competencies["practice.records"].statement
    )
    change(
        course, "instrument.yml", lambda data: data.update(lines={id_: f"I can {id_}." for id_ in facts.competencies})
    )
    found = loaded(course)
    assert found.public()["competencies"]["practice.records"] == "I can practice.records."
    assert ("exercises/needs:lines.practice.records", "I can practice.records.") in list(found.messages())


def test_a_course_without_a_self_check_has_none(course: Path) -> None:
    shutil.rmtree(course / "exercises/needs")
    assert load_instrument(load_catalogue(course)) is None
    assert told(course) == []


def test_items_without_a_file_are_told(course: Path) -> None:
    (course / "exercises/needs/instrument.yml").unlink()
    what = "is missing, and items of the self-check lie beside it; write it as CONTRIBUTING.md shows"
    assert told(course) == [f"exercises/needs/instrument.yml:1: needs: {what}"]
    with pytest.raises(ContentError, match="is missing"):
        load_instrument(load_catalogue(course))


def _choose(data: list[Any], **fields: Any) -> object:
    return item(data, "needs/both-1").update(fields)


ITEMS: dict[str, tuple[Callable[[list[Any]], object], str]] = {
    "several answers": (
        lambda data: (_choose(data, select="several"), item(data, "needs/both-1")["options"][0].update(correct=True)),
        "questions with one answer",
    ),
    "no certainty": (lambda data: _choose(data, certainty=False), "certainty: true"),
    "another area": (lambda data: _choose(data, competency="practice.records"), "2 shared questions on the area"),
    "a truth": (
        lambda data: item(data, "needs/a-story-1").update(truth="consult"),
        "1 stories with the answer",
    ),
    "a shared truth": (lambda data: item(data, "needs/both-story-1").update(truth="consult"), "share one 'refer'"),
    "own area": (
        lambda data: item(data, "needs/a-1").update(competency="practice.dignity"),
        "1 own questions on the area 'what-it-is'; form A has 2",
    ),
    "not measured": (
        lambda data: [one.pop("second", None) for one in data],
        "no item measures the competency 'encounter.notice'",
    ),
    "no twin": (
        lambda data: item(data, "needs/b-story-2").pop("twin"),
        "0 pairs of twin stories",
    ),
}


@pytest.mark.parametrize("name", ITEMS)
def test_a_broken_item_is_told(course: Path, name: str) -> None:
    edit, words = ITEMS[name]
    change(course, "activities.yml", edit)
    assert any(words in problem for problem in told(course)), told(course)


FORMS: dict[str, tuple[Callable[[Any], object], str]] = {
    "too few": (lambda data: data["forms"][0]["items"].pop(8), "13 questions; a form has 14"),
    "no story": (lambda data: data["forms"][1]["items"].pop(), "5 stories; a form has 6"),
    "twice": (lambda data: data["forms"][0]["items"].insert(0, "needs/both-1"), "stands 2 times"),
    "unknown": (lambda data: data["forms"][0]["items"].insert(0, "needs/none-1"), "has the id 'needs/none-1'"),
    "mixed": (lambda data: data["forms"][0]["items"].reverse(), "questions come first"),
    "anchor": (lambda data: data["anchors"].pop(), "must stand in both forms and among the anchors"),
    "order": (lambda data: data["forms"].reverse(), "write A, B in this order"),
    "phase": (lambda data: data["phases"].reverse(), "write T0, T1, T2, T3 in this order"),
    "scale": (lambda data: data["ratings"]["scales"].reverse(), "'importance' once and then 'ability'"),
    "step": (lambda data: data["ratings"]["scales"][0]["steps"].reverse(), "'0', '1', '2' and '3' in this order"),
    "longer": (lambda data: data.update(longer=13), "write more than the 13 minutes of a fluent reader"),
    "field": (lambda data: data.update(minute=3), "do you mean 'minutes'"),
    "no such line": (lambda data: data.update(lines={"practice.none": "I can."}), "no competency has the id"),
    "a line short": (lambda data: data.update(lines={"practice.records": "I can."}), "no line for the competency"),
    "twins together": (
        lambda data: data["forms"][0]["items"].append("needs/b-story-2"),
        "both versions stand in one form",
    ),
    "twin shared": (lambda data: data["anchors"].append("needs/b-story-2"), "a twin must not be shared"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_broken_form_is_told(course: Path, name: str) -> None:
    edit, words = FORMS[name]
    change(course, "instrument.yml", edit)
    assert any(words in problem for problem in told(course)), told(course)


def test_an_item_that_no_form_asks_is_told(course: Path) -> None:
    change(course, "activities.yml", lambda data: data.append({**data[0], "id": "needs/more-1"}))
    assert any("needs/more-1: no form asks it" in problem for problem in told(course))


def test_a_form_that_names_a_broken_item_stops(course: Path) -> None:
    change(course, "activities.yml", lambda data: item(data, "needs/a-1").pop("prompt"))
    with pytest.raises(ContentError, match="needs/a-1"):
        load_instrument(load_catalogue(course))


def test_the_example_for_contributors_is_read() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    [example] = re.findall(r"   ```yaml\n(   minutes: .*?)   ```", text, re.DOTALL)
    document = parse_yaml(textwrap.dedent(example), "instrument.yml")
    file, problems = validate(InstrumentFile, document.data, document, ())
    assert problems == []
    assert file is not None
    assert list(file.faults()) == []
