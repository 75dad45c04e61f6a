"""``steppingup evaluate keep``, ``forget`` and ``retention``: what they do and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steppingup.cli import main
from steppingup.evaluation.pseudonym import load_key
from tests.evaluation.sources import CODES, needs_json, setting_of, small_course, written


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = small_course(tmp_path / "course")
    setting = setting_of(course)
    (tmp_path / "in").mkdir()
    for number, code in enumerate(CODES):
        written(tmp_path / "in" / f"{number}.json", needs_json(setting, code))
    written(tmp_path / "in" / "bad.json", "{")
    return course


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-11-23")


def run(course: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(course), "evaluate", *words])


def kept(course: Path, *more: str) -> Result:
    here = course.parent
    return run(course, "keep", str(here / "in"), "--store", str(here / "s"), "--key", str(here / "e.key"), *more)


def test_keep_makes_a_key_once_and_adds_nothing_twice(course: Path) -> None:
    assert "Say what it is for" in kept(course).output
    seen = kept(course, "--purpose", "needs 2026", "--show")
    assert "Would be kept: 60 answers and 6 ratings that are new." in seen.output
    assert not (course.parent / "e.key").exists()
    done = kept(course, "--purpose", "needs 2026")
    assert "A new key for 'needs 2026'" in done.output
    assert "Kept: 60 answers and 6 ratings that are new." in done.output
    assert "bad.json: damaged" in done.output
    again = kept(course)
    assert "Kept: 0 answers and 0 ratings that are new." in again.output
    assert "There already: 60 answers and 6 ratings." in again.output


def test_keep_wants_a_key_that_lies_apart(course: Path) -> None:
    here = course.parent
    words = ["keep", str(here / "in"), "--store", str(here / "s")]
    assert "Name a key file" in run(course, *words).output
    inside = run(course, *words, "--key", str(here / "s" / "e.key"), "--purpose", "x")
    assert inside.exit_code == 1
    assert "keep it apart" in inside.output


def test_forget_by_code_or_pseudonym(course: Path) -> None:
    here = course.parent
    kept(course, "--purpose", "needs 2026")
    store, key = ["--store", str(here / "s")], ["--key", str(here / "e.key")]
    seen = run(course, "forget", "--code", CODES[0], *store, *key, "--show")
    assert "Would be deleted: 20 answers and 2 ratings. By phase: T0: 22." in seen.output
    done = run(course, "forget", "--code", CODES[0].lower(), *store, *key)
    assert "Deleted: 20 answers and 2 ratings." in done.output
    assert "Copies elsewhere" in done.output
    assert "holds nothing" in run(course, "forget", "--code", CODES[0], *store, *key).output
    learner = load_key(here / "e.key").of("linking", CODES[1])
    assert "Deleted: 20" in run(course, "forget", learner, *store).output


def test_forget_says_what_is_missing(course: Path) -> None:
    here = course.parent
    kept(course, "--purpose", "needs 2026")
    store = ["--store", str(here / "s")]
    assert "Name one person" in run(course, "forget", *store).output
    assert "needs the key file" in run(course, "forget", "--code", CODES[0], *store).output
    typed = run(course, "forget", "--code", "22222222X", *store, "--key", str(here / "e.key"))
    assert typed.exit_code == 1
    assert "typing error" in typed.output


def test_retention_goes_by_the_settings(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = course.parent
    kept(course, "--purpose", "needs 2026")
    store = ["--store", str(here / "s")]
    assert "Nobody's time is over (3 months after the last follow-up)." in run(course, "retention", *store).output
    (course / "settings.toml").write_text("[evaluation]\nfollow_up_months = 1\nretention_months = 0\n", "utf-8")
    seen = run(course, "retention", *store, "--show")
    assert "People whose time is over (0 months after the last follow-up): 3. Would be deleted: 60" in seen.output
    done = run(course, "retention", *store)
    assert "Deleted: 60 answers and 6 ratings." in done.output
    assert "Protected aggregates stay" in done.output
    (course / "settings.toml").write_text("[evaluation]\nretention_months = 25\n", "utf-8")
    assert "retention_months" in run(course, "retention", *store).output
