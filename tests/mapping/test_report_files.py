"""The files of a report: readable by everybody, sound inside, every number with its row, and written whole or not."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from steppingup.common.errors import MappingError
from steppingup.mapping.forms import Course
from steppingup.mapping.report import write
from steppingup.mapping.report.write import write_report
from steppingup.mapping.training import HANDED_ON
from steppingup.mapping.workbook import Workbook
from steppingup.record.sheets import Sheets
from tests.mapping.maps import EXAMPLE, TODAY, saved, written
from tests.mapping.reports import Page, csv_rows, docx_words, sheet

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(params=["group", "public"])
def report(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(f"{request.param}_report")
    return found


# --- what a person meets


def test_the_folder(report: Path) -> None:
    names = {path.name for path in report.iterdir()}
    assert names == {"index.html", "map-report.docx", "map-report.xlsx", "training-needs.csv", "tables", "figures"}
    assert len(list((report / "figures").iterdir())) == 7


def test_the_council_reads_ten_minutes(public_report: Path) -> None:
    assert 500 < docx_words(public_report / "map-report.docx", until="To look things up") <= 2000  # 200 a minute


def test_the_summary_says_what_matters(group_report: Path) -> None:
    text = "\n".join(one.text for one in Document(str(group_report / "map-report.docx")).paragraphs)
    for wanted in (
        "Of 63 questions, 44 are answered.", "No service is named for: Counselling, Reporting to the police",
        "On Sunday at 3:00 there is help, but not for everybody: A bed tonight.", "Done: 1. Late: 1.",
        "Exploitation at work: 9 of 20 who may notice something were asked.", "Answers older than 24 months: 2.",
    ):  # fmt: skip
        assert wanted in text


def test_every_answer_has_its_row_its_source_and_its_day(report: Path) -> None:
    rows = sheet(report / "map-report.xlsx", "Answers")
    assert rows
    assert [row for row in rows if not (row["Row"] and row["Source"] and row["As of"])] == []


def test_every_number_of_the_summary_leads_to_a_table_of_the_workbook(report: Path, town: Workbook) -> None:
    file = Document(str(report / "map-report.docx"))
    notes = {found[0]: one.text for one in file.paragraphs if (found := re.match(r"\[\d+\]", one.text))}
    points = [one.text for one in file.paragraphs if one.style and one.style.name == "List Bullet"]
    titles = openpyxl.load_workbook(report / "map-report.xlsx").sheetnames
    ids = {f"{row}" for table in town.tables.values() for row in table["row"]}
    for point in (text for text in points if text.endswith("]")):
        note = notes[point.split()[-1]]
        assert all(title in titles for title in re.findall("\u201c(.+?)\u201d", note))
        assert set(re.findall(r"\b(?:t\d-\d\d|r-[a-z0-9]{10})\b", note)) <= ids


def test_rows_that_are_named_are_rows_of_the_map(report: Path, town: Workbook) -> None:
    ids = {str(row) for table in town.tables.values() for row in table["row"]}
    book = openpyxl.load_workbook(report / "map-report.xlsx")
    named = {
        found for tab in book for line in tab.iter_rows(values_only=True) for cell in line if isinstance(cell, str)
        for found in re.findall(r"\br-[a-z0-9]{10}\b", cell)
    }  # fmt: skip
    assert named
    assert named <= ids


def test_the_evaluation_gets_ids_and_numbers(report: Path, course: Course) -> None:
    rows = csv_rows(report / "training-needs.csv")
    assert tuple(rows[0]) == HANDED_ON
    assert len(rows) == 10
    assert {row["role"] for row in rows} <= set(course.facts.roles)
    assert {row["competency"] for row in rows} <= set(course.facts.competencies)
    assert all(row["people"].isdigit() and row["source"] and row["as_of"] for row in rows)


def test_csv_files_are_the_sheets_of_the_workbook(report: Path) -> None:
    book = openpyxl.load_workbook(report / "map-report.xlsx")
    sizes = sorted((len(csv_rows(path)), len(csv_rows(path)[0]) if csv_rows(path) else 0)
                   for path in (report / "tables").glob("*.csv") if csv_rows(path))  # fmt: skip
    assert sizes == sorted((tab.max_row - 1, tab.max_column) for tab in book if tab.max_row > 1)


# --- Word and Excel files are sound


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as inside:
        assert inside.testzip() is None
        for name in inside.namelist():
            yield name, inside.read(name)


@pytest.mark.parametrize("name", ["map-report.docx", "map-report.xlsx"])
def test_relations_and_content_types_are_whole(name: str, report: Path) -> None:
    found = dict(parts(report / name))
    types = ET.fromstring(found["[Content_Types].xml"])  # noqa: S314 - a file that we wrote
    by_part = {one.attrib["PartName"] for one in types.iter(f"{TYPES}Override")}
    by_ending = {one.attrib["Extension"] for one in types.iter(f"{TYPES}Default")}
    assert {part.lstrip("/") for part in by_part} <= set(found)
    for part in set(found) - {"[Content_Types].xml"}:
        assert f"/{part}" in by_part or part.rpartition(".")[2] in by_ending, part
    for part in (part for part in found if part.endswith(".rels")):
        home = posixpath.dirname(posixpath.dirname(part))
        for one in ET.fromstring(found[part]).iter(RELATION):  # noqa: S314 - as above
            assert one.attrib.get("TargetMode") != "External"
            target = one.attrib["Target"]
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(home, target))
            assert place in found, (part, target)


def test_the_word_file_is_accessible(report: Path) -> None:
    file = Document(str(report / "map-report.docx"))
    properties = file.core_properties
    assert (properties.title, properties.language) == ("The map of Havmere (invented)", "en")
    assert "Stepping Up" in properties.author
    levels = [int(one.style.name[-1]) for one in file.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert file.paragraphs[0].style.name == "Title"  # type: ignore[union-attr]  # python-docx always has one
    for table in file.tables:
        head = table.rows[0]._tr.trPr
        assert head is not None
        assert head.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
    shapes = list(file.inline_shapes)
    assert len(shapes) == 7
    for shape in shapes:
        assert len(shape._inline.docPr.get("descr", "")) > 40
        assert shape._inline.docPr.get("title")
    spoken = file.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert {one.get(qn("w:val")) for one in spoken} == {"en-GB"}


def test_pictures_fit_on_their_page(report: Path) -> None:
    for shape in Document(str(report / "map-report.docx")).inline_shapes:
        assert shape.width.cm <= 17.01
        assert shape.height.cm <= 23.8


def test_the_workbook_is_ready_to_filter_and_to_print(report: Path) -> None:
    book = openpyxl.load_workbook(report / "map-report.xlsx")
    assert (book.properties.title, book.properties.language) == ("The map of Havmere (invented)", "en")
    for tab in book:
        assert tab.freeze_panes == "B2"
        assert tab.print_title_rows == "$1:$1"
        assert tab.sheet_properties.pageSetUpPr.fitToPage
        assert bool(tab.tables) == (tab.max_row > 1)
        assert all(cell.value for cell in tab[1])
    widths = [one.width for one in book["Answers"].column_dimensions.values()]
    assert sum(widths) <= 190  # still to be read on paper


def test_the_page_is_accessible_and_asks_nothing_from_anywhere(report: Path) -> None:
    text = (report / "index.html").read_text("utf-8")
    page = Page(text)
    assert page.of("html")[0]["lang"] == "en"
    assert len(page.of("img")) == 7
    assert all(len(str(one["alt"])) > 40 and str(one["src"]).startswith("data:") for one in page.of("img"))
    assert all(one.get("scope") == "col" for one in page.of("th"))
    assert len(page.of("caption")) == len(page.of("table"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text)
    links = [str(one["href"]) for one in page.of("a")]
    ids = {str(found["id"]) for _, found in page.tags if "id" in found}
    assert all(link[1:] in ids if link.startswith("#") else (report / link).is_file() for link in links)


def test_texts_of_people_stay_texts(tmp_path: Path, course: Course) -> None:
    rows = {"t2-02": {"value": '=HYPERLINK("http://x")', "source": "<script>alert(1)</script>", "as_of": "2025-04-30"}}
    town = written("about", {"map": {"town": "$x_1$ & <b>"}}, on=written("answers", rows))
    write_report([saved(tmp_path / "a.json", town)], tmp_path / "out", course, TODAY)
    assert "<script>alert" not in (tmp_path / "out/index.html").read_text("utf-8")
    book = openpyxl.load_workbook(tmp_path / "out/map-report.xlsx")
    [cell] = [cell for cell in book["Answers"]["C"] if str(cell.value).startswith("=")]
    assert cell.data_type == "s"
    assert Document(str(tmp_path / "out/map-report.docx")).paragraphs[0].text == "The map of $x_1$ & <b>"


# --- whole or not at all


def test_the_maps_stay_as_they_were(tmp_path: Path, course: Course) -> None:
    one = saved(tmp_path / "a.json", written("places", {"r-a": {"place": "Market"}}))
    before = one.read_bytes(), one.stat().st_mtime_ns
    write_report([one, EXAMPLE], tmp_path / "out", course, TODAY)
    assert (one.read_bytes(), one.stat().st_mtime_ns) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "out"]


def test_an_empty_folder_is_filled_and_any_other_left_alone(tmp_path: Path, course: Course) -> None:
    (tmp_path / "out").mkdir()
    write_report([EXAMPLE], tmp_path / "out", course, TODAY)
    worked_on = tmp_path / "out/map-report.docx"
    worked_on.write_bytes(b"my corrections")
    with pytest.raises(MappingError, match="out is not empty, and nothing in it is written over"):
        write_report([EXAMPLE], tmp_path / "out", course, TODAY)
    assert worked_on.read_bytes() == b"my corrections"
    with pytest.raises(MappingError, match="is no folder"):
        write_report([EXAMPLE], worked_on, course, TODAY)


def test_a_report_that_fails_leaves_nothing(tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write.contents
    monkeypatch.setattr(write, "contents", lambda report: {**whole(report), "figures": b"a file in the way"})
    with pytest.raises(MappingError, match=r"cannot be written to .*Nothing was changed\."):
        write_report([EXAMPLE], tmp_path / "out", course, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_map_gives_no_report(tmp_path: Path, course: Course) -> None:
    with pytest.raises(MappingError, match="Nothing is filled in yet"):
        write_report([saved(tmp_path / "a.json", Sheets())], tmp_path / "out", course, TODAY)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("rows", [
    ("about", {"map": {"area": "whole town"}}),
    ("answers", {"t2-01": {"value": 140}}),
    ("answers", {"t1-99": {"value": "x"}}),
    ("places", {"r-a": {"place": "Market", "kind": "moon"}}),
    ("actors", {"r-a": {"actor": "somebody", "form": "labour"}}),
    ("gains", {"t7-99": {"value": "x"}}),
    ("services", {"r-a": {"service": "Line", "kind": "moon"}}),
    ("training", {"r-a": {"role": "mayor", "competency": "all", "people": 2}}),
    ("actions", {"r-a": {"measure": "Go"}}),
    ("actions", {"r-a": {"measure": None, "cost": "much", "due": "soon", "status": "who knows"}}),
])  # fmt: skip
def test_one_row_of_anything_makes_a_report(
    rows: tuple[str, dict[str, dict[str, object]]], public: bool, tmp_path: Path, course: Course
) -> None:
    done = write_report([saved(tmp_path / "a.json", written(*rows))], tmp_path / "out", course, TODAY, public=public)
    assert done.page.is_file()
    assert docx_words(tmp_path / "out/map-report.docx") > 100


def test_long_tables_are_cut_in_word_and_on_the_page_and_whole_in_the_workbook(tmp_path: Path, course: Course) -> None:
    rows = {f"r-{number:04d}": {"service": f"Line {number}", "kind": "bed", "hours": "24/7"} for number in range(250)}
    write_report([saved(tmp_path / "a.json", written("services", rows))], tmp_path / "out", course, TODAY)
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert "Line 199<" in page
    assert "Line 200<" not in page
    assert "More rows in the workbook, sheet \u201cService directory\u201d: 50." in page
    assert len(sheet(tmp_path / "out/map-report.xlsx", "Service directory")) == 250
    assert docx_words(tmp_path / "out/map-report.docx") < 3000
