"""Problems are counted, sorted, and told in lines."""

from __future__ import annotations

from steppingup.evaluation.quality import COLUMNS, Quality


def test_equal_problems_are_one_row() -> None:
    one, other = Quality(), Quality()
    one.add("b.csv", "no day", "column 3", 2)
    one.add("b.csv", "no day", "column 3")
    one.add("b.csv", "nothing", how_many=0)
    other.add("a.json", "cut off")
    one.extend([other])
    assert one.frame().to_dict("records") == [
        dict(zip(COLUMNS, row, strict=True))
        for row in (("a.json", "", "cut off", 1), ("b.csv", "column 3", "no day", 3))
    ]
    assert one.sentences() == ["a.json: cut off", "b.csv, column 3: no day (3 times)"]


def test_without_a_problem_the_table_is_empty() -> None:
    assert list(Quality().frame().columns) == list(COLUMNS)
    assert Quality().sentences() == []
