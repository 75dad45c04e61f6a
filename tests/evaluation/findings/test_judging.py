"""Identification by role and phase: no role is told that differs from the phase before by a few people."""

from __future__ import annotations

from typing import Any

import pytest

from steppingup.evaluation.events import empty_ratings
from steppingup.evaluation.findings import changes
from steppingup.evaluation.findings.changes import changed, forest
from steppingup.evaluation.findings.judging import judging
from steppingup.evaluation.findings.questions import questions
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.statistics.disclosure import SHARED
from tests.evaluation.findings import made as m

STORIES = ("v1", "v2")


def judged(name: str, n: int, said: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    return [
        m.answer(f"{name}-{one}", story, 1.0, response=step, confidence=2, **more)
        for one in range(n)
        for story, step in zip(STORIES, said, strict=True)
    ]


def study(rows: list[dict[str, Any]]) -> Study:
    table = m.items(STORIES, kind="vignette", options="refer consult other-help", keys="refer")
    table["truth"] = ["refer", "other-help"]
    table["twin"], table["differs"] = "pair", "gender"
    return study_of(m.events(rows), empty_ratings(), table, m.COURSE, SHARED)


def test_roles_are_told_where_their_people_stay_or_leave_in_numbers() -> None:
    rows = judged("n", 40, ("refer", "consult")) + judged("c", 40, ("refer", "refer"), role="clerk")
    rows += judged("g", 40, ("refer", "refer"), role="guard")
    later = judged("n", 40, ("refer", "refer"), phase="T1") + judged(
        "c", 20, ("refer", "refer"), role="clerk", phase="T1"
    )
    later += judged("g", 36, ("refer", "refer"), role="guard", phase="T1")
    found = judging(study(rows + later))
    told = {(one.role, one.phase) for one in found.judged}
    assert {("nurse", "T0"), ("clerk", "T0"), ("guard", "T0"), ("", "T1")} <= told
    # four guards left: the guards are kept back, and another role, as one alone would follow from all the others
    assert ("guard", "T1") not in told
    assert len([role for role, phase in told if phase == "T1" and role]) <= 1


def test_what_is_right_is_a_referral_where_it_is_needed_and_none_elsewhere() -> None:
    found = judging(study(judged("n", 30, ("refer", "consult")) + judged("o", 30, ("consult", "refer"))))
    everybody = next(one for one in found.judged if not one.role).detection
    assert (everybody.sensitivity.value, everybody.specificity.value) == (0.5, 0.5)
    assert everybody.d_prime.value == pytest.approx(0)
    assert found.twins[0].bias.people == 60
    assert found.roc is not None
    assert found.roc.area.n == 60


def test_towns_are_not_told_where_they_would_give_roles_away(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["q1", "q2", "q3"]
    rows = m.group("n", 50, 0.5, asked, municipality="x") + m.group("c", 50, 0.5, asked, municipality="y", role="clerk")
    every = m.events([*rows, *(row | {"phase": "T1"} for row in rows)])
    found = study_of(every, empty_ratings(), m.items(asked), m.COURSE, SHARED)
    [one] = changed(found)
    assert one.change.difference.value == 0
    assert [town.name for town in one.forest.towns] == ["x", "y"]
    monkeypatch.setattr(changes, "together", lambda *_: False)
    [one] = changed(found)
    assert (one.forest.towns, one.forest.hidden) == ((), 2)


def test_one_town_is_no_comparison() -> None:
    found = study(judged("n", 30, ("refer", "consult")))
    assert forest(found, found.people.assign(change=0.1)["change"]).towns == ()


def test_languages_are_not_split_where_their_numbers_would_tell_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["q1", "q2", "q3"]
    rows = m.group("n", 50, 0.5, asked) + m.group("c", 50, 0.5, asked, language="sv")
    found = study_of(m.events(rows), empty_ratings(), None, m.COURSE, SHARED)
    split = questions(found)
    assert split is not None
    assert split.bias.languages == {"fi": 50, "sv": 50}
    monkeypatch.setattr(Study, "crossed", lambda *_: False)
    kept = questions(found)
    assert kept is not None
    assert kept.bias.languages == {}
