"""The bank of the final check: every draw exists, and each broken entry gives one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.catalogue.bank import bank_entries, bank_items, bank_problems, learners
from steppingup.catalogue.check import check_course
from steppingup.catalogue.draw import IN_AREA, OTHERS, SIZE, Item, Learner, draw
from steppingup.catalogue.load import load_catalogue
from steppingup.catalogue.model import Catalogue
from tests.catalogue.tiny import tiny_course, write

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    "decision_maker", "procurement", "social_worker", "health_staff", "municipal_police_inspector", "ngo_worker",
    "teacher_librarian_frontdesk",
    "tier-1", "tier-2", "tier-3",
]  # fmt: skip
ITEM = """- id: check/notice-{n}
  version: 1
  kind: choice
  competency: encounter.notice
  roles: [all]
  tier: 1
  place: room-{n}
  certainty: true
  prompt: What do you note in room {n}?
  options:
    - {{id: a, text: The key of room {n} is gone., correct: true, feedback: That counts.}}
    - {{id: b, text: It rains on room {n}., feedback: That does not.}}
  sources: [general]
"""


@pytest.fixture(scope="module")
def course() -> Catalogue:
    return load_catalogue(ROOT)


@pytest.fixture(scope="module")
def items(course: Catalogue) -> list[Item]:
    return bank_items(course)


def test_everybody_can_be_drawn_for(course: Catalogue) -> None:
    assert set(learners(course.facts)) == set(NAMES)
    assert learners(course.facts)["ngo_worker"].role == "ngo_worker"
    assert learners(course.facts)["tier-2"].role == ""


def test_what_everybody_needs_is_of_tier_one_or_named(course: Catalogue) -> None:
    tiers = {id_: one.tier for id_, one in course.facts.competencies.items()}
    for number in (1, 2, 3):
        levels = learners(course.facts)[f"tier-{number}"].levels
        needed = {id_ for id_, level in levels.items() if level}
        assert {tiers[id_] for id_ in needed - {"legal-framework.children", "practice.records"}} <= {*range(number + 1)}
        assert {"legal-framework.children", "practice.records"} <= needed


@pytest.mark.parametrize("name", NAMES)
def test_twenty_sound_items_and_a_disjoint_refresher(name: str, course: Catalogue, items: list[Item]) -> None:
    """Counted from the items themselves: the draw's own word for it is not asked."""
    learner = learners(course.facts)[name]
    known = {item.id: item for item in items}
    areas = {item.area for item in items}
    sound = 0
    for seed in map(str, range(6)):
        first = draw(items, learner, {}, seed)
        second = draw(items, learner, dict.fromkeys(first.ids, "2026-01-01"), f"again {seed}")
        assert len({*first.ids, *second.ids}) == 2 * SIZE
        drawn = [known[id_] for id_ in first.ids]
        assert len({item.place for item in drawn}) == SIZE
        assert sum(not item.one for item in drawn) <= OTHERS
        for area in areas:
            assert sum(item.area == area for item in drawn) >= IN_AREA
        for item in (*drawn, *(known[id_] for id_ in second.ids)):
            assert not learner.role or {learner.role, "all"} & {*item.roles}, item.id
        sound += first.sound and second.sound
    assert sound, "no seed gives a sound check and a sound refresher"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_role_needs_most_is_asked(name: str, course: Catalogue, items: list[Item]) -> None:
    learner = learners(course.facts)[name]
    drawn = draw(items, learner, {}, "x").ids
    asked = {item.competency for item in items if item.id in drawn}
    there = {item.competency for item in items if not learner.role or {learner.role, "all"} & {*item.roles}}
    most = max(learner.levels.values())
    needed = {id_ for id_, level in learner.levels.items() if level == most} & there
    assert len(needed - asked) == max(0, len(needed) - SIZE)


def test_the_real_bank_has_no_problem(course: Catalogue) -> None:
    assert [problem for problem in bank_problems(course) if problem.level == "error"] == []
    assert len(bank_entries(course)) >= 100
    assert {entry.place for entry in bank_entries(course)} == {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "book/bank").glob("*.yml")
    }


def lines(course: Path) -> list[str]:
    files = ("book/bank/one.yml", "book/check.md")
    return [str(problem) for problem in check_course(course) if problem.file in files]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  place: room-1\n", "", "book/bank/one.yml:1: check/notice-1: place: is missing; name the room"),
        ("  certainty: true\n", "", "book/bank/one.yml:1: check/notice-1: certainty: the final check asks how sure"),
        ("certainty: true", "certainty: false", "book/bank/one.yml:8: check/notice-1: certainty: the final check asks"),
        ("competency: encounter.notice", "competency: encounter.notise", "book/bank/one.yml:4: check/notice-1: comp"),
        ("roles: [all]", "roles: [plumber]", "book/bank/one.yml:5: check/notice-1: roles.1: unknown role"),
        ("kind: choice", "kind: quiz", "book/bank/one.yml:3: check/notice-1: kind: unknown kind 'quiz'"),
        ("correct: true", "correct: false", "book/bank/one.yml:10: check/notice-1: options: no option is right"),
    ],
)
def test_a_broken_entry_gives_one_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    text = ITEM.format(n=1)
    assert old in text
    write(course, "book/bank/one.yml", text.replace(old, new))
    found = lines(course)
    assert len(found) == 1, found
    assert found[0].startswith(said)


def test_a_sound_entry_gives_none(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "book/bank/one.yml", ITEM.format(n=1))
    assert lines(course) == []


def test_a_kind_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    head = ITEM.format(n=1).partition("  options:")[0].replace("kind: choice", "kind: spot")
    passages = (
        "  passages:\n"
        "    - {id: a, text: The key is gone., signal: true, feedback: That counts.}\n"
        "    - {id: b, text: It rains., feedback: That does not.}\n"
        "  combination: A key that is gone is a reason to ask.\n  sources: [general]\n"
    )
    write(course, "book/bank/one.yml", head + passages)
    assert [line for line in lines(course) if "no kind for the final check" in line] == lines(course)[:1]


def whole(folder: Path, count: int) -> Path:
    """A course with six chapters, whose bank is too small."""
    course = tiny_course(folder)
    for number in range(2, 7):
        write(course, f"chapters/0{number}-more/index.md", f"# Chapter {number}\n\nMore.\n")
    write(course, "book/bank/one.yml", "".join(ITEM.format(n=n) for n in range(1, count + 1)))
    return course


def drawn(course: Path) -> list[str]:
    return [str(problem) for problem in bank_problems(load_catalogue(course))]


def test_a_bank_that_is_too_small_is_told_once_for_everybody(tmp_path: Path) -> None:
    found = drawn(whole(tmp_path, 3))
    names = [line.split(": ")[1] for line in found]
    assert sorted({*names}) == sorted({"tier-1", "tier-2", "tier-3", *load_catalogue(tmp_path / "course").facts.roles})
    first = next(line for line in found if "tier-1" in line)
    assert first.startswith("book/check.md:1: tier-1: draw: first check: 3 of 20 items; ")
    assert first.endswith("write more items that fit into the bank")


def test_a_refresher_that_must_ask_again_says_which_rule_gives_way(tmp_path: Path) -> None:
    found = [line for line in drawn(whole(tmp_path, 30)) if "tier-1" in line]
    assert len(found) == 1
    assert "refresher: rules that give way (see catalogue/draw.py): 'seen' for 10; write more items" in found[0]


def test_before_the_course_is_whole_no_draw_is_asked_for(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "book/bank/one.yml", ITEM.format(n=1))
    assert drawn(course) == []


def test_an_item_without_a_room_has_one_of_its_own(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "book/bank/one.yml", ITEM.format(n=1).replace("  place: room-1\n", ""))
    assert [item.place for item in bank_items(load_catalogue(course))] == ["check/notice-1"]
    assert Learner({}).role == ""
