"""The talk afterwards asks only about what the room has done, and every lesson has a question for the room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steppingup.catalogue import Catalogue
from steppingup.catalogue.trainer import WITHOUT
from steppingup.common.errors import KitError
from steppingup.kit import talk
from steppingup.kit.choose import Unit
from steppingup.kit.deck import deck_file
from steppingup.kit.fit import fit
from steppingup.kit.lessons import Lesson
from steppingup.kit.model import Kit
from steppingup.kit.modules import BY_CARD, base_of
from steppingup.kit.plan import plan_file
from steppingup.kit.schedule import schedule
from tests.kit.conftest import Maker
from tests.kit.opened import deck, notes, shown, words_of

VAN = "At the tax window, who spoke to the two men"


def talks(kit: Kit) -> list[tuple[list[str], list[str]]]:
    return [talk.questions(kit, row.step) for row in kit.rows if row.step and row.kind == "debrief"]


def test_a_question_about_what_was_left_out_is_not_on_the_wall(maker: Maker) -> None:
    kit = maker("4", minutes=60)
    assert [len(one) for one in talks(kit)[0]] == [1, 1]
    found = deck(deck_file(kit)).slides
    [slide] = [one for one in found if "Which price did the hotel cleaner pay" in shown(one)]
    assert VAN not in shown(slide)
    alone = "Only for people who have done all of the lesson alone"
    assert alone in notes(slide)
    assert notes(slide).index(VAN) > notes(slide).index(alone)
    said = words_of(plan_file(kit))
    assert said.index(VAN) > said.index(alone)


def test_a_question_about_what_was_done_is(maker: Maker) -> None:
    kit = maker("4", minutes=180)
    assert "identification/come-4" in kit.used()
    assert talks(kit)[0][1] == []
    assert [one for one in deck(deck_file(kit)).slides if VAN in shown(one)]


@pytest.mark.parametrize(
    ("names", "minutes"),
    [(("1",), 60), (("2",), 90), (("3",), 120), (("5",), 180), (("6",), 60), (("oslo",), 90), (("sham",), 90),
     (("poland",), 60), (("sweden",), 120), (("finland",), 120), (("1", "4", "finland"), 180),
     (("3", "6", "oslo"), 180)],
)  # fmt: skip
def test_every_talk_has_something_to_ask_of_what_was_done(maker: Maker, names: tuple[str, ...], minutes: int) -> None:
    kit = maker(*names, minutes=minutes)
    assert talks(kit)
    for row in kit.rows:
        if row.step and row.step.block and row.kind == "debrief":
            here, _ = talk.questions(kit, row.step)
            assert here, row.step.lesson.name
            told = [word for word in row.step.block.about if word not in WITHOUT]
            assert len(here) >= sum(word in kit.used() for word in told)


def test_a_room_that_has_done_nothing_of_it_gets_open_questions(maker: Maker) -> None:
    kit = maker("3", minutes=300)
    step = next(row.step for row in kit.rows if row.kind == "debrief" and row.step)
    assert step.block
    bare = replace(step, block=replace(step.block, about=("alone",) * 2))
    assert talk.questions(kit, bare)[0] == []
    assert "• Which decision was hard, and what made it hard?" in talk.lines(kit, bare)


def test_what_the_talk_says_of_itself_speaks_of_its_task_only_where_there_was_one(maker: Maker) -> None:
    for minutes, there in ((60, False), (90, True)):
        kit = maker("5", minutes=minutes)
        step = next(row.step for row in kit.rows if row.kind == "debrief" and row.step)
        assert step.block
        made = replace(step, block=replace(step.block, about=("task", "-")))
        done = any(
            row.kind in {"group-task", "role-play"} for row in kit.rows if row.step and row.step.lesson is step.lesson
        )
        assert len(talk.questions(kit, made)[0]) == 1 + done
        assert done or not there


def test_every_talk_of_the_course_says_what_it_is_about(lessons: list[Lesson]) -> None:
    blocks = [block for lesson in lessons for block in lesson.told("debrief")]
    assert len(blocks) == 48 + 5
    for block in blocks:
        assert len(block.about) == sum(part.listed for part in block.parts), block.lesson


def test_every_lesson_has_a_question_for_the_room(course: Catalogue, units: list[Unit]) -> None:
    for unit in units:
        for module in unit.modules:
            asked = {step.lesson.page for step in module.steps if step.kind == "question"}
            assert asked == {lesson.page for lesson in module.lessons}
            for step in [*module.steps, *module.more]:
                if step.activity:
                    entry = course.activities[base_of(step.activity)]
                    assert entry.set == "practice"
                    assert not entry.kept
                    assert step.minutes == (8 if entry.model.kind in BY_CARD else 5)


def test_a_scene_of_a_scenario_is_asked_whole(maker: Maker) -> None:
    kit = maker("oslo", minutes=120)
    assert "begging/minibus-1.offer" in kit.used()
    found = kit.question("begging/minibus-1.offer")
    assert found.ask == "To whom do you make the offer?"
    assert "five beds for tonight" in found.situation[-1]
    assert "minibus of this story are invented" in found.situation[0]
    assert {answer.right for answer in found.answers} == {"yes", "partly", "no"}
    assert all(answer.why for answer in found.answers)


def test_a_further_question_stays_on_its_own_page(course: Catalogue, units: list[Unit]) -> None:
    for unit in units[:5]:
        for minutes in range(60, 240, 5):
            try:
                rows = schedule(fit([unit], [], minutes, course.facts))
            except KitError:
                continue
            seen = {}
            for row in rows:
                if row.step and row.kind == "talk":
                    seen[row.step.lesson.page] = True
                elif row.step and row.kind == "question" and row.step.lesson.number.startswith("A"):
                    assert not [page for page in seen if page.endswith("02-decide")], (unit.name, minutes)
                elif (
                    row.step
                    and row.kind == "question"
                    and any(one.step and one.kind == "talk" and one.step.lesson is row.step.lesson for one in rows)
                ):
                    assert row.step.lesson.page in seen, (unit.name, minutes)


def test_every_chapter_and_case_of_a_mix_gets_a_task_before_any_gets_a_second_lesson(maker: Maker) -> None:
    kit = maker("1", "4", "finland", minutes=180)
    tasks = {row.step.lesson.folder for row in kit.rows if row.step and row.kind in {"group-task", "role-play"}}
    assert tasks == {unit.first.folder for unit in kit.units}


def test_a_break_comes_between_lessons_where_it_can(course: Catalogue, units: list[Unit]) -> None:
    for unit in units[5:]:
        rows = schedule(fit([unit], [], 180, course.facts))
        for at, row in enumerate(rows):
            if row.kind == "break":
                assert rows[at + 1].kind == "talk", unit.name


def test_texts_that_a_task_speaks_of_stand_in_the_plan_without_their_key(maker: Maker) -> None:
    kit = maker("2", minutes=90)
    [task] = [row.step for row in kit.rows if row.kind == "group-task" and row.step][:1]
    assert task.block
    assert task.block.about == ("definition/elements-1",)
    found = kit.question("definition/elements-1")
    said = words_of(plan_file(kit))
    assert "Texts for this task" in said
    assert all(answer.text in said for answer in found.answers)
    assert not [answer for answer in found.answers if answer.why in said]


def test_what_is_made_up_does_not_look_like_the_real_case(maker: Maker) -> None:
    found = list(deck(deck_file(maker("sham", minutes=90))).slides)
    titles = [slide.shapes.title.text for slide in found]
    assert "Ina and everybody she meets are made up." in "\n".join(shown(slide) for slide in found)
    [scene] = [slide for slide in found if "Ina, a man in a good jacket" in shown(slide)]
    assert scene.shapes.title.text.startswith("An invented situation: ")
    assert "United Kingdom" not in scene.shapes.title.text
    assert not [title for title in titles if title.startswith("The situation")]
