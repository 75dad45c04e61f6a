"""Reports written once for all tests that look into their files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
from docx import Document
from docx.text.paragraph import Paragraph

PARTS = ("index.html", "map-report.docx", "map-report.xlsx", "training-needs.csv")


def texts_of(folder: Path) -> dict[str, str]:
    """All that a person can read in the files of a report, alternative texts included."""
    return {path.relative_to(folder).as_posix(): text_of(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def text_of(path: Path) -> str:
    """The text of one file; of a picture, what it carries besides its pixels."""
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as inside:
            return "\n".join(_xml(inside.read(name)) for name in inside.namelist() if name.endswith((".xml", ".rels")))
    if path.suffix == ".png":
        return path.read_bytes().decode("latin-1")
    return re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "", path.read_text("utf-8-sig"))


def _xml(data: bytes) -> str:
    root = ET.fromstring(data)  # noqa: S314 - a file that we wrote
    return "\n".join(f"{' '.join(one.attrib.values())} {one.text or ''}" for one in root.iter())


def docx_words(path: Path, until: str = "") -> int:
    """How many words a reader of a Word file meets, tables included, before a paragraph that is ``until``."""
    words = 0
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Paragraph):
            if until and part.text == until:
                break
            words += len(part.text.split())
        else:
            words += sum(len(cell.text.split()) for row in part.rows for cell in row.cells)
    return words


def sheet(path: Path, title: str) -> list[dict[str, object]]:
    """The rows of a sheet by the titles of its columns."""
    lines = openpyxl.load_workbook(path)[title].iter_rows(values_only=True)
    head = [str(title) for title in next(lines)]
    return [dict(zip(head, line, strict=True)) for line in lines]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


class Page(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]
