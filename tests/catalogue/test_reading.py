"""Reading level: sentences are found whatever the markup, and long ones are told with their line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.pages import read_page
from steppingup.catalogue.reading import entry_reading, page_reading, reading_problems
from steppingup.catalogue.sentences import count_words, plain_text, sentences
from steppingup.common.facts import load_facts
from tests.catalogue.tiny import tiny_course, write

PAGE = "chapters/01-start/02-read.md"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four\u2026 Five", 5),
        ("Signs, e.g. a locked door, i.e. one from outside. They count.", 2),
        ("Dr. Berg and J. Lind came at 9 a.m. with Mrs. Holm.", 1),
        ("See Art. 3 and No. 5 of the list. No. 5 is short.", 2),
        ("He said no. Then he left.", 2),
        ('"So, is it or not?" Ilse looks up. "I do not know," she says.', 3),
        ('"Go home!" he says. (It was late.) She goes.', 3),
        ("\u201cWhere is he?\u201d they ask.", 1),
        ("Call 112. 24 people were there. It cost 3.50 euros.", 3),
        ("What\u2026 you too?! Yes.", 2),
        ("It was I. You know.", 2),
        ("\u0160e ir m\u0101ja. \u0160eit nav.", 2),
        ("", 0),
        ("... Then", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count
    assert " ".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("well-known, isn't it", 3),
        ("9,000 or 3.5", 3),
        ("a \u2013 b", 2),
        ("mail@town.example at 14:30", 3),
        ("\u2026 !", 0),
    ],
)
def test_words(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Act: what?** A *long* `code`", "Act: what? A long code"),
        ("See [the chapter](index.md#start), or <https://example.org>.", "See the chapter, or link."),
        ("Three {src}`general`. Four.", "Three. Four."),
        ("Call {fact}`number` or {fact:number}, {fact:none}.", "Call 112 or 112, fact."),
        ("![A door](door.png) snake_case _so_ {doc}`name`", "snake_case so name"),
        ("two\nlines  here", "two lines here"),
    ],
)
def test_plain_text(text: str, plain: str, tmp_path: Path) -> None:
    assert plain_text(text, load_facts(tiny_course(tmp_path))) == plain


def body(tmp_path: Path, text: str) -> list[tuple[int | str, int]]:
    course = tiny_course(tmp_path)
    page = read_page(write(course, PAGE, text), course)
    return [(part.where, part.words) for part in page_reading(page, load_facts(course)).paragraphs]


def test_paragraphs_of_a_page(tmp_path: Path) -> None:
    text = (
        "---\ntitle: front matter is no prose\n---\n# A heading is none\n\n(place)=\nOne two\nthree.\n\n"
        ":::{town}\n:class: wide\nFour.\n:::\nFive six.\n\n- one\n- two two\n  two\n1. three three\n\n"
        "| a table | is none |\n| --- | --- |\n\n```python\ncode is none\n```\n\n> Quoted words\n> go on.\n\n"
        ":::{sources}\nno-prose-at-all\n:::\n% a comment\n---\nEnd."
    )
    assert body(tmp_path, text) == [
        (7, 3), (12, 1), (14, 2), (16, 1), (17, 3), (19, 2), (28, 4), (36, 1)
    ]  # fmt: skip


def some(number: int) -> str:
    return " ".join(["word"] * number)


@pytest.mark.parametrize(
    ("text", "level", "message"),
    [
        (f"{some(15)}. Word {some(14)}.\n\nWord. A. {some(3)}. B.", "", ""),
        (" ".join([f"Word {some(14)}."] * 5), "", ""),
        (" ".join([f"Word {some(15)}."] * 5), "error", "half of the sentences have 16 words or more; under 16 is"),
        (" ".join([f"Word {some(15)}."] * 4), "", ""),
        (f"{some(45)}\n{some(45)}", "warning", "a sentence of 90 words"),
        (" ".join([f"Word {some(9)}."] * 9), "", ""),
        (" ".join([f"Word {some(6)}."] * 13), "error", "a paragraph of 91 words"),
        (f"Word {some(34)}.", "", ""),
        (f"Short.\n\nWord {some(35)}.", "warning", "a sentence of 36 words ('Word word word"),
    ],
)
def test_what_is_told_of_a_page(text: str, level: str, message: str, tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    page = read_page(write(course, PAGE, f"# Title\n\n{text}\n"), course)
    found = list(reading_problems([page], [], load_facts(course)))
    assert [problem.level for problem in found] == ([level] if level else [])
    assert all(message in problem.message and problem.field == "reading" for problem in found)
    assert all(problem.file == PAGE and problem.line >= 3 for problem in found)


def test_activities_are_read_too(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    path = course / "chapters/01-start/activities.yml"
    path.write_text(path.read_text("utf-8").replace("Not first.", f"{some(91)}."), "utf-8")
    problems = [problem for problem in check_course(course, date(2026, 1, 15)) if "words (" in problem.message]
    assert [(problem.line, problem.id, problem.field, problem.level) for problem in problems] == [
        (10, "start/one-1", "options.b.feedback", "error"), (10, "start/one-1", "options.b.feedback", "warning"),
    ]  # fmt: skip


def test_a_blank_line_begins_a_paragraph_in_an_activity(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    path = course / "chapters/01-start/activities.yml"
    path.write_text(path.read_text("utf-8").replace("Not first.", '"One.\\n\\nTwo three."'), "utf-8")
    reading = entry_reading(load_catalogue(course).activities["start/one-1"])
    assert [part.words for part in reading.paragraphs][-2:] == [1, 2]
    assert sorted(words for _, words, _ in reading.sentences) == [1, 1, 1, 2, 3, 4, 4]
    assert reading.median == 2
