"""One-answer items, seen alike whatever their kind: a prompt, answers to pick from, and what each answer earns."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.activities import Choice
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.activities import Activity
    from steppingup.catalogue.model import Entry

VIGNETTE = "vignette"


@dataclass(frozen=True)
class Single:
    """A one-answer item.

    Args:
        entry: the item.
        prompt: what is asked, with facts filled in.
        texts: the answers to pick from, as they are shown; empty where they are the same in all items of the kind.
        scores: what each answer earns, from 0 to 1.
    """

    entry: Entry
    prompt: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]

    @property
    def chance(self) -> float:
        """What picking blindly earns: the mean score of the answers."""
        return sum(self.scores) / len(self.scores)


def singles(entries: Iterable[Entry]) -> list[Single]:
    """List the one-answer items among activities."""
    found = [(entry, entry.model.items()) for entry in entries if is_single(entry.model)]
    return [_single(entry, items) for entry, items in found if items]


def is_single(model: Activity) -> bool:
    """Tell whether a learner picks exactly one answer: a choice of one, or a vignette."""
    return model.select == "one" if isinstance(model, Choice) else model.kind == VIGNETTE


def _single(entry: Entry, items: list[dict[str, Any]]) -> Single:
    # The answers of a vignette are the same words in every item: they give nothing away but their place.
    own = isinstance(entry.model, Choice)
    texts = tuple(entry.facts.fill(item["text"]) if own else "" for item in items)
    return Single(entry, entry.facts.fill(entry.model.prompt), texts, tuple(_score(entry.model, i) for i in items))


def _score(model: Activity, item: dict[str, Any]) -> float:
    """Score one answer, in the form that the key has: an id, or a list of one."""
    answer = [item["id"]] if isinstance(model.key(), list) else item["id"]
    with suppress(AnswerError):
        return model.score(answer)
    return 0.0
