"""The learner's file: any bytes whatever, the laws of the record, and saving from two kernels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from steppingup.record.fields import RecordError
from steppingup.record.format import Attempt
from steppingup.record.session_file import (
    MAX_FILE_BYTES,
    SessionFile,
    last_answers,
    read_session_bytes,
    read_session_file,
    session_json,
    session_text,
    unite,
    write_session_file,
)

ATTEMPT: dict[str, Any] = {
    "replica": "pageofalearner", "n": 1, "activity": "exercises/harbour/desk-1", "version": 1, "release": "0.1.0",
    "phase": None, "form": None, "answer": ["i12345"], "score": None, "certainty": 2, "seconds": 9,
    "day": "2026-03-02",
}  # fmt: skip
HEAD: dict[str, Any] = {
    "format": "stepping-up-session", "v": 1, "course": "stepping-up", "exercise": "harbour", "code": "JGCDV",
    "release": "0.1.0", "saved": "2026-03-02T10:02:11Z",
}  # fmt: skip


def attempt(**changes: Any) -> Attempt:
    return Attempt(**{**ATTEMPT, **changes})


def data(**changes: Any) -> bytes:
    return json.dumps({**HEAD, "attempts": [ATTEMPT], **changes}).encode()


def file(*attempts: Attempt, **changes: Any) -> SessionFile:
    return SessionFile(**{"exercise": "harbour", "code": "JGCDV", "release": "0.1.0", "attempts": attempts, **changes})


def test_a_file_is_read() -> None:
    found = read_session_bytes(data())
    assert found == SessionFile("harbour", "JGCDV", "0.1.0", "2026-03-02T10:02:11Z", (attempt(),))


def test_text_and_values_go_there_and_back() -> None:
    one = file(attempt(), attempt(n=2, answer="Ærø 🚢\nline"), saved="2026-03-02T10:02:11Z")
    assert read_session_bytes(session_text(one).encode()) == one
    assert read_session_bytes(json.dumps(session_json(one)).encode()) == one


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "damaged"),
        (b"\xff\xfe\x00\x01", "damaged"),
        (data()[:-20], "damaged"),
        (b"[]", "foreign"),
        (b'"text"', "foreign"),
        (b"{}", "foreign"),
        (data(format="stepping-up-record"), "foreign"),
        (data(course="other"), "foreign"),
        (data(v=2), "newer"),
        (data(v=True), "foreign"),
        (data(exercise="../harbour"), "attempt"),
        (data(exercise=None), "attempt"),
        (data(code="JGCDW"), "attempt"),
        (data(code=7), "attempt"),
        (data(code="x" * 100_000), "attempt"),
        (data(release="\x00"), "attempt"),
        (data(saved="yesterday"), "attempt"),
        (data(attempts={}), "attempt"),
        (data(attempts=[None]), "attempt"),
        (data(attempts=[{**ATTEMPT, "score": "15"}]), "attempt"),
        (data(attempts=[{**ATTEMPT, "score": -1}]), "attempt"),
        (data(attempts=[{**ATTEMPT, "answer": "x" * 9601}]), "attempt"),
        (data(attempts=[{**ATTEMPT, "answer": ["x" * 4096]}]), "attempt"),
        (data(drafts=[{**ATTEMPT, "answer": "x" * 9601}]), "attempt"),
        (data().replace(b"null", b"NaN", 1), "damaged"),
        (data().replace(b"null", b"Infinity", 1), "damaged"),
        (data().replace(b"null", b"1e999", 3), "attempt"),
        (data(attempts=[]).replace(b"[]", b"[" * 200_000 + b"]" * 200_000), "large"),
        (data(attempts=[]).replace(b"[]", b"[" * 20_000 + b"]" * 20_000), "deep"),
        (b" " * (MAX_FILE_BYTES + 1), "large"),
    ],
)
def test_any_bytes_are_a_file_or_one_sentence(raw: bytes, kind: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_session_bytes(raw)
    assert caught.value.kind == kind
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
def test_noise_is_refused(raw: bytes) -> None:
    with pytest.raises(RecordError):
        read_session_bytes(raw)


def test_a_code_is_read_as_it_was_typed() -> None:
    assert read_session_bytes(data(code=" jg-cdv ")).code == "JGCDV"
    assert read_session_bytes(data(code="")).code == ""


def test_a_text_of_any_script_fits() -> None:
    long = "🚢" * 2400
    assert read_session_bytes(data(attempts=[{**ATTEMPT, "answer": long}])).attempts[0].answer == long


def test_attempts_at_anything_else_are_kept_aside() -> None:
    stray = {**ATTEMPT, "n": 2, "activity": "exercises/harbours/desk-1"}
    lesson = {**ATTEMPT, "n": 3, "activity": "definition/consent-1"}
    found = read_session_bytes(data(attempts=[ATTEMPT, stray, lesson]))
    assert [one.activity for one in found.attempts] == ["exercises/harbour/desk-1"]
    assert [one.activity for one in found.strays] == ["exercises/harbours/desk-1", "definition/consent-1"]
    assert "definition" not in session_text(unite(file(), found)).replace("strays", "")


def test_the_last_attempt_counts() -> None:
    early, late = attempt(n=9, answer=["a"]), attempt(n=2, day="2026-03-03", answer=["b"])
    other = attempt(n=4, activity="exercises/harbour/two-1", replica="anotherkernel")
    assert last_answers(file(late, other, early)) == {"exercises/harbour/desk-1": late, other.activity: other}


def test_a_draft_counts_where_nothing_was_saved() -> None:
    draft = attempt(activity="exercises/harbour/letter-1", answer="Begun.")
    assert last_answers(file(drafts=(draft,))) == {draft.activity: draft}
    saved = attempt(activity="exercises/harbour/letter-1", answer="Done.")
    assert last_answers(file(saved, drafts=(draft,))) == {draft.activity: saved}
    blank = attempt(activity="exercises/harbour/letter-1", answer=" ")
    assert last_answers(file(drafts=(blank,))) == {}


def test_saving_unites_and_claims_no_score(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    write_session_file(path, file(attempt(score=1.0)))
    united = write_session_file(path, file(attempt(n=2), code=""))
    assert read_session_file(path) == united
    assert [(one.n, one.score) for one in united.attempts] == [(1, None), (2, None)]
    assert united.code == "JGCDV"
    assert united.saved
    assert (path.stat().st_mode & 0o777) == 0o600
    assert not path.with_name("answers.json.new").exists()


def test_an_empty_draft_takes_the_earlier_one_away(tmp_path: Path) -> None:
    path, id_ = tmp_path / "answers.json", "exercises/harbour/letter-1"
    write_session_file(path, file(drafts=(attempt(activity=id_, answer="Begun."),)))
    assert [draft.answer for draft in read_session_file(path).drafts] == ["Begun."]
    write_session_file(path, file(drafts=(attempt(activity=id_, answer=""),)))
    assert read_session_file(path).drafts == ()


def test_another_exercise_or_somebody_elses_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    for kept in (data(exercise="principles", attempts=[]), b"diary", b"{}"):
        path.write_bytes(kept)
        with pytest.raises(RecordError):
            write_session_file(path, file(attempt()))
        assert path.read_bytes() == kept


def test_a_link_is_neither_read_nor_written(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(data())
    path = tmp_path / "answers.json"
    path.symlink_to(secret)
    with pytest.raises(RecordError, match="is a link"):
        read_session_file(path)
    with pytest.raises(RecordError, match="is a link"):
        write_session_file(path, file(attempt(n=5)))
    assert secret.read_bytes() == data()


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answers.json")
    with pytest.raises(RecordError) as caught:
        read_session_file(tmp_path / "answers.json")
    assert caught.value.kind == "link"


def test_a_file_that_grows_keeps_what_counts(tmp_path: Path) -> None:
    path, long = tmp_path / "answers.json", "🚢" * 2400
    attempts = tuple(attempt(n=n, answer=long, activity=f"exercises/harbour/t-{n % 3}") for n in range(1, 61))
    united = write_session_file(path, file(*attempts))
    assert path.stat().st_size <= MAX_FILE_BYTES
    assert last_answers(united) == last_answers(file(*attempts))


def test_a_file_that_cannot_shrink_is_full(tmp_path: Path) -> None:
    attempts = [attempt(n=n, answer="🚢" * 2400, activity=f"exercises/harbour/t-{n}") for n in range(1, 41)]
    with pytest.raises(RecordError, match="Tell your trainer"):
        write_session_file(tmp_path / "answers.json", file(*attempts))


def test_a_busy_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    with FileLock(f"{path}.lock"), pytest.raises(RecordError) as caught:
        write_session_file(path, file(attempt()), lock_seconds=0.01)
    assert caught.value.kind == "busy"


WRITER = """
import sys
from pathlib import Path
from steppingup.record.session_file import SessionFile, write_session_file
from tests.record.test_session_file import attempt
for n in range(1, 26):
    file = SessionFile("harbour", attempts=(attempt(replica=sys.argv[2] * 8, n=n),))
    write_session_file(Path(sys.argv[1]), file, lock_seconds=120)
"""


def test_two_kernels_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    root = Path(__file__).resolve().parents[2]
    both = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], cwd=root) for name in "ab"]
    assert [one.wait(240) for one in both] == [0, 0]
    assert len(read_session_file(path).attempts) == 50
