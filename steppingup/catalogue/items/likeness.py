"""Items that are nearly the same: by the share of their runs of three words (Broder 1997, shingles and resemblance)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from steppingup.activities import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.activities import Activity
    from steppingup.catalogue.model import Entry
    from steppingup.common.errors import Problem

RUN = 3
# Shares of common runs: when one word in five differs, about a third of the runs of three is left.
LIKE = 0.3
LIKE_PROMPT = 0.6

# What a learner reads only afterwards, or only on asking.
_AFTER = frozenset({"feedback", "hint", "debrief", "combination", "did", "ordinary", "moves"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """Two items that are nearly the same; ``share`` (0..1) of their runs of words is common, of ``part``."""

    first: Entry
    second: Entry
    share: float
    part: str


def likeness_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield items that are nearly the same as an earlier one, in the same set or in another: the nearest is named."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in alike(entries):
        found[pair.second.id].append(pair)
    for pairs in found.values():
        nearest = max(pairs, key=lambda pair: (pair.first.set != pair.second.set, pair.share))
        first, second = nearest.first, nearest.second
        what = f"{nearest.share:.0%} of its {nearest.part} also stands in {first.id} ({first.place}:{first.line})"
        if first.set != second.set:
            what = f"{what}, of the set {first.set}, and no item may stand in two sets"
        if len(pairs) > 1:
            what = f"{what}, and it is like {len(pairs) - 1} more"
        yield second.problem("prompt", f"{what}; write another situation, or delete one")


def alike(entries: Sequence[Entry]) -> list[Pair]:
    """List the pairs of nearly equal items, in their order; the two versions of a twin vignette may be alike."""
    choices = [entry for entry in entries if isinstance(entry.model, Choice)]
    found = [
        *_pairs(entries, [_runs(_asked(entry.model)) for entry in entries], LIKE, "prompt and options"),
        *_pairs(choices, [_runs(entry.model.prompt) for entry in choices], LIKE_PROMPT, "prompt"),
    ]
    first: dict[tuple[str, str], Pair] = {}
    for pair in found:
        if not are_twins(pair.first.model, pair.second.model):
            first.setdefault((pair.first.id, pair.second.id), pair)
    return list(first.values())


def struck(entries: Sequence[Entry]) -> set[str]:
    """Return the ids of items that do not count, as an earlier one is nearly the same."""
    return {pair.second.id for pair in alike(entries)}


def twin_of(model: Activity) -> str | None:
    """Return the id of the first version of a story, if this vignette is the second one."""
    return getattr(getattr(model, "twin", None), "of", None)


def are_twins(one: Activity, other: Activity) -> bool:
    """Tell whether two vignettes are the two versions of one story."""
    return twin_of(one) == other.id or twin_of(other) == one.id


def _asked(model: Activity) -> str:
    """Return what a learner reads before answering."""
    return "\n".join(text for path, text in model.texts() if path.rpartition(".")[2] not in _AFTER)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1)))


def _pairs(
    entries: Sequence[Entry], runs: Sequence[frozenset[tuple[str, ...]]], least: float, part: str
) -> Iterable[Pair]:
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(runs):
        for run in found:
            where[run].append(index)
    common = Counter(pair for places in where.values() for pair in combinations(places, 2))
    for (one, other), count in sorted(common.items()):
        share = count / (len(runs[one]) + len(runs[other]) - count)
        if share >= least:
            yield Pair(entries[one], entries[other], share, part)
