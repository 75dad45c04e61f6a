"""One simulation for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.common.facts import Facts, load_facts
from steppingup.evaluation.simulation.run import Design, Simulated, simulate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts(ROOT)


@pytest.fixture(scope="session")
def made(facts: Facts) -> Simulated:
    return simulate(Design(people=1500), facts)
