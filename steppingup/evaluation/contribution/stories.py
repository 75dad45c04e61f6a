"""Keep back sums of judged stories that are about few people, or would give them away.

Known besides are the sums of each item over all roles. So what everybody did with all stories of one kind follows from
them anyway, and two things must hold:

* **No story is found by subtraction.** Where one item, or the options of one, are kept back of all that ask for a
  referral (or of all that ask for none), the sum of the others would give it back: then the whole phase is.
* **No role is found by subtraction.** Roles that are kept back have company, as in the heatmap; and with a certainty,
  the counts of all roles that are kept back are 0 or enough together.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.parts import Part, Place, Side
from steppingup.statistics.detection_sums import JUDGED
from steppingup.statistics.disclosure.rule import BOTTOM, NEVER, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from steppingup.evaluation.contribution.parts import Contribution
    from steppingup.statistics.disclosure import Rule
    from steppingup.statistics.sums import Key

    Blocks = Mapping[Place, Mapping[Part, Mapping[Key, float]]]
    Sums = dict[Side, tuple[float, ...]]

_DUST = 1e-9


def kept_stories(whole: Contribution, blocks: Blocks, signals: Mapping[str, bool], rule: Rule) -> tuple[Sums, Sums]:
    """Return the sums of stories that may leave, and those with a certainty.

    Args:
        whole: all sums.
        blocks: the parts of items that leave.
        signals: for each story, whether it asks for a referral.
        rule: how few people are too few.
    """
    stories: Sums = {}
    for phase in sorted({side.phase for side in whole.stories}):
        if not _one_is_missing(whole, blocks, phase, signals):
            stories |= {side: whole.stories[side] for side in _shown(whole, phase, rule)}
    sure = {side: whole.sure[side] for phase in {side.phase for side in stories}
            for side in _shown_sure(whole, [one for one in stories if one.phase == phase], rule)}  # fmt: skip
    return stories, dict(sorted(sure.items()))


def telling(total: float, n: float) -> bool:
    """Tell whether a share of n people tells what each of them answered: nearly all, or nearly none."""
    return (n - total < NEVER and total >= TOP * n) or (total < NEVER and total <= BOTTOM * n)


def none_or_enough(counts: Iterable[float], rule: Rule) -> bool:
    """Tell whether every count is nobody, or enough people."""
    return all(count == 0 or count >= rule.least for count in counts)


def _one_is_missing(whole: Contribution, blocks: Blocks, phase: str, signals: Mapping[str, bool]) -> bool:
    missing: dict[tuple[str, bool], int] = defaultdict(int)
    for place, parts in whole.blocks.items():
        for part in parts:
            if place.phase == phase and part.kind in {"item", "options"} and part.item in signals:
                missing[part.kind, signals[part.item]] += part not in blocks[place]
    return 1 in missing.values()


def _shown(whole: Contribution, phase: str, rule: Rule) -> Iterator[Side]:
    sides = {side: sums for side, sums in whole.stories.items() if side.phase == phase}
    if not _tells(sides[Side(phase, "")], rule):
        yield Side(phase, "")
    roles = {side: sums for side, sums in sides.items() if side.role}
    hidden = {side for side, sums in roles.items() if _tells(sums, rule)}
    rest = sorted(set(roles) - hidden, key=lambda side: (roles[side][0], side))
    while hidden and rest and (len(hidden) < 2 or sum(roles[side][0] for side in hidden) < rule.least):
        hidden.add(rest.pop(0))
    yield from sorted(rest)


def _tells(sums: tuple[float, ...], rule: Rule) -> bool:
    """Tell whether sums give away what each of their people did: too few, nearly all alike, or exactly alike."""
    named = dict(zip(JUDGED, sums, strict=True))
    people, sides = named["people"], (("hits", "signals"), ("false_alarms", "noises"))
    alike = any(people * named[f"{one}*{one}"] - named[one] ** 2 <= _DUST * people for one, _ in sides)
    return people < rule.least or alike or any(telling(named[one], named[of]) for one, of in sides)


def _shown_sure(whole: Contribution, shown: list[Side], rule: Rule) -> list[Side]:
    """Return the sides whose answers may be told by certainty: each count, and what is left of everybody."""
    good = [side for side in shown if none_or_enough(_counts(whole, side), rule)]
    roles = sorted((side for side in good if side.role), key=lambda side: (whole.stories[side][0], side))
    everybody = [side for side in good if not side.role]
    while roles and not _rest_is_enough(whole, roles, rule):
        roles.pop(0)
    return [*everybody, *roles]


def _counts(whole: Contribution, side: Side) -> tuple[float, ...]:
    """Return the answers by certainty, and those without one, by kind of story and by answer."""
    _, hits, signals, alarms, noises = whole.stories[side][:5]
    sure = whole.sure[side]
    no_alarm, alarm, miss, hit = (sum(sure[start : start + 3]) for start in (0, 3, 6, 9))
    return (*sure, noises - alarms - no_alarm, alarms - alarm, signals - hits - miss, hits - hit)


def _rest_is_enough(whole: Contribution, roles: list[Side], rule: Rule) -> bool:
    everybody = _counts(whole, Side(roles[0].phase, ""))
    told = [sum(one) for one in zip(*(_counts(whole, side) for side in roles), strict=True)]
    return none_or_enough([round(all_of - some, 6) for all_of, some in zip(everybody, told, strict=True)], rule)
