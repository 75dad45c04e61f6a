"""The statements of :mod:`steppingup.evaluation.aggregation.aggregates`, in the SQL of DuckDB.

Names of columns and tables are ours; no value of a person ever stands in a statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# As in steppingup.statistics.sums and scores: dust of the computer's arithmetic.
DUST = 1e-9


def listed(columns: Iterable[str], table: str = "") -> str:
    """Write names with commas between them."""
    return ", ".join(f"{table}.{column}" if table else column for column in columns)


def scored(source: str, by: Sequence[str]) -> str:
    """One row per answer, with its points; none if there is no score."""
    kept = dict.fromkeys([*by, "phase", "learner", "role", "item_id", "competency_id", "confidence", "response"])
    return f"""
        SELECT {listed(kept)}, max_score AS most, response_status AS status,
            CASE response_status WHEN 'answered' THEN score WHEN 'omitted' THEN 0.0 END AS points
        FROM {source} WHERE attempt = 1"""


def people(by: Sequence[str]) -> str:
    """One row per person and form: points earned, points of the items given, and the total of who has all scores."""
    keys = listed(by)
    return f"""
        WITH forms AS (SELECT {keys}, COUNT(DISTINCT item_id) AS size FROM scored GROUP BY ALL),
        persons AS (
            SELECT {keys}, learner, COALESCE(SUM(points), 0.0) AS earned, COUNT(points) AS answers,
                COALESCE(SUM(CASE WHEN points IS NOT NULL THEN most END), 0.0) AS given
            FROM scored GROUP BY ALL)
        SELECT {listed([*by, "learner"], "persons")}, earned, given,
            CASE WHEN answers = size THEN ROUND(earned, 6) END AS level
        FROM persons JOIN forms USING ({keys})"""


def cube(by: Sequence[str]) -> str:
    """Count answers that are alike: a few thousand rows, from which items, options and certainty follow.

    One pass over the answers instead of three. ``r`` and ``rr`` are about the rest scores, ``s`` and ``ss`` about the
    shares of the points on all other items.
    """
    keys = listed([*by, "learner"])
    return f"""
        SELECT {listed(by)}, item_id, most, points, status, response, confidence, level IS NOT NULL AS whole,
            CASE WHEN given > {DUST} THEN LEAST({BANDS - 1}, FLOOR(earned / given * {BANDS} + {DUST})) END AS band,
            COUNT(*) AS n, SUM(earned - points) AS r, SUM((earned - points) * (earned - points)) AS rr,
            COUNT(share) AS others, SUM(share) AS s, SUM(share * share) AS ss
        FROM (
            SELECT *, CASE WHEN other > {DUST} THEN (earned - COALESCE(points, 0.0)) / other END AS share
            FROM (
                SELECT *, given - CASE WHEN points IS NULL THEN 0.0 ELSE most END AS other
                FROM scored JOIN people USING ({keys})))
        GROUP BY ALL"""


# Who chose an option, and can be set beside others.
_CHOSE = "status = 'answered' AND response IS NOT NULL AND band IS NOT NULL"
_REASONS = {reason: f"status = '{reason}'" for reason in WITHOUT} | {
    "waiting": "status = 'waiting' OR (status = 'answered' AND points IS NULL)"
}


def items(by: Sequence[str]) -> str:
    """By item: who has points, what they add up to, and why others have none."""
    missing = [f"COALESCE(SUM(n) FILTER ({rule}), 0) AS {reason}" for reason, rule in _REASONS.items()]
    whole = {"wx": "points * n", "wxx": "points * points * n", "r": "r", "rr": "rr", "xr": "points * r"}
    chose = {"c": "others", "cr": "s", "crr": "ss"}
    sums = [f"COALESCE(SUM({what}) FILTER (whole), 0) AS {name}" for name, what in whole.items()]
    sums += [f"COALESCE(SUM({what}) FILTER ({_CHOSE}), 0) AS {name}" for name, what in chose.items()]
    return f"""
        SELECT {listed(by)}, item_id, MAX(most) AS most, MIN(most) AS least_most, SUM(n) AS had,
            {", ".join(missing)}, COALESCE(SUM(n) FILTER (points IS NOT NULL), 0) AS n,
            COALESCE(SUM(points * n), 0) AS x, COALESCE(SUM(points * points * n), 0) AS xx, {", ".join(sums)}
        FROM cube GROUP BY ALL ORDER BY ALL"""


def options(by: Sequence[str]) -> str:
    """By option and score band: who chose it."""
    return f"""
        SELECT {listed(by)}, item_id, response, band, SUM(others) AS n, SUM(s) AS rest
        FROM cube WHERE {_CHOSE} GROUP BY ALL HAVING SUM(others) > 0 ORDER BY ALL"""


def totals(by: Sequence[str]) -> str:
    """By total score: how many people have it; without one, they lack a score."""
    return f"""
        SELECT {listed(by)}, level, COUNT(*) AS n, SUM(earned) AS t, SUM(earned * earned) AS tt
        FROM people GROUP BY ALL ORDER BY ALL"""


def ladder(by: Sequence[str]) -> str:
    """By total score and item: the points of the people who have it."""
    return f"""
        SELECT {listed(by)}, level, item_id, SUM(points) AS x
        FROM scored JOIN people USING ({listed([*by, "learner"])})
        WHERE level IS NOT NULL GROUP BY ALL ORDER BY ALL"""


def heat(by: Sequence[str], weights: str, who: str) -> str:
    """By role and competency: distinct people, and their mean shares of the points; of the people of ``who``."""
    source, weight, competency = "scored", "", "competency_id"
    if weights:
        source, weight, competency = f"scored JOIN {weights} AS w USING (item_id)", "w.weight * ", "w.competency_id"
    return f"""
        SELECT {listed([*by, "role"])}, competency_id, COUNT(*) AS n, SUM(share) AS total,
            SUM(share * share) AS squares, SUM(answers) AS answers
        FROM (
            SELECT {listed([*by, "role", "learner"])}, {competency} AS competency_id, COUNT(*) AS answers,
                SUM({weight}points) / SUM({weight}most) AS share
            FROM {source} WHERE points IS NOT NULL AND {weight}most > 0 AND {who} GROUP BY ALL)
        WHERE competency_id <> '' GROUP BY ALL ORDER BY ALL"""


def certainty(by: Sequence[str]) -> str:
    """By item and certainty: answers, and how many of them are fully right."""
    return f"""
        SELECT {listed(by)}, item_id, confidence, SUM(n) AS n,
            COALESCE(SUM(n) FILTER (points >= most * (1 - {DUST})), 0) AS right_n
        FROM cube WHERE points IS NOT NULL AND confidence IS NOT NULL GROUP BY ALL ORDER BY ALL"""
