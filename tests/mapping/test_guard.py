"""A cell that names a suspect is in nothing that is written: left out, told by its place, and the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steppingup.cli import main
from steppingup.common.errors import MappingError
from steppingup.common.language import Words
from steppingup.mapping.forms import Course
from steppingup.mapping.guard import read_sifted, sifted
from steppingup.mapping.importing import Forms, How, load_forms
from steppingup.mapping.importing.maps import read_file, read_map
from steppingup.mapping.workbook import read_workbook
from steppingup.record.map_file import map_text, read_map_file
from steppingup.record.sheets import Sheets
from tests.mapping.maps import BENT, EXAMPLE, ROOT, saved, written
from tests.mapping.reports import texts_of

NAMED = "Igor brings the girls to the bar Neptun"
PLACE = "b.json, sheet 'Who gains', row t7-01, column 'Pattern': this names a person, a firm or a car under suspicion"
ALL = written("gains", {"t7-01": {"value": NAMED, "source": "talk"}, "t7-03": {"value": "Bars in Old Harbour"}})

OTHER = written("answers", {"t2-04": {"value": "9"}})


@pytest.fixture(scope="module")
def forms() -> Forms:
    return load_forms(ROOT)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "mapping", *map(str, words)])


def test_only_the_cell_is_left_out() -> None:
    sheets, found = sifted(ALL, "b.json")
    assert found == [("b.json", "t7-01", "value")]
    assert {entry.v for entry in sheets.entries()} == {"talk", "Bars in Old Harbour"}
    assert sifted(sheets) == (sheets, [])
    assert sifted(read_map_file(EXAMPLE).sheets)[1] == []


def test_the_same_text_is_no_accusation_on_another_sheet() -> None:
    assert sifted(written("places", {"r-aaaaaaaaaa": {"note": NAMED}}))[1] == []


def test_what_stood_there_before_stays(tmp_path: Path) -> None:
    first = written("gains", {"t7-01": {"value": "Bars near the port"}})
    later = first.write("map/gains", "t7-01", {"value": NAMED}, by=BENT, day="2025-05-03")
    assert len(later) == 1
    files = saved(tmp_path / "a.json", first), saved(tmp_path / "b.json", later)
    for order in (files, files[::-1]):
        sheets, found = read_sifted(order)
        assert [entry.v for entry in sheets.entries()] == ["Bars near the port"]
        assert [one.file for one in found] == ["b.json"]


def test_merge_leaves_it_out_and_says_so(tmp_path: Path) -> None:
    one, other = (
        saved(tmp_path / "a.json", written("answers", {"t2-04": {"value": "9"}})),
        saved(tmp_path / "b.json", ALL),
    )
    before = other.read_bytes()
    result = run("merge", one, other, "--out", tmp_path / "all.json")
    assert result.exit_code == 0, result.output
    assert "Cells that were left out (1)" in result.output
    assert PLACE in result.output
    assert "Igor" not in result.output + (tmp_path / "all.json").read_text("utf-8")
    assert other.read_bytes() == before


def test_a_map_that_holds_one_already_is_not_written_over(tmp_path: Path) -> None:
    one, old = (
        saved(tmp_path / "a.json", written("answers", {"t2-04": {"value": "9"}})),
        saved(tmp_path / "b.json", ALL),
    )
    before = old.read_bytes()
    result = run("merge", one, "--out", old)
    assert result.exit_code == 1
    assert "it would be lost here" in result.output
    assert old.read_bytes() == before


def test_a_report_and_a_form_leave_it_out_and_say_so(tmp_path: Path) -> None:
    old = saved(tmp_path / "b.json", ALL)
    for public in ([], ["--public"]):
        out = tmp_path / f"out{len(public)}"
        result = run("report", old, "--out", out, *public)
        assert result.exit_code == 0, result.output
        assert PLACE in result.output
        assert [name for name, text in texts_of(out).items() if "Igor" in text or "Neptun" in text] == []
    result = run("template", "--out", tmp_path / "csv", "--from", old)
    assert PLACE in result.output
    assert "Bars in Old Harbour" in (tmp_path / "csv" / "gains.csv").read_text("utf-8-sig")
    assert "Igor" not in (tmp_path / "csv" / "gains.csv").read_text("utf-8-sig")


def test_tables_never_hold_it(tmp_path: Path, course: Course) -> None:
    book = read_workbook([saved(tmp_path / "b.json", ALL)], course.sheets)
    assert NAMED not in book["gains"]["value"].tolist()
    assert len(book.refused) == 1


def test_a_map_is_imported_like_a_table(tmp_path: Path, forms: Forms) -> None:
    table = saved(
        tmp_path / "b.json", written("services", {"r-aaaaaaaaaa": {"service": "Desk of Anna Paraugs"}}, on=ALL)
    )
    result = run("import", table, "--into", tmp_path / "map.json")
    assert result.exit_code == 0, result.output
    assert "b.json: cells that are new or changed: Who gains 2, Services 1." in result.output
    assert PLACE in result.output
    assert "row r-aaaaaaaaaa, column 'Service': This looks like the name of a person" in result.output
    assert "Igor" not in (tmp_path / "map.json").read_text("utf-8")
    known = read_map_file(tmp_path / "map.json").sheets
    own = saved(tmp_path / "c.json", known).read_bytes()
    assert read_map(own, "c.json", forms, known).known
    assert read_file(own, "without ending", forms, known, How("2025-05-02")).known


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"{", "damaged"), (b"[" * 99_999, "damaged|deeply"), (b"[]", "no map of this course"),
     (b" " * 9_000_000, "too large"),
     (b'{"format": "stepping-up-map", "v": 9, "course": "stepping-up", "entries": []}', "newer release"),
     (b'{"format": "stepping-up-map", "v": 1, "course": "stepping-up", "entries": [{}]}', "Entry 1 in this file")],
    ids=range(6),
)  # fmt: skip
def test_what_is_no_map_is_one_sentence_that_names_it(forms: Forms, data: bytes, what: str) -> None:
    with pytest.raises(MappingError, match=what) as caught:
        read_map(data, "map.json", forms, Sheets())
    assert str(caught.value).startswith("map.json: ")
    assert str(caught.value).count("\n") == 0


def test_what_another_release_wrote_is_kept_and_named(forms: Forms) -> None:
    old = written("services", {"r-aaaaaaaaaa": {"service": "Night phone", "kind": "telephone-old", "colour": "red"}})
    old = written("answers", {"t1-99": {"value": 140}}, on=written("roads", {"r-1": {"name": "A1"}}, on=old))
    data = EXAMPLE.read_bytes()  # a file of this release has nothing of the kind
    assert not read_map(data, "map.json", forms, Sheets()).remarks
    found = read_map(map_text(old, "0.0.9").encode(), "old.json", forms, Sheets())
    assert found.sheets == old
    told = [(one.key, f"{one.where.sheet}: {one.where.column}") for one in found.remarks]
    assert told == [
        ("stray", "map/roads: name"),
        ("stray", "Services: colour"),
        ("unlisted", "Services: Kind of help"),
    ]


def test_a_report_for_publication_says_that_somebody_must_read_it(public_report: Path, tmp_path: Path) -> None:
    result = run("report", EXAMPLE, "--out", tmp_path / "out", "--public")
    for text in (result.output, *(texts_of(public_report)[name] for name in ("index.html", "map-report.docx"))):
        assert "Numbers written as words" in text
        assert "before you publish it" in text
    assert "five" in Words().get("mapping.done-public")
