"""Do the questions work? Items, options, the test as a whole, the Rasch scale, and bias between languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.evaluation.findings.forms import FormReliability, by_form
from steppingup.evaluation.findings.kept import Level, groups
from steppingup.evaluation.item_table import options_of
from steppingup.statistics.dif import Dif, dif_of_many, dif_of_two, flagged
from steppingup.statistics.disclosure import hold, protected, share
from steppingup.statistics.gates import Measure, few
from steppingup.statistics.item_analysis import ItemAnalysis, item_analysis
from steppingup.statistics.rasch import Rasch, Spread, abilities, spread, sums_of, wright_map

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from steppingup.evaluation.findings.study import Study
    from steppingup.statistics.rasch import Step
    from steppingup.statistics.scores import ScoreTable

OTHERS = "other"
# By thirds, most fields have enough people; by fifths, a town's would be empty.
PARTS = 3


@dataclass(frozen=True)
class Question:
    """An item.

    Args:
        numbers: its statistics; its options are in ``choices``.
        competency: its competency.
        facility: the mean share of points, or a bound.
        flags: what to look at: ``key-negative``, ``distractor-positive``, ``rare``.
        choices: what was chosen, as far as it may be told.
    """

    numbers: ItemAnalysis
    competency: str
    facility: Level
    flags: tuple[str, ...]
    choices: Choices | None


@dataclass(frozen=True)
class Choices:
    """What was chosen of an item: wrong options that few people chose stand together as ``other``.

    Args:
        options: their ids.
        right: which are right.
        counts: options x thirds of the people by their points, with margins; None is kept back.
    """

    options: tuple[str, ...]
    right: tuple[bool, ...]
    counts: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True)
class People:
    """Some steps of the scale taken together, so that enough people stand on them."""

    low: float
    high: float
    people: int


@dataclass(frozen=True)
class Scale:
    """The Rasch scale: the model, how it spreads people, and the Wright map."""

    model: Rasch
    spread: Spread
    people: tuple[People, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Bias:
    """Bias between languages.

    Args:
        languages: those with enough people, with their number; the first is the reference.
        items: what is known of each item; empty with fewer than two languages.
        flagged: items that stand out, whatever may be said of them.
    """

    languages: Mapping[str, int]
    items: tuple[Dif, ...]
    flagged: frozenset[str]


@dataclass(frozen=True)
class Questions:
    """All of it."""

    questions: tuple[Question, ...]
    whole: tuple[FormReliability, ...]
    scale: Scale
    bias: Bias


def questions(study: Study) -> Questions | None:
    """Work out the numbers of all questions of the base; None without answers."""
    table = study.scores(study.base) if study.base else None
    if table is None or table.points.empty or table.points.shape[1] == 0:
        return None
    rows = study.at(study.base)
    chosen = rows.dropna(subset=["response"]).pivot(index="learner", columns="item", values="response")
    offered = _offered(study)
    found = item_analysis(table, chosen, offered, study.gates)
    skills = rows.groupby("item")["competency_id"].first()
    return Questions(
        tuple(_question(study, table, one, str(skills[item]), (chosen, offered)) for item, one in found.items()),
        by_form(study, table),
        _scale(study),
        _bias(study, table),
    )


def _offered(study: Study) -> dict[str, dict[str, bool]]:
    known = options_of(study.items)
    named = study.events.drop_duplicates("item").set_index("item")["item_id"]
    return {str(item): known[id_] for item, id_ in named.items() if known.get(id_)}


def _question(
    study: Study,
    table: ScoreTable,
    one: ItemAnalysis,
    competency: str,
    asked: tuple[pd.DataFrame, Mapping[str, Mapping[str, bool]]],
) -> Question:
    points = table.points[one.item].dropna()
    facility = _facility(one.facility, points / table.most[one.item], study)
    options = asked[1].get(one.item, {})
    flags = sorted({str(flag) for option in one.options for flag in option.flags}) if options else []
    if not options and one.rest.high is not None and one.rest.high < 0:
        flags = ["key-negative"]
    choices = _choices(study, table, one.item, asked[0], options) if options else None
    return Question(one, competency, facility, tuple(flags), choices)


def _facility(found: Measure, shares: pd.Series[float], study: Study) -> Level:
    if found.value is None or found.n < study.rule.least:
        return Level(few(found.n if found.n >= study.rule.least else 0))
    most = share(int((shares >= 1).sum()), found.n, study.rule)
    some = share(int((shares > 0).sum()), found.n, study.rule)
    bound = most.bound if most.bound[:1] == ">" else some.bound if some.bound[:1] == "<" else ""
    return Level(Measure(0.9 if bound[:1] == ">" else 0.1, found.n), bound) if bound else Level(found)


def _choices(
    study: Study, table: ScoreTable, item: str, chosen: pd.DataFrame, options: Mapping[str, bool]
) -> Choices | None:
    if item not in chosen or sum(options.values()) != 1:
        return None
    said = chosen[item].dropna()
    shares = table.shares().reindex(said.index)
    said = said[said.isin(list(options)) & shares.notna()]
    if len(said) < max(study.gates.distractors, study.rule.least):
        return None
    folded = _folded(said, options, study.rule.least)
    if folded is None:
        return None
    names = [one for one in sorted(options) if (folded == one).any()] + [OTHERS] * bool((folded == OTHERS).any())
    bands = _thirds(shares[said.index])
    counts = np.array([[int(((folded == name) & (bands == band)).sum()) for band in range(PARTS)] for name in names])
    safe = protected(counts.astype(np.int64), study.rule)
    hold(safe)
    return Choices(tuple(names), tuple(options.get(name, False) for name in names), tuple(map(tuple, safe.shown)))


def _thirds(shares: pd.Series[float]) -> pd.Series[int]:
    """Put people into three parts of about equal size by their points in all; equal points stand in one part."""
    return ((shares.rank(method="average") - 0.5) / len(shares) * PARTS).astype(int).clip(0, PARTS - 1)


def _folded(said: pd.Series[str], options: Mapping[str, bool], least: int) -> pd.Series[str] | None:
    """Take wrong options together, the rarest first, until each that is told has enough people; None if none has."""
    counts = {name: int((said == name).sum()) for name, right in options.items() if not right}
    order = sorted((n, name) for name, n in counts.items())
    taken = [name for n, name in order if n < least]
    while taken and len(taken) < len(order) and (len(taken) == 1 or sum(counts[one] for one in taken) < least):
        taken.append(order[len(taken)][1])
    right, wrong = int(said.isin([name for name, key in options.items() if key]).sum()), sum(counts.values())
    if min(right, wrong) < least:
        return None
    return said.astype("str").mask(said.isin(taken), OTHERS)


def _scale(study: Study) -> Scale:
    model = study.models[study.base]
    able = abilities(model)
    steps = wright_map(model, able)
    return Scale(model, spread(able, study.gates), _together(steps, study.rule.least), steps)


def _together(steps: Sequence[Step], least: int) -> tuple[People, ...]:
    """Take neighbours together until each part holds enough people; nothing where all of them are too few."""
    found: list[People] = []
    low, people = None, 0
    for step in steps:
        low, people = step.low if low is None else low, people + step.people
        if people >= least:
            found.append(People(low, step.high, people))
            low, people = None, 0
    if people and found:
        last = found.pop()
        found.append(People(last.low, steps[-1].high, last.people + people))
    return tuple(found)


def _bias(study: Study, table: ScoreTable) -> Bias:
    people = study.members(study.base)["language"].reindex(table.points.index)
    if not study.crossed("role", "language"):
        return Bias({}, (), frozenset())  # how many speak a language would tell too much beside the roles
    counts = {str(language): int(n) for language, n in people[people != ""].value_counts().items()}
    shown = groups(counts, study.rule).shown
    languages = dict(sorted(shown.items(), key=lambda one: (-one[1], one[0])))
    if len(languages) < 2:
        return Bias(languages, (), frozenset())
    parts = {}
    for language in languages:
        mine = table.points[(people == language).to_numpy()]
        parts[language] = sums_of(type(table)(mine, table.most, table.counts))
    found = (dif_of_two if len(parts) == 2 else dif_of_many)(parts, study.gates)
    return Bias(languages, found, frozenset(one.item for one in found if flagged(one)))
