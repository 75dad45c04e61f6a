"""Whatever goes wrong with privacy, nothing is written, and a sentence says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from steppingup.common.errors import EvaluationError, StatisticsError
from steppingup.evaluation.events import empty_ratings
from steppingup.evaluation.findings import kept
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.report import write
from steppingup.evaluation.report.write import Answers, write_report
from steppingup.statistics.disclosure import Protected, Rule, with_margins
from tests.evaluation.findings import made as m

ROWS = [*m.group("n", 30, 0.5, ["q1"]), *m.group("c", 3, 0.5, ["q1"], role="clerk")]


def answers() -> Answers:
    return Answers(m.events(ROWS), empty_ratings(), Quality().frame(), m.items(["q1"]))


def bare(counts: np.ndarray, rule: Rule) -> Protected:
    """Protect nothing, as a broken pattern would."""
    full = with_margins(counts)
    nothing = np.zeros(full.shape, dtype=np.bool_)
    return Protected(full, nothing, rule.small(full), rule)


def test_a_table_that_gives_people_away_stops_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "protected", bare)
    with pytest.raises(StatisticsError, match=r"would give people away.*nothing was published"):
        write_report(answers(), tmp_path / "out", m.COURSE, "2026-11-23", audience="shared")
    assert list(tmp_path.iterdir()) == []


def test_a_pseudonym_in_a_file_stops_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write.contents
    monkeypatch.setattr(write, "contents", lambda report: whole(report) | {"x.csv": m.learner("n-1").encode()})
    with pytest.raises(EvaluationError, match="nothing was written"):
        write_report(answers(), tmp_path / "out", m.COURSE, "2026-11-23", audience="shared")
    assert list(tmp_path.iterdir()) == []


def test_hostile_names_are_texts_and_nothing_else(tmp_path: Path) -> None:
    quality = Quality()
    quality.add("=cmd|' /C calc'!A0.json", "<script>alert(1)</script> could not be read.")
    hostile = m.events([row | {"municipality": "@town"} for row in m.group("n", 30, 0.5, ["=q1"])])
    done = write_report(Answers(hostile, empty_ratings(), quality.frame()), tmp_path / "out", m.COURSE, "2026-11-23")
    text = done.page.read_text("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
