"""The quiz on paper: practice alone, and its key in a file of its own."""

from __future__ import annotations

import pytest

from steppingup.catalogue import Catalogue
from steppingup.kit.answers import PAPER, question_of
from steppingup.kit.model import Kit
from steppingup.kit.quiz import MOST, TABLES, quiz_questions
from tests.kit.conftest import Maker
from tests.kit.opened import words_of

QUIZ, KEY = "for-the-room/quiz.docx", "for-the-trainer/quiz-key.docx"


def test_questions_are_of_these_lessons_and_of_practice(case_kit: Kit) -> None:
    found = quiz_questions(case_kit)
    own = {id_ for lesson in case_kit.lessons for id_ in lesson.activities()}
    assert 4 <= len(found) <= MOST
    assert {question.id for question in found} <= own
    assert {case_kit.entry(question.id).set for question in found} == {"practice"}
    assert len({question.id for question in found}) == len(found)
    assert sum(case_kit.entry(question.id).model.kind not in {"choice", "vignette"} for question in found) <= TABLES


def test_what_the_room_has_answered_comes_last(maker: Maker) -> None:
    kit = maker("1", minutes=180)
    found = [question.id for question in quiz_questions(kit)]
    fresh = [id_ for lesson in kit.lessons for id_ in lesson.activities() if id_ not in kit.used()]
    assert not set(found) & set(kit.used()) or set(fresh) - set(found) <= {
        id_ for id_ in fresh if kit.entry(id_).model.kind not in {"choice", "vignette"}
    }


def test_the_quiz_holds_no_key_and_no_reason(case_kit: Kit, case_files: dict[str, bytes]) -> None:
    quiz, key = words_of(case_files[QUIZ]), words_of(case_files[KEY])
    for question in quiz_questions(case_kit):
        for answer in question.answers:
            assert answer.text in quiz
            assert answer.why
            assert answer.why not in quiz
            assert answer.why in key
        assert question.ask in quiz
        assert all(text in quiz for text in question.situation)
    assert "Fits" not in quiz


def test_the_key_names_what_fits(case_kit: Kit, case_files: dict[str, bytes]) -> None:
    key = words_of(case_files[KEY])
    for question in quiz_questions(case_kit):
        model = case_kit.entry(question.id).model
        if model.kind == "choice":
            right = {item["text"] for item in model.items() if item["correct"]}
            assert {answer.text for answer in question.answers if answer.letter in question.fitting()} == right
            assert f"Fits: {', '.join(question.fitting())}" in key


def test_every_practice_item_for_paper_can_be_taken_apart(course: Catalogue) -> None:
    entries = [one for one in course.activities.values() if one.set == "practice" and one.model.kind in PAPER]
    assert len(entries) > 200
    for entry in entries:
        found = question_of(entry, course.words)
        assert found.ask
        assert all(answer.text and answer.why and answer.right for answer in found.answers), entry.id
        if found.form in {"match", "order"}:
            keys = [answer.right for answer in found.answers]
            assert keys != sorted(keys) or len(set(keys)) == 1 or found.form == "match", entry.id
        if found.form == "single":
            assert len(found.fitting()) == 1


def test_who_speaks_is_told_apart_from_what_is_said(course: Catalogue) -> None:
    found = question_of(course.activities["wood-plant/housing-note-1"], course.words)
    assert "Kitchen: Shared by seven people. Two fridges, shelves with names on them, clean." in [
        answer.text for answer in found.answers
    ]


def test_a_kept_key_leaves_by_no_door(course: Catalogue) -> None:
    kept = [entry for entry in course.activities.values() if entry.kept]
    assert kept
    for entry in kept:
        with pytest.raises(ValueError, match="/"):
            question_of(entry, course.words)


def test_twins_do_not_stand_on_one_sheet(maker: Maker) -> None:
    kit = maker("4", minutes=480)
    ids = {question.id for question in quiz_questions(kit)}
    twins = [(id_, kit.entry(id_).model) for id_ in ids if kit.entry(id_).model.kind == "vignette"]
    assert not [id_ for id_, model in twins if getattr(model, "twin", None) and model.twin.of in ids]  # type: ignore[attr-defined]
