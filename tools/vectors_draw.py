"""Write tests/vectors/draw.json: draws of final checks, which Python and the page must make alike.

    python tools/vectors_draw.py            write the file
    python tools/vectors_draw.py --check    only tell whether it is what this tool gives

The draws come from the package. They hold the two implementations together; that the rules are kept is proved on each
side by properties.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from derived import write_or_check

from steppingup.catalogue.draw import Item, Learner, draw

PATH = Path(__file__).resolve().parent.parent / "tests" / "vectors" / "draw.json"
AREAS, IN_AREA, IN_COMPETENCY, ROOMS = 6, 4, 5, 30
ROLES = ("clerk", "nurse")


def bank(seed: int, *, ones: float, rooms: int = ROOMS, each: int = IN_COMPETENCY) -> list[Item]:
    """Make a bank; ``ones`` is the share of choices of one answer."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    items = []
    for number in range(AREAS * IN_AREA):
        area = f"area-{number % AREAS}"
        for n in range(each):
            roles = ("all",) if n < 3 else (chance.choice(ROLES),)
            place, one = f"room-{chance.randrange(rooms)}", chance.random() < ones
            items.append(Item(f"check/skill-{number}-{n + 1}", f"{area}.skill-{number}", area, roles, place, one))
    return items


def learner(items: list[Item], role: str, levels: str) -> Learner:
    """Make a learner; ``levels`` are the levels of the competencies of the bank, in turn."""
    names = dict.fromkeys(item.competency for item in items)
    return Learner({name: int(levels[at % len(levels)]) for at, name in enumerate(names)}, role)


def banks() -> dict[str, list[Item]]:
    """Make a rich bank, and poor ones that make a rule give way each."""
    return {
        "rich": bank(1, ones=0.65),
        "few rooms": bank(2, ones=0.65, rooms=12),
        "few of one answer": bank(3, ones=0.2),
        "one each": bank(4, ones=0.9, each=1),
        "small": bank(5, ones=0.7, each=1)[:9],
        "none": [],
    }


def cases(name: str, items: list[Item]) -> list[dict[str, Any]]:
    """Draw three checks in a row for several learners of one bank, a month apart; each has seen those before."""
    found = []
    for role, levels in (("clerk", "3213"), ("nurse", "1"), ("", "10"), ("cook", "0")):
        who, seen = learner(items, role, levels), dict[str, str]()
        for number in range(1, 4):
            seed = f"{name} ä {role} {number}"
            made = draw(items, who, seen, seed)
            told = {"bank": name, "role": role, "levels": levels, "number": number, "seed": seed}
            found.append({**told, "ids": list(made.ids), "relaxed": made.relaxed})
            seen |= dict.fromkeys(made.ids, f"2026-0{number}-01")
    return found


def text() -> str:
    """Return the whole file, one item or draw per line."""
    every = banks()
    items = ",\n".join(
        f"  {_line(name)}: [\n{_lines([list(vars(item).values()) for item in one])}\n  ]" for name, one in every.items()
    )
    draws = _lines(case for name, one in every.items() for case in cases(name, one))
    return f'{{\n "banks": {{\n{items}\n }},\n "draws": [\n{draws}\n ]\n}}\n'


def _lines(values: Any) -> str:
    return ",\n".join(f"   {_line(value)}" for value in values)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write or check the file; return the exit status."""
    wanted = text()
    return write_or_check(PATH, wanted, arguments, f"{wanted.count(chr(10))} lines")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
