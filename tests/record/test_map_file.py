"""The file of a map: written so that colleagues who save at once lose nothing, and never over what is not a map."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from steppingup.record import RecordError
from steppingup.record.map_file import MapFile, map_text, read_map_file, read_maps, write_map_file
from steppingup.record.sheets import Sheets

DAY = "2026-11-28"


def one_row(row: str, by: str = "aaaaaaaaaaaa", value: str = "12") -> Sheets:
    return Sheets().write("map/services", row, {"phone": value}, by=by, day=DAY)


def test_writing_unites_with_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "map.json"
    assert write_map_file(path, one_row("r-a"), "0.1.0") == one_row("r-a")
    both = write_map_file(path, one_row("r-b", by="bbbbbbbbbbbb"), "0.1.0")
    assert [row.id for row in both.rows("map/services")] == ["r-a", "r-b"]
    assert read_map_file(path) == MapFile(both, "0.1.0")
    assert read_maps([path, path]) == both
    assert path.read_bytes().count(b"\n") == 4


PROGRAM = """
import sys
from pathlib import Path
from steppingup.record.map_file import write_map_file
from steppingup.record.sheets import Sheets
path, by = Path(sys.argv[1]), sys.argv[2]
for number in range(15):
    one = Sheets().write("map/services", f"r-{by[0]}{number}", {"phone": number}, by=by, day="2026-11-28")
    write_map_file(path, one, "1", lock_seconds=120)
"""


def test_three_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    names = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(path), name]) for name in names]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert len(read_map_file(path).sheets.rows("map/services")) == 45


@pytest.mark.parametrize("text", ["", "{}", "[1", '{"format": "stepping-up-record", "v": 1, "course": "stepping-up"}'])
def test_what_is_no_map_is_never_overwritten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(RecordError, match=r"map\.json"):
        write_map_file(path, one_row("r-a"), "1")
    assert path.read_text() == text


def test_a_link_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text(map_text(one_row("r-a"), "1"))
    (tmp_path / "link.json").symlink_to("real.json")
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("link.json", "pipe.json", "."):
        with pytest.raises(RecordError) as caught:
            read_map_file(tmp_path / name)
        assert caught.value.kind in {"link", "file"}
    with pytest.raises(FileNotFoundError):
        read_maps([tmp_path / "none.json"])


def test_somebody_else_saving_is_said(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    with FileLock(f"{path}.lock"), pytest.raises(RecordError, match="somebody else") as caught:
        write_map_file(path, one_row("r-a"), "1", lock_seconds=0.1)
    assert caught.value.kind == "busy"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordError, match="cannot be written") as caught:
        write_map_file(tmp_path / "file" / "map.json", one_row("r-a"), "1")
    assert caught.value.kind == "file"


def test_a_map_too_large_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    sheets = Sheets()
    for number in range(20):
        values = {f"note{n}": "x" * 2000 for n in range(220)}
        sheets = sheets.write("map/services", f"r-{number}", values, by="aaaaaaaaaaaa", day=DAY)
    with pytest.raises(RecordError, match="Split it") as caught:
        write_map_file(path, sheets, "1")
    assert caught.value.kind == "full"
    assert not path.exists()


def test_the_text_is_readable_by_eye() -> None:
    lines = map_text(one_row("r-a"), "0.1.0").splitlines()
    assert json.loads(lines[1]) == {
        "s": "map/services", "r": "r-a", "f": "phone", "v": "12", "by": "aaaaaaaaaaaa", "n": 1, "seen": {}, "day": DAY,
    }  # fmt: skip
