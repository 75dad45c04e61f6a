"""Tables of lessons, read for kits: their words, the dates of facts, their sources; and what is oddly written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue import Catalogue
from steppingup.catalogue.pages import read_pages
from steppingup.catalogue.sentences import dated_text, plain_text
from steppingup.kit.lesson_tables import LessonTable, tables_of
from steppingup.kit.lessons import Lesson
from steppingup.kit.make import Wish, make_kit
from tests.kit.conftest import DAY, ROOT

MARK = "{fact}`"


def read(*lines: str) -> tuple[LessonTable, ...]:
    return tables_of(lines, str.upper)


def test_a_table_is_read_cell_by_cell() -> None:
    [table] = read("Before.", "", "| a | b |", "| --- | :-: |", "| c | d |", "|e|f|", "", "After.")
    assert table == LessonTable(("A", "B"), (("C", "D"), ("E", "F")), ())
    assert list(table.told(table.rows)) == ["A: C; B: D", "A: E; B: F"]


def test_two_tables_stay_two() -> None:
    first, second = read("| a |", "|---|", "| b |", "", "| c |", "|---|", "| d |")
    assert (first.head, second.head) == (("A",), ("C",))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("| c |", ("C", "")),  # too few cells
        ("| c | d | e |", ("C", "D")),  # too many, which no page shows
        (r"| c \| d | e |", ("C | D", "E")),
        ("| | d |", ("", "D")),
        ("| - | ---x |", ("-", "---X")),  # no rule below a head
    ],
)
def test_what_is_oddly_written_is_read_as_pages_show_it(line: str, row: tuple[str, ...]) -> None:
    [table] = read("| a | b |", "| --- | --- |", line)
    assert table.rows == (row,)


def test_a_column_without_a_title_is_told_without_one() -> None:
    [table] = read("| | b |", "| --- | --- |", "| c | d |")
    assert list(table.told(table.rows)) == ["C; B: D"]


def test_a_head_without_rows_is_no_table() -> None:
    assert read("| a | b |", "| --- | --- |") == read("Only words.") == read() == ()


def test_sources_are_named_once() -> None:
    [table] = tables_of(["| a |", "| - |", "| b {src}`one` |", "| c {src}`two` {src}`one` |"], str)
    assert table.sources == ("one", "two")


def test_no_column_is_very_narrow_or_all_there_is() -> None:
    [table] = read("| a | b |", "| --- | --- |", f"| c | {'word ' * 60} |")
    narrow, wide = table.widths()
    assert 0.2 < narrow / (narrow + wide) < 0.5


def test_every_table_of_a_lesson_is_in_its_kit(lessons: list[Lesson]) -> None:
    """Counted by another way: rules below heads, in the running text of pages that people learn from."""
    here = {lesson.page: len(lesson.tables()) for lesson in lessons if not lesson.is_first}
    assert sum(here.values()) >= 35
    for page in read_pages(ROOT)[0]:
        name = page.file.removesuffix(".md")
        if name in here:
            text = (ROOT / page.file).read_text(encoding="utf-8")
            assert here[name] == sum(line.startswith("| ---") for line in text.splitlines()), name


def test_facts_carry_their_dates_into_every_text_of_a_kit(course: Catalogue, lessons: list[Lesson]) -> None:
    for id_, fact in course.facts.facts.items():
        text = f"It is {MARK}{id_}` there."
        assert dated_text(text, course.facts) == f"It is {fact.value} ({course.facts.day(fact.as_of)}) there."
        assert plain_text(text, course.facts) == f"It is {fact.value} there."
    [lesson] = [one for one in lessons if one.number == "4.8"]
    [(_, table)] = lesson.tables()
    values = {fact.value: course.facts.day(fact.as_of) for fact in course.facts.facts.values()}
    for country, told in table.rows:
        value = max((value for value in values if told.startswith(value)), key=len)
        assert told == f"{value} ({values[value]})", country


def test_a_fact_that_should_have_been_looked_up_says_so_in_a_kit() -> None:
    late = date(DAY.year + 40, 1, 1)
    [chapter] = make_kit(Path(ROOT), Wish(("4",), 180, (), late)).units
    [lesson] = [lesson for module in chapter.modules for lesson in module.lessons if lesson.number == "4.8"]
    [(_, table)] = lesson.tables()
    assert all("not checked since" in told for _, told in table.rows)


MATERIAL = re.compile(r"(\w+) of the (?:lesson|page)|(?:sorting|ordering) (task)|(\w+) from the frame")


def test_what_a_task_takes_from_its_page_comes_with_the_kit(lessons: list[Lesson]) -> None:
    found: dict[str, list[str]] = {}
    for lesson in lessons:
        for block in lesson.told("group-task", "role-play"):
            for match in MATERIAL.finditer(" ".join(part.text for part in block.parts)):
                what = next(filter(None, match.groups()))
                found.setdefault(what, []).append(lesson.page)
                here = {"table": lesson.tables(), "facts": lesson.tells_facts, "questions": True}
                assert here.get(what, block.about), f"{lesson.page}: {match[0]}"  # the plan prints what :about: names
    assert {"table", "facts", "task", "sentences", "draft", "those"} <= set(found)
    for page in found["questions"]:  # in the notes of its slides, or in its table
        [lesson] = [one for one in lessons if one.page == page]
        told = " ".join(text for section in lesson.sections for text in section.paragraphs)
        assert "?" in told or lesson.tables()
