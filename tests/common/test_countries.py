"""Countries and changes as they are read, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.common.changes import PARTS, changes
from steppingup.common.countries import answers, ordered_countries, sheet
from steppingup.common.fact_records import Fact, Helpline, Line, Record
from steppingup.common.facts import Facts, load_facts
from tests.catalogue.few_countries import add_countries
from tests.catalogue.tiny import tiny_course, write


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tiny_course(tmp_path)
    add_countries(course, "general", "number")
    return course


def problems(course: Path, file: str, text: str) -> list[str]:
    write(course, file, text)
    return [str(problem) for problem in load_facts(course).problems]


def test_the_sheet_of_a_country_follows_the_questions(course: Path) -> None:
    facts = load_facts(course)
    assert facts.problems == []
    assert [(question.id, [a.id for a in found]) for question, found in sheet(facts, "fi")] == [
        ("who", ["fi.who", "fi.who-2"]), ("long", ["fi.long"]), ("count", ["fi.count"]),
    ]  # fmt: skip
    # An optional question without an answer is left out; any other stands, though nothing was found.
    assert [question.id for question, _ in sheet(facts, "ee")] == ["who", "long"]
    assert [question.id for question, found in sheet(facts, "se") if not found] == ["who", "long"]


def test_a_line_shows_its_fact_with_source_and_dates(course: Path) -> None:
    first, second = answers(load_facts(course), "fi", "who")
    assert (first.text, first.value, first.source) == ("The number is 112.", "112", "general")
    assert (first.as_of, first.review_by, first.second_hand) == ("2025-11-01", "2026-12-31", True)
    assert (second.text, second.open, second.second_hand) == ("One <says> yes.", "differs", False)


def test_a_secondary_source_is_second_hand(course: Path) -> None:
    write(course, "facts/sources-more.yml", "- {id: press, title: A paper, read: secondary}\n")
    write(course, "facts/countries/ee.yml", LINE.replace("general", "press"))
    (found,) = answers(load_facts(course), "ee", "who")
    assert found.second_hand


@pytest.mark.parametrize(("own", "order"), [("", ["ee", "fi"]), ("fi", ["fi", "ee"]), ("xx", ["ee", "fi"])])
def test_the_own_country_comes_first(own: str, order: list[str], course: Path) -> None:
    assert [country.id for country in ordered_countries(load_facts(course), own)] == order


def test_changes_are_listed_the_newest_first(course: Path) -> None:
    facts = load_facts(course)
    assert [fact.id for fact in changes(facts)] == ["new", "mid", "old"]
    assert {part: [fact.id for fact in changes(facts, part)] for part in PARTS} == {
        "eu": ["new", "mid"], "region": ["old"], "countries": [], "figures": [],
    }  # fmt: skip


LINE = '- {id: ee.who, question: who, answer: Yes., source: general, as_of: "2023", review_by: "2099-01-01"}\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", source: general", "", "add source; or show a fact"),
        ("answer: Yes., ", "", "add answer; or show a fact"),
        (', as_of: "2023"', ", open: nothing", "add as_of; or show a fact"),
        (', review_by: "2099-01-01"', "", "add review_by; or show a fact"),
        ("answer: Yes.", "fact: number", "a line with 'fact' shows that fact; delete source, as_of, review_by, or"),
        ("question: who", "question: whom", "question: unknown question 'whom'"),
        ("source: general", "source: nobody", "source: unknown source 'nobody'"),
        ("ee.who", "xx.who", "country: unknown country 'xx'"),
        ("ee.who", "who", "id: not in the form asked for"),
        ("answer: Yes.", "answer: Yes., open: perhaps", "open: must be 'nothing', 'differs' or 'unsure'"),
        ('as_of: "2023"', "as_of: 2023-13", "as_of: must be a day"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said(old: str, new: str, said: str, course: Path) -> None:
    assert old in LINE
    found = problems(course, "facts/countries/ee.yml", LINE.replace(old, new))
    assert len(found) == 1
    assert found[0].startswith("facts/countries/ee.yml:1: ")
    assert said in found[0]


def test_an_unknown_fact_is_said_once_and_not_shown(course: Path) -> None:
    text = "- {id: ee.who, question: who, fact: nothing-known}\n"
    (found,) = problems(course, "facts/countries/ee.yml", text)
    assert "fact: unknown fact 'nothing-known'" in found
    assert answers(load_facts(course), "ee", "who") == []


def test_a_broken_file_does_not_make_others_unknown(course: Path) -> None:
    write(course, "facts/countries.yml", "questions: [\n")
    facts = load_facts(course)
    assert [problem.file for problem in facts.problems] == ["facts/countries.yml"]
    assert {"countries", "questions"} <= facts.broken
    write(course, "facts/countries/ee.yml", "- {id: [\n")
    assert "lines" in load_facts(course).broken


CHANGE = '- {{id: one, value: a, statement: A., as_of: "2020", source: general, review_by: "2099-01-01"{}}}\n'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (', changed: "2020"', "a fact with 'changed' needs 'part', too"),
        (", part: eu", "add 'changed', the day, month or year"),
        (", before: Nothing.", "add 'changed', the day, month or year"),
        (", part: eu, changed: spring 2020", "changed: not in the form asked for"),
        (", part: eu, changed: 2020-02-30", "changed: must be a day"),
        (', part: moon, changed: "2020"', "part: must be 'eu', 'region', 'countries' or 'figures'"),
    ],
)
def test_what_is_wrong_with_a_change_is_said(more: str, said: str, course: Path) -> None:
    (found,) = problems(course, "facts/facts-changes.yml", CHANGE.format(more))
    assert found.startswith("facts/facts-changes.yml:1: one: ")
    assert said in found


def test_lines_go_stale_like_facts_and_those_that_show_a_fact_with_it(course: Path) -> None:
    facts = load_facts(course)
    stale = {problem.id: problem.level for problem in facts.stale(date(2098, 12, 1))}
    assert stale["fi.who-2"] == "error"
    assert stale["ee.long"] == "warning"
    assert stale["number"] == "error"
    assert "fi.who" not in stale
    (said,) = [problem for problem in facts.stale(date(2026, 1, 15)) if problem.id == "fi.who-2"]
    assert str(said).startswith("facts/countries/fi.yml:2: fi.who-2: review_by: out of date since 2002-01-01")


def dated_models(model: type[Record]) -> list[type[Record]]:
    return [found for kind in model.__subclasses__() for found in ([kind] if "as_of" in kind.model_fields else [])]


def test_every_record_with_a_date_has_source_and_review_and_is_watched() -> None:
    assert set(dated_models(Record)) == {Fact, Helpline, Line}, "let Facts.stale watch a new dated table, too"
    for model in dated_models(Record):
        assert {"source", "as_of", "review_by"} <= model.model_fields.keys()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2001, 1, 1), ""),
        (
            date(2026, 1, 15),
            "2 facts are past their review date, first: new (facts/facts-changes.yml:9); run make check",
        ),
    ],
)
def test_what_is_overdue_in_one_line(today: date, said: str, course: Path) -> None:
    assert load_facts(course).overdue(today) == said


def test_one_overdue_fact(course: Path) -> None:
    write(course, "facts/facts-changes.yml", "[]\n")
    said = load_facts(course).overdue(date(2026, 1, 15))
    assert said == "1 fact is past its review date: fi.who-2 (facts/countries/fi.yml:2); run make check"


def test_nothing_is_needed() -> None:
    assert list(sheet(Facts(), "fi")) == []
    assert changes(Facts()) == []
