"""Rules for countries, and sources that stand twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.messages import activities_pot
from steppingup.common.facts import load_facts
from steppingup.common.language import load_words
from tests.catalogue.few_countries import CHANGES, add_countries
from tests.catalogue.tiny import tiny_course, write

TODAY = date(2001, 1, 1)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tiny_course(tmp_path)
    add_countries(course, "general", "number")
    return course


def problems(course: Path) -> list[str]:
    return [str(problem) for problem in check_course(course, TODAY)]


def test_sound_countries_are_silent(course: Path) -> None:
    assert problems(course) == []


def test_a_question_without_an_answer(course: Path) -> None:
    path = course / "facts/countries/ee.yml"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (found,) = problems(course)
    assert found.startswith("facts/countries/ee.yml:1: ee: question: no line answers 'long'; write one, or a line ")


def test_a_country_without_a_file(course: Path) -> None:
    (course / "facts/countries/ee.yml").unlink()
    assert problems(course) == [
        "facts/countries.yml:6: ee: has no answers; write facts/countries/ee.yml, or delete the country"
    ]


def test_a_line_in_the_file_of_another_country(course: Path) -> None:
    path = course / "facts/countries/ee.yml"
    path.write_text(path.read_text("utf-8").replace("ee.who", "fi.whom"), "utf-8")
    told = "facts/countries/ee.yml:1: fi.whom: id: an id in this file begins with 'ee.'; correct it or move the line"
    assert told in problems(course)


def test_a_misspelt_line_is_not_told_as_missing(course: Path) -> None:
    path = course / "facts/countries/ee.yml"
    path.write_text(path.read_text("utf-8").replace("open: nothing", "opem: nothing"), "utf-8")
    assert all("no line answers" not in problem for problem in problems(course))


def test_texts_are_plain_and_reach_translators(course: Path) -> None:
    template = activities_pot(load_catalogue(course))
    for context, text in (
        ("country/fi:name", "Finland"), ("question/long:text", "How long & when?"),
        ("line/fi.long:answer", "The time is 30 days."), ("line/fi.long:value", "30 days"),
        ("fact/new:before", "There was none."),
    ):  # fmt: skip
        assert f'msgctxt "{context}"\nmsgid "{text}"' in template
    assert "line/fi.who:" not in template, "the text of a fact is translated with the fact"


def test_a_translation_reaches_the_answer(course: Path) -> None:
    entry = 'msgctxt "line/fi.long:answer"\nmsgid "The time is 30 days."\nmsgstr "Laiks ir 30 dienas."\n'
    write(course, "locale/lv/LC_MESSAGES/activities.po", entry)
    facts = load_facts(course, load_words(course, "lv"))
    assert facts.lines["fi.long"].answer == "Laiks ir 30 dienas."


def test_changes_with_markup_are_refused(course: Path) -> None:
    text = CHANGES.replace("SOURCE", "general").replace("There was none.", "<b>None</b>")
    write(course, "facts/facts-changes.yml", text)
    assert any("new: before: holds HTML" in problem for problem in problems(course))


SOURCES = """\
- {id: first, title: "The Years: a Report", year: "2020", url: "https://www.example.org/a/b/", read: copy}
- {id: second, title: SECOND, year: "YEAR", url: "URL", read: copy}
"""


@pytest.mark.parametrize(
    ("title", "year", "url", "field"),
    [
        ("Something else", "2021", "https://example.org/a/b", "url"),
        ("Something else", "2021", "https://example.org/a/b?page=2", ""),
        ("Something else", "2021", "https://example.org/a/c", ""),
        ("Years, a report", "2020", "https://example.org/a/c", "title"),
        ("the Yéars (a report)", "2020", "https://example.org/a/c", "title"),
        ("The Years: a Report", "2021", "https://example.org/a/c", ""),
        ("The Years: a Report", "2020", "https://example.org/a/b", "url"),
    ],
)
def test_sources_that_stand_twice(title: str, year: str, url: str, field: str, course: Path) -> None:
    text = SOURCES.replace("SECOND", f'"{title}"').replace("YEAR", year).replace("URL", url)
    write(course, "facts/sources-more.yml", text)
    found = [problem for problem in check_course(course, TODAY) if problem.id == "second"]
    assert [problem.field for problem in found] == ([field] if field else [])
    assert all(problem.level == "warning" for problem in found)
    assert all("as 'first' (facts/sources-more.yml:1); merge the two, or" in problem.message for problem in found)


@pytest.mark.parametrize("url", ["https://example.org", "https://www.example.org/", "https://example.org/en"])
def test_the_first_page_of_a_site_is_no_document(url: str, course: Path) -> None:
    text = f'- {{id: one, title: One, url: "{url}", read: copy}}\n- {{id: two, title: Two, url: "{url}", read: copy}}\n'
    write(course, "facts/sources-more.yml", text)
    assert problems(course) == []


def test_two_files_name_each_other(course: Path) -> None:
    write(course, "facts/sources-a.yml", "- {id: one, title: A title, read: copy}\n")
    write(course, "facts/sources-b.yml", "- {id: two, title: A title, read: secondary}\n")
    (found,) = problems(course)
    assert found.startswith("facts/sources-b.yml:1: two: title: the same title and year as 'one' ")
    assert "(facts/sources-a.yml:1); merge the two, or say in the titles what differs" in found
