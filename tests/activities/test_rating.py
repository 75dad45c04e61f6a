"""Ratings: what can be answered, that nothing of it has a score, and what an author may get wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import Rating
from steppingup.activities.interactions import Part
from steppingup.common.errors import AnswerError

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[1] / "vectors" / "rating.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_every_vector(vector: dict[str, Any]) -> None:
    model = Rating.model_validate(vector["activity"])
    assert list(model.faults()) == []
    assert model.spec() == vector["spec"]
    for case in vector["cases"]:
        if case["sound"]:
            assert model.read(case["answer"]) == case["answer"]
        else:
            with pytest.raises(AnswerError):
                model.responses(case["answer"])
        with pytest.raises(AnswerError):
            model.score(case["answer"])


def test_nothing_is_right_and_nothing_is_packed() -> None:
    model = Rating.model_validate(VECTORS[0]["activity"])
    assert not model.scored
    assert (model.key(), model.shape(), model.items()) == ({}, {}, [])


def test_what_it_asks_in_neutral_forms() -> None:
    model = Rating.model_validate(VECTORS[0]["activity"])
    importance, ability = model.interactions()
    assert (importance.id, ability.form, ability.right) == ("importance", "match", frozenset())
    assert ability.parts[0] == Part("encounter.notice:ability", "notices signs", "", "lines.encounter.notice")
    assert [step.id for step in ability.targets] == ["0", "1", "2", "3"]
    chosen = model.responses({"encounter.notice:ability": "2"})
    assert chosen == {"importance": (), "ability": (("encounter.notice:ability", "2"),)}


def test_on_paper_all_words_can_be_read() -> None:
    shown = str(Rating.model_validate(VECTORS[0]["activity"]).plain())
    for _, text in Rating.model_validate(VECTORS[0]["activity"]).texts():
        assert text in shown


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "line twice": (lambda one: one["lines"].append(one["lines"][0]), "stands twice"),
    "scales": (lambda one: one["scales"].reverse(), "'importance' once and then 'ability' once"),
    "scale twice": (lambda one: one.update(scales=[one["scales"][0]] * 2), "'importance' once"),
    "steps": (lambda one: one["scales"][0]["steps"].reverse(), "'0', '1', '2' and '3' in this order"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults(name: str) -> None:
    record = copy.deepcopy(VECTORS[0]["activity"])
    edit, words = FAULTS[name]
    edit(record)
    assert any(words in fault.message for fault in Rating.model_validate(record).faults())
