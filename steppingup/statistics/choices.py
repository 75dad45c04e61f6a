"""What was chosen: a count and a share for every option, pair, place, passage or decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.statistics.gates import Measure, few

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.activities.interactions import Interaction, Response
    from steppingup.statistics.answers import Scored
    from steppingup.statistics.gates import Gates

# One person alone shares no misconception with anybody.
COMMON = 2


@dataclass(frozen=True)
class Counted:
    """How often one choice was made.

    Args:
        part: the id of the option, card, step or passage.
        target: the id of what it was put to; empty if it was picked, or if it was left without a target.
        right: whether the choice belongs to the key.
        count: how many people made it; None below the gate.
        share: their share of those who were asked; None below the gate.
        left: the part was left without a target, which is no choice.
    """

    part: str
    target: str
    right: bool
    count: int | None
    share: float | None
    left: bool = False


@dataclass(frozen=True)
class Choosing:
    """What people chose in one interaction.

    Args:
        interaction: its id.
        n: how many people it was put to.
        shown: whether there are enough of them; if not, nothing below has a number.
        rows: all choices that were offered; then the parts that somebody left without a target.
        misconception: the wrong choice made most often, by two people at least; None if there is none.
        left_out: the right choice of several that was missed most often, by two people at least.
        tied: how many other wrong choices were made exactly as often as the misconception.
    """

    interaction: str
    n: int
    shown: bool
    rows: tuple[Counted, ...]
    misconception: Counted | None = None
    left_out: Counted | None = None
    tied: int = 0


def choosing(asked: Interaction, rows: Iterable[Scored], gates: Gates) -> Choosing:
    """Count what was chosen in one interaction."""
    responses = [row.responses[asked.id] for row in rows if asked.id in row.responses]
    shown = len(responses) >= max(1, gates.show)
    counted = tuple(_rows(asked, responses, shown=shown))
    if not shown:
        return Choosing(asked.id, len(responses), shown, counted)
    wrong = [row for row in counted if not row.right and not row.left]
    missed = [_missed(row, len(responses)) for row in counted if row.right] if asked.form == "multiple" else []
    most = _most(wrong)
    tied = sum(row.count == most.count for row in wrong) - 1 if most else 0
    return Choosing(asked.id, len(responses), shown, counted, most, _most(missed), tied)


def chosen_by_most(found: Iterable[Choosing]) -> tuple[str, Measure]:
    """Return the interaction that holds the most common misconception of all, and the share that has it."""
    held = [(one, one.misconception) for one in found if one.misconception]
    if not held:
        return "", few(0)
    one, row = max(held, key=lambda pair: (pair[1].count or 0, pair[1].share or 0))
    return one.interaction, Measure(row.share, one.n)


def _rows(asked: Interaction, responses: Sequence[Response], *, shown: bool) -> Iterable[Counted]:
    counts = Counter(choice for response in responses for choice in response)
    targets = [target.id for target in asked.targets] or [""]
    for part in asked.parts:
        for target in targets:
            choice = (part.id, target)
            yield _counted(choice, counts[choice], len(responses), right=choice in asked.right, shown=shown)
    if asked.form != "match" or not shown:
        return
    for part in asked.parts:
        left = sum(all(chosen != part.id for chosen, _ in response) for response in responses)
        if left:
            yield Counted(part.id, "", right=False, count=left, share=left / len(responses), left=True)


def _counted(choice: tuple[str, str], count: int, n: int, *, right: bool, shown: bool) -> Counted:
    return Counted(*choice, right, count if shown else None, count / n if shown else None)


def _missed(row: Counted, n: int) -> Counted:
    count = n - (row.count or 0)
    return Counted(row.part, row.target, row.right, count, count / n)


def _most(rows: Iterable[Counted]) -> Counted | None:
    best = max(rows, key=lambda row: row.count or 0, default=None)
    return best if best and (best.count or 0) >= COMMON else None
