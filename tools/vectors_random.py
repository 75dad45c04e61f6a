"""Random activities of every kind, drawn from fixed seeds, with answers to try on them."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

from vectors_brute import Play, start_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = ("choice", "match", "order", "classify", "spot", "scenario", "vignette")
PER_KIND = 12
ANSWERS = 24

Record = dict[str, Any]


def generated(kind: str) -> Iterator[tuple[str, Record, list[Any]]]:
    """Yield (name, activity, answers) of one kind; the same at every run."""
    for number in range(1, PER_KIND + 1):
        # A seed of text gives the same numbers on every machine and version of Python.
        draw = random.Random(f"{kind}-{number}")  # noqa: S311 - test data, not a secret
        activity = _head(kind, number, draw) | _MAKERS[kind](draw)
        yield f"generated {number}", activity, _some(draw, _ANSWERS[kind](activity, draw))


def _head(kind: str, number: int, draw: random.Random) -> Record:
    head: Record = {
        "id": f"vectors/{kind}-{number}", "version": draw.randint(1, 3), "kind": kind,
        "competency": "encounter.notice", "roles": ["all"], "tier": draw.randint(1, 3), "prompt": f"Prompt {number}?",
        "sources": ["general"],
    }  # fmt: skip
    if draw.random() < 0.3:
        head["hint"] = "Hint."
    if draw.random() < 0.3:
        head["certainty"] = True
    return head


def _items(letter: str, number: int, **more: str) -> list[Record]:
    return [{"id": f"{letter}{n}", "text": f"Text {letter}{n}", **more} for n in range(1, number + 1)]


def _some(draw: random.Random, answers: list[Any]) -> list[Any]:
    return answers if len(answers) <= ANSWERS else answers[:2] + draw.sample(answers[2:], ANSWERS - 2)


def _choice(draw: random.Random) -> Record:
    options = _items("o", draw.randint(2, 7), feedback="Why.")
    several = draw.random() < 0.6
    for option in draw.sample(options, draw.randint(1, len(options) - 1) if several else 1):
        option["correct"] = True
    return {"select": "several" if several else "one", "options": options}


def _spot(draw: random.Random) -> Record:
    passages = _items("p", draw.randint(2, 9), feedback="Why.")
    for passage in draw.sample(passages, draw.randint(1, len(passages) // 2)):
        passage["signal"] = True
    for passage in passages:
        if draw.random() < 0.5:
            passage["who"] = "Somebody"
    return {"setting": "Where.", "passages": passages, "combination": "Together."}


def _match(draw: random.Random) -> Record:
    right = _items("r", draw.randint(2, 6))
    left = _items("l", draw.randint(2, 6), feedback="Why.")
    for item in left:
        item["match"] = draw.choice(right)["id"]
    return {"left": left, "right": right}


def _classify(draw: random.Random) -> Record:
    groups = _items("g", draw.randint(2, 4))
    cards = _items("c", len(groups) * draw.randint(1, 3), feedback="Why.")
    for place, card in enumerate(draw.sample(cards, len(cards))):
        card["group"] = groups[place % len(groups)]["id"]
    return {"groups": groups, "cards": cards}


def _vignette(draw: random.Random) -> Record:
    steps = ["refer", "consult", "other-help"]
    found: Record = {
        "truth": draw.choice(steps), "form": draw.choice(["labour", "begging"]),
        "answers": [{"id": step, "feedback": f"Why {step}."} for step in draw.sample(steps, 3)],
        "ordinary": "Often it is only this.", "moves": "This would move it.", "certainty": True,
    }  # fmt: skip
    if draw.random() < 0.4:
        found["twin"] = {"of": "vectors/first", "differs": draw.choice(["nationality", "gender"])}
    return found


def _order(draw: random.Random) -> Record:
    steps = _items("s", draw.randint(2, 6), feedback="Why.")
    draw.shuffle(steps)  # the ids must not tell the order
    if draw.random() < 0.5:
        rank = 1
        for step in steps:
            step["rank"] = rank
            rank += draw.randint(0, 1)
        steps[-1]["rank"] = rank + 1
    return {"steps": steps}


def _scenario(draw: random.Random) -> Record:
    variables: list[Record] = [
        {"id": name, "text": name, "min": -1, "max": draw.randint(1, 3), "start": draw.randint(-1, 1)}
        for name in ("trust", "own-time")[: draw.randint(0, 2)]
    ]
    names = [f"s{n}" for n in range(1, draw.randint(2, 5) + 1)]
    scenes: list[Record] = [{"id": name, "title": name, "text": "What happens."} for name in names]
    for scene in scenes:
        scene["options"] = _items("d", draw.randint(2, 3), feedback="Why.", did="Done.")
    for place, scene in enumerate(scenes):
        _decisions(draw, scene, names[place + 1 :], variables, scenes)
    endings = [
        {"id": f"e{n}", "when": _condition(draw, variables, scenes), "cap": cap, "title": f"Ending {n}", "text": "So."}
        for n, cap in enumerate(draw.sample([1, 0.85, 0.6, 0.5], draw.randint(0, 3)))
    ]
    last: Record = {"id": "last", "cap": 1, "title": "Last", "text": "So."}
    return {"intro": "Before.", "variables": variables, "start": "s1", "scenes": scenes, "endings": [*endings, last]}


def _decisions(
    draw: random.Random, scene: Record, later: list[str], variables: list[Record], scenes: list[Record]
) -> None:
    best = draw.randrange(len(scene["options"]))
    for number, option in enumerate(scene["options"]):
        option["credit"] = 1 if number == best else draw.choice([0, 0.5])
        if variables and draw.random() < 0.7:
            option["effects"] = {draw.choice(variables)["id"]: draw.choice([-2, -1, 1, 2])}
        option["goto"] = draw.choice([*later, "end"])
        if draw.random() < 0.5:
            # A branch may lead back: the road may then meet a scene twice.
            branch = {"when": _condition(draw, variables, scenes), "goto": draw.choice([*later, "end", scene["id"]])}
            option["goto"] = [branch, {"goto": option["goto"]}]


def _condition(draw: random.Random, variables: list[Record], scenes: list[Record]) -> str:
    atoms = []
    for _ in range(draw.randint(1, 2)):
        scene = draw.choice(scenes)
        forms = [f"visited({scene['id']})", f"chose({scene['id']}.{draw.choice(scene['options'])['id']})"]
        if variables:
            sign = draw.choice([">=", "<=", "==", ">", "<"])
            forms.append(f"{draw.choice(variables)['id']} {sign} {draw.randint(-1, 2)}")
        atoms.append(draw.choice(["", "", "not "]) + draw.choice(forms))
    return " and ".join(atoms)


def _subsets(ids: list[str], draw: random.Random) -> list[Any]:
    found = [list(part) for size in range(len(ids) + 1) for part in itertools.combinations(ids, size)]
    for part in found:
        draw.shuffle(part)
    return [found[0], found[-1], *found[1:-1], [ids[0], ids[0]]]


def _maps(ids: list[str], targets: list[str], draw: random.Random) -> list[Any]:
    found: list[Any] = [{}, {ids[0]: "nowhere"}, {"nobody": targets[0]}]
    found += [dict.fromkeys(ids, target) for target in targets]
    for _ in range(20):
        found.append({item: draw.choice(targets) for item in ids if draw.random() < 0.85})
    return found


def _orders(activity: Record, draw: random.Random) -> list[Any]:
    ids = [step["id"] for step in activity["steps"]]
    rest = [draw.sample(ids, len(ids)) for _ in range(30)] if len(ids) > 4 else map(list, itertools.permutations(ids))
    unique = {tuple(order): order for order in [ids, start_order(activity), *rest]}
    return [*unique.values(), ids[1:], [*ids, ids[0]]]


def _roads(activity: Record, draw: random.Random) -> list[Any]:
    found: dict[tuple[str, ...], list[str]] = {}
    for _ in range(40):
        play = Play(activity)
        road: list[str] = []
        while play.scene != "end" and len(road) < 12:
            step = f"{play.scene}.{draw.choice(play.options())['id']}"
            play.decide(step)
            road.append(step)
        found[tuple(road)] = road
    roads = list(found.values())
    first = roads[0]
    return [*roads, first[:-1], [*first, first[0]], ["s1.nothing"], [step.replace("s1.", "s9.") for step in first]]


_MAKERS: dict[str, Callable[[random.Random], Record]] = {
    "choice": _choice, "match": _match, "order": _order, "classify": _classify, "spot": _spot, "scenario": _scenario,
    "vignette": _vignette,
}  # fmt: skip

_ANSWERS: dict[str, Callable[[Record, random.Random], list[Any]]] = {
    "choice": lambda a, draw: _subsets([option["id"] for option in a["options"]], draw),
    "spot": lambda a, draw: _subsets([passage["id"] for passage in a["passages"]], draw),
    "match": lambda a, draw: _maps([item["id"] for item in a["left"]], [item["id"] for item in a["right"]], draw),
    "classify": lambda a, draw: _maps([card["id"] for card in a["cards"]], [g["id"] for g in a["groups"]], draw),
    "order": _orders,
    "scenario": _roads,
    "vignette": lambda _, draw: _subsets(["refer", "consult", "other-help"], draw),
}
