"""The reliability of each form: people had one of two, so all questions together are no test that anybody took."""

from __future__ import annotations

import numpy as np
import pytest

from steppingup.evaluation.events import empty_ratings
from steppingup.evaluation.findings.questions import questions
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.statistics.disclosure import LOCAL, SHARED, Rule
from steppingup.statistics.reliability import reliability
from tests.evaluation.findings import made as m

SHARED_ITEMS, ONLY_A, ONLY_B = ("q1", "q2", "q3", "q4"), ("a1", "a2"), ("b1", "b2")


def _answers(form: str, n: int, own: tuple[str, ...], seed: int, **more: str) -> list[dict[str, object]]:
    draw = np.random.default_rng(seed)
    able = draw.normal(size=n)
    return [
        m.answer(f"{form}-{person}", item, float(able[person] + draw.normal() > 0), form_id=form, **more)
        for person in range(n)
        for item in (*SHARED_ITEMS, *own)
    ]


def _study(rows: list[dict[str, object]], rule: Rule = LOCAL) -> Study:
    return study_of(m.events(rows), empty_ratings(), m.items((*SHARED_ITEMS, *ONLY_A, *ONLY_B)), m.COURSE, rule)


def test_each_form_has_the_numbers_of_its_own_people() -> None:
    rows = [*_answers("A", 60, ONLY_A, 1), *_answers("B", 50, ONLY_B, 2)]
    study = _study(rows)
    found = questions(study)
    assert found is not None
    assert [(one.form, one.numbers.people, one.numbers.items) for one in found.whole] == [("A", 60, 6), ("B", 50, 6)]
    alone = _study(rows[: 60 * 6])
    assert found.whole[0].numbers == reliability(alone.scores("T0"), alone.gates)
    assert found.whole[0].numbers.alpha.value == pytest.approx(0.7, abs=0.2)


def test_one_form_is_the_test() -> None:
    found = questions(_study(_answers("A", 60, ONLY_A, 1)))
    assert found is not None
    assert [(one.form, one.numbers.people) for one in found.whole] == [("", 60)]


def test_a_form_of_few_people_is_not_told_apart() -> None:
    found = questions(_study([*_answers("A", 60, ONLY_A, 1), *_answers("B", 7, ONLY_B, 2)], SHARED))
    assert found is not None
    assert [one.form for one in found.whole] == [""]


def test_who_had_two_forms_stands_in_none() -> None:
    rows = [*_answers("A", 60, ONLY_A, 1), *_answers("B", 50, ONLY_B, 2)]
    both = m.answer("A-0", "b1", 1.0, form_id="B")
    found = questions(_study([*rows, both]))
    assert found is not None
    assert [one.form for one in found.whole] == [""]
