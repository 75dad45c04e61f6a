"""Logistic curves of items by marginal maximum likelihood: one slope for all items (1PL), or one for each (2PL).

Bock and Aitkin (1981, Psychometrika 46, 443): people come from a normal distribution with mean 0 and variance 1, over
which the likelihood of a pattern of answers is integrated (Gauss and Hermite). The chance of a right answer at ability
t is 1 / (1 + exp(-slope (t - difficulty))). Patterns are counted once, so the size of the table does not matter; what
somebody was not given drops out of the pattern. Only full marks are right.

The 1PL model is the Rasch model with people from a distribution; the Rasch scale of the course needs none
(:mod:`steppingup.statistics.rasch`), and is reported first. A slope needs many people: below the gate there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logsumexp

from steppingup.statistics.gates import Measure, allowed, few, without
from steppingup.statistics.intervals import Z
from steppingup.statistics.rasch.sums import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.statistics.gates import Gates, Reason
    from steppingup.statistics.scores import ScoreTable

Floats = NDArray[np.float64]
Model = Literal["1pl", "2pl"]

POINTS = 41  # of the integral: more change nothing in the sixth digit
STEEPEST = 20.0  # a slope above it is a step, and has no value
FLATTEST = 0.05  # a curve that hardly rises, or falls, is half-way up nowhere
FEWEST_ITEMS = 3  # of two items, slopes cannot be told apart
MOST_PEOPLE = 10_000  # more of them make no number better than its gate needs, and take minutes
_TOLERANCE = 1e-5  # of the gradient of the mean log likelihood


@dataclass(frozen=True)
class Curve:
    """One item.

    Args:
        item: its id.
        difficulty: the ability at which half of the answers are right.
        slope: how steeply the share of right answers rises there.
    """

    item: str
    difficulty: Measure
    slope: Measure


@dataclass(frozen=True)
class Curves:
    """A model, or the reason why there is none.

    Args:
        model: one slope for all items, or one for each.
        n: how many people have an answer to one of its items.
        reason: why there is no number; empty if there are some.
        items: all items, in the order of the table.
        log_likelihood: the marginal one, in natural logarithms; None without a model.
    """

    model: Model
    n: int
    reason: Reason | Literal[""]
    items: tuple[Curve, ...]
    log_likelihood: float | None = None


def curves(table: ScoreTable, model: Model = "2pl", gates: Gates | None = None) -> Curves:
    """Fit the curves of a test. Of more than :data:`MOST_PEOPLE` people, evenly spaced ones are taken.

    Args:
        table: people x items.
        model: one slope for all items, or one for each.
        gates: how many people it needs.
    """
    marks, names = _marks(table), [str(name) for name in table.points.columns]
    varied = np.array([set(column[~np.isnan(column)]) == {0.0, 1.0} for column in marks.T], dtype=bool)
    n = len(marks)
    reason = allowed("two_parameter", n, gates).reason or ("single" if varied.sum() < FEWEST_ITEMS else "")
    if reason:
        return Curves(model, n, reason, tuple(_empty(name, reason, n) for name in names))
    patterns, counts = _patterns(marks[:, varied])
    given = (patterns, counts)
    found = minimize(_loss, _start(patterns, counts, model), given, "BFGS", jac=True, options={"gtol": 1e-7})
    if not np.abs(found.jac).max() < _TOLERANCE:
        return Curves(model, n, "no-fit", tuple(_empty(name, "no-fit", n) for name in names))
    fitted = _measured(found.x, patterns, counts)
    items = [
        Curve(name, *next(fitted)) if used else _empty(name, "same", n)
        for name, used in zip(names, varied, strict=True)
    ]
    return Curves(model, n, "", tuple(items), -float(found.fun * counts.sum()))


def _marks(table: ScoreTable) -> Floats:
    """Return the marks of people who met an item, of as many as are taken."""
    marks = marks_of(np.asarray(table.points, dtype=float), np.asarray(table.most, dtype=float))
    met = marks[~np.isnan(marks).all(axis=1)] if marks.size else marks[:0]
    return met[np.linspace(0, len(met) - 1, MOST_PEOPLE).astype(int)] if len(met) > MOST_PEOPLE else met


_NODES, _MASS = np.polynomial.hermite_e.hermegauss(POINTS)
_LOG_MASS = np.log(_MASS / _MASS.sum())


def _patterns(marks: Floats) -> tuple[Floats, Floats]:
    """Return the different patterns of answers (1, 0, NaN), and how often each was given."""
    kept = marks[~np.isnan(marks).all(axis=1)]
    coded = np.where(np.isnan(kept), -1.0, kept)
    patterns, counts = np.unique(coded, axis=0, return_counts=True)
    return np.where(patterns < 0, np.nan, patterns), counts.astype(float)


def _start(patterns: Floats, counts: Floats, model: Model) -> Floats:
    weights = counts[:, None] * ~np.isnan(patterns)
    share = (np.nansum(counts[:, None] * patterns, axis=0) + 0.5) / (weights.sum(axis=0) + 1)
    return np.concatenate([np.ones(1 if model == "1pl" else len(share)), np.log(share / (1 - share))])


def _split(x: Floats, items: int) -> tuple[Floats, Floats]:
    slopes = x[:-items]
    return (np.repeat(slopes, items) if len(slopes) == 1 else slopes), x[-items:]


def _loss(x: Floats, patterns: Floats, counts: Floats) -> tuple[float, Floats]:
    """Return minus the mean log likelihood, and its gradient."""
    value, gradient = _by_pattern(x, patterns)
    return -float(counts @ value) / counts.sum(), -(counts @ gradient) / counts.sum()


def _by_pattern(x: Floats, patterns: Floats) -> tuple[Floats, Floats]:
    """Return the log likelihood of each pattern, and its gradient by slopes and shifts."""
    items = patterns.shape[1]
    slopes, shifts = _split(x, items)
    logits = np.outer(_NODES, slopes) + shifts
    right, given = np.nan_to_num(patterns), (~np.isnan(patterns)).astype(float)
    logs = right @ log_expit(logits).T + (given - right) @ log_expit(-logits).T + _LOG_MASS
    value = logsumexp(logs, axis=1)
    after = np.exp(logs - value[:, None])  # where people with this pattern are
    chance = expit(logits)
    shift = right * after.sum(axis=1)[:, None] - given * (after @ chance)
    slope = right * (after @ _NODES)[:, None] - given * (after @ (_NODES[:, None] * chance))
    slope = slope if len(x) == 2 * items else slope.sum(axis=1, keepdims=True)
    return value, np.hstack([slope, shift])


def _measured(x: Floats, patterns: Floats, counts: Floats) -> Iterator[tuple[Measure, Measure]]:
    """Yield difficulty and slope of each item; the error of a ratio by the delta method."""
    gradient = _by_pattern(x, patterns)[1]
    errors = np.linalg.pinv(gradient.T @ (gradient * counts[:, None]))  # information as products of the gradient
    items, n = patterns.shape[1], int(counts.sum())
    slopes, shifts = _split(x, items)
    for place in range(items):
        a, d = (place if len(x) == 2 * items else 0), len(x) - items + place
        slope, difficulty = float(slopes[place]), float(-shifts[place] / slopes[place])
        by = np.zeros(len(x))
        by[a], by[d] = -difficulty / slope, -1 / slope
        steep, flat = abs(slope) >= STEEPEST, slope <= FLATTEST
        yield (
            without("no-fit", n) if steep or flat else _interval(difficulty, float(by @ errors @ by), n),
            without("no-fit", n) if steep else _interval(slope, float(errors[a, a]), n),
        )


def _interval(value: float, variance: float, n: int) -> Measure:
    if not variance > 0:
        return Measure(value, n)
    half = Z * variance**0.5
    return Measure(value, n, "", value - half, value + half)


def _empty(item: str, reason: Reason | Literal[""], n: int) -> Curve:
    measure = without(reason, n) if reason and reason != "few" else few(n)
    return Curve(item, measure, measure)
