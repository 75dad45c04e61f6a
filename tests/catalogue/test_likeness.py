"""Items that are nearly the same count once, and may stand in one set only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import KINDS
from steppingup.catalogue import Entry, load_catalogue
from steppingup.catalogue.items.likeness import alike, are_twins, likeness_problems, struck
from tests.catalogue.test_items import Vignette, entries, three, yaml
from tests.catalogue.tiny import tiny_course, write

LONG = (
    "On a cold Monday a cook comes to the front desk in Havmere and says that the pay for his extra hours in autumn "
    "has not come and that his boss laughs when he asks."
)
OTHER = (
    "A nurse sees a young woman who never leaves the house alone, whose papers lie in a drawer of the family and who "
    "looks at the door before she answers."
)
OPTIONS = [three(0), three(1, ["Walk", "Run", "Sit"])]


def pairs(found: Sequence[Entry]) -> list[tuple[str, str, str]]:
    return [(pair.first.id, pair.second.id, pair.part) for pair in alike(found)]


def test_different_items_are_not_alike(tmp_path: Path) -> None:
    assert alike(entries(tmp_path, OPTIONS, [LONG, OTHER])) == []


@pytest.mark.parametrize(
    ("second", "near"),
    [
        (LONG, True),
        (LONG.upper().replace(",", ""), True),
        (LONG.replace("Monday", "Friday").replace("cook", "baker"), True),
        (" ".join(word if place % 4 else "other" for place, word in enumerate(LONG.split())), False),
    ],
)
def test_a_few_words_changed_are_the_same_item(second: str, near: bool, tmp_path: Path) -> None:
    found = entries(tmp_path, OPTIONS, [LONG, second])
    assert bool(alike(found)) == near
    assert struck(found) == ({"items/one-1"} if near else set())


def test_short_equal_prompts_of_choices_are_told(tmp_path: Path) -> None:
    long_options = [three(0, [f"{n} {text}" for text in OTHER.split(",")]) for n in ("One", "Two")]
    long_options[1] = three(0, [f"{text} said at the market {n}" for n, text in enumerate("abc")])
    found = entries(tmp_path, long_options, ["What now?"])
    assert pairs(found) == [("items/one-0", "items/one-1", "prompt")]
    (problem,) = likeness_problems(found)
    assert (problem.id, problem.field, problem.level) == ("items/one-1", "prompt", "error")
    assert "100% of its prompt also stands in items/one-0 (chapters/09-items/activities.yml:1)" in problem.message


def test_no_item_stands_in_two_sets(tmp_path: Path) -> None:
    entries(tmp_path, [OPTIONS[0]], [LONG], file="book/bank/a.yml")
    bank = tmp_path / "course/book/bank/a.yml"
    bank.write_text(bank.read_text("utf-8").replace("items/one", "items/bank"), "utf-8")
    (problem,) = likeness_problems(entries(tmp_path, [OPTIONS[0]], [LONG]))
    assert (problem.file, problem.id) == ("book/bank/a.yml", "items/bank-0")
    assert "of the set practice, and no item may stand in two sets" in problem.message


def test_feedback_and_hints_may_be_alike(tmp_path: Path) -> None:
    found = entries(tmp_path, [three(0), three(1, ["Walk", "Run", "Sit"])])
    assert {option["feedback"] for entry in found for option in entry.model.items()} == {"Why."}
    assert alike(found) == []


def test_twins_may_be_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "vignette", Vignette)
    same = {"version": 1, "kind": "vignette", "competency": "c", "roles": ["all"], "tier": 1, "sources": ["g"]}
    twin = {"of": "v/a", "differs": "gender"}
    twins: dict[str, dict[str, Any]] = {"v/a": {}, "v/b": {"twin": twin}, "v/c": {}}
    course = tiny_course(tmp_path)
    records = [{"id": id_, "prompt": LONG, "truth": "refer", **more, **same} for id_, more in twins.items()]
    write(course, "chapters/09/activities.yml", yaml(records))
    models = {id_: entry.model for id_, entry in load_catalogue(course).activities.items() if id_.startswith("v/")}
    assert [(a, b) for a in models for b in models if a < b and are_twins(models[a], models[b])] == [("v/a", "v/b")]
    assert [(a, b) for a, b, _ in pairs([*load_catalogue(course).activities.values()])] == [
        ("v/a", "v/c"),
        ("v/b", "v/c"),
    ]
