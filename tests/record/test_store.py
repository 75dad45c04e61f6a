"""One file, several kernels, killed processes, full disks, other people's files."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from steppingup.record import Record, RecordError, RecordStore, add, default_path, new_replica, read_bytes, read_file
from steppingup.record import store as store_module
from tests.record.strategies import attempt

WRITER = """
    import sys
    from dataclasses import replace
    from pathlib import Path
    from steppingup.record import Record, RecordStore, add, attempt_from, next_number
    store, replica, rounds = RecordStore(Path(sys.argv[1]), lock_seconds=120), sys.argv[2], int(sys.argv[3])
    plain = dict(replica=replica, n=1, activity="area/one-1", version=1, release="0", phase=None, form=None,
                 answer="x" * 500, score=0, certainty=None, seconds=1, day="2026-11-23")
    print("ready", flush=True)
    sys.stdin.readline()
    record = store.load()
    for turn in range(rounds):
        activity = f"area/{replica}-{turn}" if rounds < 1000 else "area/one-1"
        attempt = attempt_from(plain | {"n": next_number(record), "activity": activity})
        record = store.save(add(record, attempt))
        print(attempt.n, flush=True)
"""


def start_writer(path: Path, replica: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), replica, str(rounds)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def release(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("\n")
    writer.stdin.flush()


def no_space(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "record.json"


def test_an_absent_file_is_an_empty_record(path: Path) -> None:
    assert RecordStore(path).load() == Record()
    assert not path.parent.exists()


def test_what_is_saved_is_read_back(path: Path) -> None:
    record = add(Record(), attempt())
    assert RecordStore(path).save(record) == record
    assert RecordStore(path).load() == record
    assert json.loads(path.read_text())["course"] == "stepping-up"
    assert sorted(file.name for file in path.parent.iterdir()) in (["record.json"], ["record.json", "record.json.lock"])


def test_the_record_is_nobody_elses_to_read(path: Path) -> None:
    RecordStore(path).save(Record())
    assert path.stat().st_mode & 0o077 == 0


def test_two_processes_on_one_file_lose_nothing(path: Path) -> None:
    writers = [start_writer(path, replica, 25) for replica in ("aaaaaaaa", "bbbbbbbb")]
    for writer in writers:
        release(writer)
    assert [writer.wait(timeout=240) for writer in writers] == [0, 0]
    record = RecordStore(path).load()
    assert len(record.attempts) == 50
    assert {replica: sum(keys.values()) for replica, keys in record.counts.items()} == {"aaaaaaaa": 25, "bbbbbbbb": 25}


def test_a_killed_process_leaves_a_valid_file_and_every_acknowledged_answer(path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments of a kill, not secrets
    path.parent.mkdir()
    for turn in range(12):
        writer = start_writer(path, f"replica{turn:02}", 1000)
        release(writer)
        time.sleep(chance.uniform(0.002, 0.12))
        writer.send_signal(signal.SIGKILL)
        printed = writer.communicate(timeout=240)[0]
        acknowledged = [int(line) for line in printed[: printed.rfind("\n") + 1].split()]
        record = RecordStore(path).load()
        mine = record.counts.get(f"replica{turn:02}", {}).get("area/one-1|", 0)
        assert mine in (len(acknowledged), len(acknowledged) + 1)  # saved and not yet said is fine, the reverse is not
        if acknowledged:
            assert max(each.n for each in record.attempts) >= max(acknowledged)
    RecordStore(path).save(add(RecordStore(path).load(), attempt()))
    assert not path.with_name("record.json.new").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"not json",
        b'{"format":"other"}',
        b"[" * 100_000,
        b" " * (50 * 1024 * 1024),
        b'{"format":"stepping-up-record","v":9,"course":"stepping-up","attempts":[]}',
        b'{"format":"stepping-up-record","v":1,"course":"sailing","attempts":[]}',
        b'{"format":"stepping-up-record","v":1,"course":"stepping-up","attempts":[{}]}',
    ],
    ids=["empty", "nul", "text", "foreign", "nested", "50 MB", "newer", "other course", "bad attempt"],
)
def test_a_file_that_cannot_be_read_is_never_overwritten(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(RecordError) as caught:
        RecordStore(path).save(add(Record(), attempt()))
    assert path.read_bytes() == data
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_links_are_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    target = tmp_path / "somebody-elses.json"
    target.write_text("{}")
    path.symlink_to(target)
    with pytest.raises(RecordError, match="link to another file"):
        RecordStore(path).save(Record())
    assert target.read_text() == "{}"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(RecordError, match="is not a file"):
        read_file(path)


def test_a_folder_in_its_place_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RecordError) as caught:
        RecordStore(path).load()
    assert caught.value.kind == "file"


def test_a_file_in_the_place_of_the_folder_is_said(path: Path) -> None:
    path.parent.write_text("in the way")
    with pytest.raises(RecordError, match="not saved") as caught:
        RecordStore(path).save(Record())
    assert caught.value.kind == "file"


@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_full_disk_is_one_sentence_and_keeps_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    kept = RecordStore(path).save(add(Record(), attempt()))
    before = path.read_bytes()
    monkeypatch.setattr(store_module, "read_file", lambda _: read_bytes(before))
    with monkeypatch.context() as full:
        full.setattr(store_module.RecordStore, "_lock", lambda _: _NoLock())
        full.setattr(f"os.{step}", no_space)
        with pytest.raises(RecordError, match="No space left on device"):
            RecordStore(path).save(add(kept, attempt(n=2)))
    assert path.read_bytes() == before
    assert not path.with_name("record.json.new").exists()


class _NoLock:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def test_a_lock_that_another_kernel_holds_is_said(path: Path) -> None:
    path.parent.mkdir()
    with FileLock(f"{path}.lock"), pytest.raises(RecordError, match="another notebook is saving"):
        RecordStore(path, lock_seconds=0.05).save(Record())


def test_a_large_record_is_compacted_when_it_is_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "COMPACT_ABOVE", 2000)
    record = Record()
    for number in range(1, 30):
        record = add(record, attempt(n=number, score=0))
    saved = RecordStore(path).save(record)
    assert [each.n for each in saved.attempts] == [1, 29]
    assert saved.counts == {"aaaaaaaa": {"area/one-1|": 29}}


def test_a_record_that_is_full_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "COMPACT_ABOVE", 100)
    monkeypatch.setattr(store_module, "MAX_BYTES", 200)
    with pytest.raises(RecordError) as caught:
        RecordStore(path).save(add(Record(), attempt()))
    assert caught.value.kind == "full"
    assert not path.exists()


def test_windows_has_no_folder_to_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.name", "nt")
    store_module._flush_folder(object())  # type: ignore[arg-type]


def test_where_the_record_lives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STEPPINGUP_RECORD", str(tmp_path / "mine.json"))
    assert default_path() == tmp_path / "mine.json"
    monkeypatch.delenv("STEPPINGUP_RECORD")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "record.json"


def test_replicas_are_random_and_well_formed() -> None:
    names = {new_replica() for _ in range(50)}
    assert len(names) == 50
    assert all(attempt(replica=name).replica.isalnum() and len(name) == 12 for name in names)
