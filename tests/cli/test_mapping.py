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


def test_report_writes_a_folder_and_says_what_to_mind(tmp_path: Path) -> None:
    result = run("report", EXAMPLE, "--out", tmp_path / "out", "--today", "2025-06-30")
    assert result.exit_code == 0, result.output
    assert "Map files: 1. Rows: 139." in result.output
    assert "Cells with several values: 3." in result.output
    assert "run it again with --public" in result.output
    assert (tmp_path / "out" / "map-report.docx").is_file()


def test_a_public_report(tmp_path: Path) -> None:
    sheets = written("places", {"r-a": {"place": "Market"}}, on=written("roads", {"r-a": {"name": "A1"}}))
    result = run("report", saved(tmp_path / "a.json", sheets), "--out", tmp_path / "out", "--public")
    assert result.exit_code == 0, result.output
    assert "Entries of another release that have no place here: 1." in result.output
    assert "Read the text once before you publish it." in result.output


def test_report_errors_are_one_sentence_and_write_nothing(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{")
    cases: dict[str, list[str | Path]] = {
        "none.json: there is no such file.": [tmp_path / "none.json"],
        "damaged.json": [EXAMPLE, damaged],
        "not a day. Write it as YYYY-MM-DD.": [EXAMPLE, "--today", "30.6.2025"],
    }
    for said, words in cases.items():
        result = run("report", *words, "--out", tmp_path / "out")
        assert result.exit_code == 1
        assert said in result.output
        assert result.output.count("\n") == 1
    assert not (tmp_path / "out").exists()
