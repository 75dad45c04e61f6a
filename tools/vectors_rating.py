"""Ratings, written once more in the plainest way: which answers somebody could give; nothing here is of the package.

`python tools/make_vectors.py` writes tests/vectors/rating.json from it. A rating has no score, so a case only says
whether the answer is sound.
"""

from __future__ import annotations

import json
from typing import Any

WORDS = {
    "importance": ["not part of my work", "good to know", "important", "essential"],
    "ability": ["not yet", "I know the next step", "I do it", "I could coach others"],
}
LINES = {"encounter.notice": "notices signs", "support.door": "opens a door", "practice-2_b": "keeps a record"}

# What no rating accepts, whatever its lines.
NEVER: list[Any] = [
    None, True, 0, 2.5, "", "encounter.notice:ability", [], ["encounter.notice:ability"], {"": "1"}, {"ability": "1"},
    {"encounter.notice": "1"}, {"encounter.notice:": "1"}, {":ability": "1"}, {"encounter.notice:Ability": "1"},
    {"encounter.notice:ability": 1}, {"encounter.notice:ability": None}, {"encounter.notice:ability": ""},
    {"encounter.notice:ability": "4"}, {"encounter.notice:ability": "-1"}, {"encounter.notice:ability": "2 "},
    {"encounter.notice:ability": ["2"]}, {"__proto__": "1"}, {"constructor": "1"}, {"none.such:importance": "1"},
]  # fmt: skip


def activity(lines: list[str], scales: list[str]) -> dict[str, Any]:
    """Write a rating as an author does."""
    return {
        "id": "vectors/rating-1", "version": 1, "kind": "rating", "competency": "encounter.notice", "roles": ["all"],
        "tier": 1, "prompt": "Think of your own work.", "sources": ["general"],
        "scales": [
            {"id": name, "text": f"Which {name}?",
             "steps": [{"id": str(n), "text": text} for n, text in enumerate(WORDS[name])]}
            for name in scales
        ],
        "lines": [{"id": id_, "text": LINES[id_]} for id_ in lines],
    }  # fmt: skip


def spec(made: dict[str, Any]) -> dict[str, Any]:
    """Write the spec of a rating field by field."""
    head = {name: made[name] for name in ("id", "version", "kind", "prompt")}
    return {**head, "certainty": False, "scales": made["scales"], "lines": made["lines"]}


def sound(answer: Any, lines: list[str], scales: list[str]) -> bool:
    """Tell whether every entry of a map is one of all that could be given."""
    could = [(f"{line}:{scale}", step) for line in lines for scale in scales for step in ("0", "1", "2", "3")]
    return type(answer) is dict and all(any(one == pair for pair in could) for one in answer.items())


def vector(name: str, lines: list[str], scales: list[str]) -> dict[str, Any]:
    """Make one rating with what can be answered to it, and what cannot."""
    every = [f"{line}:{scale}" for line in lines for scale in scales]
    answers: list[Any] = [{}, *({place: step} for place in every for step in "0123")]
    answers += [dict.fromkeys(every, step) for step in "0123"] + [{every[0]: "1", "support.door:ability": "3"}, *NEVER]
    made = activity(lines, scales)
    cases = [{"answer": one, "sound": sound(one, lines, scales)} for one in answers]
    return {"name": name, "activity": made, "spec": spec(made), "cases": cases}


def text() -> str:
    """Return the whole file, one case per line."""
    vectors = [
        vector("both scales", list(LINES), ["importance", "ability"]),
        vector("one scale", ["encounter.notice", "support.door"], ["ability"]),
        vector("one line", ["practice-2_b"], ["importance"]),
    ]
    return "[\n" + ",\n".join(_pretty(one) for one in vectors) + "\n]\n"


def _pretty(one: dict[str, Any]) -> str:
    head = ",\n".join(f' "{name}": {json.dumps(one[name])}' for name in ("name", "activity", "spec"))
    cases = ",\n".join(f"  {json.dumps(case)}" for case in one["cases"])
    return f'{{\n{head},\n "cases": [\n{cases}\n ]\n}}'
