"""What a person wants to know of a record: derived whenever it is asked for, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.record.merge import best_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from steppingup.record.format import Attempt, Record

Status = Literal["open", "older", "answered", "right", "partly", "other"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with one activity: status of the last attempt, best score, how many attempts."""

    status: Status
    first: Attempt | None
    best: Attempt | None
    last: Attempt | None
    count: int


def standing(record: Record, activity: str, version: int, phase: str | None = None) -> Standing:
    """Derive how a person stands with an activity.

    Args:
        record: any record.
        activity: the id of the activity.
        version: the version that the course has now; an answer to an earlier one is "older".
        phase: the phase of an evaluation, or None for practice.
    """
    attempts = [attempt for attempt in record.attempts if attempt.activity == activity and attempt.phase == phase]
    if not attempts:
        return Standing("open", None, None, None, 0)
    key = attempts[0].key
    count = sum(
        max(record.counts.get(replica, {}).get(key, 0), sum(attempt.replica == replica for attempt in attempts))
        for replica in {*record.counts, *(attempt.replica for attempt in attempts)}
    )
    return Standing(_status(attempts[-1], version), attempts[0], best_of(attempts), attempts[-1], count)


def unknown_activities(record: Record, known: Collection[str]) -> list[str]:
    """List the activities of a record that the course does not have: they are kept, and said."""
    return sorted({attempt.activity for attempt in record.attempts} - set(known))


def _status(last: Attempt, version: int) -> Status:
    if last.version < version:
        return "older"
    if last.score is None:
        return "answered"
    if last.score >= 1:
        return "right"
    return "partly" if last.score > 0 else "other"
