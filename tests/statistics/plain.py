"""The definitions once more, as plainly as they can be written, apart from the code under test."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import sqrt
from statistics import correlation, mean

from steppingup.activities.interactions import Interaction, Part
from steppingup.statistics import Asked, Scored

# Bock and Lieberman (1970), section 6 of the Law School Admission Test: how many of 1,000 people had each pattern of
# right (1) and wrong (0) answers to five items, patterns in the order of binary numbers.
LSAT6 = [
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
]  # fmt: skip


def lsat6() -> list[tuple[int, ...]]:
    """One row of five scores per person."""
    patterns = product((0, 1), repeat=5)
    return [pattern for pattern, count in zip(patterns, LSAT6, strict=True) for _ in range(count)]


def scored(table: Sequence[Sequence[float | None]]) -> tuple[list[Asked], list[Scored]]:
    """Items and rows of a table of scores; None is no answer."""
    items = [Asked(f"i{place}") for place in range(len(table[0]) if table else 0)]
    rows = [
        Scored(f"p{person}", f"i{place}", score)
        for person, line in enumerate(table)
        for place, score in enumerate(line)
        if score is not None
    ]
    return items, rows


def facility(scores: Sequence[float | None]) -> float:
    return mean(score for score in scores if score is not None)


def rest(table: Sequence[Sequence[float]], place: int) -> float:
    """Pearson's correlation of one column with the sum of the others."""
    return correlation([line[place] for line in table], [sum(line) - line[place] for line in table])


def wilson(share: float, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """The two shares p for which |share - p| = z sqrt(p (1 - p) / n), found by halving."""

    def off(p: float) -> float:
        return abs(share - p) - z * sqrt(p * (1 - p) / n)

    def halve(inside: float, outside: float) -> float:
        for _ in range(200):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if off(middle) > 0 else (middle, outside)
        return inside

    return halve(share, 0.0) if share > 0 else 0.0, halve(share, 1.0) if share < 1 else 1.0


def parts(*ids: str) -> tuple[Part, ...]:
    return tuple(Part(id_, id_.upper()) for id_ in ids)


ONE = Interaction("", "single", parts("a", "b", "c"), right=frozenset({("a", "")}))
MANY = Interaction("", "multiple", parts("a", "b", "c"), right=frozenset({("a", ""), ("b", "")}))
PAIRS = Interaction("", "match", parts("a", "b"), parts("x", "y"), frozenset({("a", "x"), ("b", "y")}))
STEPS = Interaction("", "order", parts("a", "b"), parts("1", "2"), frozenset({("a", "1"), ("b", "2")}))


def rest_of(table: Sequence[Sequence[float]], place: int) -> list[float]:
    return [sum(line) - line[place] for line in table]


def variance(values: Sequence[float], less: int = 1) -> float:
    """The variance with denominator n - 1, or n with ``less`` 0."""
    middle = sum(values) / len(values)
    return float(sum((value - middle) ** 2 for value in values) / (len(values) - less))


def covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """The covariance with denominator n - 1."""
    a, b = sum(one) / len(one), sum(other) / len(other)
    return sum((x - a) * (y - b) for x, y in zip(one, other, strict=True)) / (len(one) - 1)


def alpha(table: Sequence[Sequence[float]]) -> float:
    columns = list(zip(*table, strict=True))
    total = variance([sum(line) for line in table])
    return len(columns) / (len(columns) - 1) * (1 - sum(map(variance, columns)) / total)


def kr20(table: Sequence[Sequence[float]]) -> float:
    """KR-20 with p (1 - p) and the variance of the total, both with denominator n."""
    columns = list(zip(*table, strict=True))
    inside = sum(mean(column) * (1 - mean(column)) for column in columns)
    return float(len(columns) / (len(columns) - 1) * (1 - inside / variance([sum(line) for line in table], 0)))


def efficiency(table: Sequence[Sequence[float]], place: int) -> float:
    """100 times the covariance by that of both lists sorted."""
    points, others = [line[place] for line in table], rest_of(table, place)
    return 100 * covariance(points, others) / covariance(sorted(points), sorted(others))


def upper_lower(table: Sequence[Sequence[float]], place: int, part: float = 0.27) -> float:
    """The mean over all orders of tied people, taken from the definition: each order gives ``part`` of all people."""
    places = part * len(table)

    def best(sign: int) -> float:
        left, sum_ = places, 0.0
        for total in sorted({sum(line) for line in table}, key=lambda total: sign * total):
            group = [line[place] for line in table if sum(line) == total]
            taken = min(left, len(group))
            sum_, left = sum_ + taken * mean(group), left - taken
        return sum_ / places

    return best(-1) - best(1)
