"""The minutes of a session from the welcome to the last word, with breaks where a lesson or a step ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.kit.fit import LUNCH, breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.kit.fit import Chosen, Fit
    from steppingup.kit.modules import Step

INSIDE = 8  # minutes that a break rather comes too early or too late than in the middle of a lesson
Kind = Literal["welcome", "talk", "question", "group-task", "role-play", "debrief", "break", "lunch", "in-hand", "end"]


@dataclass(frozen=True)
class Row:
    """A line of the plan: when it begins, counted from the start, and what it is."""

    begins: int
    minutes: int
    kind: Kind
    chosen: Chosen | None = None
    step: Step | None = None


def schedule(fit: Fit) -> list[Row]:
    """Lay out a session; the minutes of its rows add up to those of the session."""
    parts: list[tuple[int, Kind, Chosen | None, Step | None]] = [(fit.frame, "welcome", None, None)]
    parts += [(step.minutes, step.kind, chosen, step) for chosen in fit.chosen for step in chosen.steps()]
    if fit.in_hand:
        parts.append((fit.in_hand, "in-hand", None, None))
    parts.append((fit.frame, "end", None, None))
    for minutes, place in _break_places([part[0] for part in parts], [part[1] for part in parts], breaks(fit.minutes)):
        parts.insert(place, (minutes, "lunch" if minutes == LUNCH else "break", None, None))
    rows: list[Row] = []
    for minutes, kind, chosen, step in parts:
        rows.append(Row(rows[-1].begins + rows[-1].minutes if rows else 0, minutes, kind, chosen, step))
    return rows


def _break_places(minutes: Sequence[int], kinds: Sequence[Kind], pauses: Sequence[int]) -> list[tuple[int, int]]:
    """Choose where each break stands: before a lesson, as even as it goes, never between a task and its talk.

    Returns:
        (length, place to insert at), the last one first, so that places stay right while breaks come in.
    """
    open_ = [at for at in range(2, len(kinds)) if kinds[at] not in {"debrief", "in-hand", "end"}]
    open_ = open_ or [at for at in range(1, len(kinds)) if kinds[at] != "in-hand"]
    whole, found, least = sum(minutes), [], 0
    for number, pause in enumerate(pauses, 1):
        wanted = whole * number / (len(pauses) + 1)
        places = [at for at in open_ if at > least] or open_[-1:]
        place = min(places, key=lambda at: abs(sum(minutes[:at]) - wanted) + (0 if kinds[at] == "talk" else INSIDE))
        least = place
        found.append((pause, place))
    return found[::-1]
