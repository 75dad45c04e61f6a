"""Position, id and length in the public form tell nothing of the key, over all graded items.

Each measure is compared with what it would be if the key had been dealt out by chance within each item: a permutation
test (Fisher 1935, The Design of Experiments, section 21) with a fixed seed, so that it gives the same every time. A
measure that stands out this far would do so in one course of five hundred by chance alone; then another secret
(``exercises/salt.txt``) deals other places, while lengths are for the authors to even out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import Any

import pytest

from steppingup.activities import Choice, Classify, Match, Order, Spot
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.catalogue.needs import Instrument, load_instrument
from tests.exercises.outputs import ROOT

DEALS = 2000
RARE = 0.002

# One item as numbers: (what is seen of each thing, what the key says of it)
Item = tuple[Sequence[float], Sequence[float]]
See = Callable[[int, dict[str, Any]], float]


@pytest.fixture(scope="module")
def exercises() -> list[Exercise]:
    return list(load_exercises(load_catalogue(ROOT)).values())


@pytest.fixture(scope="module")
def needs() -> Instrument:
    found = load_instrument(load_catalogue(ROOT))
    assert found is not None
    return found


def chance(items: Sequence[Item], measure: Callable[[Sequence[float], Sequence[float]], float]) -> float:
    """The share of deals in which the measure is as far from its mean as in the key itself, on either side."""
    dealer = random.Random(1935)  # noqa: S311 - the same deals every time are the point
    real = sum(measure(seen, key) for seen, key in items)
    dealt = [sum(measure(seen, dealer.sample(key, len(key))) for seen, key in items) for _ in range(DEALS)]
    mean = sum(dealt) / DEALS
    return (1 + sum(abs(one - mean) >= abs(real - mean) - 1e-9 for one in dealt)) / (1 + DEALS)


def together(seen: Sequence[float], key: Sequence[float]) -> float:
    """How far both grow together: the sum of products, seen values as shares of the largest."""
    most = max(map(abs, seen)) or 1
    return sum(one / most * other for one, other in zip(seen, key, strict=True))


def extreme(seen: Sequence[float], key: Sequence[float]) -> float:
    """What the key says of the things that are seen largest."""
    tops = [other for one, other in zip(seen, key, strict=True) if one == max(seen)]
    return sum(tops) / len(tops)


def picked(
    exercises: list[Exercise], kind: type[Any], name: str, see: Callable[[int, dict[str, Any]], float]
) -> list[Item]:
    """Every item of a kind that is picked from: what is seen of each option, and whether it is right."""
    found: list[Item] = []
    for exercise in exercises:
        maps = exercise.maps()
        for entry in exercise.items:
            if isinstance(entry.model, kind):
                options = exercise.public_spec(entry)[name]
                right = set(maps[entry.id].to_public(entry.model.key()))
                found.append(
                    ([see(n, one) for n, one in enumerate(options)], [float(one["id"] in right) for one in options])
                )
    return found


SEEN: dict[str, See] = {
    "position": lambda n, _: n + 1,
    "first": lambda n, _: float(n == 0),
    "second": lambda n, _: float(n == 1),
    "third": lambda n, _: float(n == 2),
    "id": lambda _, one: int(one["id"][1:6], 16),
    "last sign of the id": lambda _, one: int(one["id"][-1], 16),
    "length": lambda _, one: len(one["text"]),
    "shortness": lambda _, one: 1 / len(one["text"]),
    "words": lambda _, one: len(one["text"].split()),
    "length of the id": lambda _, one: len(one["id"]),
}


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("measure", [together, extreme])
def test_choices(exercises: list[Exercise], name: str, measure: Callable[..., float]) -> None:
    items = picked(exercises, Choice, "options", SEEN[name])
    assert len(items) >= 20
    assert chance(items, measure) >= RARE


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("measure", [together, extreme])
def test_questions_of_the_self_check(needs: Instrument, name: str, measure: Callable[..., float]) -> None:
    items: list[Item] = []
    for id_, entry in needs.items.items():
        if isinstance(entry.model, Choice):
            right = needs.map_of(id_).to_public(entry.model.key())
            options = needs.public_item(id_)["options"]
            items.append(
                ([SEEN[name](n, one) for n, one in enumerate(options)], [one["id"] in right for one in options])
            )
    assert len(items) == 22
    assert chance(items, measure) >= RARE


@pytest.mark.parametrize("name", [name for name in SEEN if name not in {"first", "second", "third"}])
def test_spots(exercises: list[Exercise], name: str) -> None:
    items = picked(exercises, Spot, "passages", SEEN[name])
    assert items
    assert chance(items, together) >= RARE


def test_orders(exercises: list[Exercise]) -> None:
    found: list[Item] = []
    for exercise in exercises:
        maps = exercise.maps()
        for entry in exercise.items:
            if isinstance(entry.model, Order):
                ranks = maps[entry.id].to_public(entry.model.key())
                steps = [step["id"] for step in exercise.public_spec(entry)["steps"]]
                found.append((range(len(steps)), [float(ranks.index(step)) for step in steps]))
    assert found
    assert chance(found, lambda _, key: sum(a < b for a, b in combinations(key, 2))) >= RARE


@pytest.mark.parametrize("what", ["place", "length"])
def test_matches(exercises: list[Exercise], what: str) -> None:
    found: list[Item] = []
    for exercise in exercises:
        maps = exercise.maps()
        for entry in exercise.items:
            if isinstance(entry.model, Match):
                spec, key = exercise.public_spec(entry), maps[entry.id].to_public(entry.model.key())
                right = [one["id"] for one in spec["right"]]
                size = {one["id"]: float(len(one["text"])) for one in spec["right"]}
                place = {id_: float(n) for n, id_ in enumerate(right)}
                seen = [float(n) if what == "place" else len(one["text"]) for n, one in enumerate(spec["left"])]
                found.append((seen, [(place if what == "place" else size)[key[one["id"]]] for one in spec["left"]]))
    assert found
    assert chance(found, together) >= RARE
    # and no pair stands in one line
    assert chance(found, lambda seen, key: sum(a == b for a, b in zip(seen, key, strict=True))) >= RARE


def test_cards_do_not_stand_sorted(exercises: list[Exercise]) -> None:
    found: list[Item] = []
    for exercise in exercises:
        maps = exercise.maps()
        for entry in exercise.items:
            if isinstance(entry.model, Classify):
                spec, key = exercise.public_spec(entry), maps[entry.id].to_public(entry.model.key())
                groups = [group["id"] for group in spec["groups"]]
                found.append(
                    (range(len(spec["cards"])), [float(groups.index(key[card["id"]])) for card in spec["cards"]])
                )
    assert found
    assert chance(found, lambda _, key: sum(a == b for a, b in pairwise(key))) >= RARE
    assert chance(found, lambda _, key: key[0]) >= RARE


def test_leaving_orders_as_shown_earns_little(exercises: list[Exercise]) -> None:
    """The shown order stands as chance has it (see ``activities/public.py``): over all, it must not pay."""
    gains = [
        entry.model.score(exercise.maps()[entry.id].to_real(exercise.public_spec(entry)["start"]))
        for exercise in exercises
        for entry in exercise.items
        if isinstance(entry.model, Order)
    ]
    assert gains
    assert sum(gains) / len(gains) <= 0.25


def test_the_measure_sees_a_key_that_stands_first() -> None:
    items: list[Item] = [([1.0, 2.0, 3.0], [1.0, 0.0, 0.0])] * 12
    assert chance(items, together) < RARE
    assert chance([([3.0, 2.0, 1.0], [1.0, 0.0, 0.0])] * 12, extreme) < RARE


def test_the_measure_is_calm_where_keys_are_spread() -> None:
    keys = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    assert chance([([1.0, 2.0, 3.0], key) for key in keys * 5], together) > 0.5
