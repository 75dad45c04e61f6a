"""Names that people type for chapters, cases and roles."""

from __future__ import annotations

import pytest

from steppingup.catalogue import Catalogue
from steppingup.common.errors import KitError
from steppingup.kit.choose import Unit, check_roles, named
from steppingup.kit.fit import fit
from steppingup.kit.lessons import Lesson
from steppingup.kit.modules import answered_in_the_room


@pytest.mark.parametrize(
    "name", ["4", "04", "identification", "04-identification", "chapters/04-identification/", "Chapter-4"]
)
def test_a_chapter_has_many_names(units: list[Unit], name: str) -> None:
    assert [unit.name for unit in named([name], units)] == ["04-identification"]


@pytest.mark.parametrize("name", ["oslo", "begging", "oslo-begging", "case_studies/oslo-begging/index.md"])
def test_a_case_has_some(units: list[Unit], name: str) -> None:
    assert [unit.name for unit in named([name, name], units)] == ["oslo-begging"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("7", "no chapter or case '7'. Chapters and cases: finland-wood-plant, "),
        ("identifikation", "Do you mean 04-identification?"),
        ("", "no chapter or case ''"),
        ("../../etc", "no chapter or case '../../etc'"),
        ("Łódź", "no chapter or case 'Łódź'"),
        ("x" * 500, f"no chapter or case '{'x' * 40}'"),
    ],
)
def test_an_unknown_one_is_told(units: list[Unit], name: str, said: str) -> None:
    with pytest.raises(KitError) as error:
        named([name], units)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_an_unknown_role_is_told(course: Catalogue) -> None:
    assert check_roles(["social_worker", "social_worker"], course.facts) == ["social_worker"]
    with pytest.raises(KitError, match=r"no role 'social-worker'. Do you mean social_worker\? Roles: decision_maker, "):
        check_roles(["social-worker"], course.facts)


def test_a_role_without_a_lesson_is_told(course: Catalogue, units: list[Unit]) -> None:
    with pytest.raises(KitError, match=r"No lesson of “The sham marriage, United Kingdom” is for Procurement"):
        fit(named(["sham"], units), ["procurement"], 90, course.facts)


def test_lessons_are_read_with_all_their_parts(lessons: list[Lesson]) -> None:
    taught = [lesson for lesson in lessons if not lesson.is_first]
    assert len(taught) == 48 + 10
    for lesson in taught:
        assert len(lesson.lines) == 5, lesson.page
        assert lesson.outcomes
        assert lesson.story or lesson.is_case
        assert lesson.sections
        assert lesson.town
    every = [text for lesson in lessons for section in lesson.sections for text in section.paragraphs]
    every += [
        text for lesson in lessons for text in (*lesson.lines, *(part.text for part in lesson.story), *lesson.outcomes)
    ]
    assert not [text for text in every if any(mark in text for mark in ("**", "{src}", "{fact", "](", ":::", "```"))]


def test_the_room_is_asked_what_the_talk_speaks_of(course: Catalogue, lessons: list[Lesson]) -> None:
    by_number = {lesson.number: lesson for lesson in lessons}
    asked = {
        number: answered_in_the_room(lesson, course, [word for block in lesson.told("debrief") for word in block.about])
        for number, lesson in by_number.items()
        if number in {"1.1", "2.2", "4.1"}
    }
    assert asked["1.1"][0] == "principles/local-1"  # who wanted to ring, asks the talk
    for number, ids in asked.items():
        own = by_number[number].activities()
        assert set(ids) <= set(own)
        assert len(ids) == len(set(ids)) >= 2
