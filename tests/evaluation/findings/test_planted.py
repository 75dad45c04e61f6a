"""What the simulator plants must be found, and what cannot be told must be called so."""

from __future__ import annotations

import pytest

from steppingup.common.facts import Facts
from steppingup.evaluation.findings.certainty import certainty
from steppingup.evaluation.findings.changes import changed
from steppingup.evaluation.findings.judging import judging
from steppingup.evaluation.findings.questions import questions
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.evaluation.simulation.items import DIF, MISCONCEPTION, WRONG_KEY
from steppingup.evaluation.simulation.run import Design, Simulated, simulate
from steppingup.statistics.disclosure import SHARED
from tests.evaluation.findings import made as m


def two_languages(made: Simulated) -> Study:
    rows = made.events[made.events["phase"] == "T0"]
    rows = rows.assign(language=rows["language"].where(rows["language"] == "sv", "fi"))
    return study_of(rows, made.ratings.iloc[:0], made.items, m.COURSE, SHARED)


@pytest.fixture(scope="module")
def middle(facts: Facts) -> Study:
    made = simulate(Design(people=240, seed=4), facts)
    return study_of(made.events, made.ratings, made.items, m.COURSE, SHARED)


def test_the_biased_item_is_found_with_enough_people(made: Simulated) -> None:
    found = questions(two_languages(made))
    assert found is not None
    assert min(found.bias.languages.values()) >= 300
    verdicts = {one.item: one.verdict for one in found.bias.items}
    assert verdicts[DIF] == "bias"
    assert sum(verdict == "bias" for item, verdict in verdicts.items() if item != DIF) <= 2


def test_with_few_people_nothing_is_called_fair(middle: Study) -> None:
    found = questions(middle)
    assert found is not None
    assert {one.verdict for one in found.bias.items} == {"cannot tell"}


def test_the_wrong_key_is_flagged(made: Simulated, middle: Study) -> None:
    found = questions(middle)
    assert found is not None
    assert "key-negative" in next(one for one in found.questions if one.numbers.item == WRONG_KEY).flags


def test_a_wrong_answer_that_many_are_sure_of(made: Simulated) -> None:
    found = certainty(two_languages(made))
    assert found is not None
    assert {WRONG_KEY, MISCONCEPTION} & {one.item for one in found.wrong}


def test_only_the_readiness_to_refer_moved(middle: Study) -> None:
    everybody = next(one for one in judging(middle).moved if not one.role and one.phase == "T1")
    assert (everybody.shift.moved, everybody.shift.direction) == ("criterion", "more")


def test_knowledge_rose_and_towns_are_told_apart_by_chance_only(middle: Study) -> None:
    first = changed(middle)[0]
    assert first.phase == "T1"
    assert (first.change.difference.low or 0) > 0
    assert first.items == 8  # six knowledge items and two stories stand in both forms
    assert first.forest.towns
    assert all(one.difference.n >= 10 for one in first.forest.towns)


def test_no_vignettes_no_certainty_no_anchors(made: Simulated) -> None:
    bare = study_of(made.events.assign(confidence=None).astype({"confidence": "Int64"}), made.ratings, None, m.COURSE)
    assert judging(bare).judged == ()
    assert certainty(bare) is None
    assert changed(bare) == ()
