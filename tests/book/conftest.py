from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.books import site, tiny


@pytest.fixture(autouse=True)
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stale depends on the day; a kernel would otherwise inherit the course of another test."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.setenv("STEPPINGUP_COURSE", "")
    monkeypatch.setenv("IPYTHONDIR", "")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course, built once; tests only read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        patch.setenv("STEPPINGUP_COURSE", "")
        patch.setenv("IPYTHONDIR", "")
        return site(tiny(tmp_path_factory.mktemp("built")))[0]
