"""Data that hold nothing, or next to nothing: a report is written all the same, with reasons instead of numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from steppingup.evaluation.events import empty_events, empty_ratings
from steppingup.evaluation.findings.course import Course
from steppingup.evaluation.item_table import empty_items
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.report.view import Audience
from steppingup.evaluation.report.write import Answers, write_report
from steppingup.evaluation.simulate import Simulated

Change = Callable[[Simulated], Answers]
CLEAN = Quality().frame()


def with_events(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Change:
    return lambda made: Answers(change(made.events), made.ratings, CLEAN, made.items)


def perfect(events: pd.DataFrame) -> pd.DataFrame:
    said = events["response_status"] == "answered"
    return events.assign(score=events["score"].mask(said, events["max_score"]))


def partial(events: pd.DataFrame) -> pd.DataFrame:
    half = events["score"] * 3.5 + 0.5
    return events.assign(score=half, max_score=8.0)


def tail(events: pd.DataFrame) -> pd.DataFrame:
    late = events["position"] > 3
    return events.assign(
        response_status=events["response_status"].mask(late, "not_reached"),
        score=events["score"].mask(late), response=events["response"].mask(late),
    )  # fmt: skip


def constant(events: pd.DataFrame) -> pd.DataFrame:
    one = (events["item_id"] == "sim/knowledge-1") & (events["response_status"] == "answered")
    return events.assign(score=events["score"].mask(one, 1.0))


def first_person(events: pd.DataFrame) -> pd.DataFrame:
    mine: pd.Series[bool] = events["learner"] == str(events["learner"].iloc[0])
    return events.loc[mine]


def one_language_item(events: pd.DataFrame) -> pd.DataFrame:
    return events[(events["item_id"] != "sim/knowledge-2") | (events["language"] == "sv")]


CASES: dict[str, Change] = {
    "no rows": lambda _made: Answers(empty_events(), empty_ratings(), CLEAN, empty_items()),
    "no rows and no table": lambda _made: Answers(empty_events(), empty_ratings(), CLEAN),
    "ratings alone": lambda made: Answers(empty_events(), made.ratings, CLEAN, made.items),
    "one person": lambda made: Answers(first_person(made.events), empty_ratings(), CLEAN, made.items),
    "no ratings": lambda made: Answers(made.events, empty_ratings(), CLEAN, made.items),
    "no item table": lambda made: Answers(made.events, made.ratings, CLEAN),
    "one phase": with_events(lambda events: events[events["phase"] == "T0"]),
    "no roles": lambda made: Answers(made.events.assign(role=""), made.ratings.assign(role=""), CLEAN, made.items),
    "one language": with_events(lambda events: events.assign(language="lv")),
    "one town": with_events(lambda events: events.assign(municipality="riga")),
    "perfect": with_events(perfect),
    "all wrong": with_events(lambda events: events.assign(score=events["score"] * 0)),
    "partial credit": with_events(partial),
    "nobody reached the end": with_events(tail),
    "constant item": with_events(constant),
    "an item in one language": with_events(one_language_item),
    "nobody is sure": with_events(
        lambda events: events.assign(confidence=float("nan")).astype({"confidence": "Int64"})
    ),
    "nothing judged": with_events(lambda events: events.assign(score=float("nan"))),
    "practice": with_events(lambda events: events[events["phase"] == "T0"].assign(phase="practice", source="nbgrader")),
    "no competencies": with_events(lambda events: events.assign(competency_id="")),
}


LOCAL = ("no rows", "one person", "perfect", "no roles")
RUNS: list[tuple[str, Audience]] = [*((name, "shared") for name in CASES), *((name, "local") for name in LOCAL)]


@pytest.mark.no_cover  # whole reports, again and again: measuring takes half as long again
@pytest.mark.parametrize(("name", "audience"), RUNS)
def test_a_report_is_written(name: str, audience: Audience, small: Simulated, course: Course, tmp_path: Path) -> None:
    people = sorted(set(small.events["learner"]))[:70]
    few = Simulated(
        small.events[small.events["learner"].isin(people)], small.ratings[small.ratings["learner"].isin(people)],
        small.items, small.truth,
    )  # fmt: skip
    done = write_report(CASES[name](few), tmp_path / "out", course, "2026-11-23", audience=audience)
    assert done.sentences[0].startswith("The report is written")
    text = (tmp_path / "out/report.html").read_text("utf-8")
    assert not re.search(
        r"\b(nan|inf|None|NaN)\b", re.sub(r"<svg.*?</svg>|<style.*?</style>", "", text, flags=re.DOTALL)
    )
    found = json.loads((tmp_path / "out/statistics.json").read_text("utf-8"))
    assert len(found["sections"]) == 8
    assert all(part["said"] for part in found["sections"])
