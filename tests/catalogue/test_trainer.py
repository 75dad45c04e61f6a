"""Blocks for trainers: what a lesson's source tells of them, and what the check refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.lessons import calls
from steppingup.catalogue.pages import read_pages
from steppingup.catalogue.trainer import Part, TrainerBlock, load_blocks, minutes_by_lesson, without_blocks
from steppingup.catalogue.trainer_about import about_problems
from steppingup.common.day import day_of_check
from tests.catalogue.tiny import tiny_course, write

ROOT = Path(__file__).resolve().parents[2]
LESSON = "chapters/01-start/01-lesson.md"
NAME = LESSON.removesuffix(".md")
SOUND = """\
:::{trainer} group-task
:minutes: 15

**Three doors.** Put people into groups
of three.

- Which door?
  The red one, see [the page](index.md).
- Why?

1. Collect.
:::
"""


def with_block(course: Path, text: str, file: str = LESSON, before: str = ":::{town}") -> list[str]:
    path = course / file
    whole = path.read_text("utf-8")
    assert before in whole
    path.write_text(whole.replace(before, f"{text}\n{before}", 1), "utf-8")
    return [str(problem) for problem in check_course(course, day_of_check())]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-01-15")


def test_a_sound_block_is_read_with_its_place(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    assert with_block(course, SOUND) == []
    ((lesson, (block,)),) = load_blocks(course).items()
    assert lesson == block.lesson == NAME
    assert (block.kind, block.minutes, block.lead) == ("group-task", 15, "Three doors")
    assert block.number
    assert (course / LESSON).read_text("utf-8").splitlines()[block.line - 1] == ":::{trainer} group-task"
    assert f"## {block.section}" in (course / LESSON).read_text("utf-8")
    assert block.parts == (
        Part("**Three doors.** Put people into groups of three."),
        Part("Which door? The red one, see [the page](index.md).", listed=True),
        Part("Why?", listed=True),
        Part("Collect.", listed=True),
    )


def test_a_safety_note_needs_no_minutes_and_no_lead(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    assert with_block(course, ":::{trainer} safety\nSomebody may know this.\n:::\n" + SOUND) == []
    first, second = load_blocks(course)[NAME]
    assert (first.kind, first.minutes, first.lead, first.parts) == ("safety", 0, "", (Part("Somebody may know this."),))
    assert minutes_by_lesson({NAME: (first, second)}) == {NAME: 15}


def test_words_are_given_in_a_language(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    with_block(course, SOUND)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += 'msgid "Why?"\nmsgstr "Kāpēc?"\n\n#, fuzzy\nmsgid "Collect."\nmsgstr "Savāc."\n'
    write(course, "locale/lv/LC_MESSAGES/trainers.po", text)
    (block,) = load_blocks(course, "lv")[NAME]
    assert [part.text for part in block.parts][2:] == ["Kāpēc?", "Collect."]
    assert load_blocks(course, "et") == load_blocks(course)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOUND.replace("group-task", "game"), "unknown kind 'game'; use one of talk, group-task"),
        (SOUND.replace("group-task", ""), "unknown kind ''"),
        (SOUND.replace(":minutes: 15\n", ""), "a group-task needs ':minutes:'"),
        (SOUND.replace("15", "0"), "a whole number from 1 to 180"),
        (SOUND.replace("15", "181"), "a whole number from 1 to 180"),
        (SOUND.replace("15", "a few"), "a whole number from 1 to 180"),
        (SOUND.replace("15", "٣"), "a whole number from 1 to 180"),
        (SOUND.replace(":minutes: 15", ":minutes: 15\n:level: 2"), "level: unknown option"),
        (":::{trainer} talk\n:minutes: 3\n:::\n", "is empty"),
        (SOUND.replace("- Why?", "## Why?"), "holds a heading"),
        (SOUND.replace("- Why?", "| a | b |"), "holds a table"),
        (SOUND.replace("- Why?", "![a door](door.svg)"), "holds a picture"),
        (SOUND.replace("- Why?", "```\nx\n```"), "holds another frame or code"),
        (SOUND.replace(":::", "~~~"), "stands where it cannot be read"),
        (SOUND.replace("{trainer}", "{ trainer }"), "stands where it cannot be read"),
        (SOUND.replace("{trainer}", "{Trainer}"), "stands where it cannot be read"),
        (":::{trainer} part\nYou know a door.\n:::\n", "is nobody's card"),
        (SOUND.replace("**", ""), "has no name in a plan"),
        (SOUND.replace("**", "").replace("group-task", "role-play"), "has no name in a plan"),
        ("- " + SOUND.replace("\n", "\n  "), "stands where it cannot be read"),
        (SOUND.replace("of three.", "three " * 100), "a paragraph of"),
    ],
)
def test_what_the_check_refuses(text: str, said: str, tmp_path: Path) -> None:
    found = with_block(tiny_course(tmp_path), text)
    assert [problem for problem in found if said in problem and problem.startswith(LESSON)], found


def test_a_block_that_is_never_closed_is_told(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    path = course / LESSON
    path.write_text(f"{path.read_text('utf-8')}\n{SOUND.replace(':::', '::::', 1)}", "utf-8")
    found = [str(problem) for problem in check_course(course, day_of_check())]
    assert any("trainer: is never closed" in problem for problem in found), found


def test_only_lessons_and_cases_have_them(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "book/page.md", f"# A page\n\n{SOUND}")
    found = [str(problem) for problem in check_course(course, day_of_check())]
    assert [problem for problem in found if "only lessons and cases have words for trainers" in problem]


def test_lines_keep_their_numbers_when_blocks_are_gone() -> None:
    text = f"one\n{SOUND}two\n:::{{trainer}} talk\nopen\n"
    left = without_blocks(text).splitlines()
    assert left[0] == "one"
    assert left[SOUND.count("\n") + 1] == "two"
    assert len(left) == len(text.splitlines())
    assert "".join(left) == "onetwo"


def test_every_lesson_and_case_has_something_to_do_and_to_ask() -> None:
    blocks = load_blocks(ROOT)
    lessons = [path for path in ROOT.glob("chapters/*/*.md") if path.name != "index.md"]
    assert len(lessons) == 48
    assert {path.relative_to(ROOT).with_suffix("").as_posix() for path in lessons} <= set(blocks)
    for case in ROOT.glob("case_studies/*/"):
        found: list[TrainerBlock] = [
            block for lesson, some in blocks.items() if f"/{case.name}/" in lesson for block in some
        ]
        assert {"role-play", "part", "debrief"} <= {block.kind for block in found}


def test_a_whole_course_misses_none(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    for number in range(2, 7):
        write(course, f"chapters/0{number}-more/index.md", f"# Chapter {number}\n")
    found = [str(problem) for problem in check_course(course, day_of_check())]
    assert f"{LESSON}:1: trainer: nothing to do for a group; add a group-task or a role-play for trainers" in found
    assert f"{LESSON}:1: trainer: nothing to ask afterwards; add a debrief for trainers" in found


def test_a_role_play_of_a_case_needs_cards(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    for number in range(2, 7):
        write(course, f"chapters/0{number}-more/index.md", f"# Chapter {number}\n")
    lesson = (course / LESSON).read_text("utf-8").replace('"1.1"', '"A1"')
    play = ":::{trainer} role-play\n:minutes: 9\n**Two doors.** Open them.\n:::\n"
    card = "\n:::{trainer} part\n**Porter.** You know one door.\n\n- the other one\n:::\n"
    for name, blocks in (("without", play), ("with", play + card)):
        write(course, f"case_studies/{name}/01-case.md", lesson.replace(":::{town}", f"{blocks}\n:::{{town}}", 1))
    found = [str(one) for one in check_course(course, day_of_check()) if "has no cards" in str(one)]
    assert found == [
        "case_studies/without/01-case.md:1: trainer: a role play of a case has no cards; add a part for each role"
    ]
    (block,) = [block for block in load_blocks(course)["case_studies/with/01-case"] if block.kind == "part"]
    assert (block.lead, block.minutes, [part.listed for part in block.parts]) == ("Porter", 0, [False, True])


ABOUT = ":::{trainer} debrief\n:minutes: 5\n:about: WORDS\n\n**Two.** Ask.\n\n- Who rang?\n- Who waited?\n:::\n"


@pytest.fixture
def activity(tmp_path: Path) -> tuple[Path, str]:
    course = tiny_course(tmp_path)
    found = [call for page in read_pages(course)[0] if page.file == LESSON for _, call in calls(page, "activity")]
    return course, found[0]


def test_a_talk_says_what_each_question_is_about(activity: tuple[Path, str]) -> None:
    course, id_ = activity
    assert with_block(course, ABOUT.replace("WORDS", f"{id_} task")) == []
    (block,) = load_blocks(course)[NAME]
    assert block.about == (id_, "task")
    assert [part.text for part in block.parts] == ["**Two.** Ask.", "Who rang?", "Who waited?"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-", "about: 1 words for 2 entries of the list; write one for each"),
        ("- start/none-9", "about: 'start/none-9' is no activity of this lesson or case"),
        ("- ID.scene", "has no scenes; leave out '.scene'"),
    ],
)
def test_a_talk_about_nothing_is_refused(words: str, said: str, activity: tuple[Path, str]) -> None:
    course, id_ = activity
    found = with_block(course, ABOUT.replace("WORDS", words.replace("ID", id_)))
    assert [problem for problem in found if said in problem and problem.startswith(LESSON)], found


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (SOUND.replace(":minutes: 15", ":minutes: 15\n:about: task"), "'task' is for a debrief; name activities"),
        (":::{trainer} safety\n:about: -\n\nSomebody may know this.\n:::\n", "a safety speaks of no activity"),
    ],
)
def test_only_talks_and_tasks_speak_of_activities(block: str, said: str, tmp_path: Path) -> None:
    found = with_block(tiny_course(tmp_path), block)
    assert [problem for problem in found if said in problem], found


def test_a_scenario_is_named_with_a_scene() -> None:
    [page] = [one for one in read_pages(ROOT)[0] if one.file == "case_studies/oslo-begging/02-decide.md"]
    pages = [one for one in read_pages(ROOT)[0] if one.file.startswith("case_studies/oslo-begging/")]
    bare = [(number, text.replace("minibus-1.offer", "minibus-1")) for number, text in page.named("trainer")[-1].body]
    page.named("trainer")[-1].body[:] = bare
    others = [one for one in pages if one.file != page.file]
    [problem] = about_problems([page, *others], load_catalogue(ROOT))
    assert "names no scene of the scenario; add one after a dot: fountain, language" in str(problem)
