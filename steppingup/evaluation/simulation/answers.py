"""What people of a simulation answer: people x items, for one phase and one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.evaluation.simulation.items import DIF, MISCONCEPTION, OPTIONS, STEPS, WRONG_KEY
from steppingup.evaluation.simulation.people import SHIFTS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from steppingup.evaluation.simulation.people import Design

    Numbers = NDArray[np.float64]
    Texts = NDArray[np.object_]

# from this certainty in the own answer on, people say 2 and 3: the points where certainty-based marks switch
SWITCH = (2 / 3, 0.8)


@dataclass(frozen=True)
class Answers:
    """People x items, in the order of the item table.

    Args:
        response: option ids, empty for no answer.
        status: as in events.
        score: NaN without an answer.
        confidence: 0 without an answer.
        position: the place in the order shown.
        time_ms: how long it took; 0 if it was never seen.
    """

    response: Texts
    status: Texts
    score: Numbers
    confidence: NDArray[np.int64]
    position: NDArray[np.int64]
    time_ms: NDArray[np.int64]


@dataclass(frozen=True)
class Sitting:
    """Some people before the items of a form, in one phase.

    Args:
        design: what is simulated.
        phase: the phase.
        items: the items of the form.
        hardness: for each item, its difficulty in logits.
        ability: people x items: what they can of the item's competency before the course, in logits.
        group: place in ``GROUPS``, by person.
        mood: shift of the own criterion, by person.
        language: by person.
    """

    design: Design
    phase: str
    items: pd.DataFrame
    hardness: Numbers
    ability: Numbers
    group: NDArray[np.int64]
    mood: Numbers
    language: Texts


def answered(sitting: Sitting, rng: np.random.Generator) -> Answers:
    """Let people answer the items of a form.

    Knowledge follows a Rasch model: the odds of a right answer are exp(ability - difficulty). A vignette is signal
    detection: what people see is normal around -d'/2 (other help), 0 (consult) and d'/2 (refer); they refer above
    their criterion and find other help from 0.8 below it.
    """
    design, items = sitting.design, sitting.items
    logit = sitting.ability + design.gain.get(sitting.phase, 0.0) - sitting.hardness - _bias(sitting)
    vignettes = (items["kind"] == "vignette").to_numpy()
    response: Texts = np.where(vignettes, _steps(sitting, rng), _options(logit, items, rng))
    shift = np.array(SHIFTS)[sitting.group, None] + rng.normal(0, 0.4, logit.shape)
    sure = 1 / (1 + np.exp(-(logit + shift)))
    certainty = 1 + (sure > SWITCH[0]).astype(np.int64) + (sure > SWITCH[1])
    return _with_gaps(design, response, _scores(response, items), certainty, rng)


def _bias(sitting: Sitting) -> Numbers:
    speaks, biased = sitting.language == sitting.design.dif_language, (sitting.items["item_id"] == DIF).to_numpy()
    return np.outer(speaks, biased).astype(float) * sitting.design.dif


def _options(logit: Numbers, items: pd.DataFrame, rng: np.random.Generator) -> Texts:
    right = rng.random(logit.shape) < 1 / (1 + np.exp(-logit))
    keys = np.array([OPTIONS.index(one) if one in OPTIONS else 0 for one in items["keys"]])
    # the table says the next option by mistake: people who know still choose the other one
    truth = np.where(items["item_id"] == WRONG_KEY, (keys + 1) % len(OPTIONS), keys)
    pull = np.where(items["item_id"] == MISCONCEPTION, 0.8, 0.45)
    draw = rng.random(logit.shape)
    other = np.where(draw < pull, 1, np.where(draw < (1 + pull) / 2, 2, 3))
    chosen: Texts = np.array(OPTIONS, dtype=object)[(truth + np.where(right, 0, other)) % len(OPTIONS)]
    return chosen


def _steps(sitting: Sitting, rng: np.random.Generator) -> Texts:
    design, items, phase = sitting.design, sitting.items, sitting.phase
    d_prime = design.d_prime + design.d_gain.get(phase, 0.0) + 0.3 * sitting.ability
    shown = items["truth"].map({"refer": 1.0, "consult": 0.5}).fillna(0.0).to_numpy()
    seen = rng.normal(0, 1, d_prime.shape) + d_prime * (shown - 0.5)
    second = (items["twin"] != "") & (items["forms"] == "B")
    line = sitting.mood[:, None] + design.criterion.get(phase, 0.0) - design.twin * second.to_numpy()
    chosen: Texts = np.array(STEPS, dtype=object)[np.where(seen > line, 0, np.where(seen > line - 0.8, 1, 2))]
    return chosen


def _scores(response: Texts, items: pd.DataFrame) -> Numbers:
    right = response == items["keys"].to_numpy(dtype=object)
    place = {step: float(number) for number, step in enumerate(STEPS)}
    apart = np.abs(_places(response, place) - _places(items["truth"].to_numpy(dtype=object), place))
    score: Numbers = np.where(items["kind"] == "vignette", 1 - apart / 2, right.astype(float))
    most: Numbers = items["max_score"].to_numpy(dtype=float)
    return score * most


def _places(values: Texts, place: dict[str, float]) -> Numbers:
    found: Numbers = np.vectorize(lambda one: place.get(one, 0.0), otypes=[float])(values)
    return found


def _with_gaps(
    design: Design, response: Texts, score: Numbers, certainty: NDArray[np.int64], rng: np.random.Generator
) -> Answers:
    n, count = response.shape
    position = rng.permuted(np.tile(np.arange(1, count + 1), (n, 1)), axis=1)
    last = np.where(rng.random(n) < design.tired, rng.integers(count // 2, count, n), count)
    reached = position <= last[:, None]
    # the last answer somebody gives is one: what is empty behind it was not reached
    left_out = reached & (rng.random(response.shape) < design.omitted) & (position < last[:, None])
    status = np.where(reached, np.where(left_out, "omitted", "answered"), "not_reached").astype(object)
    said = status == "answered"
    time = (rng.lognormal(np.log(25_000), 0.5, response.shape)).astype(np.int64).clip(2_000, 600_000)
    return Answers(
        np.where(said, response, "").astype(object), status, np.where(said, score, np.nan),
        np.where(said, certainty, 0), position, np.where(reached, time, 0),
    )  # fmt: skip
