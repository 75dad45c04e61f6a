"""The table of scores: three ways of having no answer, and rows that cannot be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from steppingup.common.errors import StatisticsError
from steppingup.statistics.scores import WITHOUT, score_table, wide_table


def rows(*lines: tuple[str, str, float | None, str]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["learner", "item", "score", "status"])


def test_reasons_without_an_answer_are_kept_apart() -> None:
    table = score_table(
        rows(
            ("p1", "a", 1, "answered"), ("p1", "b", None, "omitted"), ("p1", "c", None, "not_reached"),
            ("p2", "a", None, "answered"), ("p2", "b", 1, "answered"), ("p2", "c", None, "not_administered"),
            ("p3", "a", 0, "answered"), ("p3", "b", None, "omitted"),
        )
    )  # fmt: skip
    assert table.points["a"].tolist()[::2] == [1, 0]
    assert bool(table.points["a"].isna()["p2"])
    assert table.points["b"].tolist() == [0, 1, 0]
    assert table.points["c"].isna().all()
    found = {item: dict(table.counts.loc[item]) for item in table.counts.index}
    assert found["a"] == dict(zip(WITHOUT, (0, 0, 0, 1), strict=True))
    assert found["b"] == dict(zip(WITHOUT, (2, 0, 0, 0), strict=True))
    assert found["c"] == dict(zip(WITHOUT, (0, 1, 2, 0), strict=True))
    assert not table.complete
    assert table.whole().index.tolist() == ["p1", "p3"]


def test_shares_are_of_what_a_person_was_given() -> None:
    points = pd.DataFrame({"a": [8, 4, np.nan], "b": [0, np.nan, np.nan]}, index=["p", "q", "r"])
    table = wide_table(points, {"a": 8, "b": 2})
    assert table.shares().tolist()[:2] == [0.8, 0.5]
    assert np.isnan(table.shares()["r"])
    assert table.rest_shares("a").tolist()[:1] == [0]
    assert table.rest_shares("a").isna().tolist() == [False, True, True]
    assert table.counts["not_administered"].to_dict() == {"a": 1, "b": 2}


def test_wide_and_long_are_the_same() -> None:
    points = pd.DataFrame({"score": [0.5, np.nan, 1], "learner": [1, 0, np.nan]}, index=[7, 8, 9])
    long = pd.DataFrame(
        {
            "learner": ["7", "7", "8", "9"],
            "item": ["learner", "score", "learner", "score"],
            "score": [1, 0.5, 0, 1],
            "max_score": 1,
        }
    )
    one, other = wide_table(points), score_table(long)
    pd.testing.assert_frame_equal(one.points, other.points[["score", "learner"]], check_names=False)
    pd.testing.assert_frame_equal(one.counts.loc[other.counts.index], other.counts, check_names=False)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([("p", "a", 1, 1), ("p", "a", 1, 1)], "somebody has two rows for 'a'"),
        ([("p", "a", 2, 1)], "a score of 'a' is 2, outside 0 to 1"),
        ([("p", "a", -1, 8)], "a score of 'a' is -1, outside 0 to 8"),
        ([("p", "a", 0, 0)], "a score of 'a' is 0, outside 0 to 0"),
        ([("p", "a", 0, None)], "a score of 'a' is 0, outside 0 to nan"),
        ([("p", "a", 1, 1), ("q", "a", 1, 8)], "'a' has two maximum scores"),
    ],
)
def test_rows_that_cannot_be(lines: list[tuple[str, str, float, float | None]], words: str) -> None:
    with pytest.raises(StatisticsError, match=words):
        score_table(pd.DataFrame(lines, columns=["learner", "item", "score", "max_score"]))


def test_an_unknown_status() -> None:
    with pytest.raises(StatisticsError, match="'lost' is no status; it is one of answered, omitted"):
        score_table(rows(("p", "a", None, "lost")))


def test_the_same_person_or_item_twice_in_a_wide_table() -> None:
    twice = pd.DataFrame([[0.0, 1.0]], columns=["a", "a"])
    for table in (twice, pd.DataFrame({"a": [0.0, 1.0]}, index=["p", "p"])):
        with pytest.raises(StatisticsError, match="two rows for 'a'"):
            wide_table(table)
