"""Answers that nobody gave: a generative model whose truth is known, for tests, examples and trying the report.

Everything that the report must find is put in on purpose and told in :class:`Truth`: what each role can and cannot,
who is too sure, what a course changed, an item that is harder in one language, an item with a wrong key, twins that are
judged differently, people who leave. The parts: who takes part (:mod:`~steppingup.evaluation.simulation.people`), what
they are asked (:mod:`~steppingup.evaluation.simulation.items`), what they answer
(:mod:`~steppingup.evaluation.simulation.answers`). Every row says ``source = "simulated"``.

    made = simulate(Design(people=400, seed=1), load_facts(course))
    made.events, made.ratings, made.items, made.truth
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from steppingup.evaluation.events import as_events, as_ratings, event_ids
from steppingup.evaluation.simulation.answers import Sitting, answered
from steppingup.evaluation.simulation.items import DIF, MISCONCEPTION, WRONG_KEY, simulated_items
from steppingup.evaluation.simulation.people import GROUPS, SHIFTS, Design, People, simulated_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from steppingup.common.facts import Facts

__all__ = ["Design", "Simulated", "Truth", "simulate", "town_code"]

SOURCE = "simulated"
PHASES = ("T0", "T1", "T2", "T3")
DAYS = {"T0": 0, "T1": 1, "T2": 91, "T3": 245}
START = date(2026, 2, 2)
LINES = 16  # ratings that somebody is asked for at most
OTHER = {"A": "B", "B": "A"}


@dataclass(frozen=True)
class Truth:
    """What was put in, to be found again.

    Args:
        design: all settings, such as the shift of the criterion by phase.
        hardness: item -> difficulty in logits.
        ability: (role, competency) -> mean ability before the course, in logits.
        groups: learner -> ``fair``, ``over`` (too sure) or ``under``.
        dif_item: the item that is harder in ``design.dif_language``.
        wrong_key: the item whose key is wrong.
        misconception: the item where most wrong answers are the same one.
    """

    design: Design
    hardness: Mapping[str, float]
    ability: Mapping[tuple[str, str], float]
    groups: Mapping[str, str]
    dif_item: str = DIF
    wrong_key: str = WRONG_KEY
    misconception: str = MISCONCEPTION


@dataclass(frozen=True)
class Simulated:
    """The tables: events and ratings as :mod:`steppingup.evaluation.events` defines them, items, and the truth."""

    events: pd.DataFrame
    ratings: pd.DataFrame
    items: pd.DataFrame
    truth: Truth


def simulate(design: Design, facts: Facts) -> Simulated:
    """Simulate a course: people before it (T0), at its end (T1), after 3 months (T2) and 8 months (T3).

    Args:
        design: how many, and what is put in.
        facts: roles and competencies of the course.
    """
    rng = np.random.default_rng(design.seed)
    roles, skills, items = tuple(facts.roles), tuple(facts.competencies), simulated_items()
    required = np.array([[facts.competencies[skill].required.get(role, 0) for skill in skills] for role in roles])
    people = simulated_people(design, required.astype(float), rng)
    hardness = dict(zip(items["item_id"], rng.normal(-0.3, 0.9, len(items)).round(3).tolist(), strict=True))
    world = _World(design, people, roles, skills, required, items, hardness)
    parts = [_answers(world, phase, form, rng) for phase in PHASES for form in "AB"]
    events = as_events(pd.concat(parts, ignore_index=True))
    ratings = as_ratings(pd.concat([_ratings(world, phase, rng) for phase in PHASES], ignore_index=True))
    truth = Truth(design, hardness, _means(world), _groups(people))
    return Simulated(events.assign(event_id=event_ids(events)), ratings, items, truth)


def town_code(number: int) -> str:
    """Return the code of an invented town."""
    return f"sim-{number + 1:02d}"


@dataclass(frozen=True)
class _World:
    design: Design
    people: People
    roles: tuple[str, ...]
    skills: tuple[str, ...]
    required: NDArray[np.int64]
    items: pd.DataFrame
    hardness: Mapping[str, float]


def _answers(world: _World, phase: str, form: str, rng: np.random.Generator) -> pd.DataFrame:
    people, first = world.people, form if phase in {"T0", "T2"} else OTHER[form]
    who = np.flatnonzero(people.phases[:, PHASES.index(phase)] & (people.first == first))
    items = world.items[world.items["forms"].str.contains(form)].reset_index(drop=True)
    columns = [world.skills.index(one) for one in items["competency"]]
    hardness = np.array([world.hardness[one] for one in items["item_id"]])
    ability, group = people.ability[who][:, columns], people.group[who]
    sitting = Sitting(world.design, phase, items, hardness, ability, group, people.mood[who], people.language[who])
    given = answered(sitting, rng)
    each, every = np.repeat(who, len(items)), np.tile(np.arange(len(items)), len(who))
    return _persons(world, each, phase).assign(
        form_id=form, item_id=items["item_id"].to_numpy()[every], item_version=1,
        competency_id=items["competency"].to_numpy()[every], attempt=1, position=given.position.ravel(),
        response=_or_none(given.response), response_status=given.status.ravel(), score=given.score.ravel(),
        max_score=1.0, confidence=_or_none(given.confidence), time_ms=_or_none(given.time_ms),
        course_version="simulated",
    )  # fmt: skip


def _ratings(world: _World, phase: str, rng: np.random.Generator) -> pd.DataFrame:
    """Rate importance near the required level, and ability near the true one, shifted by how sure somebody is."""
    people = world.people
    who = np.flatnonzero(people.phases[:, PHASES.index(phase)])
    wanted = world.required[people.role[who]]
    # the highest levels first, as the page asks; equal ones in the order of the course
    rank = (-wanted).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    person, skill = np.nonzero((wanted >= 2) & (rank < LINES))
    each = who[person]
    true = people.ability[each, skill] + world.design.gain.get(phase, 0.0)
    own = 1.4 + 0.7 * true + 0.6 * np.array(SHIFTS)[people.group[each]] + rng.normal(0, 0.4, len(each))
    felt = wanted[person, skill] + rng.normal(0, 0.6, len(each))
    rows = _persons(world, each, phase).assign(competency_id=np.array(world.skills, dtype=object)[skill])
    scales = (("importance", felt), ("ability", own))
    return pd.concat([rows.assign(scale=name, value=np.rint(one).clip(0, 3).astype(int)) for name, one in scales])


def _persons(world: _World, each: NDArray[np.int64], phase: str) -> pd.DataFrame:
    people, towns = world.people, range(world.design.towns)
    days = [(START + timedelta(days=7 * town + DAYS[phase])).isoformat() for town in towns]
    town = people.town[each]
    return pd.DataFrame({
        "learner": people.learner[each], "role": np.array(world.roles, dtype=object)[people.role[each]],
        "municipality": np.array([town_code(one) for one in towns], dtype=object)[town],
        "country": people.country[each], "language": people.language[each], "phase": phase,
        "day": np.array(days, dtype=object)[town], "source": SOURCE, "schema_version": 1,
    })  # fmt: skip


def _or_none(values: NDArray[Any]) -> list[Any]:
    return [value or None for value in values.ravel().tolist()]


def _means(world: _World) -> dict[tuple[str, str], float]:
    people = world.people
    return {
        (role, skill): float(people.ability[people.role == place, column].mean())
        for place, role in enumerate(world.roles)
        for column, skill in enumerate(world.skills)
        if (people.role == place).any()
    }


def _groups(people: People) -> dict[str, str]:
    return {learner: GROUPS[group] for learner, group in zip(people.learner, people.group, strict=True)}
