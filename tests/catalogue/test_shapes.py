"""An activity that gets other answers needs a new version, or a platform would read kept answers as others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapes

from tests.catalogue.tiny import tiny_course

FILE = "chapters/01-start/activities.yml"
SECOND = "    - {id: b, text: A friend of mine, feedback: Not first.}\n"
THIRD = "    - {id: c, text: Nobody, feedback: Not yet.}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose activities stand in the file."""
    course = tiny_course(tmp_path)
    assert shapes.main([], course, tmp_path / "shapes.json") == 0
    return course


def change(course: Path, *pairs: tuple[str, str]) -> None:
    path = course / FILE
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def kept(course: Path) -> dict[str, str]:
    marks: dict[str, str] = json.loads((course.parent / "shapes.json").read_text("utf-8"))
    return marks


def again(course: Path, *words: str) -> int:
    return shapes.main(list(words), course, course.parent / "shapes.json")


@pytest.mark.parametrize("words", [(), ("--check",)])
@pytest.mark.parametrize(
    "pair",
    [
        pytest.param((SECOND, SECOND + THIRD), id="one more option"),
        pytest.param((SECOND, SECOND.replace("id: b", "id: d")), id="another id"),
        pytest.param(('prompt: "What', 'select: several\n  prompt: "What'), id="another form of answer"),
    ],
)
def test_other_answers_under_the_same_version_are_refused_with_their_place(
    course: Path, pair: tuple[str, str], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept(course)
    change(course, pair)
    assert again(course, *words) == 1
    assert f"{FILE}:2: start/one-1: version: its options, steps or targets are not" in capsys.readouterr().out
    assert kept(course) == before


def test_a_new_version_is_added_and_the_old_one_stays(course: Path) -> None:
    before = kept(course)
    change(course, ("version: 1", "version: 2"), (SECOND, SECOND + THIRD))
    assert again(course, "--check") == 1
    assert again(course) == 0
    assert again(course, "--check") == 0
    assert kept(course).items() > before.items()
    assert kept(course)["start/one-1@1"] != kept(course)["start/one-1@2"]


def test_an_id_that_was_used_once_cannot_come_back_with_other_answers(course: Path) -> None:
    change(course, ("start/one-1", "start/one-9"))
    assert again(course) == 0
    change(course, ("start/one-9", "start/one-1"), (SECOND, SECOND + THIRD))
    assert again(course) == 1


def test_other_words_and_another_order_need_no_new_version(course: Path) -> None:
    first = next(line for line in (course / FILE).read_text("utf-8").splitlines(keepends=True) if "id: a," in line)
    change(course, (first, ""), (SECOND, SECOND + first.replace("The one number", "One number for all")))
    assert again(course, "--check") == 0


def test_all_activities_of_the_course_stand_in_the_file() -> None:
    assert shapes.main(["--check"]) == 0
