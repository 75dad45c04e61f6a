"""Needs as people rate them: Borich's score and ranked discrepancy by competency, and how ratings are spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.statistics.borich import RatedNeed, rated_needs
from steppingup.statistics.disclosure import share

if TYPE_CHECKING:
    import pandas as pd

    from steppingup.evaluation.findings.study import Study

STEPS = (0, 1, 2, 3)
# From here on, nearly everybody's ability is below the importance: a score would tell what each of them said.
NEARLY_ALL = 90.0


@dataclass(frozen=True)
class Spread:
    """How ratings of a competency are spread.

    Args:
        competency: its id.
        scale: ``importance`` or ``ability``.
        n: how many people rated it.
        counts: people by step; steps of which one has few people are taken together in two halves, 0-1 and 2-3.
        halves: whether they are.
    """

    competency: str
    scale: str
    n: int
    counts: tuple[int, ...]
    halves: bool


@dataclass(frozen=True)
class Rated:
    """Ratings of everybody in the base."""

    needs: tuple[RatedNeed, ...]
    spreads: tuple[Spread, ...]


def rated(study: Study) -> Rated:
    """Work out rated needs, of all roles together: by role, too few people rate one competency."""
    rows = study.ratings[study.ratings["phase"] == study.base]
    if rows.empty:
        return Rated((), ())
    wide = rows.pivot_table(index=["learner", "competency_id"], columns="scale", values="value", aggfunc="last")
    wide = wide.reindex(columns=["importance", "ability"]).astype(float).reset_index()
    pairs = wide.rename(columns={"competency_id": "competency"})
    needs = rated_needs(pairs, study.gates, clusters=study.towns)
    return Rated(tuple(one for one in needs if one.n >= study.rule.least), tuple(_spreads(study, rows)))


def nearly_all(one: RatedNeed) -> bool:
    """Tell whether nearly everybody said the same, so that only a bound may be told."""
    return abs(one.rds.value or 0) >= NEARLY_ALL


def _spreads(study: Study, rows: pd.DataFrame) -> list[Spread]:
    found = []
    for (competency, scale), part in rows.groupby(["competency_id", "scale"]):
        values = part["value"].astype(int)
        counts = tuple(int((values == step).sum()) for step in STEPS)
        spread = _told(str(competency), str(scale), counts, study)
        found += [spread] if spread else []
    return found


def _told(competency: str, scale: str, counts: tuple[int, ...], study: Study) -> Spread | None:
    n, least = sum(counts), study.rule.least
    if all(count >= least for count in counts):
        return Spread(competency, scale, n, counts, halves=False)
    low, high = counts[0] + counts[1], counts[2] + counts[3]
    if min(low, high) < least or share(high, n, study.rule).bound:
        return None
    return Spread(competency, scale, n, (low, high), halves=True)
