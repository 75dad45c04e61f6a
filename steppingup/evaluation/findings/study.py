"""Who counts in a report: people with their attributes and phases, and the few who are left out of every number.

The *base* is the phase that needs are read from: T0 where anybody took part in it, else the earliest phase. Somebody
who took part in the base and did not come back would be the difference of two groups if there were only few of them.
Such people are left out of everything; how many is not told, only that they are fewer than the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.evaluation.events import PHASES, first_attempts
from steppingup.evaluation.findings.course import Course
from steppingup.evaluation.findings.joined import Sides, sides_of
from steppingup.evaluation.findings.kept import Groups, gates_for, groups, least_support, together
from steppingup.evaluation.item_table import SECOND, empty_items
from steppingup.statistics.disclosure import SHARED, Rule
from steppingup.statistics.rasch import rasch, sums_of
from steppingup.statistics.scores import ScoreTable, score_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.statistics.gates import Gates
    from steppingup.statistics.rasch import Rasch

ATTRIBUTES = ("role", "municipality", "language")
REST = ""
SESSION = "practice"  # results of sessions and quizzes: they know no phase


@dataclass(frozen=True)
class Study:
    """What findings are made from.

    Args:
        events: first attempts, with ``item`` (the item and, where there are several, its version) and ``share``.
        ratings: as they were read; one value per person, competency, scale and phase.
        items: the item table; empty if there is none.
        people: one row per person: role, municipality, language, and whether they took part in each phase.
        base: the phase that needs are read from; empty without answers.
        rule: the threshold of the audience.
        course: names, levels and lessons.
        back: later phases that may be compared with the base, each with the people who took part in both.
        left_out: whether a few people are left out of every number.
        twice: how many rows are left out as their item has another maximum elsewhere.
    """

    events: pd.DataFrame
    ratings: pd.DataFrame
    items: pd.DataFrame
    people: pd.DataFrame
    base: str
    rule: Rule
    course: Course
    back: Mapping[str, pd.Index[str]] = field(default_factory=dict)
    left_out: bool = False
    twice: int = 0

    @cached_property
    def gates(self) -> Gates:
        """The gates of all statistics."""
        return gates_for(self.rule)

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The phases with answers, in order."""
        return tuple(phase for phase in PHASES if self.people[phase].any())

    def at(self, phase: str) -> pd.DataFrame:
        """Return the answers of one phase."""
        return self._by_phase[phase] if phase in self._by_phase else self.events.iloc[:0]

    @cached_property
    def _by_phase(self) -> dict[str, pd.DataFrame]:
        return {str(phase): rows for phase, rows in self.events.groupby("phase", observed=True)}

    @cached_property
    def rated(self) -> pd.DataFrame:
        """The ratings of the base, with the role of each person."""
        rows = self.ratings[self.ratings["phase"] == self.base]
        return rows.assign(role=rows["learner"].map(self.people["role"]))

    def members(self, phase: str) -> pd.DataFrame:
        """Return the people who took part in a phase."""
        return self.people[self.people[phase]] if phase else self.people.iloc[:0]

    def counted(self, attribute: str, phase: str | None = None) -> Groups:
        """Count people of a phase by an attribute; without an attribute they stand in no group."""
        people = self.members(self.base if phase is None else phase)
        return groups(_counts(people[attribute]), self.rule)

    @cached_property
    def roles(self) -> Groups:
        """The roles that may be named."""
        return self.counted("role")

    @cached_property
    def role_names(self) -> tuple[str, ...]:
        """The roles that numbers are split by, and an empty name for everybody where people stand in none of them."""
        named = tuple(one for one in self.roles.shown if one)
        whole = not named or self.roles.hidden or "" in self.roles.shown
        return (*named, "") if whole and self.roles.total else named

    def crossed(self, one: str, other: str) -> bool:
        """Tell whether both attributes may be counted in the same report."""
        people = self.members(self.base)
        if people.empty:
            return True
        table = pd.crosstab(people[one], people[other])
        return together(table, self.counted(one), self.counted(other), self.rule)

    @cached_property
    def towns(self) -> dict[str, str]:
        """The town of each person; drawn intervals draw towns where there are enough of them."""
        known = self.people["municipality"]
        return {str(person): str(town) for person, town in known[known != ""].items()}

    @cached_property
    def sides(self) -> Sides:
        """The scores that needs are read from: those of the base, and results of sessions, which join in."""
        phases = ("" if self.base == SESSION else self.base, SESSION)
        check, session = (weighted(self.at(phase), self.items, self.people) for phase in phases)
        roles = [self.counted("role", phase) for phase in phases]
        return sides_of(check, session, (roles[0], roles[1]), self.rule)

    @cached_property
    def models(self) -> dict[str, Rasch]:
        """The Rasch scale of the base and of each phase that may be compared with it."""
        phases = [self.base, *self.back] if self.base else []
        return {phase: rasch(sums_of(self.scores(phase)), self.gates) for phase in phases}

    def scores(self, phase: str) -> ScoreTable:
        """Return people x items of a phase."""
        rows = self.at(phase).rename(columns={"response_status": "status"})
        return score_table(rows[["learner", "item", "score", "max_score", "status"]])


def study_of(
    events: pd.DataFrame,
    ratings: pd.DataFrame,
    items: pd.DataFrame | None = None,
    course: Course | None = None,
    rule: Rule = SHARED,
) -> Study:
    """Prepare answers and ratings for a report.

    Args:
        events: see :mod:`steppingup.evaluation.events`.
        ratings: the same module.
        items: see :mod:`steppingup.evaluation.item_table`; without it, numbers that need keys say so.
        course: names, levels and lessons.
        rule: the threshold of the audience.
    """
    made, twice = _answers(events)
    ratings = _last(ratings)
    people = _people(made, ratings)
    base = next((phase for phase in PHASES if len(people) and people[phase].any()), "")
    table = empty_items() if items is None else items
    bare = Study(made, ratings, table, people, base, rule, course or Course(), twice=twice)
    return _compared(bare) if base else bare


def weighted(rows: pd.DataFrame, items: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return one row per answer and competency: the main one counts 1, a second one half."""
    scored = rows.dropna(subset=["share"])[["learner", "item", "item_id", "competency_id", "share"]]
    second = items.loc[items["second"] != "", ["item_id", "second"]].drop_duplicates("item_id")
    also = scored.merge(second, on="item_id").assign(weight=SECOND)
    also = also.assign(competency_id=also["second"]).drop(columns="second")
    both = pd.concat([scored.assign(weight=1.0), also], ignore_index=True)
    both = both[both["competency_id"] != ""].rename(columns={"competency_id": "competency"})
    return both.assign(role=both["learner"].map(people["role"]).astype("str"))


def _answers(events: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Keep first attempts, name items, and give each answer its share; what was left out earns nothing."""
    rows = first_attempts(events) if len(events) else events
    versions = rows.groupby("item_id")["item_version"].nunique() if len(rows) else pd.Series(dtype=int)
    several = rows["item_id"].isin(versions[versions > 1].index)
    named = rows["item_id"].astype("str").where(~several, rows["item_id"] + "@" + rows["item_version"].astype("str"))
    rows = rows.assign(item=named.astype("str"), role=rows["role"].astype("str"))
    usual = (
        rows.groupby("item")["max_score"].agg(lambda one: one.mode().iloc[0]) if len(rows) else pd.Series(dtype=float)
    )
    odd = rows["max_score"] != rows["item"].map(usual)
    rows = rows[~odd]
    share = (rows["score"] / rows["max_score"]).where(rows["response_status"] == "answered")
    share = share.mask(rows["response_status"] == "omitted", 0.0)
    return rows.assign(share=share.astype(float)), int(odd.sum())


def _last(ratings: pd.DataFrame) -> pd.DataFrame:
    """Keep the last rating of each person, competency, scale and phase."""
    order = ratings.sort_values("day", kind="stable")
    return order.drop_duplicates(["learner", "phase", "competency_id", "scale"], keep="last")


def _people(events: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """Give each person one role, one town and one language: the first that was told."""
    columns = ["learner", "phase", "day", *ATTRIBUTES]
    rows = pd.concat([events[columns], ratings[columns]], ignore_index=True)
    rows = rows.assign(order=rows["phase"].map({phase: place for place, phase in enumerate(PHASES)}))
    rows = rows.sort_values(["order", "day"], kind="stable")
    made = {name: rows[rows[name] != ""].groupby("learner")[name].first() for name in ATTRIBUTES}
    people = pd.DataFrame(index=pd.Index(sorted(rows["learner"].unique()), name="learner", dtype="str"))
    for name in ATTRIBUTES:
        people[name] = made[name].reindex(people.index).fillna("").astype("str")
    for phase in PHASES:
        people[phase] = people.index.isin(events.loc[events["phase"] == phase, "learner"])
    return people


def _compared(study: Study) -> Study:
    """Find the phases that may be compared with the base; who would stand out alone is left out of everything."""
    for phase in study.phases:
        if phase not in {study.base, SESSION}:
            tried = _with(study, phase)
            study = tried if _safe(tried) else study
    return study


def _with(study: Study, phase: str) -> Study:
    """Compare one more phase, without the few who are all that sets its people apart from a group told anyway."""
    study = _without(study, _few_apart(study, phase))
    both = study.people.index[study.people[study.base] & study.people[phase]]
    return replace(study, back={**study.back, phase: both})


def _few_apart(study: Study, phase: str) -> pd.Index[str]:
    """Name the few who are all that sets the people of two phases apart from a group that is told anyway."""
    at_base, later = study.members(study.base).index, study.members(phase).index
    both = at_base.intersection(later)
    gone = at_base.difference(both)
    for other in study.back.values():
        nearer = other.symmetric_difference(both)
        gone = nearer if 0 < len(nearer) < len(gone) or not len(nearer) else gone
    new = later.difference(both)
    few = [one for one in (gone, new) if 0 < len(one) < study.rule.least]
    return few[0].union(few[-1]) if few and len(both) >= study.rule.least else both[:0]


def _without(study: Study, people: pd.Index[str]) -> Study:
    if not len(people):
        return study
    tables = {name: getattr(study, name) for name in ("events", "ratings")}
    tables = {name: table[~table["learner"].isin(people)] for name, table in tables.items()}
    back = {phase: both.difference(people) for phase, both in study.back.items()}
    return replace(study, **tables, people=study.people.drop(people), back=back, left_out=True)


def _safe(study: Study) -> bool:
    """Tell whether all phases may be compared at once: whoever is left out for one is missing in the others, too."""
    base = _least(study, study.base, study.back.values())
    later = [_least(study, phase, [both]) for phase, both in study.back.items()]
    return min(base, *later, *map(len, study.back.values())) >= study.rule.least


def _least(study: Study, phase: str, told: Iterable[pd.Index[str]]) -> int:
    """Count the fewest people of a phase whose sum follows from roles and from groups that are told."""
    people = study.members(phase).index
    return least_support(_cells(study, phase), np.array([people.isin(one) for one in told]).T)


def _cells(study: Study, phase: str) -> list[str]:
    """Return the role of each person of a phase; all that may not be named stand together."""
    shown = study.counted("role", phase).shown
    return [role if role in shown else REST for role in study.members(phase)["role"]]


def _counts(values: pd.Series[str]) -> dict[str, int]:
    return {str(name): int(n) for name, n in values.value_counts().items()}
