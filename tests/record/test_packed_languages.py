"""Ten thousand records: what the script of the page packs, Python packs, reads and resumes alike, and the other way."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from steppingup.catalogue import load_catalogue
from steppingup.record import Record, attempt_from
from steppingup.record.merge import record_of
from steppingup.record.packed import LIMIT, pack, resume, state_of, unpack

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
DAY = "2026-11-25"
RECORDS = 10_000
OF_EACH = 3


def some_shapes() -> dict[str, dict[str, Any]]:
    """A few activities of the course for each shape: packing looks at each of them every time."""
    found: dict[str, list[str]] = {}
    shapes = load_catalogue(ROOT).shapes()
    for id_, shape in shapes.items():
        found.setdefault("+".join(sorted(set(shape) - {"version"})), []).append(id_)
    assert set(found) == {"one", "some", "sort", "put+to", "walk"}
    return {id_: shapes[id_] for ids in found.values() for id_ in ids[:OF_EACH]}


def an_answer(chance: random.Random, shape: dict[str, Any]) -> Any:
    """Any answer of a shape, now and then one that does not fit."""
    if chance.random() < 0.05:
        return chance.choice([None, [], {}, ["strange"], "text", {"strange": "x"}])
    if "one" in shape:
        return [chance.choice(shape["one"])]
    if "some" in shape:
        return [id_ for id_ in shape["some"] if chance.random() < 0.5]
    if "sort" in shape:
        return chance.sample(shape["sort"], len(shape["sort"]))
    if "put" in shape:
        return {id_: chance.choice(shape["to"]) for id_ in shape["put"] if chance.random() < 0.8}
    return [chance.choice(shape["walk"]) for _ in range(chance.randrange(8))]


def a_record(chance: random.Random, shapes: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Attempts in any order, at known and unknown activities, older versions, with and without a score."""
    made = []
    for n in range(1, chance.randrange(1, 14)):
        id_ = chance.choice([*shapes, "gone/old-1"])
        shape = shapes.get(id_, {"version": 1, "one": ["a"]})
        made.append({
            "replica": chance.choice(["aaaaaaaa", "bbbbbbbb"]), "n": n, "activity": id_,
            "version": max(1, shape["version"] - (chance.random() < 0.1)), "release": "1",
            "phase": "T0" if chance.random() < 0.05 else None, "form": None, "answer": an_answer(chance, shape),
            "score": chance.choice([None, 0, 1, round(chance.random(), 3)]),
            "certainty": chance.choice([None, 1, 2, 3]), "seconds": 1,
            "day": chance.choice(["2026-11-22", "2026-11-23"]),
        })  # fmt: skip
    return made


def by_python(attempts: list[dict[str, Any]], shapes: dict[str, dict[str, Any]]) -> list[str]:
    """The same three texts that the script gives."""
    record = record_of(map(attempt_from, attempts), {})
    state = state_of(record, shapes, DAY)
    text, _ = pack(state, shapes)
    again, _ = pack(unpack(text, shapes), shapes)
    fresh = resume(Record(), unpack(text, shapes), "newvisitor", "1")
    resumed, _ = pack(state_of(fresh, shapes, DAY), shapes)
    return [text, again, resumed]


def test_both_languages_pack_read_and_resume_alike(tmp_path: Path) -> None:
    chance, shapes = random.Random(2026), some_shapes()  # noqa: S311 - a seed, not a secret
    records = [a_record(chance, shapes) for _ in range(RECORDS)]
    lines = [json.dumps({"shapes": shapes, "day": DAY}), *map(json.dumps, records)]
    found = [json.loads(line) for line in by_script(tmp_path, "\n".join(lines)).splitlines()]
    assert len(found) == RECORDS
    for attempts, by_the_script in zip(records, found, strict=True):
        assert by_the_script == by_python(attempts, shapes), attempts
        text, again, _ = by_the_script
        assert text == again
        assert len(text) <= LIMIT


def by_script(folder: Path, asked: str) -> str:
    """Bundle the script of the page for Node, and run it."""
    pipe = folder / "pipe.mjs"
    esbuild = FRONTEND / "node_modules" / ".bin" / "esbuild"
    assert esbuild.exists(), "the packages of the script are missing; run: npm --prefix frontend ci"
    told = ["--bundle", "--platform=node", "--format=esm", "--log-level=error", f"--outfile={pipe}"]
    subprocess.run([str(esbuild), str(FRONTEND / "test" / "packed-pipe.ts"), *told], check=True)
    own = Path(sys.executable).parent / "node"
    node = str(own) if own.exists() else shutil.which("node")
    assert node, "Node is missing; it comes with requirements-test.txt"
    return subprocess.run([node, str(pipe)], input=asked, capture_output=True, text=True, check=True).stdout
