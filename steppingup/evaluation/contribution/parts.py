"""A contribution in memory: blocks of sums, in parts that are there whole or not at all.

A number must never divide the sums of seven towns by those of five. So sums are kept back by *part*: whatever a number
needs is in one part, and a town gives the part or does not.

=============  ==========================================================================  ========================
part           sums (:mod:`steppingup.statistics.sums`)                                    numbers
=============  ==========================================================================  ========================
``item``       ``n x xx`` of one item                                                      facility, spread
``missing``    ``omitted not_reached not_administered waiting``                            missing answers
``options``    ``c cr crr option_r``, and ``chosen``: ``option`` without its score bands   options
``bands``      ``option`` by score band                                                    options by score band
``certainty``  ``sure sure_right``                                                         calibration
``test``       of the form: ``people whole t tt``, of its items ``wx wxx r rr xr``         alpha, rest correlations
``score``      of the form: ``score``, of its items ``by_score``: fully right answers       Rasch, bias
=============  ==========================================================================  ========================
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import Key, Sums

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_ITEM = ("item", "missing", "options", "bands", "certainty")
OF_FORM = ("test", "score")
KINDS = (*OF_ITEM, *OF_FORM)
# What is not split by form and language.
OF_ROLE = ("heatmap", "ratings", "stories", "certainty of stories")
CHOSEN = "chosen"
_PART = {
    **dict.fromkeys(("n", "x", "xx"), "item"), **dict.fromkeys(WITHOUT, "missing"),
    **dict.fromkeys(("c", "cr", "crr", "option_r", CHOSEN), "options"), "option": "bands",
    **dict.fromkeys(("sure", "sure_right"), "certainty"),
    **dict.fromkeys(("people", "whole", "t", "tt", "wx", "wxx", "r", "rr", "xr"), "test"),
    **dict.fromkeys(("score", "by_score"), "score"),
}  # fmt: skip


class Part(NamedTuple):
    """A kind of :data:`KINDS`, and the item; empty for parts of the form."""

    kind: str
    item: str = ""


class Place(NamedTuple):
    """What a block is about."""

    form: str
    phase: str
    language: str


class Cell(NamedTuple):
    """What a cell of the heatmap or of the ratings is about."""

    phase: str
    role: str
    competency: str


class Side(NamedTuple):
    """Whose judgements of stories a sum is about; an empty role is everybody."""

    phase: str
    role: str


@dataclass(frozen=True)
class Item:
    """What sums of an item are about; two towns must mean the same."""

    version: int
    most: float
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class Contribution:
    """The sums of one town, or of several.

    Args:
        items: the items by id.
        forms: the items of each form and phase, sorted.
        blocks: the parts of each block that are there.
        heat: people, sum of their mean shares of the points, sum of squares.
        ratings: people who rated both, and sums over them: see :data:`RATED`.
        stories: how stories were judged: see :data:`steppingup.statistics.detection_sums.JUDGED`.
        sure: the same with certainty: :data:`steppingup.statistics.detection_sums.SURE`.
        least: how many people stand behind every number; 0 if nothing was kept back.
        lost: for each kind of cell, how many there were and how many of them were kept back.
        towns: how many towns are in it.
        sources: marks of the towns that are in it, so that none is counted twice.
        simulated: whether nobody gave these answers, or some of them.
        day: when it was made, YYYY-MM-DD.
        releases: the releases of the course that people worked with.
    """

    items: Mapping[str, Item]
    forms: Mapping[tuple[str, str], tuple[str, ...]]
    blocks: Mapping[Place, Mapping[Part, Mapping[Key, float]]]
    heat: Mapping[Cell, tuple[float, ...]] = field(default_factory=dict)
    ratings: Mapping[Cell, tuple[float, ...]] = field(default_factory=dict)
    stories: Mapping[Side, tuple[float, ...]] = field(default_factory=dict)
    sure: Mapping[Side, tuple[float, ...]] = field(default_factory=dict)
    least: int = 0
    lost: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    towns: int = 1
    sources: tuple[str, ...] = ()
    simulated: bool = False
    day: str = ""
    releases: tuple[str, ...] = ()

    @property
    def protected(self) -> bool:
        """Whether every town in it kept back what is about few people."""
        return self.least > 0


# The sums of ratings: pairs, importance, ability, their squares, their product, and pairs in which the ability is
# below or above the importance.
RATED = ("n", "importance", "ability", "importance2", "ability2", "product", "below", "above")


def parts_of(sums: Sums) -> dict[Part, dict[Key, float]]:
    """Take sums apart."""
    found: dict[Part, dict[Key, float]] = defaultdict(dict)
    for key, value in sums.values.items():
        kind = _PART[key.name]
        found[Part(kind, "" if kind in OF_FORM else key.item)][key] = value
        if key.name == "option":
            margin = Key(key.item, CHOSEN, key.level)
            options = found[Part("options", key.item)]
            options[margin] = options.get(margin, 0.0) + value
    return dict(found)


def sums_in(parts: Mapping[Part, Mapping[Key, float]], most: Mapping[str, float], *, banded: bool = True) -> Sums:
    """Put sums together again.

    Args:
        parts: what is there.
        most: the highest scores of the items of the form.
        banded: take ``option`` from the score bands; else all people of an option stand in the lowest band, so that
            counts and shares are those of every town that gave its options, and only the bands mean nothing.
    """
    values: dict[Key, float] = {}
    for part, sums in parts.items():
        for key, value in sums.items():
            if key.name == CHOSEN:
                if not banded:
                    values[Key(key.item, "option", key.level, "0")] = value
            elif part.kind != "bands" or banded:
                values[key] = value
    return Sums(dict(most), values)
