"""The hub's program, installed once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.classroom import program


@pytest.fixture(scope="session")
def place() -> Path:
    return program()
