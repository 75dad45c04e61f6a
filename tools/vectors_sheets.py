"""Sheets of a map, defined once more by what people knew, not by what entries say; nothing here is of the package.

People write, and now and then take over all that another one has. Everybody's whole past is kept. An entry is replaced
if the writer of a later one in its cell had it before their eyes. `python tools/make_vectors.py` writes
tests/vectors/sheets.json from it.
"""

from __future__ import annotations

import json
import random
from typing import Any

Plain = dict[str, Any]
SHEETS = ("map/answers", "map/services")
ROWS = ("t1-01", "t1-02", "r-a1b2c3d4e5")
FIELDS = ("value", "as_of", "note")
VALUES: list[Any] = ["police", "about 40", 12, 12.5, 0, -3, None, "", "žluťoučký 🚢", "2026-03-01", 1e-7, 10**12]
PEOPLE = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc", "dddddddd")
DAYS = ("2026-11-27", "2026-11-28", "2026-12-01")


class Person:
    """Somebody with a file: all that they ever wrote or read, and for each entry what its writer knew of its row."""

    def __init__(self, name: str) -> None:
        """Begin with nothing."""
        self.name = name
        self.past: dict[str, tuple[Plain, frozenset[str]]] = {}

    def write(self, sheet: str, row: str, field: str, value: Any, day: str) -> None:
        """Write a value, with everything before one's eyes."""
        mine = [one for one, _ in self.past.values()]
        n = max([one["n"] for one in mine], default=0) + 1
        own = [one for one in mine if (one["s"], one["r"]) == (sheet, row)]
        before = [one for one in own if one["f"] == field or (field == "_gone" and one["f"] != "_at")]
        seen = {by: max(one["n"] for one in before if one["by"] == by) for by in sorted({one["by"] for one in before})}
        made = {"s": sheet, "r": row, "f": field, "v": value, "by": self.name, "n": n, "seen": seen, "day": day}
        self.past[text(made)] = (made, frozenset(text(one) for one in before))

    def read(self, other: Person) -> None:
        """Take over all that somebody else has."""
        self.past |= other.past


def text(value: Any) -> str:
    """Write a value so that equal ones look alike."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def in_order(entries: list[Plain]) -> list[Plain]:
    """Order entries: by cell, then day, number, session."""
    return sorted(entries, key=lambda one: (one["s"], one["r"], one["f"], one["day"], one["n"], one["by"], text(one)))


def left(past: dict[str, tuple[Plain, frozenset[str]]]) -> list[Plain]:
    """List what nobody has replaced who had seen it."""

    def replaced(old: str, one: Plain) -> bool:
        cell = (one["s"], one["r"], one["f"])
        return any(old in knew and (new["s"], new["r"], new["f"]) == cell for new, knew in past.values())

    return in_order([one for name, (one, _) in past.items() if not replaced(name, one)])


def rows(past: dict[str, tuple[Plain, frozenset[str]]], sheet: str) -> list[Plain]:
    """Say how every row of a sheet stands."""
    stand = [one for one in left(past) if one["s"] == sheet]
    found = []
    for row in sorted({one["r"] for one in stand}):
        own = [one for one in stand if one["r"] == row]
        marks = [one for one in own if one["f"] == "_gone"]
        cells = [one for one in own if one["f"] not in {"_gone", "_at"}]
        places = [one["v"] for one in own if one["f"] == "_at"]
        taken = [one for one in marks if one["v"] is True]
        unseen = [one for one in cells if not any(text(one) in past[text(mark)][1] for mark in taken)]
        gone = bool(taken) and len(taken) == len(marks) and not unseen
        by_field = {
            field: [one["v"] for one in cells if one["f"] == field] for field in sorted({one["f"] for one in cells})
        }
        rivals = {field: distinct(values) for field, values in by_field.items() if len(distinct(values)) > 1}
        shown = {field: values[-1] for field, values in by_field.items()}
        place = places[-1] if places else None
        found.append({"id": row, "gone": gone, "torn": bool(taken) and not gone, "place": place, "shown": shown,
                      "rivals": rivals})  # fmt: skip
    return sorted(found, key=lambda row: (row["place"] is None, row["place"] or 0, row["id"]))


def distinct(values: list[Any]) -> list[str]:
    """List differing values as texts, sorted: the order of rivals is nobody's promise."""
    return sorted({text(value) for value in values})


def story(number: int) -> Plain:
    """Let people work for a while, and say what comes of their files."""
    chance = random.Random(number)  # noqa: S311 - vectors must be the same on every run
    people = [Person(name) for name in PEOPLE[: chance.randint(2, 4)]]
    files: list[dict[str, tuple[Plain, frozenset[str]]]] = []
    for _ in range(chance.randint(3, 28)):
        one = chance.choice(people)
        if chance.random() < 0.25:
            one.read(chance.choice(people))
        if chance.random() < 0.2:
            files.append(dict(one.past))
        field = chance.choice([*FIELDS, *FIELDS, "_gone", "_at"])
        value = {"_gone": chance.choice([True, True, False, None]), "_at": chance.choice([1, 1.5, 2, None])}
        one.write(
            chance.choice(SHEETS),
            chance.choice(ROWS),
            field,
            value.get(field, chance.choice(VALUES)),
            chance.choice(DAYS),
        )
    files += [one.past for one in people]
    whole: dict[str, tuple[Plain, frozenset[str]]] = {}
    for file in files:
        whole |= file
    parts = [left(file) if chance.random() < 0.7 else [one for one, _ in file.values()] for file in files]
    return {
        "name": f"story {number}", "parts": parts, "merged": left(whole),
        "rows": {sheet: rows(whole, sheet) for sheet in SHEETS},
    }  # fmt: skip


def entry(**changes: Any) -> Plain:
    """Make one entry, with changes."""
    plain: Plain = {
        "s": "map/answers", "r": "t1-01", "f": "value", "v": "police", "by": "aaaaaaaaaaaa", "n": 1, "seen": {},
        "day": "2026-11-28",
    }  # fmt: skip
    return {**plain, **changes}


def forged() -> list[Plain]:
    """Give files that no honest session writes; what is left of them follows from the rule alone."""
    a, b, c = PEOPLE[:3]
    one, two = entry(), entry(by=b, n=2, seen={a: 1})
    three = entry(by=c, n=3, seen={b: 2}, v="claims to have seen the second and not the first")
    cycle = [entry(by=a, n=5, seen={b: 5}), entry(by=b, n=5, seen={a: 5}, v="each claims to have seen the other")]
    twins = [entry(v="one name"), entry(v="two values")]
    return [
        {"name": "a gap in what was seen", "parts": [[one, two], [three], [one]], "merged": in_order([two, three])},
        {"name": "a circle", "parts": [cycle[:1], cycle[1:]], "merged": in_order(cycle)},
        {"name": "one number for two values", "parts": [twins[:1], twins[1:]], "merged": in_order(twins)},
        {"name": "nothing", "parts": [[], []], "merged": []},
        {"name": "the same again", "parts": [[one], [one], [one, two]], "merged": [two]},
    ]


GOOD: list[Plain] = [
    entry(), entry(v=None), entry(v=0), entry(v=-2.5), entry(v=""), entry(v="x" * 2000), entry(v="🚢" * 2000),
    entry(v="two\nlines\tand a tab"), entry(v=2**53 - 1), entry(f="_gone", v=True), entry(f="_gone", v=False),
    entry(f="_gone", v=None), entry(f="_at", v=1.5), entry(f="_at", v=None), entry(f="as_of", v="2026-02-29"),
    entry(r="r-a1b2c3d4e5"), entry(r="a.b_c-d"), entry(by="z" * 32), entry(n=10**12), entry(by="bbbbbbbb", n=2,
    seen={"bbbbbbbb": 1, "cccccccc": 10**12}), entry(seen={"aaaaaaaab": 9}), entry(day="2024-02-29"),
]  # fmt: skip

BAD: dict[str, list[Any]] = {
    "s": [None, 1, "", "map", "Map/answers", "map/", "/map", "map//a", "map/an_swers", "m/" + "a" * 100],
    "r": [None, 1, "", "T1-01", "-a", "a-", "a--b", "a b", "é", "a" * 61, "../x", "__proto__"],
    "f": [None, 1, "", "Value", "_seen", "__proto__", "constructor ", "a__b", "1a", "a" * 61],
    "v": [[], {}, ["a"], "x" * 2001, "🚢" * 2001, True, False, 2**53, -(2**53), "\ud800"],
    "by": [None, 1, "", "short", "UPPERCASE", "a" * 33, "aaaa-aaaa"],
    "n": [None, "1", 0, -1, 1.5, 10**12 + 1, True],
    "seen": [None, [], "x", {"short": 1}, {"bbbbbbbb": 0}, {"bbbbbbbb": "1"}, {"bbbbbbbb": 1.5},
             {"aaaaaaaaaaaa": 1}, {"aaaaaaaaaaaa": 7}, {"bbbbbbbb": 10**12 + 1}, {"__proto__": 1}],
    "day": [None, 1, "", "2026-11-31", "2026-1-1", "2025-02-29", "28.11.2026", "2026-11-28T00:00:00Z", "0000-01-01"],
}  # fmt: skip
MARKS: dict[str, list[Any]] = {"_gone": ["true", 1, 0, "yes"], "_at": ["1", True, "a"]}


def reading() -> list[Plain]:
    """Say of single entries whether they can be read, and which field is the first wrong one."""
    odd: list[Any] = [None, 1, "a", [], True]
    cases: list[Plain] = [{"value": one, "ok": one} for one in GOOD]
    cases += [{"value": entry(**{name: value}), "error": name} for name, values in BAD.items() for value in values]
    cases += [{"value": entry(f=field, v=value), "error": "v"} for field, values in MARKS.items() for value in values]
    cases += [{"value": {k: v for k, v in entry().items() if k != name}, "error": name} for name in entry()]
    cases += [{"value": value, "error": ""} for value in odd]
    cases += [
        {"value": entry(more="left out"), "ok": entry()},
        {"value": entry(n=1.0, v=3.0, seen={"bbbbbbbb": 2.0}), "ok": entry(n=1, v=3, seen={"bbbbbbbb": 2})},
        {"value": entry(s=1, n=0), "error": "s"},
    ]
    return cases


def files() -> list[Plain]:
    """Give whole files, most of them broken, as text; `repeat` stands for a text that would be long."""
    head = {"format": "stepping-up-map", "v": 1, "course": "stepping-up", "release": "0.1.0"}
    whole = {**head, "entries": [entry()]}
    wrong: list[tuple[str, Plain, str]] = [
        ("another format", {**whole, "format": "stepping-up-record"}, "foreign"),
        ("another course", {**whole, "course": "other"}, "foreign"),
        ("no version", {k: v for k, v in whole.items() if k != "v"}, "foreign"),
        ("version 0", {**whole, "v": 0}, "foreign"), ("version true", {**whole, "v": True}, "foreign"),
        ("a later version", {**whole, "v": 2}, "newer"), ("no entries", head, "entry"),
        ("entries as a map", {**head, "entries": {}}, "entry"),
        ("a number in a list", {**head, "entries": [1]}, "entry"),
        ("a wrong release", {**whole, "release": "é"}, "entry"),
        ("a long release", {**whole, "release": "x" * 33}, "entry"),
        ("too many values in one cell", {**head, "entries": [entry(n=n, v=n) for n in range(1, 302)]}, "entry"),
        ("nested", {**whole, "more": [[[[[[1]]]]]]}, "deep"),
    ]  # fmt: skip
    damaged = {
        "empty": "", "no JSON": "{", "NaN": text(whole).replace('"police"', "NaN"), "two": text(whole) * 2,
        "infinity": text(whole).replace('"police"', "-Infinity"), "a zip": "PK\x03\x04",
    }  # fmt: skip
    return [
        {"name": "whole", "text": text(whole), "ok": [entry()]},
        {"name": "with a byte order mark", "text": "\ufeff" + text(whole), "ok": [entry()]},
        {"name": "no release", "text": text({k: v for k, v in whole.items() if k != "release"}), "ok": [entry()]},
        {"name": "brackets in a text", "text": text({**head, "entries": [entry(v='[[[[[[[[ "{{{{{{{{ \\')]}),
         "ok": [entry(v='[[[[[[[[ "{{{{{{{{ \\')]},
        {"name": "more fields", "text": text({**whole, "more": [1]}), "ok": [entry()]},
        *({"name": name, "text": text(value), "error": kind} for name, value, kind in wrong),
        *({"name": name, "text": value, "error": "damaged"} for name, value in damaged.items()),
        {"name": "a tower", "repeat": ["[", 200_000], "error": "deep"},
        {"name": "too large", "repeat": [" ", 8 * 1024 * 1024 + 1], "error": "large"},
    ]  # fmt: skip


def writing() -> list[Plain]:
    """Say what is in a sheet after somebody wrote into it, for a few plain befores."""
    a, b, c = PEOPLE[:3]
    fresh = entry(by=c, day="2026-12-01")
    both = [entry(v="one"), entry(v="two", by=b)]
    seen_both, row = {a: 1, b: 1}, [entry(), entry(f="note", by=b, n=4), entry(f="_at", v=2, by=b, n=5)]
    return [
        {"name": "into an empty cell", "before": [], "values": {"value": 7}, "after": [{**fresh, "v": 7}]},
        {"name": "the same again", "before": [entry()], "values": {"value": "police"}, "after": [entry()]},
        {"name": "over another", "before": [entry()], "values": {"value": 7},
         "after": [{**fresh, "v": 7, "n": 2, "seen": {a: 1}}]},
        {"name": "choosing", "before": both, "values": {"value": "two"},
         "after": [{**fresh, "v": "two", "n": 2, "seen": seen_both}]},
        {"name": "two fields", "before": [], "values": {"note": "x", "value": None},
         "after": [{**fresh, "f": "note", "v": "x"}, {**fresh, "v": None, "n": 2}]},
        {"name": "taking a row away", "before": row, "values": {"_gone": True},
         "after": [*row, {**fresh, "f": "_gone", "v": True, "n": 6, "seen": {a: 1, b: 4}}]},
        {"name": "beside a forged number", "before": [entry(n=10**11)], "values": {"value": 7},
         "after": [{**fresh, "v": 7, "n": 1, "seen": {a: 10**11}}]},
    ]  # fmt: skip


def cases() -> Plain:
    """Return all vectors."""
    wrote = [
        {**one, "by": PEOPLE[2], "day": DAYS[2], "before": in_order(one["before"]), "after": in_order(one["after"])}
        for one in writing()
    ]
    return {
        "about": "Sheets of a map, run by Python and by the script of the page. merge: the entries of each part, what "
        "is left of all of them, how each row stands (rivals as JSON texts). read: single entries; error is the first "
        "wrong field. files: whole files. write: what somebody writes into map/answers, t1-01.",
        "merge": [*forged(), *(story(number) for number in range(60))],
        "read": reading(),
        "files": files(),
        "write": wrote,
    }


def whole_text() -> str:
    """Return the whole file, one case per line."""
    parts = []
    for name, value in cases().items():
        lines = ",\n".join(json.dumps(one, ensure_ascii=True) for one in value) if isinstance(value, list) else ""
        parts.append(f'"{name}": [\n{lines}\n]' if lines else f'"{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"
