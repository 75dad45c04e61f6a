"""What the course promises of its content, measured on the content itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from steppingup.catalogue import Catalogue, load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.documents.load import load_figures

ROOT = Path(__file__).resolve().parents[1]
CHAPTER, CASE = "chapters/02-definition/", "case_studies/finland-wood-plant/"
KINDS = {"choice", "match", "order", "classify", "spot", "scenario", "vignette", "worksheet", "rating"}


@pytest.fixture(scope="module")
def course() -> Catalogue:
    found = load_catalogue(ROOT)
    assert found.problems == []
    return found


def kinds(course: Catalogue, place: str) -> Counter[str]:
    return Counter(entry.model.kind for entry in course.activities.values() if entry.place.startswith(place))


def test_a_chapter_has_at_least_fourteen_activities_of_five_kinds(course: Catalogue) -> None:
    found = kinds(course, CHAPTER)
    assert found.total() >= 14
    assert len(found) >= 5


def test_the_gallery_has_every_kind(course: Catalogue) -> None:
    assert set(kinds(course, "book/")) == KINDS


def test_the_case_has_a_scenario_with_real_decisions_and_a_branch_that_depends_on_an_earlier_one(
    course: Catalogue,
) -> None:
    spec = course.spec("wood-plant/hall-1")
    game = {scene["id"]: scene for scene in spec["scenes"]}
    branches = {
        step["goto"] for scene in game.values() for o in scene["options"] for step in o["goto"] if "when" in step
    }
    assert len(game) - len(branches) >= 7
    assert len(spec["endings"]) >= 3
    assert branches
    assert all(len(scene["options"]) == 3 for scene in game.values())


def test_bars_show_the_numbers_of_the_facts(course: Catalogue) -> None:
    figure = load_figures(ROOT, course.words, course.facts)["eu-registered"]
    bars = {bar["label"]: bar["value"] for bar in figure.model_dump()["bars"]}
    facts = {year: course.facts.facts[f"eu-registered-{year}"].value for year in bars}
    assert {year: int(re.sub(r"\D", "", value)) for year, value in facts.items()} == bars


def test_sentences_are_short_and_paragraphs_too() -> None:
    pages = [path for place in ("chapters", "case_studies", "book") for path in sorted((ROOT / place).rglob("*.md"))]
    assert pages
    for page in pages:
        text = re.sub(r"^---\n.*?\n---\n|```.*?```|^\|.*?$|^:.*?$", "", page.read_text("utf-8"), flags=re.S | re.M)
        text = re.sub(r"^> ?", "", text, flags=re.M)  # a letter has paragraphs, too
        paragraphs = [part.split() for part in re.split(r"\n\s*\n|\n(?=[-\d])", text) if part.strip()]
        assert max(map(len, paragraphs)) <= 90, page


def test_every_chapter_and_the_named_cases_have_an_exercise_and_one_closes_the_course(course: Catalogue) -> None:
    found = list(load_exercises(course).values())
    assert sorted(one.chapter for one in found if one.chapter) == ["1", "2", "3", "4", "5", "6"]
    cases = {one.case for one in found if one.case}
    assert cases == {"finland-wood-plant", "oslo-begging", "sweden-forced-theft"}
    assert sum(one.capstone for one in found) == 1
    assert sum(len(one.items) for one in found) >= 60
    assert {entry.model.kind for one in found for entry in one.items} == {*KINDS - {"worksheet", "rating"}, "text"}


def test_every_exercise_has_a_task_that_a_trainer_reads(course: Catalogue) -> None:
    for exercise in load_exercises(course).values():
        assert any(entry.model.manual for entry in exercise.items), exercise.id
        assert exercise.points == sum(item["points"] for item in exercise.public()["items"])
