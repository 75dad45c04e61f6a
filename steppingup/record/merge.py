"""The laws of the record. Merging is set union: order, grouping and repetition do not matter.

State-based replicated sets: Shapiro, Preguiça, Baquero and Zawirski, "A comprehensive study of Convergent and
Commutative Replicated Data Types" (INRIA RR-7506, 2011), section 3.3.1 (grow-only set) and 3.1.1 (counter).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from steppingup.record.canonical import utf16_order
from steppingup.record.format import Attempt, Record, attempt_text
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Counts = dict[str, dict[str, int]]

# a hostile file could bring a number near the limit and so stop every later answer; such numbers are not counted on
UNTRUSTED_NUMBER = 10**9


def record_of(
    attempts: Iterable[Attempt], counts: Mapping[str, Mapping[str, int]], sheets: Sheets | None = None
) -> Record:
    """Make a record of loose attempts: one per place, in order, counts at least what is present."""
    kept = _one_per_place(attempts)
    ordered = tuple(sorted(kept, key=lambda attempt: attempt.order))
    return Record(ordered, _highest(counts, _present(kept)), sheets or Sheets())


def merge(one: Record, other: Record) -> Record:
    """Unite two records.

    Returns:
        All attempts of both, and per replica and key the higher count. Where two attempts claim one place,
        the one whose canonical text sorts first stays, so that both sides come to the same record.
    """
    attempts = _one_per_place((*one.attempts, *other.attempts))
    ordered = tuple(sorted(attempts, key=lambda attempt: attempt.order))
    return Record(ordered, _highest(one.counts, other.counts), one.sheets.merge(other.sheets))


def compact(record: Record) -> Record:
    """Keep per activity and phase the first attempt, the earliest of the best, and the last; counts keep the number."""
    by_key = sorted(record.attempts, key=lambda attempt: (attempt.key, attempt.order))
    kept = {
        attempt.place: attempt
        for _, group in groupby(by_key, key=lambda attempt: attempt.key)
        for attempt in _corners(list(group))
    }
    attempts = tuple(sorted(kept.values(), key=lambda attempt: attempt.order))
    return Record(attempts, _highest(record.counts, _present(record.attempts)), record.sheets)


def add(record: Record, attempt: Attempt, times: int = 1) -> Record:
    """Put a new attempt into a record and count it, as often as it stands for attempts that are not there."""
    made = record.counts.get(attempt.replica, {}).get(attempt.key, 0) + times
    return merge(record, Record((attempt,), {attempt.replica: {attempt.key: made}}))


def next_number(record: Record) -> int:
    """Give the number of the next attempt: one more than any number seen (Lamport, 1978, rule IR2)."""
    return 1 + max((attempt.n for attempt in record.attempts if attempt.n < UNTRUSTED_NUMBER), default=0)


def best_of(attempts: Iterable[Attempt]) -> Attempt | None:
    """Give the earliest attempt with the highest score, or None where nothing has a score."""
    best: Attempt | None = None
    for attempt in sorted(attempts, key=lambda attempt: attempt.order):
        if attempt.score is not None and (best is None or best.score is None or attempt.score > best.score):
            best = attempt
    return best


def _corners(attempts: list[Attempt]) -> list[Attempt]:
    best = best_of(attempts)
    return [attempts[0], attempts[-1], *([best] if best else [])]


def _one_per_place(attempts: Iterable[Attempt]) -> list[Attempt]:
    kept: dict[tuple[str, int], Attempt] = {}
    for attempt in attempts:
        rival = kept.get(attempt.place)
        if rival is None or (rival != attempt and _sorts_before(attempt, rival)):
            kept[attempt.place] = attempt
    return list(kept.values())


def _sorts_before(one: Attempt, other: Attempt) -> bool:
    return utf16_order(attempt_text(one)) < utf16_order(attempt_text(other))


def _present(attempts: Iterable[Attempt]) -> Counts:
    counts: Counts = {}
    for attempt in attempts:
        keys = counts.setdefault(attempt.replica, {})
        keys[attempt.key] = keys.get(attempt.key, 0) + 1
    return counts


def _highest(*several: Mapping[str, Mapping[str, int]]) -> Counts:
    counts: Counts = {}
    for each in several:
        for replica, keys in each.items():
            kept = counts.setdefault(replica, {})
            for key, number in keys.items():
                kept[key] = max(kept.get(key, 0), number)
    return counts
