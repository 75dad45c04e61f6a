"""What changed between phases: on anchor items alone, which everybody meets in every phase.

Somebody who had form A before has form B after; only the items that stand in both can be set side by side. Twins are
left out, as they measure how people judge, not what they know. Without anchors two phases are not comparable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from statsmodels.stats.meta_analysis import combine_effects

from steppingup.evaluation.findings.joined import FEWEST_ITEMS
from steppingup.evaluation.findings.kept import Groups, groups, together
from steppingup.statistics.change import Change, change
from steppingup.statistics.gates import Measure
from steppingup.statistics.intervals import Z, mean_interval
from steppingup.statistics.rasch import Link, link

if TYPE_CHECKING:
    from steppingup.evaluation.findings.study import Study

# Fewer towns say nothing of how towns differ.
FEWEST_TOWNS = 3


@dataclass(frozen=True)
class Town:
    """The change in one town, in percentage points."""

    name: str
    difference: Measure


@dataclass(frozen=True)
class Forest:
    """The change by town.

    Args:
        towns: those that may be named.
        hidden: how many are kept back.
        pooled: the mean of the towns shown (DerSimonian and Laird, 1986); None with fewer than three.
        prediction: where a further town would lie; None with fewer than three.
    """

    towns: tuple[Town, ...]
    hidden: int
    pooled: Measure | None = None
    prediction: tuple[float, float] | None = None


@dataclass(frozen=True)
class Changed:
    """What changed between the base and one later phase.

    Args:
        phase: the later one.
        items: how many anchor items it rests on.
        change: the numbers.
        forest: the same by town.
        linked: whether the anchors kept their difficulty, and which drifted.
    """

    phase: str
    items: int
    change: Change
    forest: Forest
    linked: Link


def anchors(study: Study) -> tuple[str, ...]:
    """Return the items that everybody meets: those that the item table calls anchors, twins left aside."""
    table = study.items
    named = set(table.loc[table["anchor"] & (table["twin"] == ""), "item_id"])
    rows = study.events[study.events["item_id"].isin(named)]
    return tuple(sorted(rows["item"].unique()))


def anchored(study: Study) -> pd.DataFrame:
    """Return people x phases: each person's share of the points of the anchors; NaN where they met none."""
    rows = study.events[study.events["item"].isin(anchors(study))]
    made = rows.pivot_table(index="learner", columns="phase", values="share", aggfunc="mean")
    return made.reindex(index=study.people.index, columns=list(study.phases)).astype(float)


def changed(study: Study) -> tuple[Changed, ...]:
    """Compare each later phase with the base; nothing where the phases share too few items."""
    if len(anchors(study)) < FEWEST_ITEMS:
        return ()
    table = anchored(study)
    return tuple(_changed(study, table, phase) for phase in study.back)


def _changed(study: Study, table: pd.DataFrame, phase: str) -> Changed:
    both = table.index.isin(study.back[phase])
    before, after = table[study.base].where(both), table[phase].where(both)
    met = study.events[study.events["item"].isin(anchors(study))]
    items = set(met.loc[met["phase"] == phase, "item"]) & set(met.loc[met["phase"] == study.base, "item"])
    return Changed(
        phase, len(items), change(before, after, study.gates, clusters=study.towns), forest(study, after - before),
        _linked(study, phase),
    )  # fmt: skip


def _linked(study: Study, phase: str) -> Link:
    return link(study.models[study.base], study.models[phase])


def forest(study: Study, difference: pd.Series[float]) -> Forest:
    """Split a change by town; who lives where is counted once, here."""
    rows = pd.DataFrame({"change": difference, "town": study.people["municipality"]}).dropna()
    counts = {str(town): int(n) for town, n in rows["town"].value_counts().items()}
    if len([town for town in counts if town]) < 2:
        return Forest((), 0)
    shown = groups(counts, study.rule)
    if not _beside_roles(study, rows["town"], shown):
        return Forest((), len(counts))
    towns = [Town(name, _mean(rows.loc[rows["town"] == name, "change"], study)) for name in shown.shown if name]
    known = tuple(sorted(towns, key=lambda one: (-(one.difference.value or 0), one.name)))
    return Forest(known, shown.hidden, *_pooled(known))


def _beside_roles(study: Study, towns: pd.Series[str], shown: Groups) -> bool:
    """Tell whether these people may be counted by town, as they are counted by role elsewhere."""
    roles = study.people["role"].reindex(towns.index)
    by_role = groups({str(role): int(n) for role, n in roles.value_counts().items()}, study.rule)
    return together(pd.crosstab(roles, towns), by_role, shown, study.rule)


def _mean(values: pd.Series[float], study: Study) -> Measure:
    return mean_interval([100 * float(one) for one in values], study.gates)


def _pooled(towns: tuple[Town, ...]) -> tuple[Measure | None, tuple[float, float] | None]:
    """Return the mean over towns by random effects, and the interval of a further town (Higgins and others, 2009)."""
    some = [one.difference for one in towns if one.difference.low is not None and one.difference.high is not None]
    if len(some) < FEWEST_TOWNS:
        return None, None
    value = np.array([one.value for one in some], float)
    own = np.array([((one.high or 0) - (one.low or 0)) / (2 * Z) for one in some], float) ** 2
    with np.errstate(invalid="ignore"):  # it takes roots of variances below 0 on the way
        found = combine_effects(value, own, method_re="dl")
    between = max(0.0, float(found.tau2))  # the library does not cut it off at 0, where towns differ by chance alone
    kind = "re" if between else "fe"
    middle, error = (float(getattr(found, f"{name}_{kind}")) for name in ("mean_effect", "sd_eff_w"))
    wide = (between + error**2) ** 0.5
    people = sum(one.n for one in some)
    return Measure(middle, people, "", middle - Z * error, middle + Z * error), (middle - Z * wide, middle + Z * wide)
