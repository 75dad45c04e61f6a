"""The measurements of ``steppingup check --report`` as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNS = {"works": "TOO MUCH", "error": "TOO MUCH", "warning": "much", "misleads": "far below", "few": "(few items)"}
HARDEST = 10


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Write the measurements, each under one sentence that says what it means."""
    yield "What one earns in one-answer items who goes by form alone; 8 points above chance at most"
    head = ("rule", "items of", "items", "earned", "chance", "difference", "")
    yield from table(head, [_guess(row) for row in found["guesses"]])
    yield "\nWhat answers earn that need no reading; 25% at most"
    rows = [
        (row["kind"], row["strategy"], row["items"], f"{row['earned']:.0%}", _SIGNS.get(row["verdict"], ""))
        for row in found["blind"]
    ]
    yield from table(("kind", "strategy", "items", "earned", ""), rows)
    yield from _reading(found["reading"])
    limits = found["limits"]
    yield f"\nItems that are nearly the same ({limits['like']:.0%} of their runs of three words, {len(found['alike'])})"
    yield from table(
        ("item", "nearly", "share", "of"),
        [(row["second"], row["first"], f"{row['share']:.0%}", row["part"]) for row in found["alike"]],
    )
    if "promises" in found:
        yield from _numbers(found)


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Write columns, numbers and shares to the right; nothing but 'none' without rows."""
    if not rows:
        yield "  none"
        return
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [all(cell[:1] in "+-0123456789." for cell in column[1:]) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = zip(row, widths, right, strict=True)
        yield "  " + "  ".join(c.rjust(w) if number else c.ljust(w) for c, w, number in aligned).rstrip()


def _guess(row: dict[str, Any]) -> tuple[object, ...]:
    shares = (f"{row['earned']:.0%}", f"{row['chance']:.0%}", f"{100 * row['difference']:+.0f}")
    return (row["rule"], row["group"], row["items"], *shares, _SIGNS.get(row["verdict"], ""))


def _reading(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    hardest = sorted(rows, key=lambda row: (-row["median"], -row["longest_sentence"], row["of"]))[:HARDEST]
    yield f"\nReading: the hardest {len(hardest)} of {len(rows)} pages and activities (words; the median under 16)"
    yield from table(
        ("page or activity", "sentences", "median", "longest sentence", "longest paragraph"),
        [(r["of"], r["sentences"], f"{r['median']:g}", r["longest_sentence"], r["longest_paragraph"]) for r in hardest],
    )


def _numbers(found: dict[str, Any]) -> Iterator[str]:
    yield "\nActivities by folder and kind, what nearly repeats another one left out"
    kinds = sorted({kind for counts in found["activities"].values() for kind in counts})
    rows = [
        (folder, sum(counts.values()), len(counts), *(counts.get(kind, 0) for kind in kinds))
        for folder, counts in found["activities"].items()
    ]
    yield from table(("folder", "activities", "kinds", *kinds), rows)
    yield f"\nVignettes by truth: {_listed(found['vignettes'])}. Twin pairs: {len(found['pairs'])}"
    yield from table(("first", "second", "differs in"), [tuple(pair.values()) for pair in found["pairs"]])
    state = "" if found["whole"] else ", not asked for before all six chapters are there"
    yield f"\nWhat the course promises{state}"
    rows = [(row["what"], row["found"], row["least"], "" if row["kept"] else "MISSING") for row in found["promises"]]
    yield from table(("promise", "found", "least", ""), rows)
    yield f"\nCells that a role needs and no practice item covers: {len(found['empty'])} (see steppingup coverage)"


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
