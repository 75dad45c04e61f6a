"""Linking codes, written once more in the plainest way: by trying every last sign; nothing here is of the package.

`python tools/make_vectors.py` writes tests/vectors/linking.json from it: what a text is as a linking code, which form
belongs to it at each phase, and how it stands on a slip.
"""

from __future__ import annotations

import json
import random
from typing import Any

import vectors_code

SIGNS = vectors_code.SIGNS
WRITTEN = ["{}", " {} ", "{a} {b} {c}", "{a}-{b}-{c}", "\t{a}\u2013{b}{c}\n", "{a}.{b}_{c}", "\u00a0{}"]


def right(code: str) -> bool:
    """Tell whether 1 x first + 2 x second + ... + 9 x ninth leaves no rest when divided by 31."""
    total = 0
    for place in range(9):
        for _ in range(place + 1):
            total += SIGNS.index(code[place])
    return total % 31 == 0


def closed(eight: str) -> str:
    """Find the one last sign that makes a code right."""
    found = [eight + sign for sign in SIGNS if right(eight + sign)]
    if len(found) != 1:
        raise SystemExit(f"{eight}: {found} are right; exactly one should be")
    return found[0]


def trouble(code: str) -> str:
    """Name what is wrong; empty if nothing is. A sound short code is named as such."""
    if vectors_code.trouble(code) == "":
        return "short"
    if len(code) != 9:
        return "length"
    if any(sign not in SIGNS for sign in code):
        return "sign"
    return "" if right(code) else "check"


def forms(code: str) -> str:
    """Name the forms of the four phases: an even sum of the first eight signs begins with A, then they take turns."""
    even = sum(SIGNS.index(sign) for sign in code[:8]) % 2 == 0
    return "ABAB" if even else "BABA"


def typed(code: str, chance: random.Random) -> list[str]:
    """Write a right code as people do, and wrong as people do."""
    place, other = chance.randrange(9), chance.choice(SIGNS)
    at = chance.randrange(8)
    shown = chance.choice(WRITTEN).format(code, a=code[:3], b=code[3:6], c=code[6:])
    return [
        code,
        shown.lower(),
        code[:place] + other + code[place + 1 :],
        code[:at] + code[at + 1] + code[at] + code[at + 2 :],
        code[:place] + chance.choice("01ILO") + code[place + 1 :],
        code[:8],
        code + other,
    ]


def case(text: str) -> dict[str, Any]:
    """Say what a text is as a linking code."""
    code = "".join(sign for sign in text.upper() if sign not in " \t\n\u00a0-_.\u2010\u2011\u2012\u2013\u2014")
    wrong = trouble(code)
    if wrong:
        return {"text": text, "error": wrong}
    return {"text": text, "code": code, "forms": forms(code), "shown": f"{code[:3]} {code[3:6]} {code[6:]}"}


def text() -> str:
    """Return the whole file, one case per line."""
    chance = random.Random(319)  # noqa: S311 - vectors must be the same on every run
    codes = [closed("".join(chance.choice(SIGNS) for _ in range(8))) for _ in range(60)]
    short = [vectors_code.closed("".join(chance.choice(SIGNS) for _ in range(4))) for _ in range(6)]
    texts = ["", " ", "---------", "222222222", "ZZZZZZZZZ", "K7M2XQ9P\U0001f600", *short, *map(str.lower, short)]
    texts += [written for code in codes for written in typed(code, chance)]
    lines = [json.dumps(case(one), ensure_ascii=True) for one in dict.fromkeys(texts)]
    return "[\n" + ",\n".join(lines) + "\n]\n"
