"""``steppingup mapping``: what it writes, what it says, and that no map is ever changed by it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from steppingup.cli import main
from steppingup.record.map_file import read_map_file
from tests.mapping.maps import BENT, EXAMPLE, ROOT, saved, written


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "mapping", *map(str, words)])


def test_merge_keeps_everything_and_lists_what_differs(tmp_path: Path) -> None:
    one = saved(tmp_path / "a.json", written("answers", {"t2-04": {"value": "9 claims"}}))
    other = saved(tmp_path / "b.json", written("answers", {"t2-04": {"value": "23 claims"}}, by=BENT))
    before = one.read_bytes()
    result = run("merge", one, other, "--out", tmp_path / "all.json")
    assert result.exit_code == 0, result.output
    assert "Files united: 2. Rows in all.json: 1." in result.output
    assert "map/answers, t2-04, Answer: 9 claims (2025-05-02) | 23 claims (2025-05-02)" in result.output
    assert len(read_map_file(tmp_path / "all.json").sheets) == 2
    assert one.read_bytes() == before


def test_merge_says_so_where_all_agree(tmp_path: Path) -> None:
    one = saved(tmp_path / "a.json", written("answers", {"t2-04": {"value": "9 claims"}}))
    assert "All agree" in run("merge", one, "--out", tmp_path / "all.json").output


def test_merge_lists_rows_taken_away_by_one(tmp_path: Path) -> None:
    begun = written("places", {"r-bbbbbbbbbb": {"place": "Station"}})
    gone = begun.write("map/places", "r-bbbbbbbbbb", {"_gone": True}, by=BENT, day="2025-05-03")
    changed = begun.write("map/places", "r-bbbbbbbbbb", {"place": "Main station"}, by="carlcarlcarl", day="2025-05-03")
    files = saved(tmp_path / "a.json", gone), saved(tmp_path / "b.json", changed)
    result = run("merge", *files, "--out", tmp_path / "all.json")
    assert "map/places, r-bbbbbbbbbb: somebody took this row away" in result.output


def test_merge_refuses_to_write_over_one_of_its_files(tmp_path: Path) -> None:
    one = saved(tmp_path / "a.json", written("answers", {"t2-04": {"value": "9 claims"}}))
    before = one.read_bytes()
    result = run("merge", one, EXAMPLE, "--out", tmp_path / "." / "a.json")
    assert result.exit_code == 1
    assert "Give the new map another name" in result.output
    assert one.read_bytes() == before


def test_merge_names_a_file_that_is_missing(tmp_path: Path) -> None:
    result = run("merge", tmp_path / "none.json", "--out", tmp_path / "all.json")
    assert result.exit_code == 1
    assert result.output.strip().endswith("none.json: there is no such file.")
    assert list(tmp_path.iterdir()) == []
