"""Every file of a report: what it holds, that all say the same, and what must be in none of them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openpyxl import load_workbook

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.report.guard import hold_files
from steppingup.evaluation.report.write import SCHEMA
from steppingup.evaluation.simulation.run import Simulated
from tests.mapping.test_libreoffice import converted

AUDIENCES = ("local", "shared")
LEAST = {"local": 5, "shared": 10}


@pytest.fixture(params=AUDIENCES)
def report(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "statistics.json").read_text("utf-8"))
    return found


def texts(folder: Path) -> dict[str, str]:
    """Everything in every file, the parts of the workbook one by one."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found |= {f"{path.name}:{name}": book.read(name).decode("utf-8", "replace") for name in book.namelist()}
        elif path.is_file():
            found[path.name] = path.read_bytes().decode("utf-8", "replace")
    return found


def test_the_files(report: Path) -> None:
    names = {str(path.relative_to(report)) for path in report.rglob("*") if path.is_file()}
    assert {"report.html", "report.xlsx", "statistics.json", "statistics_schema.json"} <= names
    for figure in document(report)["figures"]:
        assert {f"figures/{figure}.{kind}" for kind in ("svg", "png", "csv")} <= names
    assert {"figures/heatmap.svg", "figures/slopes.csv", "figures/wright.png"} <= names


def test_invented_answers_are_called_so_before_anything_else(report: Path) -> None:
    said = "Invented: these answers were simulated."
    page = (report / "report.html").read_text("utf-8")
    assert page.index(said) < page.index("<h2")
    first = load_workbook(report / "report.xlsx").worksheets[0]
    assert any(str(cell.value).startswith(said) for row in first.iter_rows(max_row=8) for cell in row)


def test_the_statistics_are_as_their_schema_says(report: Path) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(document(report))) == []
    assert (report / SCHEMA.name).read_bytes() == SCHEMA.read_bytes()


def test_no_person_is_in_any_file(report: Path, small: Simulated) -> None:
    people = set(small.events["learner"]) | set(small.ratings["learner"])
    for name, text in texts(report).items():
        assert not re.search(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", text), name
        assert not re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text), name
        assert not any(one in text for one in people), name
        assert "anna" not in text.lower(), name


def measures(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"value", "low", "high", "n", "reason", "bound"} == set(value) else []
        return own + [one for part in value.values() for one in measures(part)]
    return [one for part in value for one in measures(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_is_told_about_few(audience: str, request: pytest.FixtureRequest) -> None:
    found, least = document(request.getfixturevalue(audience)), LEAST[audience]
    told = measures(found["tables"])
    assert len(told) > 300
    assert all(one["n"] is None or one["n"] >= least for one in told)
    assert all((one["value"] is None) == bool(one["reason"] or one["bound"]) for one in told)
    assert all(one["n"] is not None for one in told if one["value"] is not None)
    counts = [
        row["people"] for name in ("people", "phases", "wright", "judging") for row in found["tables"][name]["rows"]
    ]
    counts += [row[key] for row in found["tables"]["ratings"]["rows"] for key in ("n", "low-half", "high-half")]
    counts += [row[f"step-{step}"] for row in found["tables"]["ratings"]["rows"] for step in range(4)]
    counts += [row["people"] for row in found["tables"].get("options", {"rows": []})["rows"]]
    assert all(count is None or count >= least for count in counts)


def test_a_shared_report_holds_no_keys(shared: Path, local: Path) -> None:
    assert "options" not in document(shared)["tables"]
    assert "option" not in {column["name"] for column in document(shared)["tables"]["sure-wrong"]["columns"]}
    assert not (shared / "figures/distractors.svg").exists()
    assert document(local)["tables"]["options"]["rows"]


def test_shown_role_counts_and_the_total_give_no_small_rest(shared: Path) -> None:
    found = document(shared)
    rows = [row for row in found["tables"]["people"]["rows"] if row["attribute"] == "Role"]
    known = sum(row["people"] or 0 for row in rows)
    rest = found["about"]["people"] - known
    assert rest == 0 or rest >= 10


def test_the_workbook(report: Path) -> None:
    book = load_workbook(report / "report.xlsx")
    assert book.sheetnames[0] == "README"
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("Stepping Up", "Stepping Up")
    readme = " ".join(str(cell.value) for row in book["README"] for cell in row if cell.value)
    for wanted in (
        "base phase: T0, before",
        "Item bank",
        "too few people stand behind",
        "2026-11-23",
        "Wilson",
        "Do not",
    ):
        assert wanted in readme
    needs = book["Needs"]
    assert needs.freeze_panes == "B2"
    assert needs.print_title_rows == "$1:$1"
    assert needs.tables or needs.auto_filter.ref
    assert not any(str(cell.value).startswith("=") for sheet in book for row in sheet for cell in row if cell.value)
    assert not any(cell.comment for sheet in book for row in sheet for cell in row)


def test_all_files_say_the_same(local: Path) -> None:
    found = document(local)
    sheet = load_workbook(local / "report.xlsx")["Needs"]
    heads = [cell.value for cell in sheet[1]]
    measured = [row[heads.index("Measured")].value for row in sheet.iter_rows(min_row=2)]
    assert measured == [row["measured"]["value"] for row in found["tables"]["needs"]["rows"]]
    page = (local / "report.html").read_text("utf-8")
    for sentence in found["needs"]:
        assert sentence.split(".")[0] in page


class Outline(HTMLParser):
    """Headings, cells of heads without a scope, pictures without a text, and forbidden parts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.faults: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "th" and got.get("scope") not in {"col", "row"}:
            self.faults.append("th")
        if tag == "svg" and not (
            got.get("role") == "img" and got.get("aria-labelledby") and got.get("aria-describedby")
        ):
            self.faults.append("svg")
        if (
            tag in {"script", "img", "iframe", "link"}
            or (tag != "svg" and "style" in got)
            or any(key[:2] == "on" for key in got)
        ):
            self.faults.append(tag)
        self.ids += [got["id"] or ""] if "id" in got else []


def test_the_page_reads_without_its_figures(report: Path) -> None:
    text = (report / "report.html").read_text("utf-8")
    outline = Outline()
    outline.feed(text)
    assert outline.faults == []
    assert len(outline.ids) == len(set(outline.ids))
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    without = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
    for sentence in document(report)["needs"][:5]:
        assert sentence.split(".")[0] in without
    order = [f'id="{part["id"]}"' for part in document(report)["sections"]]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert len(order) == 8


def test_figures_tell_in_words_what_they_show(report: Path) -> None:
    for id_, figure in document(report)["figures"].items():
        assert len(figure["alt"]) > 40
        root = ET.fromstring((report / f"figures/{id_}.svg").read_text("utf-8"))  # noqa: S314 - our own
        named = {child.tag.rpartition("}")[2]: child.text for child in root}
        assert (named["title"], named["desc"]) == (figure["title"], figure["alt"])
        assert (report / f"figures/{id_}.png").read_bytes().startswith(b"\x89PNG")


def test_a_file_with_a_code_of_a_person_is_not_written() -> None:
    code = "0123456789abcdef" * 2
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as file:
        file.writestr("docProps/core.xml", f"<x>{code}</x>")
    for name, data in (("a.html", f"<p>{code}</p>".encode()), ("b.xlsx", book.getvalue()), ("c.csv", b"QX7K2MPD9")):
        with pytest.raises(EvaluationError, match="nothing was written"):
            hold_files({name: data}, {"QX7K2MPD9"})
    hold_files({"a.html": b"<p>fine</p>"}, {code})


def test_libreoffice_opens_them(shared: Path, tmp_path: Path) -> None:
    assert converted(shared / "report.xlsx", "pdf", tmp_path).read_bytes().startswith(b"%PDF")
    text = converted(shared / "report.html", "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8")
    assert "Who needs what first" in text
