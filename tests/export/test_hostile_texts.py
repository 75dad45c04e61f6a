"""Texts that a format could trip over come back as they were; nothing of them becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from steppingup.common.language import Words
from steppingup.export.questions import moodle_xml
from steppingup.export.questions.cc.pieces import pieces
from steppingup.export.questions.cc.quiz import quiz
from steppingup.export.questions.clean import clean, is_clean, shortened
from steppingup.export.questions.markup import xml_file
from steppingup.export.questions.model import Part
from steppingup.export.questions.qti.dialect import Dialect
from steppingup.export.questions.qti.package import package
from steppingup.export.questions.qti21 import QTI21
from steppingup.export.questions.qti30 import QTI30
from tests.export import read_cc
from tests.export.exported import unzipped
from tests.export.hostile import LETTERS, MARKUP, SIGNS, STRANGE, TITLES, bank, cleaned
from tests.export.read_moodle import read_moodle
from tests.export.read_qti import categories, read_item, read_items
from tests.export.truth import plain

WORDS = Words()
PROMPT = plain(f"{SIGNS} {MARKUP} second line {LETTERS}")


def test_moodle_xml() -> None:
    found = read_moodle(moodle_xml.render(bank(), "", WORDS))
    for question in bank().questions:
        read, parts = found[question.id], {plain(part.text): plain(part.feedback) for part in question.parts}
        assert read.text == PROMPT
        assert read.category == (f"Course {LETTERS}", *TITLES)
        if question.form in {"single", "multiple"}:
            assert read.feedback == parts
        elif question.form == "match":
            assert read.parts == {plain(part.text): plain(question.target_of(part).text) for part in question.parts}
            assert read.extra == {LETTERS}
        elif question.form == "order":
            assert read.order == [plain(part.text) for part in question.in_order()]
    assert found["hostile/text"].feedback["grader"] == plain(f"{SIGNS} {MARKUP}")


@pytest.mark.parametrize(("dialect", "version"), [(QTI21, "2.1"), (QTI30, "3.0")])
def test_qti(dialect: Dialect, version: str) -> None:
    files = unzipped(package(bank(), "report", WORDS, dialect))
    found = read_items(files, version)
    for question in bank().questions:
        read = read_item(*found[question.id])
        assert read.text == f"{PROMPT} A hint: {plain(SIGNS)}"
        parts = {f"_{part.id}": plain(part.text) for part in question.parts}
        targets = {f"to_{target.id}": plain(target.text) for target in question.targets}
        assert read.ids == parts | targets
        assert read.feedback == {f"_{part.id}": plain(part.feedback) for part in question.parts}
    assert set(categories(files, version).values()) == {TITLES}


def test_cartridge() -> None:
    asked = [piece for one in bank().questions if one.form != "order" for piece in pieces(one, WORDS)]
    root = etree.fromstring(xml_file(quiz("quiz-001", LETTERS, asked, WORDS)))
    found = read_cc._quiz(root, {})
    assert len(found) == len(asked) == 3 + 7
    for question in asked:
        read = found[question.id]
        assert read.text.startswith(PROMPT)
        assert read.ids == {
            f"_{part.id}" if part.id[0].isdigit() else part.id: plain(part.text) for part in question.parts
        }


def test_control_characters_are_left_out_and_nothing_else() -> None:
    assert not is_clean(STRANGE)
    assert cleaned() == "bell, escape[0m, zero, turned round, half"
    for text in (SIGNS, LETTERS, "soft\u00adhyphen", "a\u200db", "line\nline"):
        assert is_clean(text)
        assert clean(text) == text
    assert clean("a\r\nb\rc \t d") == "a\nb\nc d"
    etree.fromstring(xml_file(quiz("q", clean(STRANGE), [], WORDS)))


def test_a_name_is_cut_between_words_and_never_too_long() -> None:
    assert shortened("one two three", 8) == "one two\u2026"
    assert shortened("x" * 300, 60) == "x" * 60 + "\u2026"
    long = replace(bank().questions[0], name="\u4e2d" * 400)
    found = read_moodle(moodle_xml.render(replace(bank(), questions=(long,)), "", WORDS))
    assert list(found) == ["hostile/single"]


def test_partners_longer_than_moodle_keeps_stand_in_the_question_with_a_letter() -> None:
    question = bank().questions[2]
    targets = (Part("1p", "long " * 60), *question.targets[1:])
    long = replace(question, targets=targets)
    read = read_moodle(moodle_xml.render(replace(bank(), questions=(long,)), "", WORDS))["hostile/pairs"]
    assert plain(f"A. {'long ' * 60}") in read.text
    assert set(read.parts.values()) == {"A", "B"}
    assert read.extra == {"C"}
    assert "255" in " ".join(moodle_xml.judge(long, WORDS).why)
