"""What an activity asks, in five forms that statistics, kits and other systems know without knowing any kind.

An interaction has parts (options, cards, steps, passages) and, for `match` and `order`, targets (groups, right sides,
places). A *choice* is a pair (part, target); the target is empty where a part is only picked. So one response is a set
of choices, whatever the kind, and the key is a set of choices, too:

========== ============================================= ==========================
form       one response                                  targets
========== ============================================= ==========================
single     one part                                      none
multiple   any parts                                     none
match      a target for each part, or for some           right sides, groups
order      a place for each part                         the places 1, 2, 3 …
text       nothing to count                              none
========== ============================================= ==========================

The right places of a step of `order` are all those that steps of its rank may take.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from steppingup.activities.fields import Labelled

Form = Literal["single", "multiple", "match", "order", "text"]
Choice = tuple[str, str]
Response = tuple[Choice, ...]


@dataclass(frozen=True)
class Part:
    """Something that a learner decides on, or puts another thing to.

    Args:
        id: its id.
        text: what learners read.
        lead: who speaks, if anybody.
        path: where it stands in the activity, such as ``options.b``; empty for places and words of the interface.
    """

    id: str
    text: str
    lead: str = ""
    path: str = ""


@dataclass(frozen=True)
class Interaction:
    """One thing that is asked.

    Args:
        id: empty if the activity asks one thing only; else for example the id of a scene.
        form: which of the five forms it has.
        parts: what is decided on, in the order of the content, which may tell the key.
        targets: what parts are put to.
        right: all right choices.
        title: what it is called, if it has a name.
        ask: the question; empty if the prompt of the activity is the question.
        fixed: the question and the parts' texts are keys of words of the interface (see :meth:`worded`).
    """

    id: str
    form: Form
    parts: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    right: frozenset[Choice] = frozenset()
    title: str = ""
    ask: str = ""
    fixed: bool = False

    def worded(self, say: Callable[[str], str]) -> Interaction:
        """Put the words of the interface into an interaction that only names them."""
        if not self.fixed:
            return self
        parts = tuple(replace(part, text=say(part.text)) for part in self.parts)
        return replace(self, parts=parts, ask=say(self.ask), fixed=False)


def parts_of(items: Iterable[Labelled], prefix: str, text: Callable[[str, str], str]) -> tuple[Part, ...]:
    """Make parts of labelled items whose texts lie under ``prefix``."""
    paths = {f"{prefix}.{item.id}": item for item in items}
    return tuple(Part(item.id, text(f"{path}.text", item.text), "", path) for path, item in paths.items())


def picks(ids: Iterable[str]) -> Response:
    """Make the choices of parts that are only picked."""
    return tuple((id_, "") for id_ in ids)


def pairs(answer: Mapping[str, str]) -> Response:
    """Make the choices of parts that are put to targets."""
    return tuple(answer.items())


def places(order: Iterable[str]) -> Response:
    """Make the choices of an order: every part with its place, counted from 1."""
    return tuple((id_, str(place)) for place, id_ in enumerate(order, 1))


def places_of_ranks(ranks: Mapping[str, int]) -> frozenset[Choice]:
    """List the places that every part may take: parts of equal rank share theirs."""
    found: set[Choice] = set()
    for id_, rank in ranks.items():
        first = sum(other < rank for other in ranks.values()) + 1
        last = sum(other <= rank for other in ranks.values())
        found |= {(id_, str(place)) for place in range(first, last + 1)}
    return frozenset(found)
