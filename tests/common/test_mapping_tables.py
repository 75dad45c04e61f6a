"""The tables of the mapping workbook: those of the course, and what is said of broken ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.messages import activities_pot
from steppingup.catalogue.sentences import count_words, sentences
from steppingup.common.facts import Facts, load_facts
from steppingup.common.language import load_words
from steppingup.common.mapping_tables import MAX_ENTRIES, MapGain, MappingTables, MapQuestion
from tests.catalogue.tiny import tiny_course, write
from tests.common.few_questions import MAPPING, add_questions

ROOT = Path(__file__).resolve().parents[2]

# How many rows each of the seven tables of the guidelines has, in the order in which they are printed there.
QUESTIONS = {
    1: range(1, 18), 2: range(1, 9), 3: range(1, 16), 4: range(1, 11), 5: range(1, 14),
    7: (*range(1, 9), *range(18, 28)),
}  # fmt: skip
PLACES = {6: range(1, 16)}
ACTORS = {
    1: range(18, 28), 2: range(9, 22), 3: range(16, 25), 4: range(11, 23), 7: (*range(9, 18), *range(28, 41)),
}  # fmt: skip
ABOUT_ORIGIN = {"t1-04", "t1-05", "t1-10", "t1-13", "t2-05", "t3-03", "t4-07", "t4-10"}
ABOUT_SUSPECTS = {
    "t3-02", "t3-04", "t3-05", "t3-06", "t3-07", "t3-09", "t3-14", "t3-15", "t7-01", "t7-02", "t7-03", "t7-04", "t7-05",
    "t7-06", "t7-18", "t7-19", "t7-20", "t7-23", "t7-24",
}  # fmt: skip
AVOIDED = re.compile(
    r"prostitut|pimp|brothel|illegal|slave|rescue|beggar|mafia|gang\b|nationalit|ethnic"
    r"|victims?\b(?! of (crime|traffick))",
    re.IGNORECASE,
)


def ids(rows: Mapping[int, Iterable[int]]) -> list[str]:
    return [f"t{table}-{number:02}" for table, numbers in rows.items() for number in numbers]


@pytest.fixture(scope="module")
def real() -> Facts:
    return load_facts(ROOT)


@pytest.fixture(scope="module")
def tables(real: Facts) -> MappingTables:
    return real.mapping


def test_every_row_of_the_seven_tables_stands_once(tables: MappingTables) -> None:
    asked, places = [*tables.questions, *tables.gains], [*tables.places]
    rows = [row for actor in tables.actors.values() for row in actor.rows]
    assert len(ids(QUESTIONS)) + len(ids(PLACES)) + len(ids(ACTORS)) == 162
    assert asked == ids(QUESTIONS)
    assert places == ids(PLACES)
    assert Counter(rows) == Counter(ids(ACTORS))


def test_the_tables_are_in_order(real: Facts) -> None:
    assert [problem for problem in real.problems if problem.file == "facts/mapping.yml"] == []
    assert [*real.mapping.tables] == [f"t{number}" for number in range(1, 8)]
    assert [*real.mapping.forms] == ["sexual", "labour", "begging-crime", "origin"]


def test_the_first_map_of_one_form_needs_25_entries_at_most(tables: MappingTables) -> None:
    assert tables.entries() <= MAX_ENTRIES == 25
    assert {name: (sheet.rows, sheet.entries) for name, sheet in tables.route.items()} == {
        "about": (1, 2), "answers": (4, 12), "places": (2, 2), "actors": (2, 2), "services": (2, 4), "actions": (1, 3),
    }  # fmt: skip
    for form in tables.forms:
        assert {name: len(found) for name, found in tables.short(form).items()} == {
            name: tables.route[name].rows for name in ("answers", "places", "actors", "services")
        }


def test_each_form_asks_about_people_and_help(tables: MappingTables) -> None:
    assert {form: len(tables.asked(form)) for form in tables.forms} == {
        "sexual": 17, "labour": 8, "begging-crime": 15, "origin": 23,
    }  # fmt: skip
    assert {form: len(tables.noticing(form)) for form in tables.forms} == {
        "sexual": 13, "labour": 16, "begging-crime": 16, "origin": 12,
    }  # fmt: skip
    assert all(set(one.short) <= set(one.actors) for one in tables.notices.values())
    assert {one.perspective for one in tables.populations.values()} == {"destination", "origin"}


def test_what_is_sensitive_says_what_to_mind(tables: MappingTables) -> None:
    every: dict[str, MapQuestion | MapGain] = {**tables.questions, **tables.gains}
    assert {id_ for id_, one in every.items() if one.care == "origin"} == ABOUT_ORIGIN
    assert {id_ for id_, one in every.items() if one.care == "suspects"} == ABOUT_SUSPECTS
    assert all(bool(tables.care(one)) == one.sensitive for one in every.values())
    assert "lawfully" in tables.cares["origin"].text
    assert "police" in tables.cares["suspects"].text


def test_words_are_plain_and_respectful(tables: MappingTables) -> None:
    texts = [text for table in tables.named().values() for record in table.values() for _, text in record.texts()]
    assert [text for text in texts if AVOIDED.search(text)] == []
    words = [count_words(sentence) for text in texts for sentence in sentences(text)]
    assert median(words) < 16
    assert max(words) <= 25


def test_translators_get_every_text() -> None:
    template = activities_pot(load_catalogue(ROOT))
    for context in ("mapquestion/t2-03:text", "mapgain/t7-23:text", "mapactor/libraries:sees", "mapcare/origin:text",
                    "mapoption/rising:text", "mapplace/t6-09:inform", "mapquestion/t2-01:unit"):  # fmt: skip
        assert f'msgctxt "{context}"' in template


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tiny_course(tmp_path)
    add_questions(course)
    return course


def test_a_course_without_the_file_has_no_tables(tmp_path: Path) -> None:
    facts = load_facts(tiny_course(tmp_path))
    assert facts.problems == []
    assert facts.mapping == MappingTables()
    assert facts.mapping.noticing("work") == []


def test_a_small_course_with_the_file_is_in_order(course: Path) -> None:
    facts = load_facts(course)
    assert facts.problems == []
    assert facts.mapping.short("work") == {
        "answers": ["t2-01"], "places": ["t6-01"], "actors": ["office"], "services": ["bed"],
    }  # fmt: skip
    assert facts.mapping.care(facts.mapping.questions["t2-02"]) == "Totals only."
    assert facts.places["mapping.questions", "t2-02"] == ("facts/mapping.yml", 21)
    assert facts.table("mapping.notices")["work"].id == "work"


def test_questions_are_translated(course: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    text = '\nmsgctxt "mapquestion/t2-01:text"\nmsgid "How many?"\nmsgstr "Cik?"\n'
    for name in ("activities", "interface"):
        write(course, f"locale/lv/LC_MESSAGES/{name}.po", head + text)
    assert load_facts(course, load_words(course, "lv")).mapping.questions["t2-01"].text == "Cik?"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("population: workers, dimension: scale, text: How", "population: x, dimension: scale, text: How",
         "20: t2-01: population: unknown 'x'; add it to the list 'populations', or correct the id"),
        ("forms: [work], dimension", "forms: [play], dimension", "23: t7-01: forms: unknown 'play'; add it to the"),
        ("dimension: scale, text: How", "dimension: size, text: How", "20: t2-01: dimension: unknown 'size'"),
        ("options: [yes, no]", "options: [yes, maybe]", "21: t2-02: options: unknown 'maybe'"),
        ("ask: [office], short", "ask: [desk], short", "20: t2-01: ask: unknown 'desk'; add it to the list 'actors'"),
        ("care: totals", "care: nothing", "21: t2-02: care: unknown 'nothing'; add it to the list 'cares'"),
        ("text, ask: [office], sources: [general]", "text, ask: [office], sources: [x]", "23: t7-01: sources: unknown"),
        ("roles: [health_staff]", "roles: [plumber]", "25: office: roles: unknown 'plumber'; add it"),
        ("{form: work, actors: [office]", "{form: work, actors: [desk]", "27: work: actors: unknown 'desk'"),
        ("kind: work", "kind: play", "31: t6-01: kind: unknown 'play'; add it to the list 'place_kinds'"),
        ("options: [yes, no], ", "", "21: t2-02: two or more 'options' go with 'answer: choice'"),
        ("answer: number, unit: people", "answer: number", "20: t2-01: a 'unit' goes with 'answer: number'"),
        ("sensitive: true, care: totals, ", "sensitive: true, ", "21: t2-02: 'sensitive: true' and 'care' go together"),
        ("id: t2-01, table: 2", "id: t2-01, table: 3", "20: t2-01: the id says table 2, the field 'table' says 3"),
        ("id: t7-01, table: 7", "id: t5-01, table: 5", "23: t5-01: table: a question of table 5 belongs"),
        ("rows: [t1-18, t2-09]", "rows: [t1-18, t2-01]", "25: office: rows: row t2-01 also stands with 'questions'"),
        ("id: t6-01, kind", "id: t2-02, kind", "31: t2-02: id: also stands in the list 'questions'; delete one"),
        ("rows: [t1-18, t2-09]", "rows: [18]", "25: office: rows.1: must be a text; put 18 in quotes"),
        ("cells: [service, phone]", "cells: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u]",
         "6: answers: the short route asks for 26 entries; 25 at most"),
        ("short: true, sources", "short: false, sources", "4: work: short: the route asks for 1 rows of 'answers'"),
        ("short: true}", "night2: true}", "33: bed: night2: unknown field; do you mean 'night'?"),
        ("gains:", "gain:", "yml:1: a list of records is missing under 'gains'"),
        ("perspective: destination", "perspective: abroad", "18: workers: perspective: must be 'destination'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_line(old: str, new: str, said: str, course: Path) -> None:
    assert MAPPING.count(old) == 1
    add_questions(course, MAPPING.replace(old, new))
    found = [str(problem) for problem in load_facts(course).problems]
    assert any(said in one for one in found), found
    assert all(one.startswith("facts/mapping.yml:") for one in found)


def test_a_broken_file_is_one_problem(course: Path) -> None:
    add_questions(course, "tables: [\n")
    facts = load_facts(course)
    assert [problem.file for problem in facts.problems] == ["facts/mapping.yml"]
    assert "mapping.questions" in facts.broken


def test_texts_are_checked_to_be_plain(course: Path) -> None:
    add_questions(course, MAPPING.replace("text: How many?", "text: How **many**?"))
    (found,) = [str(problem) for problem in check_course(course) if problem.file == "facts/mapping.yml"]
    assert found.startswith("facts/mapping.yml:20: t2-01: text: holds Markdown emphasis")
