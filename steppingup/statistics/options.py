"""What the options of an item do: who chooses them, and whether a distractor draws the wrong people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import correlation_of, share_of
from steppingup.statistics.reliability import variance
from steppingup.statistics.sums import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from steppingup.statistics.sums import Sums

# An option that fewer choose does no work as a distractor.
RARE = 0.05
Flag = Literal["rare", "distractor-positive", "key-negative"]


@dataclass(frozen=True)
class OptionAnalysis:
    """What is known about one option.

    Args:
        option: its id.
        right: whether it belongs to the key.
        count: how many people chose it; None below the gate.
        share: their share of those who chose something, with Wilson's interval.
        bands: how many of them in each score band, lowest first; None below the gate.
        rest: the correlation of choosing it with the share of the points on all other items.
        flags: ``rare`` a distractor that less than 5 % choose, ``distractor-positive`` a distractor whose rest
            correlation is above 0, ``key-negative`` a key whose rest correlation is below 0. Read them with the
            interval of ``rest``: one that includes 0 may be chance.
    """

    option: str
    right: bool
    count: int | None
    share: Measure
    bands: tuple[int, ...] | None
    rest: Measure
    flags: tuple[Flag, ...]


def options_of(
    sums: Sums, item: str, offered: Mapping[str, bool] | None = None, gates: Gates | None = None
) -> tuple[OptionAnalysis, ...]:
    """Work out all options of an item, sorted by id.

    Args:
        sums: where they were counted.
        item: the id of the item.
        offered: its options, and whether each is right; one that nobody chose is then there, too.
        gates: how many people it needs.
    """
    known = offered or {}
    options = sorted({*sums.levels(item, "option"), *known})
    return tuple(_option(sums, item, option, gates or Gates(), right=known.get(option, False)) for option in options)


def _option(sums: Sums, item: str, option: str, gates: Gates, *, right: bool) -> OptionAnalysis:
    n = int(sums.of(item, "c"))
    bands = tuple(int(sums.of(item, "option", option, str(band))) for band in range(BANDS))
    shown = n >= max(1, gates.distractors)
    share = share_of(sum(bands), n, gates) if shown else few(n)
    rest = _rest(sums, item, option, sum(bands), gates) if shown else few(n)
    flags = tuple(_flags(share, rest, right=right))
    return OptionAnalysis(option, right, sum(bands) if shown else None, share, bands if shown else None, rest, flags)


def _rest(sums: Sums, item: str, option: str, count: int, gates: Gates) -> Measure:
    n, rest = int(sums.of(item, "c")), sums.of(item, "cr")
    spreads = (variance(n, count, count), variance(n, rest, sums.of(item, "crr")))
    return correlation_of(n, spreads, (sums.of(item, "option_r", option) - count * rest / n) / max(1, n - 1), gates)


def _flags(share: Measure, rest: Measure, *, right: bool) -> Iterator[Flag]:
    if not right and share.value is not None and share.value < RARE:
        yield "rare"
    if not right and rest.value is not None and rest.value > 0:
        yield "distractor-positive"
    if right and rest.value is not None and rest.value < 0:
        yield "key-negative"
