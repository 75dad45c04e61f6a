"""The definition of every score, written once more in the plainest way; nothing here comes from the package.

The package and the script are held to these numbers, so this file must never import either. It works on activities in
the form in which they are written, enumerates instead of computing, and keeps whole histories instead of states.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

Record = dict[str, Any]


class BadAnswer(Exception):  # noqa: N818 - a signal inside this tool, not an error for people
    """The answer does not have the form that the kind asks for."""


def score(activity: Record, answer: Any) -> float:
    """Score an answer to an activity in its written form."""
    return float(_SCORES[activity["kind"]](activity, answer))


def spec(activity: Record) -> Record:
    """Write the spec of an activity field by field."""
    head: Record = {name: activity[name] for name in ("id", "version", "kind", "prompt", "hint") if name in activity}
    head["certainty"] = activity.get("certainty", False)
    return head | _SPECS[activity["kind"]](activity)


def start_order(activity: Record) -> list[str]:
    """Return the first order of the steps: by the hash of their ids, turned round if more than half is right."""
    ids = [step["id"] for step in activity["steps"]]
    mixed = sorted(ids, key=lambda step: hashlib.sha256((activity["id"] + "/" + step).encode("utf-8")).hexdigest())
    right, wrong = _pairs(activity, mixed)
    return list(reversed(mixed)) if right > wrong else mixed


def _ids(items: list[Record]) -> list[str]:
    return [item["id"] for item in items]


def _list(answer: Any, known: list[str]) -> list[str]:
    if type(answer) is not list:
        raise BadAnswer
    for place, item in enumerate(answer):
        if type(item) is not str or item not in known or item in answer[:place]:
            raise BadAnswer
    return answer


def _map(answer: Any, known: list[str], targets: list[str]) -> dict[str, str]:
    if type(answer) is not dict:
        raise BadAnswer
    for item, target in answer.items():
        if item not in known or type(target) is not str or target not in targets:
            raise BadAnswer
    return answer


def _share(marked: list[str], right: list[str], others: list[str]) -> float:
    hits = len([item for item in right if item in marked])
    false = len([item for item in others if item in marked])
    found = hits / len(right) - false / len(others)
    return found if found > 0 else 0


def _choice(activity: Record, answer: Any) -> float:
    options = activity["options"]
    marked = _list(answer, _ids(options))
    right = [option["id"] for option in options if option.get("correct") is True]
    if activity.get("select", "one") == "one":
        if len(marked) != 1:
            raise BadAnswer
        return 1 if marked[0] in right else 0
    return _share(marked, right, [option["id"] for option in options if option["id"] not in right])


def _spot(activity: Record, answer: Any) -> float:
    passages = activity["passages"]
    marked = _list(answer, _ids(passages))
    signals = [passage["id"] for passage in passages if passage.get("signal") is True]
    return _share(marked, signals, [passage["id"] for passage in passages if passage["id"] not in signals])


def _match(activity: Record, answer: Any) -> float:
    pairs = _map(answer, _ids(activity["left"]), _ids(activity["right"]))
    right = 0
    for item in activity["left"]:
        if item["id"] in pairs and pairs[item["id"]] == item["match"]:
            right += 1
    return right / len(activity["left"])


def _classify(activity: Record, answer: Any) -> float:
    placed = _map(answer, _ids(activity["cards"]), _ids(activity["groups"]))
    cards = activity["cards"]
    # What somebody gets who puts all cards into one group, whichever is best for that, earns nothing.
    blind = max(len([card for card in cards if card["group"] == group["id"]]) for group in activity["groups"])
    right = 0
    for card in cards:
        if card["id"] in placed and placed[card["id"]] == card["group"]:
            right += 1
    return (right - blind) / (len(cards) - blind) if right > blind else 0


def _rank(activity: Record, id_: str) -> int:
    for place, step in enumerate(activity["steps"]):
        if step["id"] == id_:
            return int(step["rank"]) if "rank" in step else place + 1
    raise BadAnswer


def _pairs(activity: Record, steps: list[str]) -> tuple[int, int]:
    right = wrong = 0
    for first in range(len(steps)):
        for second in range(len(steps)):
            if first < second:
                before, after = _rank(activity, steps[first]), _rank(activity, steps[second])
                right += 1 if before < after else 0
                wrong += 1 if before > after else 0
    return right, wrong


def _order(activity: Record, answer: Any) -> float:
    steps = _list(answer, _ids(activity["steps"]))
    if len(steps) != len(activity["steps"]):
        raise BadAnswer
    right, wrong = _pairs(activity, steps)
    found = 2 * (right / (right + wrong)) - 1
    return found if found > 0 else 0


def _scenario(activity: Record, answer: Any) -> float:
    if type(answer) is not list or any(type(step) is not str for step in answer):
        raise BadAnswer
    play = Play(activity)
    for step in answer:
        play.decide(step)
    if play.scene != "end":
        raise BadAnswer
    mean = sum(play.credits) / len(play.credits)
    cap = float(play.ending()["cap"])
    return mean if mean < cap else cap


class Play:
    """A scenario played from the start, with its whole history."""

    def __init__(self, activity: Record) -> None:
        self.activity = activity
        self.scene: str = activity["start"]
        self.visited = [self.scene]
        self.chosen: list[str] = []
        self.credits: list[float] = []
        self.values = {variable["id"]: variable["start"] for variable in activity.get("variables", [])}

    def options(self) -> list[Record]:
        """List what can be decided now; nothing at the end."""
        for scene in self.activity["scenes"]:
            if scene["id"] == self.scene:
                return list(scene["options"])
        return []

    def decide(self, step: str) -> None:
        """Take one decision, written ``scene.option``."""
        for option in self.options():
            if step == self.scene + "." + option["id"]:
                self._take(step, option)
                return
        raise BadAnswer

    def ending(self) -> Record:
        """Return the ending that is reached now."""
        for ending in self.activity["endings"]:
            if "when" not in ending or self._holds(ending["when"]):
                return dict(ending)
        raise BadAnswer

    def _take(self, step: str, option: Record) -> None:
        for variable in self.activity.get("variables", []):
            value = self.values[variable["id"]] + option.get("effects", {}).get(variable["id"], 0)
            value = variable["max"] if value > variable["max"] else value
            self.values[variable["id"]] = variable["min"] if value < variable["min"] else value
        self.credits.append(option["credit"])
        self.chosen.append(step)
        for branch in _branches(option["goto"]):
            if "when" not in branch or self._holds(branch["when"]):
                self.scene = branch["goto"]
                self.visited.append(self.scene)
                return

    def _holds(self, condition: str) -> bool:
        return all(self._atom(part.strip()) for part in condition.split(" and "))

    def _atom(self, text: str) -> bool:
        if text.startswith("not "):
            return not self._atom(text[4:].strip())
        if text.startswith("visited("):
            return text[8:-1].strip() in self.visited
        if text.startswith("chose("):
            return text[6:-1].strip() in self.chosen
        name, sign, number = re.findall(r"[a-z0-9-]*[a-z0-9]|[<>=]+|-?\d+", text)
        value, limit = self.values[name], int(number)
        results = {">=": value >= limit, "<=": value <= limit, "==": value == limit}
        return bool((results | {">": value > limit, "<": value < limit})[sign])


def _branches(goto: Any) -> list[Record]:
    return [{"goto": goto}] if isinstance(goto, str) else list(goto)


def _condition_spec(text: str) -> list[Record]:
    found = []
    for words in text.split(" and "):
        negated, part = words.strip().startswith("not "), words.strip().removeprefix("not ").strip()
        if part.startswith(("visited(", "chose(")):
            atom: Record = {part[: part.index("(")]: part[part.index("(") + 1 : -1].strip()}
        else:
            name, sign, number = re.findall(r"[a-z0-9-]*[a-z0-9]|[<>=]+|-?\d+", part)
            atom = {"var": name, "op": sign, "value": int(number)}
        found.append(atom | {"not": True} if negated else atom)
    return found


def _with_condition(record: Record) -> Record:
    return record | {"when": _condition_spec(record["when"])} if "when" in record else dict(record)


def _scenario_spec(activity: Record) -> Record:
    scenes = []
    for scene in activity["scenes"]:
        options = [
            option
            | {"effects": option.get("effects", {}), "goto": [_with_condition(b) for b in _branches(option["goto"])]}
            for option in scene["options"]
        ]
        scenes.append(scene | {"options": options})
    found: Record = {name: activity[name] for name in ("intro", "start", "debrief") if name in activity}
    variables = activity.get("variables", [])
    found["variables"] = [variable | {"shown": variable.get("shown", True)} for variable in variables]
    return found | {"scenes": scenes, "endings": [_with_condition(ending) for ending in activity["endings"]]}


def _order_spec(activity: Record) -> Record:
    steps = [step | {"rank": _rank(activity, step["id"])} for step in activity["steps"]]
    return {"steps": steps, "start": start_order(activity)}


_STEPS = ["refer", "consult", "other-help"]

# truth -> answer -> what it is worth
_STEP_WORTH = {
    "refer": {"refer": 1, "consult": 0.5, "other-help": 0},
    "consult": {"refer": 0.5, "consult": 1, "other-help": 0.5},
    "other-help": {"refer": 0, "consult": 0.5, "other-help": 1},
}


def _vignette(activity: Record, answer: Any) -> float:
    marked = _list(answer, _STEPS)
    if len(marked) != 1:
        raise BadAnswer
    return _STEP_WORTH[activity["truth"]][marked[0]]


def _vignette_spec(activity: Record) -> Record:
    answers = [answer for step in _STEPS for answer in activity["answers"] if answer["id"] == step]
    found = {name: activity[name] for name in ("truth", "ordinary", "moves", "twin") if name in activity}
    return found | {"answers": answers, "certainty": True}


_SCORES = {
    "choice": _choice, "match": _match, "order": _order, "classify": _classify, "spot": _spot, "scenario": _scenario,
    "vignette": _vignette,
}  # fmt: skip

_SPECS = {
    "choice": lambda a: {
        "select": a.get("select", "one"),
        "options": [option | {"correct": option.get("correct", False)} for option in a["options"]],
    },
    "match": lambda a: {"left": a["left"], "right": a["right"]},
    "order": _order_spec,
    "classify": lambda a: {"groups": a["groups"], "cards": a["cards"]},
    "spot": lambda a: {
        **({"setting": a["setting"]} if "setting" in a else {}),
        "passages": [passage | {"signal": passage.get("signal", False)} for passage in a["passages"]],
        "combination": a["combination"],
    },
    "scenario": _scenario_spec,
    "vignette": _vignette_spec,
}
