"""Measured item-writing rules: a test-wise reader who knows nothing must not gain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from steppingup.catalogue import Entry, load_catalogue
from steppingup.catalogue.items import guesses, item_problems
from tests.catalogue.tiny import tiny_course, write

Options = list[tuple[str, bool]]


def entries(folder: Path, items: list[Options]) -> list[Entry]:
    records = []
    for number, options in enumerate(items):
        lines = [
            f'    - {{id: {"abcdefg"[n]}, text: "{text}", correct: {str(right).lower()}, feedback: Why.}}'
            for n, (text, right) in enumerate(options)
        ]
        head = f"- {{id: items/one-{number}, version: 1, kind: choice, competency: c, roles: [all], tier: 1, prompt: P,"
        records.append(
            "\n".join([f"{head} sources: [general], options: [", ",\n".join(lines).replace("- {", "{"), "]}"])
        )
    course = tiny_course(folder)
    write(course, "chapters/09-items/activities.yml", "\n".join(records) + "\n")
    return [entry for entry in load_catalogue(course).activities.values() if entry.id.startswith("items/")]


def three(key: int, lengths: Sequence[int] = (10, 10, 10)) -> Options:
    return [("x" * length, place == key) for place, length in enumerate(lengths)]


def even(number: int) -> list[Options]:
    return [three(place % 3) for place in range(number)]


def works(found: list[Entry]) -> list[str]:
    return [guess.rule for guess in guesses(found) if guess.works]


def test_even_items_pass(tmp_path: Path) -> None:
    found = entries(tmp_path, even(12))
    assert works(found) == []
    assert [round(guess.earned - guess.chance, 9) for guess in guesses(found)] == [0] * 5
    assert list(item_problems(found)) == []


def test_longest_key_is_found(tmp_path: Path) -> None:
    lengths = [[12 if n == place % 3 else 10 for n in range(3)] for place in range(12)]
    found = entries(tmp_path, [three(place % 3, lengths[place]) for place in range(12)])
    assert works(found) == ["always the longest option"]
    (problem,) = item_problems(found)
    assert problem.level == "error"
    assert "earns 100% over all one-answer items, chance 33%" in problem.message
    assert "items/one-11" in problem.message
    assert (problem.id, problem.field, problem.line) == ("items/one-0", "options", 1)


@pytest.mark.parametrize(
    ("key", "rules"), [(0, ["always option 1"]), (2, ["always option 3", "always the last option"])]
)
def test_favourite_position_is_found(key: int, rules: list[str], tmp_path: Path) -> None:
    found = entries(tmp_path, [*even(9), *([three(key)] * 3)])
    assert works(found) == rules


def test_few_items_prove_nothing(tmp_path: Path) -> None:
    assert guesses(entries(tmp_path, [three(0)] * 11)) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([("x" * 10, True), ("x" * 17, False)], "10 to 17 characters long"),
        ([("They always come", True), ("They seldom come", False)], "'always'"),
        ([("Never say a word", True), ("Always, always!!", False)], "'Never'"),
    ],
)
def test_warnings(options: Options, words: str, tmp_path: Path) -> None:
    problems = list(item_problems(entries(tmp_path, [options])))
    assert words in problems[0].message
    assert {problem.level for problem in problems} == {"warning"}


def test_boundary_of_the_length_factor(tmp_path: Path) -> None:
    assert list(item_problems(entries(tmp_path, [[("x" * 10, True), ("x" * 16, False)]]))) == []
