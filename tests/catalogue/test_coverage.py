"""What a role needs can be practised, and what the course promises is there: once all six chapters are."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import KINDS
from steppingup.catalogue import Catalogue, load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.coverage import Cell, coverage, coverage_problems, totals
from steppingup.catalogue.promises import numbers, promise_problems, promises
from steppingup.catalogue.whole import counted, is_whole
from tests.catalogue.test_blind import part, scenario
from tests.catalogue.test_items import Vignette, yaml
from tests.catalogue.tiny import BROKEN, tiny_course, write

CASE = "case_studies/town/activities.yml"
STORY = "A cook stands at desk {0} and says {0} that boss {0} keeps the pay of {0} and laughs {0} when {0} he asks"


def choice(id_: str, **more: Any) -> dict[str, Any]:
    options = [part("a", correct=True), part("b")]
    same = {"version": 1, "competency": "encounter.notice", "roles": ["all"], "tier": 1, "sources": ["general"]}
    return {"id": id_, "kind": "choice", "prompt": STORY.format(id_), "options": options, **same, **more}


def vignette(number: int, truth: str, **more: Any) -> dict[str, Any]:
    same = {key: value for key, value in choice(f"v/v{number}").items() if key != "options"}
    return {**same, "kind": "vignette", "truth": truth, **more}


def whole(folder: Path) -> Path:
    course = tiny_course(folder)
    for number in range(2, 7):
        write(course, f"chapters/0{number}-more/index.md", f"# Chapter {number}\n")
    return course


def told(course: Path) -> list[str]:
    return [str(problem) for problem in promise_problems(load_catalogue(course))]


def cells(catalogue: Catalogue) -> dict[tuple[str, int], Cell]:
    return {(c.role, c.tier): c for c in coverage(catalogue.activities.values(), catalogue.facts)}


def test_main_and_second_competency_count_for_each_role(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    for file in course.glob("chapters/*/activities.yml"):
        file.unlink()
    second = choice("s/two", competency="other", second="encounter.notice", tier=2, roles=["health_staff"])
    twice = choice("s/near", prompt=STORY.format("s/one"))
    write(course, "chapters/01-start/activities.yml", yaml([choice("s/one"), second, twice]))
    write(course, "book/activities.yml", yaml([choice("s/gallery")]))
    write(course, "book/bank/a.yml", yaml([choice("s/bank", roles=["social_worker"])]))
    catalogue = load_catalogue(course)
    found = cells(catalogue)
    assert found["health_staff", 1].counts == {"practice": 1, "bank": 0, "graded": 0, "needs": 0}
    assert found["health_staff", 2].counts["practice"] == 1
    assert found["social_worker", 2].counts["practice"] == 0
    assert found["social_worker", 1].counts == {"practice": 1, "bank": 1, "graded": 0, "needs": 0}
    assert (found["social_worker", 1].required, found["health_staff", 3].required) == (3, 2)
    assert totals(catalogue.activities.values())["encounter.notice", 1, "practice"] == 1
    assert [entry.id for entry in counted(catalogue.activities.values())] == ["s/one", "s/two", "s/bank"]


def test_an_empty_cell_is_told_when_the_course_is_whole(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    path = course / "chapters/01-start/activities.yml"
    path.write_text(path.read_text("utf-8").replace("roles: [all]", "roles: [social_worker]"), "utf-8")
    assert not is_whole(course)
    assert list(coverage_problems(load_catalogue(course))) == []
    for number in range(2, 7):
        assert not is_whole(course)
        write(course, f"chapters/0{number}-more/index.md", "# More\n")
    assert is_whole(course)
    (problem,) = coverage_problems(load_catalogue(course))
    assert str(problem).startswith(
        "facts/competencies.yml:4: encounter.notice: required: no practice item for 'health_"
    )
    assert problem in check_course(course, date(2026, 1, 15))


def test_a_course_without_its_broken_items_is_not_judged(tmp_path: Path) -> None:
    course = whole(tmp_path)
    assert told(course)
    write(course, "chapters/02-more/activities.yml", "- {id: s/broken, kind: choice}\n")
    assert told(course) == []
    assert list(coverage_problems(load_catalogue(course))) == []


def test_promises_wait_for_the_whole_course(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    assert told(course) == []
    found = told(whole(tmp_path / "whole"))
    assert found[0].startswith("_config.yml:1: promise: 3 activities in lessons and cases, 110 at least are promised")
    assert "chapters/01-start/index.md:1: promise: 3 kinds of activity in chapters/01-start, 5 at least" in "\n".join(
        found
    )
    assert "chapters/06-more/index.md:1: promise: 0 activities in chapters/06-more, 14 at least" in "\n".join(found)
    assert len(found) == 4 + 2 * 6


def test_promises_of_exercises_are_asked_where_there_are_exercises(tmp_path: Path) -> None:
    course = whole(tmp_path)
    assert not [problem for problem in told(course) if "graded" in problem]
    shutil.copytree(BROKEN.parent / "graded", course, dirs_exist_ok=True)
    found = [problem for problem in told(course) if "graded" in problem]
    assert found[0].startswith("_config.yml:1: promise: 1 graded exercises, 10 at least are promised")
    assert found[1].startswith("_config.yml:1: promise: 9 graded items, 60 at least are promised")
    assert len(found) == 2


def test_what_nearly_repeats_another_item_does_not_count(tmp_path: Path) -> None:
    course = whole(tmp_path)
    write(course, "chapters/02-more/activities.yml", yaml([choice("s/one"), choice("s/two")]))
    assert numbers(load_catalogue(course).activities.values()).activities["chapters/02-more"] == {"choice": 2}
    near = choice("s/two", prompt=STORY.format("s/one"))
    write(course, "chapters/02-more/activities.yml", yaml([choice("s/one"), near]))
    assert numbers(load_catalogue(course).activities.values()).activities["chapters/02-more"] == {"choice": 1}


def test_the_scenario_of_a_case(tmp_path: Path) -> None:
    course = whole(tmp_path)
    write(course, "case_studies/town/index.md", "# A case\n")
    assert sum("case_studies/town" in problem for problem in told(course)) == 3
    full = scenario(1, "h10")
    full["scenes"] = [{**full["scenes"][0], "id": f"s{n}"} for n in range(7)]
    for place, scene in enumerate(full["scenes"]):
        goto = f"s{place + 1}" if place < 6 else "end"
        scene["options"] = [{**option, "goto": goto} for option in scene["options"]]
    full["scenes"][0]["options"][0]["goto"] = [{"when": "visited(s0)", "goto": "s2"}, {"goto": "s1"}]
    worse = [{"id": name, "cap": 0.5, "title": "T", "text": "T.", "when": f"chose(s6.{name})"} for name in "ac"]
    full |= {"start": "s0", "endings": [*worse, *full["endings"]]}
    write(course, CASE, yaml([scenario(2, "1h0"), full]))
    catalogue = load_catalogue(course)
    assert not [problem for problem in promise_problems(catalogue) if "town" in problem.message]
    kept = [p.found for p in promises(catalogue, numbers(catalogue.activities.values())) if "town" in p.what]
    assert kept == [7, 3, 1]


@pytest.mark.parametrize(
    ("truths", "level"),
    [
        (["refer", "consult", "other-help"], ""),
        (["refer", "refer", "consult", "other-help"], "error"),
        (["refer", "consult", "other-help", "consult"], "warning"),
        (["consult", "other-help", "refer", "refer", "consult"], "error"),
    ],
)
def test_as_many_vignettes_of_each_truth(
    truths: list[str], level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "vignette", Vignette)
    course = whole(tmp_path)
    write(course, "chapters/04-more/activities.yml", yaml([vignette(n, truth) for n, truth in enumerate(truths)]))
    found = [problem for problem in promise_problems(load_catalogue(course)) if "vignettes: " in problem.message]
    assert [problem.level for problem in found] == ([level] if level else [])


def test_twin_pairs_count_once_and_differ_in_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "vignette", Vignette)
    course = whole(tmp_path)
    twins = [("v/v1", "gender"), ("v/v1", "age"), ("v/x", "gender")]
    second = [vignette(n, "refer", twin={"of": of, "differs": why}) for n, (of, why) in enumerate(twins, 2)]
    records = [vignette(1, "refer"), {**second[0], "prompt": STORY.format("v/v1")}, *second[1:]]
    write(course, "chapters/04-more/activities.yml", yaml(records))
    counts = numbers(load_catalogue(course).activities.values())
    assert counts.pairs == [("v/v1", "v/v2", "gender")]
    assert counts.truths == {"refer": 1}
    assert counts.activities["chapters/04-more"] == {"vignette": 1}
