"""Identification: are the right stories referred, and the others left in peace? By role and phase, and by twins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.evaluation.findings.kept import groups
from steppingup.evaluation.stories import STEPS, judged_stories
from steppingup.statistics.detection import Detection, Shift, counts_of, detection, shift
from steppingup.statistics.disclosure import differences
from steppingup.statistics.disclosure import protected as protected_table
from steppingup.statistics.roc import Roc, rating, roc
from steppingup.statistics.twins import TwinBias, twin_bias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.evaluation.findings.study import Study


@dataclass(frozen=True)
class Judged:
    """How one group judged stories in one phase; an empty role is everybody."""

    role: str
    phase: str
    detection: Detection


@dataclass(frozen=True)
class Moved:
    """What moved between the base and a later phase."""

    role: str
    phase: str
    shift: Shift


@dataclass(frozen=True)
class Twins:
    """How differently twins were judged that differ in one thing; ``pairs`` is how many pairs there are."""

    differs: str
    pairs: int
    bias: TwinBias


@dataclass(frozen=True)
class Judging:
    """All of it; ``roc`` is of the base."""

    judged: tuple[Judged, ...] = ()
    moved: tuple[Moved, ...] = ()
    twins: tuple[Twins, ...] = ()
    roc: Roc | None = None


def judging(study: Study) -> Judging:
    """Work out identification from vignettes whose truth the item table knows."""
    rows = vignettes(study)
    if rows.empty or not study.base:
        return Judging()
    phases = [study.base, *study.back]
    counts = {phase: counts_of(rows[rows["phase"] == phase]) for phase in phases}
    sides = {phase: _roles(study, phase) for phase in phases}
    judged = tuple(
        Judged(role, phase, detection(_counts(counts, study, role, phase), study.gates, clusters=study.towns))
        for phase in phases
        for role in ("", *sides[phase])
    )
    moved = tuple(
        Moved(role, phase, _shift(counts, study, role, phase)) for phase in study.back for role in ("", *sides[phase])
    )
    base = rows[(rows["phase"] == study.base) & rows["rating"].notna()]
    return Judging(judged, moved, _twins(study, rows), roc(base, study.gates, clusters=study.towns))


def vignettes(study: Study) -> pd.DataFrame:
    """Return one row per judged story: learner, phase, signal, yes, rating, and the twin that it belongs to."""
    rows = judged_stories(study.events, study.items)
    ratings = [
        np.nan if pd.isna(sure) else rating(STEPS.index(said), int(sure))
        for said, sure in zip(rows["response"], rows["confidence"], strict=True)
    ]
    return rows.assign(rating=np.array(ratings, dtype=float))


def _roles(study: Study, phase: str) -> tuple[str, ...]:
    """Name the roles of a phase; later, only those whose number of people did not change by a few."""
    named = tuple(one for one in study.role_names if one)
    if phase == study.base or not named:
        return named
    before, after = (_line(study, one, named) for one in (study.base, phase))
    bad = differences(protected_table(before, study.rule), protected_table(after, study.rule))
    shown, few = groups(_by_role(study, phase), study.rule).shown, {one.row for one in bad}
    kept = [role for place, role in enumerate(named) if role in shown and place not in few]
    if len(kept) == len(named) - 1 and kept:
        kept.remove(min(kept, key=lambda role: (shown[role], role)))  # one alone would follow from all the others
    return tuple(kept)


def _line(study: Study, phase: str, named: tuple[str, ...]) -> np.ndarray:
    counts = _by_role(study, phase)
    rest = sum(n for role, n in counts.items() if role not in named)
    return np.array([[counts.get(role, 0)] for role in named] + [[rest]], dtype=np.int64)


def _by_role(study: Study, phase: str) -> dict[str, int]:
    return {str(role): int(n) for role, n in study.members(phase)["role"].value_counts().items()}


def _counts(counts: Mapping[str, pd.DataFrame], study: Study, role: str, phase: str) -> pd.DataFrame:
    """Choose the people of a role among the counts of a phase."""
    found = counts[phase]
    return found[study.people["role"].reindex(found.index) == role] if role else found


def _shift(counts: Mapping[str, pd.DataFrame], study: Study, role: str, phase: str) -> Shift:
    before, after = (_counts(counts, study, role, one) for one in (study.base, phase))
    return shift(before, after, study.gates, clusters=study.towns)


def _twins(study: Study, rows: pd.DataFrame) -> tuple[Twins, ...]:
    """Compare twins by what they differ in; a person may have judged one in each phase."""
    some = rows[rows["twin"] != ""]
    found = []
    for differs, part in some.groupby("differs"):
        sides = _versions(part)
        both = part.assign(version=part["item_id"].map(sides), pair=part["twin"]).dropna(subset=["version"])
        one_each = both.drop_duplicates(["learner", "pair", "version"])
        bias = twin_bias(one_each, ("1", "2"), study.gates, clusters=study.towns)
        found.append(Twins(str(differs), int(part["twin"].nunique()), bias))
    return tuple(found)


def _versions(rows: pd.DataFrame) -> Mapping[str, str]:
    """Number the two versions of each pair by their ids."""
    found: dict[str, str] = {}
    for _, part in rows.groupby("twin"):
        found |= {item: str(place) for place, item in enumerate(sorted(part["item_id"].unique()), 1)}
    return found
