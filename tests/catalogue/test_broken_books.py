"""Hostile and broken content: every problem has its file, line, id and field, and all come in one run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from steppingup.catalogue.check import check_course
from steppingup.cli import main
from steppingup.common.errors import Problem
from tests.catalogue.tiny import BROKEN, TODAY, tiny_course

OVERLAYS = sorted(path.parent.name for path in BROKEN.glob("*/expected.txt"))


def check(course: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--course", str(course), "check", "--today", TODAY])
    return result.exit_code, result.output


@cache
def problems_of(overlay: str) -> tuple[tuple[Problem, int], ...]:
    """Every problem of a broken course, with the number of lines of its file; checked once for all tests that ask."""
    with TemporaryDirectory() as folder:
        course = tiny_course(Path(folder), overlay)
        return tuple((one, (course / one.file).read_bytes().count(b"\n") + 1) for one in check_course(course))


def test_sound_course_has_no_problem(tmp_path: Path) -> None:
    assert check(tiny_course(tmp_path)) == (0, "The content is in order.\n")


def test_all_overlays_are_tried() -> None:
    assert OVERLAYS == ["facts", "fields", "lessons", "scenarios", "texts", "twins", "yaml"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_exactly_these_problems(overlay: str, tmp_path: Path) -> None:
    expected = (BROKEN / overlay / "expected.txt").read_text(encoding="utf-8")
    assert check(tiny_course(tmp_path, overlay)) == (1, expected)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_problem_names_a_line_that_exists(overlay: str) -> None:
    for problem, lines in problems_of(overlay):
        assert 1 <= problem.line <= lines, problem


@pytest.mark.parametrize(
    ("overlay", "file", "line", "id_", "field", "words"),
    [
        ("yaml", "chapters/02-broken/activities-1-tab.yml", 3, "", "", "broken YAML"),
        ("fields", "chapters/02-broken/activities.yml", 22, "broken/fields-1", "promt", "do you mean 'prompt'"),
        ("fields", "chapters/02-broken/activities.yml", 14, "broken/kind-1", "kind", "unknown kind 'quiz'"),
        ("fields", "chapters/02-broken/activities.yml", 1, "start/one-1", "id", "chapters/01-start/activities.yml:1"),
        ("fields", "chapters/02-broken/activities.yml", 37, "broken/two-keys-1", "options.b.correct", "second key"),
        ("fields", "chapters/02-broken/activities.yml", 38, "broken/two-keys-1", "options.b.feedback", "is missing"),
        ("fields", "chapters/02-broken/activities.yml", 124, "broken/spot-1", "passages", "no passage is a signal"),
        ("texts", "chapters/02-broken/activities.yml", 8, "broken/html-1", "prompt", "holds HTML"),
        ("texts", "chapters/02-broken/activities.yml", 11, "broken/html-1", "options.a.text", "holds a script"),
        ("texts", "chapters/02-broken/activities.yml", 20, "broken/html-1", "sources.2", "unknown source 'palermo-9'"),
        ("texts", "chapters/02-broken/activities.yml", 6, "broken/html-1", "roles.2", "unknown role 'plumber'"),
        ("scenarios", "chapters/02-broken/activities.yml", 16, "broken/unreachable-1", "scenes.two", "no road leads"),
        ("scenarios", "chapters/02-broken/activities.yml", 42, "broken/dead-end-1", "scenes.two.options", "dead end"),
        ("scenarios", "chapters/02-broken/activities.yml", 64, "broken/loop-1", "scenes.two", "an endless loop"),
        ("lessons", "chapters/01-start/01-lesson.md", 23, "start/won-1", "activity", "no activity has this id"),
    ],
)
def test_what_the_course_promises(  # noqa: PLR0917 - each line above is one promise
    overlay: str, file: str, line: int, id_: str, field: str, words: str
) -> None:
    assert [
        problem
        for problem, _ in problems_of(overlay)
        if (problem.file, problem.line, problem.id, problem.field) == (file, line, id_, field)
        and words in problem.message
    ]
