"""An order as pairs, for formats without one: every step with its place in the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.export.questions.model import Part, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.language import Words


def as_places(question: Question, words: Words) -> Question:
    """Turn an order into a match; steps that may stand either way share one target."""
    targets = {rank: Part(f"place-{first}", label) for rank, first, label in _labels(question, words)}
    right = frozenset((part.id, targets[part.rank].id) for part in question.parts)
    return replace(question, form="match", rule="share", targets=tuple(targets.values()), right=right)


def _labels(question: Question, words: Words) -> Iterator[tuple[int, int, str]]:
    ranks = [part.rank for part in question.in_order()]
    for rank in dict.fromkeys(ranks):
        first, many = ranks.index(rank) + 1, ranks.count(rank)
        last = first + many - 1
        alone = words.get("questions.place", n=first)
        yield rank, first, alone if many == 1 else words.get("questions.place.tied", first=first, last=last)
