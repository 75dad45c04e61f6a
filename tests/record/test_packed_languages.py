"""Ten thousand records there and back: the script of the page packs them, Python reads and packs, the script reads."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.record import Record, attempt_from
from steppingup.record.merge import record_of
from steppingup.record.packed import LIMIT, Item, State, pack, resume, state_of, unpack

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
DAY = "2026-11-25"
RECORDS = 10_000
OF_EACH = 3
WHOLE_COURSES = 30
SCORM_12 = 4096

Shapes = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def course() -> Shapes:
    """All activities of the course."""
    return load_catalogue(ROOT).shapes()


@pytest.fixture(scope="module")
def some(course: Shapes) -> Shapes:
    """A few activities of the course for each shape: packing looks at each of them every time."""
    found: dict[str, list[str]] = {}
    for id_, shape in course.items():
        found.setdefault("+".join(sorted(set(shape) - {"version"})), []).append(id_)
    assert set(found) == {"one", "some", "sort", "put+to", "walk"}
    return {id_: {**course[id_], "version": 2} for ids in found.values() for id_ in ids[:OF_EACH]}


@pytest.fixture(scope="module")
def later(some: Shapes) -> Shapes:
    """The next release: of each shape one activity as it was, one that asks for something else, one that is gone."""
    made: Shapes = {"a/first": {"version": 1, "one": ["a", "b"]}, "z/last": {"version": 1, "sort": ["a", "b", "c"]}}
    for at, (id_, shape) in enumerate(some.items()):
        if at % OF_EACH == 0:
            made[id_] = shape
        elif at % OF_EACH == 1:
            listed = {name: ["a-new-one", *value[1:]] for name, value in shape.items() if name != "version"}
            made[id_] = {"version": shape["version"] + 1, **listed}
    return made


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The script of the page, bundled for Node: the command that runs it."""
    pipe = tmp_path_factory.mktemp("pipe") / "pipe.mjs"
    esbuild = FRONTEND / "node_modules" / ".bin" / "esbuild"
    assert esbuild.exists(), "the packages of the script are missing; run: npm --prefix frontend ci"
    told = ["--bundle", "--platform=node", "--format=esm", "--log-level=error", f"--outfile={pipe}"]
    subprocess.run([str(esbuild), str(FRONTEND / "test" / "packed-pipe.ts"), *told], check=True)
    own = Path(sys.executable).parent / "node"
    node = str(own) if own.exists() else shutil.which("node")
    assert node, "Node is missing; it comes with requirements-test.txt"
    return [node, str(pipe)]


def asked(script: list[str], shapes: Shapes, later: Shapes, questions: list[Any]) -> list[Any]:
    """Put questions to the script, and give its answers."""
    lines = [{"shapes": shapes, "later": later, "day": DAY}, *questions]
    told = "\n".join(map(json.dumps, lines))
    run = subprocess.run(script, input=told, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def plain(state: State) -> dict[str, Any]:
    """A state as the script tells it."""
    return {
        "day": state.day,
        "items": [{name: getattr(item, name) for name in Item.__slots__} for item in state.items],
        "aside": list(state.aside),
    }


def resumed(text: str, shapes: Shapes) -> str:
    """What a fresh visit packs that begins with a text."""
    fresh = resume(Record(), unpack(text, shapes), "newvisitor", "1")
    return pack(state_of(fresh, shapes, DAY), shapes)[0]


def test_ten_thousand_records_there_and_back(script: list[str], some: Shapes, later: Shapes) -> None:
    found = asked(script, some, later, [{"invent": RECORDS, "seed": 2026}])
    assert len(found) == RECORDS
    for one in found:
        record, text = record_of(map(attempt_from, one["attempts"]), {}), one["text"]
        ours, left = pack(state_of(record, some, DAY), some)
        assert (ours, asdict(left)) == (text, one["left"]), one["attempts"]
        state = unpack(text, some)
        assert plain(state) == one["now"], text
        assert plain(unpack(text, later)) == one["later"], text
        assert pack(state, some)[0] == text
        assert len(text) <= LIMIT
        assert resumed(text, some) == one["resumed"], text
        _rightly_assigned(one, some, later)
    back = asked(script, some, later, [{"text": one["resumed"]} for one in found])
    for one, read in zip(found, back, strict=True):
        assert read["now"]["items"] == one["now"]["items"], one["text"]
        assert read["later"] == one["later"], one["text"]
        assert read["resumed"] == one["resumed"]
    _everything_was_there(found, some)


def _rightly_assigned(one: dict[str, Any], some: Shapes, later: Shapes) -> None:
    """What a later release reads belongs to the same activity and question, or is kept as it is."""
    last = {attempt["activity"]: attempt for attempt in _in_order(one["attempts"])}
    met = set(last) & set(some)
    told = {item["activity"]: item for item in one["later"]["items"]}
    assert set(told) == met & set(later), one["text"]
    assert len(one["later"]["aside"]) == len(met - set(later)), one["text"]
    for id_, item in told.items():
        assert item["version"] == last[id_]["version"], one["text"]
        same = later[id_] == some[id_] and item["version"] == later[id_]["version"]
        assert item["answer"] in ((None, last[id_]["answer"]) if same else (None,)), one["text"]


def _in_order(attempts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = [attempt for attempt in attempts if attempt["phase"] is None]
    return sorted(own, key=lambda one: (one["day"], one["n"], one["replica"]))


def _everything_was_there(found: list[dict[str, Any]], some: Shapes) -> None:
    """The records were no easy ones: each activity, count, certainty, kind of score, lost answer and rest was met."""
    items = [item for one in found for item in one["now"]["items"]]
    assert {item["activity"] for item in items if item["answer"] is not None} == set(some)
    assert {item["activity"] for item in items if item["answer"] is None} == set(some)
    assert {item["count"] for item in items} == {1, 2, 3}
    assert {item["certainty"] for item in items} == {None, 1, 2, 3}
    assert {0, 0.5, 1, None} <= {item["last"] for item in items}
    assert any(item["best"] != item["last"] for item in items)
    assert any(item["version"] != some[item["activity"]]["version"] for item in items)
    for what in ("attempts", "unknown", "phases"):
        assert any(one["left"][what] for one in found), what


def test_the_whole_course_is_packed_alike_and_fits_into_every_platform(script: list[str], course: Shapes) -> None:
    chance = random.Random(2026)  # noqa: S311 - a seed, not a secret
    records = [_whole_course(chance, course, at / WHOLE_COURSES) for at in range(WHOLE_COURSES)]
    found = asked(script, course, course, [{"attempts": attempts} for attempts in records])
    for attempts, one in zip(records, found, strict=True):
        record = record_of(map(attempt_from, attempts), {})
        text, left = pack(state_of(record, course, DAY), course)
        assert (text, asdict(left)) == (one["text"], one["left"])
        assert len(text) <= LIMIT < SCORM_12
        assert left.activities == 0, "every activity is there, whatever was answered"
        assert plain(unpack(text, course)) == one["now"]
        assert one["now"] == one["later"]
        answers = {attempt["activity"]: attempt["answer"] for attempt in attempts}
        for item in unpack(text, course).items:
            assert item.answer in (None, answers[item.activity])
    assert {one["left"]["answers"] > 0 for one in found} == {False, True}


def _whole_course(chance: random.Random, course: Shapes, length: float) -> list[dict[str, Any]]:
    """An answer to every activity, roads from short to longer than a state can hold."""
    return [
        {
            "replica": "aaaaaaaa", "n": n, "activity": id_, "version": shape["version"], "release": "1",
            "phase": None, "form": None, "answer": _answer(chance, shape, length),
            "score": chance.choice([None, 0, 1, round(chance.random(), 3)]),
            "certainty": chance.choice([None, 1, 2, 3]), "seconds": 1, "day": DAY,
        }
        for n, (id_, shape) in enumerate(course.items(), start=1)
    ]  # fmt: skip


def _answer(chance: random.Random, shape: dict[str, Any], length: float) -> Any:
    if "one" in shape:
        return [chance.choice(shape["one"])]
    if "some" in shape:
        return [id_ for id_ in shape["some"] if chance.random() < 0.5]
    if "sort" in shape:
        return chance.sample(shape["sort"], len(shape["sort"]))
    if "put" in shape:
        return {id_: chance.choice(shape["to"]) for id_ in shape["put"]}
    return [chance.choice(shape["walk"]) for _ in range(1 + round(length * 62))]
