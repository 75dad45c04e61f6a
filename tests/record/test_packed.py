"""The packed state: golden vectors, laws, and what it leaves out."""

from __future__ import annotations

import contextlib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.catalogue import load_catalogue
from steppingup.record import Record, RecordError, add, attempt_from, next_number, standing
from steppingup.record.packed import LIMIT, Item, LeftOut, State, key_of, pack, resume, state_of, unpack

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "packed.json").read_text(encoding="utf-8"))
SHAPES: dict[str, dict[str, Any]] = VECTORS["shapes"]
DAY = "2026-11-25"


def record(*answers: tuple[str, Any, float], **changes: Any) -> Record:
    """A record of answers (activity, answer, score) in a row."""
    made = Record()
    for activity, answer, score in answers:
        plain = {
            "replica": "aaaaaaaa", "n": next_number(made), "activity": activity, "version": SHAPES[activity]["version"],
            "release": "1", "phase": None, "form": None, "answer": answer, "score": score, "certainty": None,
            "seconds": 5, "day": DAY, **changes,
        }  # fmt: skip
        made = add(made, attempt_from(plain))
    return made


@pytest.mark.parametrize("case", VECTORS["good"], ids=lambda case: case["name"])
def test_golden(case: dict[str, Any]) -> None:
    state = State(case["day"], tuple(Item(**item) for item in case["items"]))
    text, left = pack(state, SHAPES)
    assert text == case["text"]
    assert left == LeftOut()
    assert unpack(text, SHAPES) == state


@pytest.mark.parametrize("case", VECTORS["bad"], ids=lambda case: case["name"])
def test_damaged_text_is_one_sentence(case: dict[str, Any]) -> None:
    with pytest.raises(RecordError) as caught:
        unpack(case["text"], SHAPES)
    assert caught.value.kind == case["error"]


@given(st.text(st.sampled_from("1ABCDEFGHgz09-_!"), max_size=60))
def test_any_text_is_a_state_or_a_sentence(text: str) -> None:
    with contextlib.suppress(RecordError):  # anything else would fail the test
        resume(Record(), unpack(text, SHAPES), "bbbbbbbb", "1")


def test_unknown_entries_survive() -> None:
    aside = VECTORS["aside"]
    few = {name: SHAPES[name] for name in aside["known"]}
    state = unpack(aside["text"], few)
    assert (state.items, list(state.aside)) == ((), aside["aside"])
    again, _ = pack(state_of(record(("a/some", ["x"], 0)), few, DAY, state.aside), few)
    assert unpack(again, SHAPES).items[-1].activity == "a/one"


def test_what_is_left_out_is_said() -> None:
    made = record(("a/one", ["b"], 0), ("a/one", ["b"], 0), ("a/one", ["a"], 1), ("a/sort", ["p", "q", "r", "s"], 1))
    made = add(made, attempt_from({**vars_of(made.attempts[0]), "phase": "T0", "n": 9}))
    state = state_of(made, {"a/one": SHAPES["a/one"]}, DAY)
    assert state.left_out == LeftOut(attempts=2, unknown=1, phases=1)
    [item] = state.items
    assert (item.count, item.last, item.best, item.answer) == (3, 1, 1, ["a"])


def test_an_answer_of_another_form_goes_and_its_score_stays() -> None:
    for answer in ("a", [1], {"k": "zzz"}, ["a", "b"], None, ["hall.a"] * 64, [["a"]], {"z": "t"}):
        for activity in SHAPES:
            state = state_of(record((activity, answer, 0.5)), SHAPES, DAY)
            [item] = unpack(pack(state, SHAPES)[0], SHAPES).items
            assert item.last == 0.5
            assert item.answer is None or item.answer == answer


def test_the_longest_answers_go_first_and_then_whole_entries() -> None:
    made = record(("a/one", ["b"], 1), ("a/walk", ["hall.a", "night.b"] * 20, 1))
    state = state_of(made, SHAPES, DAY)
    whole, none = pack(state, SHAPES)
    assert none.answers == 0
    shorter, left = pack(state, SHAPES, len(whole) - 1)
    assert (left.answers, left.activities) == (1, 0)
    assert [item.answer for item in unpack(shorter, SHAPES).items] == [["b"], None]
    tiny, left = pack(state, SHAPES, 10)
    assert (left.activities, len(tiny)) == (2, 4)


def test_resuming_adds_what_is_new_and_only_once() -> None:
    old = record(("a/one", ["b"], 1), ("a/one", ["c"], 0), ("a/put", {"k": "t"}, 0.5))
    text, _ = pack(state_of(old, SHAPES, DAY), SHAPES)
    state = unpack(text, SHAPES)
    fresh = resume(Record(), state, "bbbbbbbb", "1")
    here = standing(fresh, "a/one", 1)
    assert (here.status, here.count, here.best and here.best.score) == ("other", 2, 1)
    assert resume(fresh, state, "cccccccc", "1") == fresh
    assert resume(old, state, "bbbbbbbb", "1") == old


def test_a_resumed_visit_knows_how_often_and_the_best_even_if_that_is_nothing() -> None:
    often = record(*[("a/one", ["b"], 1)] * 4)
    none = add(record(("a/sort", ["p", "q", "r", "s"], 0)), _unscored("a/sort", n=2))
    for old, activity, count, best in ((often, "a/one", 3, 1), (none, "a/sort", 2, 0)):
        state = state_of(old, SHAPES, DAY)
        fresh = resume(Record(), unpack(pack(state, SHAPES)[0], SHAPES), "bbbbbbbb", "1")
        here = standing(fresh, activity, SHAPES[activity]["version"])
        assert (here.count, here.best and here.best.score) == (count, best)
        assert state_of(fresh, SHAPES, DAY).items == state.items
        assert resume(fresh, state, "cccccccc", "1") == fresh


def _unscored(activity: str, n: int) -> Any:
    [attempt] = record((activity, ["s", "r", "q", "p"], 1)).attempts
    return attempt_from({**vars_of(attempt), "score": None, "n": n})


def test_two_ids_of_one_key_are_refused() -> None:
    seen: dict[str, str] = {}
    number = 0
    while (first := seen.setdefault(key_of(f"a/x{number}"), f"a/x{number}")) == f"a/x{number}":
        number += 1
    shapes = {first: SHAPES["a/one"], f"a/x{number}": SHAPES["a/one"]}
    with pytest.raises(ValueError, match="share a key"):
        pack(State(DAY), shapes)


def test_the_full_course_fits_with_every_activity_answered() -> None:
    catalogue = load_catalogue(ROOT)
    shapes, chance = catalogue.shapes(), random.Random(7)  # noqa: S311 - a seed, not a secret
    made = Record()
    for id_ in shapes:
        model = catalogue.activities[id_].model
        plain = {
            "replica": "aaaaaaaa", "n": next_number(made), "activity": id_, "version": model.version, "release": "1",
            "phase": None, "form": None, "answer": model.key(), "score": 1 if chance.random() < 0.5 else 0.5,
            "certainty": chance.choice([None, 1, 2, 3]), "seconds": 60, "day": DAY,
        }  # fmt: skip
        made = add(made, attempt_from(plain))
    text, left = pack(state_of(made, shapes, DAY), shapes)
    assert len(text) <= LIMIT
    assert (left.answers, left.activities) == (0, 0)
    for item in unpack(text, shapes).items:
        key = catalogue.activities[item.activity].model.key()
        assert item.answer == key or sorted(item.answer) == sorted(key)


def vars_of(attempt: Any) -> dict[str, Any]:
    return {name: getattr(attempt, name) for name in type(attempt).__dataclass_fields__}
