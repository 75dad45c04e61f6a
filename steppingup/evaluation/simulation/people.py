"""Who takes part in a simulation: role, town, country, language, ability, certainty, and how long they stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

# Where the invented towns lie; a country with several languages has the shares of each.
COUNTRIES: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("fi", {"fi": 0.7, "sv": 0.3}), ("se", {"sv": 1.0}), ("lv", {"lv": 1.0}), ("ee", {"et": 1.0}),
    ("pl", {"pl": 1.0}), ("dk", {"da": 1.0}), ("lt", {"lt": 1.0}), ("de", {"de": 1.0}), ("no", {"nb": 1.0}),
    ("is", {"is": 1.0}),
)  # fmt: skip
GROUPS = ("fair", "over", "under")
SHIFTS = (0.0, 1.2, -1.2)  # logits by which a group believes to be better than it is


@dataclass(frozen=True)
class Design:
    """What is simulated; every value may be changed.

    Args:
        people: how many take part before the course.
        seed: the same seed gives the same tables.
        towns: how many invented towns; each is smaller than the one before (three quarters of it).
        gain: logits of knowledge that a phase adds to T0.
        d_prime: how well vignettes are told apart at T0, and ``d_gain`` what a phase adds.
        criterion: where people stand between too ready (below 0) and too slow to refer, by phase.
        twin: by how much the second twin is referred more readily.
        stay: the share of people of T0 who take part in a later phase.
        spread: the standard deviation of ability, in logits.
        dif: by how many logits one item is harder in one language, ``dif_language``.
        omitted: the share of answers that is left out.
        tired: the share of people who do not reach the end.
    """

    people: int = 400
    seed: int = 1
    towns: int = 6
    gain: Mapping[str, float] = field(default_factory=lambda: {"T1": 0.9, "T2": 0.5, "T3": 0.3})
    d_prime: float = 1.3
    d_gain: Mapping[str, float] = field(default_factory=dict)
    criterion: Mapping[str, float] = field(default_factory=lambda: {"T1": -0.6, "T2": -0.4, "T3": -0.3})
    twin: float = 0.3
    stay: Mapping[str, float] = field(default_factory=lambda: {"T1": 0.85, "T2": 0.6, "T3": 0.45})
    spread: float = 0.8
    dif: float = 1.0
    dif_language: str = "sv"
    omitted: float = 0.03
    tired: float = 0.08


@dataclass(frozen=True)
class People:
    """The people, one entry each.

    Args:
        learner: pseudonyms.
        role: place in the list of roles.
        town: number of the town, from 0.
        country: its code.
        language: its code.
        ability: people x competencies, in logits, before the course.
        group: place in :data:`GROUPS`.
        mood: shift of the own criterion for vignettes.
        first: the form at T0.
        phases: people x phases: whether they take part.
    """

    learner: NDArray[np.object_]
    role: Places
    town: Places
    country: NDArray[np.object_]
    language: NDArray[np.object_]
    ability: Numbers
    group: Places
    mood: Numbers
    first: NDArray[np.object_]
    phases: NDArray[np.bool_]


def simulated_people(design: Design, required: Numbers, rng: np.random.Generator) -> People:
    """Draw the people.

    A role can more of what it needs: its mean is half a logit per required level above 1.5, plus a draw of its own for
    each competency, from which the needs come. Towns differ a little. Of the second role half are over-confident, of
    the fourth half are under-confident, of the others a fifth each. Who knows less leaves earlier.

    Args:
        design: what is simulated.
        required: roles x competencies, the required levels.
        rng: the source of chance.
    """
    n, (roles, skills) = design.people, required.shape
    town, role = _towns(design, rng), rng.integers(roles, size=n)
    country, language = _places(town, rng)
    means = 0.5 * (required - 1.5) + rng.normal(0, 0.5, (roles, skills))
    person = rng.normal(0, design.spread, n) + rng.normal(0, 0.25, design.towns)[town]
    ability = person[:, None] + means[role] + rng.normal(0, 0.3, (n, skills))
    learner = np.array([rng.bytes(16).hex() for _ in range(n)], dtype=object)
    return People(
        learner, role, town, country, language, ability, _groups(role, rng), rng.normal(0, 0.25, n),
        np.where(rng.random(n) < 0.5, "A", "B").astype(object), _phases(design, person, rng),
    )  # fmt: skip


def _towns(design: Design, rng: np.random.Generator) -> Places:
    sizes = 0.75 ** np.arange(design.towns)
    return rng.choice(design.towns, size=design.people, p=sizes / sizes.sum())


def _places(town: Places, rng: np.random.Generator) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    country = np.array([COUNTRIES[one % len(COUNTRIES)][0] for one in town], dtype=object)
    language = country.copy()
    for code, shares in COUNTRIES:
        here = country == code
        language[here] = rng.choice(np.array(list(shares), dtype=object), size=int(here.sum()), p=list(shares.values()))
    return country, language


def _groups(role: Places, rng: np.random.Generator) -> Places:
    over, under = np.where(role == 1, 0.5, 0.2), np.where(role == 3, 0.5, 0.2)
    draw = rng.random(len(role))
    return np.where(draw < over, 1, np.where(draw > 1 - under, 2, 0)).astype(np.int64)


def _phases(design: Design, person: Numbers, rng: np.random.Generator) -> NDArray[np.bool_]:
    # one draw per person for all phases: who has left mostly stays away
    staying = 1 / (1 + np.exp(-(0.4 * person + rng.logistic(0, 1, len(person)))))
    rank = staying.argsort(kind="stable").argsort(kind="stable") / max(1, len(person))
    later = [rank >= 1 - design.stay.get(phase, 0.0) for phase in ("T1", "T2", "T3")]
    return np.column_stack([np.ones(len(person), dtype=bool), *later])
