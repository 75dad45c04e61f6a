"""Measured item-writing rules: a test-wise reader who knows nothing must not gain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from steppingup.activities import KINDS, Activity, Fault
from steppingup.activities.fields import Strict
from steppingup.activities.plain import Block
from steppingup.catalogue import Entry, load_catalogue
from steppingup.catalogue.items import item_problems
from steppingup.catalogue.items.forms import singles
from steppingup.catalogue.items.guessing import guesses
from steppingup.catalogue.items.wording import hedges, stems
from steppingup.common.errors import AnswerError
from tests.catalogue.tiny import tiny_course, write

Options = list[tuple[str, bool]]
FORM = [
    "the longest option",
    "the shortest option",
    "the most careful option",
    "the option with most words of the prompt",
]


class Twin(Strict):
    of: str
    differs: str


class Vignette(Activity):
    """A stand-in with the scores of a vignette: right 1, beside it one half."""

    kind: Literal["vignette"]
    truth: str
    twin: Twin | None = None

    def score(self, answer: Any) -> float:
        answers = ["refer", "consult", "other-help"]
        if len(answer) != 1 or answer[0] not in answers:
            raise AnswerError("no")
        return 1 - abs(answers.index(answer[0]) - answers.index(self.truth)) / 2

    def key(self) -> list[str]:
        return [self.truth]

    def items(self) -> list[dict[str, Any]]:
        return [{"id": id_, "text": id_} for id_ in ("refer", "consult", "other-help")]

    def shape(self) -> dict[str, Any]:
        return {}

    def faults(self) -> Iterator[Fault]:
        yield from ()

    def blocks(self, _text: object) -> Iterator[Block]:
        yield from ()


def entries(
    folder: Path, items: Sequence[Options], prompts: Sequence[str] = (), file: str = "chapters/09-items/activities.yml"
) -> list[Entry]:
    records = [
        {
            "id": f"items/one-{number}", "version": 1, "kind": "choice", "competency": "c", "roles": ["all"], "tier": 1,
            "prompt": prompts[number % len(prompts)] if prompts else f"P{number} Q{number} R{number}",
            "options": [
                {"id": "abcdefg"[place], "text": text, "correct": right, "feedback": "Why."}
                for place, (text, right) in enumerate(options)
            ],
            "sources": ["general"],
        }
        for number, options in enumerate(items)
    ]  # fmt: skip
    course = folder / "course" if (folder / "course").exists() else tiny_course(folder)
    write(course, file, yaml(records))
    return [entry for entry in load_catalogue(course).activities.values() if entry.id.startswith("items/")]


def yaml(records: Sequence[dict[str, Any]]) -> str:
    return "".join(f"- {json.dumps(record)}\n" for record in records)


def three(key: int, texts: Sequence[str] = ("one", "two", "six")) -> Options:
    return [(text, place == key) for place, text in enumerate(texts)]


def even(number: int) -> list[Options]:
    return [three(place % 3) for place in range(number)]


def works(found: Sequence[Entry], group: str = "all") -> list[str]:
    return [guess.rule.removeprefix("always ") for guess in guesses(found) if guess.works and guess.group == group]


def test_even_items_pass(tmp_path: Path) -> None:
    found = entries(tmp_path, even(12))
    assert works(found) == []
    assert [guess.rule.removeprefix("always ") for guess in guesses(found)][:4] == FORM
    assert [round(guess.difference, 9) for guess in guesses(found)] == [0] * 10
    assert not any(guess.misleads for guess in guesses(found))
    assert list(item_problems(found)) == []


@pytest.mark.parametrize(
    ("other", "key", "rule"),
    [
        ("ten letters", "twelve letters", FORM[0]),
        ("ten letters", "nine let", FORM[1]),
        ("Wait until the boss is here", "Wait until perhaps he is here", FORM[2]),
        ("Take him to another town", "Take his passport to a town", FORM[3]),
    ],
)
def test_each_form_is_found(other: str, key: str, rule: str, tmp_path: Path) -> None:
    items = [three(n % 3, [key if place == n % 3 else other for place in range(3)]) for n in range(12)]
    prompts = [f"The boss keeps the passports N{n} M{n} O{n} P{n} Q{n} R{n} S{n}" for n in range(12)]
    found = entries(tmp_path, items, prompts)
    assert rule in works(found)
    problem = next(problem for problem in item_problems(found) if rule in problem.message)
    assert problem.level == "error"
    assert "earns 100% over all 12 one-answer items, chance 33%; at most 41% is right" in problem.message
    assert "change at least 8 of these: items/one-0, " in problem.message
    assert "items/one-11" in problem.message
    assert (problem.id, problem.field, problem.line) == ("items/one-0", "options", 1)


def test_the_contrary_of_a_rule_warns(tmp_path: Path) -> None:
    items = [
        three(n % 3, ["Go to the town" if place == n % 3 else "Ask the boss if he may" for place in range(3)])
        for n in range(12)
    ]
    found = entries(tmp_path, items, [f"The boss may pay N{n} M{n} O{n} P{n} Q{n} R{n} S{n}" for n in range(12)])
    told = [problem for problem in item_problems(found) if "always" in problem.message]
    assert [(problem.level, problem.message.split(" earns")[0]) for problem in told] == [
        ("error", "always the shortest option"), ("warning", "always the least careful option"),
        ("warning", "always the option with fewest words of the prompt"),
    ]  # fmt: skip


def test_what_misleads_is_told_apart(tmp_path: Path) -> None:
    items = [three(n % 3, ["short" if place == n % 3 else "longer one" for place in range(3)]) for n in range(12)]
    longest, shortest, *_ = guesses(entries(tmp_path, items))
    assert (longest.earned, longest.misleads, longest.works) == (0, True, False)
    assert (shortest.earned, shortest.works, shortest.surplus) == (1, True, 8)


@pytest.mark.parametrize(("key", "rules"), [(0, ["option 1"]), (2, ["option 3", "the last option"])])
def test_favourite_position_is_found(key: int, rules: list[str], tmp_path: Path) -> None:
    found = entries(tmp_path, [*even(9), *([three(key)] * 3)])
    assert works(found) == rules


def test_a_place_is_measured_where_there_is_one(tmp_path: Path) -> None:
    four = [[*three(9), ("ten", True)]] * 12
    found = entries(tmp_path, [*even(48), *four])
    assert works(found) == ["option 4", "the last option"]
    assert next(guess.items for guess in guesses(found) if guess.rule == "always option 4") == 12


def test_few_items_prove_nothing(tmp_path: Path) -> None:
    assert guesses(entries(tmp_path, [three(0)] * 11)) == []


def test_a_large_set_is_measured_alone(tmp_path: Path) -> None:
    def measured(bank: Sequence[Options]) -> list[Entry]:
        entries(tmp_path, bank, file="book/bank/a.yml")
        text = (tmp_path / "course/book/bank/a.yml").read_text("utf-8")
        write(tmp_path / "course", "book/bank/a.yml", text.replace("items/one", "items/bank"))
        return entries(tmp_path, even(300))

    assert {guess.group for guess in guesses(measured(even(39)))} == {"all", "practice"}
    assert {guess.group for guess in guesses(measured(even(40)))} == {"all", "practice", "bank"}
    spoilt = measured([three(2)] * 40)
    assert works(spoilt) == []
    assert works(spoilt, "bank") == ["option 3", "the last option"]
    assert any("over the 40 bank one-answer items" in problem.message for problem in item_problems(spoilt))


def test_a_vignette_is_a_one_answer_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "vignette", Vignette)
    course = tiny_course(tmp_path)
    same = {"version": 1, "kind": "vignette", "competency": "c", "roles": ["all"], "tier": 1, "sources": ["g"]}
    truths = ["refer", "consult", "other-help"]
    records = [{"id": f"v/v{n}", "prompt": f"P{n}", "truth": truths[n % 3], **same} for n in range(12)]
    write(course, "chapters/09/activities.yml", yaml(records))
    found = [entry for entry in load_catalogue(course).activities.values() if entry.id.startswith("v/")]
    assert [item.scores for item in singles(found)[:3]] == [(1, 0.5, 0), (0.5, 1, 0.5), (0, 0.5, 1)]
    assert [round(item.chance, 3) for item in singles(found)[:2]] == [0.5, 0.667]
    assert works(found) == ["option 2"]
    second = next(guess for guess in guesses(found) if guess.works)
    assert (round(second.earned, 3), round(second.chance, 3), second.works) == (0.667, 0.556, True)
    assert [entry.id for entry in second.entries] == ["v/v1", "v/v4", "v/v7", "v/v10"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([("x" * 10, True), ("x" * 17, False)], "10 to 17 characters long"),
        ([("They always come", True), ("They seldom come", False)], "'always'"),
        ([("Never say a word", True), ("Always, always!!", False)], "'Never'"),
        ([("This or the other", True), ("All of the above", False)], "'All of the above'"),
    ],
)
def test_what_a_single_item_shows(options: Options, words: str, tmp_path: Path) -> None:
    problems = list(item_problems(entries(tmp_path, [options])))
    assert words in problems[0].message
    assert {problem.level for problem in problems} == {"error"}


def test_boundary_of_the_length_factor(tmp_path: Path) -> None:
    assert list(item_problems(entries(tmp_path, [[("x" * 10, True), ("x" * 16, False)]]))) == []


def test_lengths_are_those_that_learners_see(tmp_path: Path) -> None:
    shown = len("112 (1 November 2025)")
    assert list(item_problems(entries(tmp_path, [[("{fact:number}", True), ("x" * shown, False)]]))) == []
    (problem,) = item_problems(entries(tmp_path, [[("{fact:number}", True), ("x" * 13, False)]]))
    assert "options are 13 to 21 characters long" in problem.message


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call 112 and stay.", 0), ("Perhaps she MAY ask first, if possible.", 5), ("In most cases, together", 2),
        ("Firstly, askew, mayor, somebody", 0),
    ],
)  # fmt: skip
def test_hedges(text: str, count: int) -> None:
    assert hedges(text) == count


def test_stems() -> None:
    assert stems("The workers worked in the boss's office") == stems("working worker, boss: offices")
    assert stems("It is what you would do") == frozenset()
