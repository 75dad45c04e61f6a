"""The draw: rules give way one by one and in order, and the vectors that hold Python and the page together."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue.draw import RULES, SIZE, Draw, Item, Learner, Numbers, draw

ROOT = Path(__file__).resolve().parents[2]
AREAS, SKILLS = 6, 4


def bank(**changes: Any) -> list[Item]:
    """Two items for each of 24 competencies in six areas: enough for two sound draws."""
    found = []
    for number in range(2 * AREAS * SKILLS):
        skill = number % (AREAS * SKILLS)
        area = f"area-{skill % AREAS}"
        values: dict[str, Any] = {"roles": ("all",), "place": f"room-{number}", "one": True, **changes}
        found.append(Item(f"check/{number}", f"{area}.{skill}", area, **values))
    return found


def everybody(items: list[Item], level: int = 1, role: str = "") -> Learner:
    return Learner({item.competency: level for item in items}, role)


def with_(items: list[Item], keep: int, **changes: Any) -> list[Item]:
    """All but the first ``keep`` items are changed."""
    return [item if at < keep else Item(**{**vars(item), **changes}) for at, item in enumerate(items)]


def test_a_rich_bank_gives_a_sound_draw() -> None:
    items = bank()
    made = draw(items, everybody(items), {}, "seed")
    assert made.sound
    assert len(set(made.ids)) == SIZE
    assert made.relaxed == {}


def test_a_draw_is_sound_only_if_it_is_full_and_keeps_all_rules() -> None:
    ids = tuple(map(str, range(SIZE)))
    assert Draw(ids, {}).sound
    assert not Draw(ids[1:], {}).sound
    assert not Draw(ids, {"place": 1}).sound


@pytest.mark.parametrize(
    ("rule", "items", "levels", "role", "seen"),
    [
        ("levels", bank(), 0, "", 0),
        ("place", bank(place="hall"), 1, "", 0),
        ("kinds", bank(one=False), 1, "", 0),
        ("seen", bank(), 1, "", 40),
        ("roles", with_(bank(), 12, roles=("nurse",)), 1, "clerk", 0),
    ],
)
def test_a_rule_gives_way_alone(rule: str, items: list[Item], levels: int, role: str, seen: int) -> None:
    before = {item.id: "2026-01-01" for item in items[:seen]}
    made = draw(items, everybody(items, levels, role), before, "seed")
    assert len(made.ids) == SIZE
    assert list(made.relaxed) == [rule]


def test_the_number_of_items_that_broke_a_rule_is_told() -> None:
    items = bank()
    assert draw(items, everybody(items), {item.id: "2026-01-01" for item in items[:40]}, "seed").relaxed == {"seen": 12}
    assert draw(items, everybody(items, 0), {}, "seed").relaxed == {"levels": 8}  # 2 for each of six areas are no fault
    assert draw(bank(place="hall"), everybody(items), {}, "seed").relaxed == {"place": 19}
    assert draw(bank(one=False), everybody(items), {}, "seed").relaxed == {"kinds": 14}


def test_a_weaker_rule_gives_way_before_a_stronger_one() -> None:
    """Each item left can be had by breaking one rule only; twenty are needed, and the weakest go first."""
    groups: dict[str, tuple[int, dict[str, Any]]] = {
        "levels": (0, {}),
        "kinds": (1, {"one": False}),
        "seen": (1, {}),
        "roles": (1, {"roles": ("nurse",)}),
    }
    sizes = {"levels": 3, "kinds": 9, "seen": 40, "roles": 40}
    items: list[Item] = []
    levels: dict[str, int] = {}
    seen: dict[str, str] = {}
    for rule, (level, changes) in groups.items():
        for n in range(sizes[rule]):
            item = Item(f"{rule}/{n}", f"area-0.{rule}-{n}", "area-0", ("all",), f"{rule}-{n}", True)
            items += with_([item], 0, **changes)
            levels[item.competency] = level
            if rule == "seen":
                seen[item.id] = "2026-01-01"
    made = draw(items, Learner(levels, "clerk"), seen, "seed")
    taken = {rule: sum(id_.startswith(rule) for id_ in made.ids) for rule in groups}
    # six of other kinds are within the rules; of level 0 two fill the area, the third is a fault
    assert taken == {"levels": 3, "kinds": 9, "seen": 8, "roles": 0}
    assert list(made.relaxed) == [rule for rule in RULES if rule in made.relaxed]
    assert made.relaxed["seen"] == 8


def test_areas_keep_their_two_items_whatever_a_role_needs() -> None:
    items = bank()
    levels = {item.competency: 3 * (item.area == "area-0") for item in items}
    rich = [*items, *(Item(f"more/{n}", "area-0.0", "area-0", ("all",), f"more-{n}", True) for n in range(20))]
    made = draw(rich, Learner(levels), {}, "seed")
    areas = [item.area for item in rich if item.id in made.ids]
    assert made.sound
    assert {areas.count(f"area-{n}") for n in range(1, AREAS)} == {2}
    assert areas.count("area-0") == SIZE - 2 * (AREAS - 1)


def test_an_area_with_one_item_gives_way_last() -> None:
    items = [item for item in bank() if item.area != "area-5"]
    lonely = [*items, Item("lonely", "area-5.x", "area-5", ("all",), "lonely", True)]
    made = draw(lonely, everybody(lonely), {}, "seed")
    assert len(made.ids) == SIZE
    assert "lonely" in made.ids
    assert made.relaxed == {"areas": 1}


def test_items_seen_longest_ago_come_back_first() -> None:
    items = bank()
    seen = {item.id: f"2026-01-{1 + at % 28:02}" for at, item in enumerate(items)}
    made = draw(items, everybody(items), seen, "seed")
    newest = max(seen[id_] for id_ in made.ids)
    assert made.relaxed == {"seen": SIZE}
    assert newest <= "2026-01-15"


@pytest.mark.parametrize("size", [0, 1, 9])
def test_a_small_bank_gives_all_that_it_has(size: int) -> None:
    items = bank()[:size]
    assert sorted(draw(items, everybody(items), {}, "x").ids) == sorted(item.id for item in items)


def test_the_same_seed_gives_the_same_draw_and_another_one_another() -> None:
    items = bank()
    of = {seed: draw(items, everybody(items), {}, seed).ids for seed in ("a", "b")}
    assert of["a"] == draw(items, everybody(items), {}, "a").ids
    assert of["a"] != of["b"]


def test_numbers_stay_below_their_limit_and_reach_all_below_it() -> None:
    numbers = Numbers("ä")
    assert {numbers.below(7) for _ in range(200)} == {*range(7)}
    assert sorted(numbers.shuffled("abcdef")) == list("abcdef")


@pytest.mark.no_cover  # drawing is measured rule by rule above
def test_the_vectors_are_what_the_tool_gives_and_what_is_drawn() -> None:
    path = ROOT / "tools/vectors_draw.py"
    spec = importlib.util.spec_from_file_location("vectors_draw", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = (ROOT / "tests/vectors/draw.json").read_text("utf-8")
    draws = json.loads(text)["draws"]
    assert {rule for one in draws for rule in one["relaxed"]} == {"levels", "place", "kinds", "seen"}
    assert tool.main(["--check"]) == 0  # makes all of it again
