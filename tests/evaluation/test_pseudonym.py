"""Pseudonyms and their key: fixed by definition, one per purpose, closed to others, apart from the answers."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import stat
from pathlib import Path

import pytest

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.pseudonym import LEARNER, keep_apart, load_key, new_key, passing_pseudonyms
from tests.evaluation.sources import KEY

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")


def test_it_is_hmac_sha_256_of_16_bytes() -> None:
    expected = hmac.new(b"k" * 32, b"a test\x1flearner\x1flinking\x1fABC", hashlib.sha256).digest()[:16]
    assert KEY.of("linking", "ABC") == expected.hex()
    assert LEARNER.fullmatch(KEY.of("linking", "ABC"))


def test_another_source_purpose_or_key_gives_another_pseudonym(tmp_path: Path) -> None:
    one, other = new_key(tmp_path / "a.key", "one purpose"), new_key(tmp_path / "b.key", "one purpose")
    made = {KEY.of("linking", "A"), KEY.of("moodle", "A"), KEY.of("linking", "B"), one.of("linking", "A")}
    assert len(made | {other.of("linking", "A"), passing_pseudonyms().of("linking", "A")}) == 6


def test_equal_texts_of_options_have_equal_ids_that_tell_nothing() -> None:
    assert KEY.option("q1", "Call  the police ") == KEY.option("q1", "Call the police")
    assert KEY.option("q1", "Call the police") != KEY.option("q2", "Call the police")
    assert "police" not in KEY.option("q1", "police")


def test_no_secret_is_shown() -> None:
    assert "kkk" not in repr(KEY)
    assert b"k".hex() * 3 not in repr(KEY)


def test_a_key_file_is_read_back_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "needs.key"
    made = new_key(path, "Bedürfnisse 2026")
    assert load_key(path) == made
    with pytest.raises(EvaluationError, match="never written over"):
        new_key(path, "again")
    with pytest.raises(EvaluationError, match="cannot be written"):
        new_key(path / "below", "a file is no folder")


@POSIX
def test_a_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    new_key(tmp_path / "a.key", "x")
    assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o600
    (tmp_path / "a.key").chmod(0o644)
    with pytest.raises(EvaluationError, match="chmod 600"):
        load_key(tmp_path / "a.key")


@pytest.mark.parametrize(
    "whole",
    [
        "",
        "[]",
        "not json",
        json.dumps({"format": "stepping-up-evaluation-key", "schema": 1, "purpose": "x", "key": "ff"}),
    ],
)
def test_what_is_no_key_is_refused(tmp_path: Path, whole: str) -> None:
    path = tmp_path / "a.key"
    path.write_text(whole, "utf-8")
    path.chmod(0o600)
    with pytest.raises(EvaluationError, match="key of an evaluation"):
        load_key(path)


def test_a_key_lies_apart_from_the_answers(tmp_path: Path) -> None:
    keep_apart(tmp_path / "a.key", tmp_path / "store", tmp_path / "out")
    with pytest.raises(EvaluationError, match="keep it apart"):
        keep_apart(tmp_path / "store" / "x" / "a.key", tmp_path / "store")
