"""The numbers of one item: how hard it was, how sure people were, what they chose, and whether it fits the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from steppingup.statistics.answers import by_item
from steppingup.statistics.choices import choosing, chosen_by_most
from steppingup.statistics.gates import Gates, Measure, few, mean_of
from steppingup.statistics.intervals import share_of
from steppingup.statistics.rest import rest_correlations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.statistics.answers import Asked, Scored
    from steppingup.statistics.choices import Choosing

SURE = 3

# The names of all numbers. Each has three messages: `statistics.NAME`, `statistics.NAME.means` (one sentence) and
# `statistics.NAME.not-when` (do not read this when …).
MEASURES = (
    "answers",
    "waiting",
    "chosen",
    "facility",
    "interval",
    "certainty",
    "certainty-right",
    "certainty-other",
    "sure-wrong",
    "misconception",
    "left-out",
    "rest",
)


@dataclass(frozen=True)
class ItemStatistics:
    """What is known about one item.

    Args:
        item: its id.
        answers: how many answers have a score.
        waiting: how many answers nobody has judged yet; they count in nothing below but ``choices``.
        facility: the mean score, 0 to 1, with an interval where there are enough answers.
        certainty: the mean certainty, 1 to 3.
        certainty_right: of those who were fully right.
        certainty_other: of all others.
        sure_wrong: the share of those who were fully sure and not fully right, among all who gave a certainty.
        rest: the correlation with the score on all other items.
        choices: what was chosen, one entry per interaction.
        misconception: the share of the most common misconception, whose interaction is ``misconception_in``.
        misconception_in: the id of that interaction.
    """

    item: str
    answers: int
    waiting: int
    facility: Measure
    certainty: Measure
    certainty_right: Measure
    certainty_other: Measure
    sure_wrong: Measure
    rest: Measure
    choices: tuple[Choosing, ...]
    misconception: Measure
    misconception_in: str


def item_statistics(
    asked: Sequence[Asked], rows: Iterable[Scored], gates: Gates | None = None
) -> dict[str, ItemStatistics]:
    """Compute the numbers of every item, in the order in which they were asked.

    Args:
        asked: the items.
        rows: the answers; somebody who left an item out has no row for it.
        gates: how many answers each number needs.

    Raises:
        ValueError: the rows do not fit the items, or somebody answers an item twice.
    """
    limits = gates or Gates()
    answers = by_item(asked, rows)
    rest = rest_correlations(asked, answers, limits)
    return {item.id: _statistics(item, answers[item.id], rest[item.id], limits) for item in asked}


def _statistics(item: Asked, rows: Sequence[Scored], rest: Measure, gates: Gates) -> ItemStatistics:
    sure = _sure(rows)
    scores = [row.score for row in rows if row.score is not None]
    choices = tuple(choosing(one, rows, gates) for one in item.interactions if one.parts)
    place, misconception = chosen_by_most(choices)
    return ItemStatistics(
        item.id,
        len(scores),
        len(rows) - len(scores),
        share_of(sum(scores), len(scores), gates),
        mean_of([one.certainty for one in sure], gates.show),
        *_apart(sure, gates),
        mean_of([float(one.certainty == SURE and not one.right) for one in sure], gates.show),
        rest,
        choices,
        misconception,
        place,
    )


class _Sure(NamedTuple):
    """A scored answer that has a certainty."""

    certainty: int
    right: bool


def _sure(rows: Iterable[Scored]) -> list[_Sure]:
    return [_Sure(row.certainty, row.score == 1) for row in rows if row.certainty is not None and row.score is not None]


def _apart(sure: Sequence[_Sure], gates: Gates) -> tuple[Measure, Measure]:
    """Return the certainty of those who were right and of the others.

    If one of the two groups is too small, neither is shown: with the mean of all, one would give the other away.
    """
    right = [one.certainty for one in sure if one.right]
    other = [one.certainty for one in sure if not one.right]
    if any(0 < len(group) < gates.show for group in (right, other)):
        return few(len(right)), few(len(other))
    return mean_of(right, gates.show), mean_of(other, gates.show)
