"""Short codes, written once more in the plainest way: by trying every last sign; nothing here is of the package.

`python tools/make_vectors.py` writes tests/vectors/code.json from it.
"""

from __future__ import annotations

import json
import random
from typing import Any

SIGNS: list[str] = [*"23456789", *"ABCDEFGH", *"JK", *"MN", *"PQRSTUVWXYZ"]
WRITTEN = ["{}", " {} ", "{a}-{b}", "{a} {b}", "\t{a}\u2013{b}\n", "{a}.{b}", "{a}_{b}", "\u00a0{}"]


def right(code: str) -> bool:
    """Tell whether 1 x first + 2 x second + ... + 5 x fifth leaves no rest when divided by 31."""
    places = {sign: place for place, sign in enumerate(SIGNS)}
    a, b, c, d, e = (places[sign] for sign in code)
    return (a + b + b + c + c + c + 4 * d + 5 * e) % 31 == 0


def closed(four: str) -> str:
    """Find the one last sign that makes a code right."""
    found = [four + sign for sign in SIGNS if right(four + sign)]
    if len(found) != 1:
        raise SystemExit(f"{four}: {found} are right; exactly one should be")
    return found[0]


def trouble(code: str) -> str:
    """Name what is wrong with five signs or fewer or more; empty if nothing is."""
    if len(code) != 5:
        return "length"
    if any(sign not in SIGNS for sign in code):
        return "sign"
    return "" if right(code) else "check"


def typed(code: str, chance: random.Random) -> list[str]:
    """Write a right code as people do, and wrong as people do."""
    place, other = chance.randrange(5), chance.choice(SIGNS)
    at = chance.randrange(4)
    return [
        code,
        chance.choice(WRITTEN).format(code, a=code[:2], b=code[2:]).lower(),
        code[:place] + other + code[place + 1 :],
        code[:at] + code[at + 1] + code[at] + code[at + 2 :],
        code[:place] + chance.choice("01ILO") + code[place + 1 :],
        code[:4],
        code + other,
    ]


def case(text: str) -> dict[str, Any]:
    """Say what a text is as a code."""
    code = "".join(sign for sign in text.upper() if sign not in " \t\n\u00a0-_.\u2010\u2011\u2012\u2013\u2014")
    wrong = trouble(code)
    return {"text": text, "error": wrong} if wrong else {"text": text, "code": code}


def text() -> str:
    """Return the whole file, one case per line."""
    chance = random.Random(31)  # noqa: S311 - vectors must be the same on every run
    codes = [closed("".join(chance.choice(SIGNS) for _ in range(4))) for _ in range(60)]
    texts = [
        "",
        " ",
        "-----",
        "22222",
        "ZZZZZ",
        "\u00e9\u00e9\u00e9\u00e9\u00e9",
        "K7M2\U0001f600",
        "stra\u00df",
        "0OIL1",
    ]
    texts += [written for code in codes for written in typed(code, chance)]
    lines = [json.dumps(case(one), ensure_ascii=True) for one in dict.fromkeys(texts)]
    return "[\n" + ",\n".join(lines) + "\n]\n"
