"""Reports of one simulation for all tests that only look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.common.facts import Facts
from steppingup.common.language import Words
from steppingup.evaluation.findings.course import Course
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.report.course import course_of
from steppingup.evaluation.report.view import Audience
from steppingup.evaluation.report.write import Answers, write_report
from steppingup.evaluation.simulation.run import Design, Simulated, simulate

ROOT = Path(__file__).resolve().parents[3]
DAY = "2026-11-23"


@pytest.fixture(scope="session")
def course() -> Course:
    return course_of(ROOT, Words())


@pytest.fixture(scope="session")
def small(facts: Facts) -> Simulated:
    """A region of which some roles and towns are small."""
    return simulate(Design(people=260, towns=7, seed=5), facts)


def answers(made: Simulated) -> Answers:
    quality = Quality()
    quality.add("anna-lind.json", "The file is not JSON, so it was left out.", "line 3", 2)
    return Answers(made.events, made.ratings, quality.frame(), made.items)


def written(made: Simulated, course: Course, out: Path, audience: Audience) -> Path:
    return write_report(answers(made), out, course, DAY, audience=audience).page.parent


@pytest.fixture(scope="session")
def local(small: Simulated, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(small, course, tmp_path_factory.mktemp("local") / "report", "local")


@pytest.fixture(scope="session")
def shared(small: Simulated, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(small, course, tmp_path_factory.mktemp("shared") / "report", "shared")
