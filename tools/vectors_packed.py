"""The packed state, written once more in the plainest way: bit strings and products; nothing here is of the package.

`python tools/make_vectors.py` writes tests/vectors/packed.json from it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz" + "0123456789" + "-_"

SHAPES: dict[str, dict[str, Any]] = {
    "a/one": {"version": 1, "one": ["a", "b", "c", "d"]},
    "a/some": {"version": 2, "some": ["x", "y", "z"]},
    "a/sort": {"version": 1, "sort": ["p", "q", "r", "s"]},
    "a/put": {"version": 1, "put": ["k", "l", "m"], "to": ["t", "u"]},
    "a/walk": {"version": 1, "walk": ["hall.a", "hall.b", "night.a", "night.b"]},
}

Row = tuple[str, int, int, int | None, float | None, float | None, Any]

# activity, version, count, certainty, last score, best score, answer
CASES: list[tuple[str, str, list[Row]]] = [
    ("nothing answered", "2026-11-25", []),
    ("one option, right at once", "2026-11-25", [("a/one", 1, 1, None, 1, 1, ["b"])]),
    ("the first option: its digit is zero", "2020-01-01", [("a/one", 1, 3, 3, 0, 1, ["a"])]),
    ("some of them, and none", "2026-02-28", [("a/some", 2, 2, 1, 0.5, 0.75, ["x", "z"])]),
    ("an older version keeps its scores", "2026-02-28", [("a/some", 1, 2, None, 0.33, 0.67, None)]),
    ("no score", "2026-02-28", [("a/some", 2, 1, None, None, None, [])]),
    ("an order", "2031-12-31", [("a/sort", 1, 1, 2, 0.01, 0.99, ["r", "p", "s", "q"])]),
    ("a sorting with one card left over", "2026-11-25", [("a/put", 1, 1, None, 0.33, 0.33, {"k": "u", "m": "t"})]),
    ("a road", "2026-11-25", [("a/walk", 1, 1, None, 0.75, 0.75, ["hall.b", "night.a", "hall.b"])]),
    (
        "all together",
        "2026-11-25",
        [
            ("a/one", 1, 2, 1, 0, 0, ["d"]),
            ("a/put", 1, 3, 2, 1, 1, {"k": "t", "l": "t", "m": "u"}),
            ("a/some", 2, 1, None, 0, 0, ["y"]),
            ("a/sort", 1, 1, None, 1, 1, ["p", "q", "r", "s"]),
            ("a/walk", 1, 1, 3, 0.5, 1, []),
        ],
    ),
]

BAD: list[tuple[str, str, str]] = [
    ("empty", "", "damaged"),
    ("another format", "2AAA", "newer"),
    ("no format", "record", "damaged"),
    ("no day", "1A", "damaged"),
    ("an entry without length", "1AAAAAAA", "damaged"),
    ("an entry of no length", "1AAAAAAAA", "damaged"),
    ("an entry cut off", "1AAAAAAAEAA", "damaged"),
    ("a letter outside the alphabet", "1AAAAAAA!AA", "damaged"),
    ("a letter outside the alphabet in the day", "1A é", "damaged"),
]


def fold(text: str) -> int:
    """FNV-1a of 32 bits, step by step, folded to 24 bits."""
    value = 2166136261
    for letter in text:
        value ^= ord(letter)
        value = (value * 16777619) % 2**32
    return (value // 2**24) ^ (value % 2**24)


def letters(value: int, least: int) -> str:
    """Six bits a letter, the lowest first."""
    bits = bin(value)[2:].zfill(6 * least)
    bits = bits.zfill(-(-len(bits) // 6) * 6)
    groups = [bits[place : place + 6] for place in range(0, len(bits), 6)]
    return "".join(LETTERS[int(group, 2)] for group in reversed(groups))


def answer_digits(answer: Any, shape: dict[str, Any]) -> list[tuple[int, int]]:
    """The digits of an answer, by the kind of shape."""
    if "one" in shape:
        return [(shape["one"].index(answer[0]), len(shape["one"]))]
    if "some" in shape:
        return [(1 if one in answer else 0, 2) for one in shape["some"]]
    if "sort" in shape:
        return [
            (sum(other < one for other in answer[place + 1 :]), len(answer) - place) for place, one in enumerate(answer)
        ]  # the ids of this file stand in alphabetical order
    if "put" in shape:
        return [
            (0 if one not in answer else 1 + shape["to"].index(answer[one]), 1 + len(shape["to"]))
            for one in shape["put"]
        ]
    return [(len(answer), 64)] + [(shape["walk"].index(one), len(shape["walk"])) for one in answer]


def entry(row: Row) -> str:
    """One entry of the text."""
    activity, version, count, certainty, last, best, answer = row
    shape = SHAPES[activity]
    score = [101 if one is None else round(one * 100) for one in (last, best)]
    digits = [(version, 32), (count - 1, 3), (certainty or 0, 4), (score[0], 102), (score[1], 102)]
    digits += [(0, 2)] if answer is None else [(1, 2), *answer_digits(answer, shape)]
    value, weight = 0, 1
    for digit, base in digits:
        value += digit * weight
        weight *= base
    body = letters(value, 1)
    return letters(fold(activity), 4) + LETTERS[len(body)] + body


def text_of(day: str, rows: list[Row]) -> str:
    """The whole text."""
    days = (dt.date.fromisoformat(day) - dt.date(2020, 1, 1)).days
    return "1" + letters(days, 3) + "".join(entry(row) for row in rows)


def vectors() -> dict[str, Any]:
    """All vectors of the packed state."""
    names = ("activity", "version", "count", "certainty", "last", "best", "answer")
    good = [
        {
            "name": name,
            "day": day,
            "items": [dict(zip(names, row, strict=True)) for row in rows],
            "text": text_of(day, rows),
        }
        for name, day, rows in CASES
    ]
    strange = text_of("2026-11-25", [CASES[1][2][0]])
    return {
        "shapes": SHAPES,
        "good": good,
        "aside": {"text": strange, "known": ["a/some"], "aside": [strange[4:]]},
        "bad": [{"name": name, "text": text, "error": error} for name, text, error in BAD],
    }


def text() -> str:
    """The file, one case a line."""
    found = vectors()
    groups = []
    for name, value in found.items():
        lines = value if isinstance(value, list) else None
        inner = ",\n".join(f"  {json.dumps(one)}" for one in lines) if lines else ""
        groups.append(f' "{name}": [\n{inner}\n ]' if lines else f' "{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(groups) + "\n}\n"
