"""Write tests/vectors/<kind>.json: what every answer is worth, for the package and for the script alike.

tests/vectors/packed.json, the packed state, code.json, the short codes, linking.json, the linking codes, rating.json,
answers that have no score, sheets.json, the tables of a map, and personal.json, what looks like personal data, come
along; they are made by vectors_packed.py, vectors_code.py and so on.

Hand-written cases come from tests/vectors/hand/<kind>.yml, and their scores are held against the brute force of
vectors_brute.py; generated ones are drawn from fixed seeds. Run it after a change of either file:

    python tools/make_vectors.py            write the files
    python tools/make_vectors.py --check    only tell whether they are what this tool gives
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import vectors_code
import vectors_linking
import vectors_packed
import vectors_personal
import vectors_rating
import vectors_sheets
import yaml
from vectors_brute import BadAnswer, score, spec
from vectors_random import KINDS, generated

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "vectors"

# What no kind accepts: every hand-written activity is tried with these as well.
NEVER: list[Any] = [
    None, True, 0, 1.5, "", "a", [None], [True], [0], [[]], [["a"]], [{}], ["no-such-id"], ["constructor"],
    {"no-such-id": "a"}, {"__proto__": "a"}, {"constructor": "a"}, {"a": None}, {"a": ["b"]}, {"": ""},
]  # fmt: skip


def vector(name: str, activity: dict[str, Any], answers: list[Any]) -> dict[str, Any]:
    """Make one vector with the brute force."""
    return {"name": name, "activity": activity, "spec": spec(activity), "cases": [case(activity, a) for a in answers]}


def case(activity: dict[str, Any], answer: Any) -> dict[str, Any]:
    """Score one answer with the brute force."""
    try:
        return {"answer": answer, "score": score(activity, answer)}
    except BadAnswer:
        return {"answer": answer, "error": True}


def by_hand(kind: str) -> list[dict[str, Any]]:
    """Read the hand-written vectors; what they claim must be what the brute force finds."""
    found = []
    for item in yaml.safe_load((FOLDER / "hand" / f"{kind}.yml").read_text(encoding="utf-8")):
        for claim in item["cases"]:
            counted = case(item["activity"], claim["answer"])
            same = counted.get("error") == claim.get("error")
            if not same or abs(counted.get("score", 0) - claim.get("score", 0)) > 1e-9:
                raise SystemExit(f"{kind}: {item['name']}: {claim}: the brute force finds {counted}")
        made = vector(item["name"], item["activity"], NEVER)
        # Scores of the brute force are exact; those written by hand are rounded.
        exact = [{**claim, **case(item["activity"], claim["answer"])} for claim in item["cases"]]
        found.append({**made, "cases": [*exact, *made["cases"]]})
    return found


def text(kind: str) -> str:
    """Return the whole file of one kind, one case per line, so that differences can be read."""
    vectors = by_hand(kind) + [vector(name, activity, answers) for name, activity, answers in generated(kind)]
    return "[\n" + ",\n".join(_pretty(item) for item in vectors) + "\n]\n"


def _pretty(item: dict[str, Any]) -> str:
    head = ",\n".join(f' "{name}": {_line(item[name])}' for name in ("name", "activity", "spec"))
    cases = ",\n".join(f"  {_line(one)}" for one in item["cases"])
    return f'{{\n{head},\n "cases": [\n{cases}\n ]\n}}'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write or check all files; return the exit status."""
    status = 0
    others = {"packed": vectors_packed.text, "code": vectors_code.text, "sheets": vectors_sheets.whole_text}
    others["linking"] = vectors_linking.text
    others["rating"] = vectors_rating.text
    others["personal"] = vectors_personal.whole_text
    for name in (*KINDS, *others):
        path, wanted = FOLDER / f"{name}.json", others[name]() if name in others else text(name)
        if "--check" in arguments:
            fresh = path.is_file() and path.read_text(encoding="utf-8") == wanted
            status = status or int(not fresh)
            print(f"{path.name}: {'fresh' if fresh else 'not what tools/make_vectors.py gives; run it'}")
        else:
            path.write_text(wanted, encoding="utf-8")
            print(f"{path.name}: {wanted.count(chr(10))} lines")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
