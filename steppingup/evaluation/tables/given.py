"""What a table from elsewhere gives: scores, and, where the file has them, chosen options and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

from steppingup.documents.letters import same
from steppingup.evaluation.quality import Quality

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.statistics.scores import ScoreTable

Shape = Literal["wide", "long"]
Empty = Literal["missing", "zero"]


def _names(text: str) -> frozenset[str]:
    return frozenset(same(one) for one in text.split())


# Titles by which columns are known, in a form without case, accents and blanks.
PERSON = _names(
    "id learner learnerid person personid participant participantid respondent respondentid student studentid user "
    "userid username subject case code token pseudonym candidate deltagare teilnehmer osallistuja"
)
ITEM = _names("item itemid question questionid task problem")
SCORE = _names("score points mark marks correct")
MOST = _names("maxscore max most maximum outof maxpoints possible")
RESPONSE = _names("response answer option choice chosen optionid")
STATUS = _names("status responsestatus")
ATTEMPT = _names("attempt try attemptno")
KEY = _names("key right correct answer rightanswer correctanswer")
# Columns that are no items, although they hold numbers.
TOTAL = _names("total totalscore sum sumscore grade gradetotal finalgrade percent percentage result gesamt summe")


@dataclass(frozen=True)
class How:
    """How a table is to be read.

    Args:
        person: the column that tells people apart; empty to recognise it.
        group: the column by which items are compared between groups; empty for none.
        ignore: columns to leave aside.
        empty: what an empty cell of an item is: ``missing`` counts nowhere, ``zero`` was seen and left out.
    """

    person: str = ""
    group: str = ""
    ignore: tuple[str, ...] = ()
    empty: Empty = "missing"


@dataclass(frozen=True)
class Key:
    """What a key file says of items: the right options, and the highest scores; either may be empty."""

    right: Mapping[str, frozenset[str]] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """A table that was read.

    Args:
        file: its name.
        shape: ``wide`` one row per person, or ``long`` one row per person and item.
        keyed: whether scores were made from chosen options and a key.
        table: the scores.
        chosen: people x items: the chosen option; None if the file has none.
        offered: the options of each item, and whether each is right; items without a key have none.
        groups: the group of each person; empty without groups.
        quality: what could not be used.
    """

    file: str
    shape: Shape
    keyed: bool
    table: ScoreTable
    chosen: pd.DataFrame | None = None
    offered: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    groups: pd.Series[str] = field(default_factory=lambda: pd.Series(dtype=str))
    quality: Quality = field(default_factory=Quality)


def highest(
    scores: Mapping[str, Iterable[float]], given: Mapping[str, float], file: str, quality: Quality
) -> dict[str, float]:
    """Return the highest score of each item: what was given, 1 for right or wrong, else the highest that was found."""
    found: dict[str, float] = {}
    for item, values in scores.items():
        most = max(values, default=0.0)
        found[item] = given.get(item, max(most, 1.0))
        if item not in given and most > 1:
            what = f"The highest score found, {most:g}, was taken for the most that can be earned; a key file can tell."
            quality.add(file, what, f"column '{item}'")
    return found


# More different answers than this are no options, but texts that people wrote: they are left out.
MOST_OPTIONS = 20
LONGEST_OPTION = 60


def options_only(chosen: pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame:
    """Keep the items whose answers are options; what people wrote in their own words goes nowhere."""
    written = [
        item
        for item in chosen
        if (some := chosen[item].dropna()).nunique() > MOST_OPTIONS or some.str.len().max() > LONGEST_OPTION
    ]
    for item in written:
        quality.add(file, "The answers are no options; they are not shown.", f"column '{item}'")
    return chosen.drop(columns=written)


def offered_of(chosen: pd.DataFrame, right: Mapping[str, frozenset[str]]) -> dict[str, dict[str, bool]]:
    """Return the options of each item with a key: those that were chosen, and those of the key."""
    return {
        item: {one: one in right[item] for one in sorted({*chosen[item].dropna().unique(), *right[item]})}
        for item in map(str, chosen.columns)
        if item in right
    }
