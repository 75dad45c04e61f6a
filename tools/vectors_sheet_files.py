"""Write tests/vectors/sheet-files.json: tables that offices send, and what the import of the package makes of them.

The script of the page reads the same bytes, and must come to the same entries, remarks and refusals. The files are made
by openpyxl, some with what only other programs write; their bytes are the same whenever they are made.

    python tools/vectors_sheet_files.py
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook

from steppingup.catalogue.sheet_data import sheet_data
from steppingup.common.language import Words
from steppingup.documents.zip_file import zip_of
from steppingup.mapping.importing import Forms, How, ImportTroubleError, load_forms, read_table
from steppingup.mapping.importing.template import csv_files, excel_bytes
from steppingup.record.sheets import Sheets, sheets_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.mapping.importing.result import Where

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "vectors" / "sheet-files.json"
DAY = "2026-11-28"
ANNA, BENT = "annaannaanna", "bentbentbent"
MADE = datetime(2025, 1, 1)  # noqa: DTZ001 - a file of Excel tells no zone
Table = list[list[Any]]

SERVICES = ["Service", "Kind of help", "Run by", "Phone", "Open", "Tried on"]
NIGHT = ["Night phone", "bed", "the town", "67 000 000", "20-8", "3.5.2025"]
TRAINING = ["Role", "What they should be able to do", "People", "Level now", "Level wanted", "As of"]
DAYS = [
    "2025-05-03", "3.5.2025", "03.05.2025", "3. 5. 2025", "3.5.2025.", "3/5/2025", "03-05-2025", "2025.05.03.",
    "2025/5/3", "20250503", "2025-05-03 00:00", "2025-05-03T14:30:00", "3 May 2025", "May 3, 2025", "3. maj 2025",
    "3. Mai 2025", "3. mail 2025", "3. toukokuuta 2025", "3. ma\u00ed 2025", "2025 m. gegu\u017e\u0117s 3 d.",
    "2025. gada 3. maijs", "3 maja 2025 r.", "den 3 maj 2025", "3.5.25", "5/13/2025", "05/2025", "2024-02",
    "February 2024", "marzec 2025", "2024", "spring 2025", "31.2.2025", "2024/2025", "May or June 2025", "1850",
    "45780", "1.1.0001", "13/2025", "29.2.2023",
]  # fmt: skip
NUMBERS = [
    "140", "-3", "\u22123", "12,5", "1 140", "1\u00a0140", "38\u202f400", "1'140", "1.140,5", "1,140.5", "1.140.300",
    "1,140,300", "0,125", "20 %", "7,8%", "1140,25", "007", "about 40", "5 to 12", "1e5", "12,5,3", "1 14", "1.140",
    "1,140", "99999999999999999999", "-0", "+5",
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file, the map that it goes into, and what somebody chose."""

    name: str
    file: str
    data: bytes
    known: Sheets = field(default_factory=Sheets)
    chosen: dict[str, Any] = field(default_factory=dict)


def written(sheet: str, rows: dict[str, dict[str, Any]], by: str = ANNA, on: Sheets | None = None) -> Sheets:
    """Write into rows of a sheet, as somebody in a page does."""
    sheets = on or Sheets()
    for row, values in rows.items():
        sheets = sheets.write(f"map/{sheet}", row, values, by=by, day="2025-05-02")
    return sheets


def csv(*rows: list[Any], sign: str = ";", encoding: str = "utf-8") -> bytes:
    """Write a plain text with separators."""
    return "\n".join(sign.join("" if cell is None else str(cell) for cell in row) for row in rows).encode(encoding)


def excel(sheets: dict[str, Table], change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Write an Excel file whose bytes do not depend on the clock."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change(book)
    return still(book)


def still(book: Any) -> bytes:
    """Save a workbook without the time of day."""
    book.properties.created = book.properties.modified = MADE
    stream = io.BytesIO()
    book.save(stream)
    return packed(stream.getvalue(), {})


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack an Excel file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Pack an Excel file anew, with other parts; without the time when it was saved."""
    found = {**parts_of(data), **changed}
    core = found["docProps/core.xml"].decode()
    found["docProps/core.xml"] = re.sub(r"<dcterms:modified.*?</dcterms:modified>", "", core).encode()
    return zip_of(found)


def texts() -> Iterator[Case]:
    """Yield texts in the encodings and with the separators of the ten countries."""
    plain = (SERVICES, NIGHT, ["B\u0113rnu pabalsts", "\u017durn\u0101ls"])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1257"):
        yield Case(encoding, "services.csv", csv(*plain, encoding=encoding))
    nordic = (SERVICES, ["\u00d8stg\u00e5rd k\u00f8kken", None, None, None, "\u00e5pent 8\u201316"])
    yield Case("cp1252", "services.csv", csv(*nordic, encoding="cp1252"))
    polish = (SERVICES, ["O\u015brodek wsparcia", None, None, None, "ca\u0142\u0105 dob\u0119"])
    yield Case("cp1250", "services.csv", csv(*polish, encoding="cp1250"))
    for sign in ("\t", ",", "|"):
        yield Case(f"separator {sign!r}", "services.csv", csv(*plain, sign=sign))
    yield Case("Excel told the separator", "services.csv", b"sep=,\r\n" + csv(*plain, sign=","))
    quoted = b'Service;Phone;Conditions\r\n"Desk; first floor";"1 ""2""";"two\r\nlines"\r\n\r\n;;\r\n"Bed";;\r\n'
    yield Case("quotes, ends of lines and empty rows", "services.csv", quoted)
    yield Case("old ends of lines", "services.csv", b"Service;Phone\rDesk;112\rBed;113\r")
    guarded = csv(["Service", "Phone", "Conditions"], ["'=1+1", "'+371 26 000", "''=x"], ["'quoted'", "#N/A", "-5"])
    yield Case("our guard before formulas", "services.csv", guarded)
    yield Case("lost letters", "services.csv", csv(["Service", "Phone"], ["B\u0113rni", "1"], encoding="utf-16")[:-1])
    yield Case("a text without an end", "services.csv", b'Service;Phone\nDesk;"112\nBed;113\n')


def values() -> Iterator[Case]:
    """Yield numbers, days and choices in all their forms."""
    yield Case(
        "days", "services.csv", csv(SERVICES, *([f"Service {n}", *[None] * 4, day] for n, day in enumerate(DAYS)))
    )
    for sign in (";", "\t"):
        lines = ([f"role {n}", "encounter.notice", number] for n, number in enumerate(NUMBERS))
        yield Case(f"numbers between {sign!r}", "training.csv", csv(TRAINING, *lines, sign=sign))
    lone = ([f"role {n}", "encounter.notice", number] for n, number in enumerate(["1.140", "1,140"]))
    yield Case("what can be two numbers", "training.csv", csv(TRAINING, *lone, sign="\t"))
    levels: Table = [["social_worker", "encounter.notice", "about 40", "1 - knows the right next step", 3, "spring"],
                     ["Juggler", "encounter.notice", "1.140", "9", "decides or coaches", "45780"]]  # fmt: skip
    yield Case("levels by their words", "training.csv", csv(TRAINING, *levels, sign="\t"))
    answers: Table = [["Question", "Answer", "What is counted", "Source", "As of", "How sure"],
                      ["T1-01", "1.140", "people", "NGO", "31.12.2024", "3"],
                      ["t1-02", "about the same", None, "police", "2024", 2],
                      ["t1-06", "12,5", None, "NGO", "soon", 4], ["How warm is it?", "20"]]  # fmt: skip
    yield Case("answers", "from-the-union.csv", csv(*answers))
    yield Case("too long", "x.csv", csv(["Service", "Phone"], ["x" * 2001, "112"], ["y" * 2000, "113"]))


def workbooks() -> Iterator[Case]:
    """Yield Excel files as offices make them."""
    head = ["Name", "Type of help", "Provider", "Telephone", "Target group", "Checked on"]
    old: Table = [
        ["Table of 2024"],
        [],
        head,
        ["Clinic", "health", "municipality", 67123456, "everybody", date(2025, 5, 3)],
    ]
    yield Case("headings of an older release", "old.xlsx", excel({"Resources": old}))
    cells: Table = [TRAINING,
                    ["a", "encounter.notice", 0.1 + 0.2, 1.0, True, datetime(2025, 5, 3, 14, 30)],  # noqa: DTZ001
                    ["b", "encounter.notice", 1e-7, False, time(9, 30), 45780],
                    ["c", "encounter.notice", 12.5, "2", 2, 2024],
                    [7, "encounter.notice", -3, None, None, date(1999, 1, 1)],
                    [date(2025, 5, 3), "=1+1", "=A2", None, None, "#N/A"]]  # fmt: skip

    def shaped(book: Any) -> None:
        sheet = book["Training"]
        sheet["C4"].number_format, sheet["C5"].number_format = "0.0%", "0"
        sheet["F3"].number_format = 'yyyy"-"mm"-"dd;@'

    yield Case("cells of all kinds", "a.xlsx", excel({"Training": cells}, shaped))
    yield Case("results of formulas", "a.xlsx", _with_results())
    table: Table = [SERVICES, ["Bed", "bed"], ["Bed 2"], ["Desk", "advice", None, "#N/A", "=1+1"]]
    yield Case("merged cells and errors", "a.xlsx",
               excel({"services": table}, lambda book: book["services"].merge_cells("B2:B3")))  # fmt: skip
    extra: Table = [["Question", "Budget", "Answer", None], ["t1-01", "5 000", "12", "who knows"],
                    ["How warm is it?", None, "20", None]]  # fmt: skip

    def hidden(book: Any) -> None:
        book["Old"].sheet_state = "hidden"

    yield Case("extra columns, rows and sheets", "a.xlsx", excel(
        {"Answers": extra, "Old": [["Service"], ["x"]], "Sales 2024": [["Foo", "Bar"], [1, 2]]}, hidden))  # fmt: skip
    yield Case("a day from 1904", "a.xlsx", excel({"Services": [[*SERVICES], ["Bed", *[None] * 4, date(2025, 5, 3)]]},
                                                  _from_1904))  # fmt: skip
    macros = packed(excel({"Services": [SERVICES, NIGHT]}), {"xl/vbaProject.bin": b"Sub Auto_Open()"})
    yield Case("macros", "a.xlsm", macros)
    names: Table = [["Place", "Whatever"], ["Port", 1]]
    for title in ("Places (2)", "table 6", "Places by kind"):
        yield Case(f"a sheet called {title}", "x.xlsx", excel({title: names}))
    for file in ("places.csv", "Places (2).csv", "places_youth_2025.csv", "map-places.csv", "table 6 of Jelling.csv"):
        yield Case(f"a file called {file}", file, csv(*names))


def people() -> Iterator[Case]:
    """Yield what a map refuses, and what it warns of."""
    gains: Table = [["Question", "Pattern", "Source"], ["t7-01", "Igor brings the girls to the bar Neptun", "police"],
                    ["t7-03", "Bars in Old Harbour", "licences"]]  # fmt: skip
    yield Case("names among who gains", "gains.csv", csv(*gains))
    yield Case("names among who gains in Excel", "a.xlsx", excel({"Who gains": gains}))
    personal = csv(["Service", "Phone", "Conditions"], ["Desk", "Anna Paraugs 67 000 000", "ask a.b@mail.example"])
    yield Case("personal data", "services.csv", personal)


def into_maps(forms: Forms) -> Iterator[Case]:
    """Yield files for a map that knows something already."""
    night = {"service": "Night Phone", "phone": "67 111 111", "kind": "bed"}
    known = written("services", {"r-aaaaaaaaaa": night})
    data = csv(SERVICES, NIGHT)
    yield Case("another value", "services.csv", data, known)
    yield Case("another value, newer", "services.csv", data, known, {"replaces": True})
    yield Case("a chosen sheet", "list.csv", csv(["Name", "Foo"], ["Bed", "x"]), known, {"sheet": "services"})
    whole = known.merge(read_table(data, "services.csv", forms, known, How(DAY)).sheets)
    yield Case("the same again", "services.csv", data, whole)
    gone = written("services", {"r-aaaaaaaaaa": {"_gone": True}}, on=known)
    yield Case(
        "a row that was taken away", "services.csv", csv(["Service", "Phone"], ["Night phone", "67 111 111"]), gone
    )
    ids: Table = [["Row", "Service"], ["r-aaaaaaaaaa", "Night phone"], ["r-aaaaaaaaaa", "Night phone 2"], ["1", "Desk"],
                  ["r-bbbbbbbbbb", "Clinic"], [None, "Desk"], [None, "Desk"]]  # fmt: skip
    yield Case("ids of rows and their copies", "services.csv", csv(*ids), known)
    yield from _round(forms)


def _round(forms: Forms) -> Iterator[Case]:
    """Yield our own files, filled on by a colleague while the map went on, too."""
    before = written("services", {"r-aaaaaaaaaa": {"service": "Night phone", "phone": "112", "hours": "20-8", "_at": 1},
                                  "r-bbbbbbbbbb": {"service": "Desk", "_at": 2}})  # fmt: skip
    before = written(
        "answers", {"t1-01": {"value": 140, "source": "NGO", "as_of": "2024-12-31", "certainty": 2}}, on=before
    )
    later = written("services", {"r-aaaaaaaaaa": {"phone": "113"}}, BENT, before)
    book = load_workbook(io.BytesIO(excel_bytes(forms, before, "0.1.0")))
    services = book["Services"]
    names = [cell.value for cell in services[1]]
    services.cell(2, names.index("Open") + 1).value = None
    services.cell(2, names.index("Phone") + 1).value = "114"
    services.append([None, "Clinic"])
    answers = book[forms.sheets["answers"].title]
    answers.cell(2, [cell.value for cell in answers[1]].index("Answer") + 1).value = 150
    for title in [one for one in book.sheetnames if one in {"Places", "Training", "Plan"}]:
        del book[title]
    data = still(book)
    yield Case("our own Excel, filled on", "map.xlsx", data, before)
    yield Case("our own Excel, while the map went on", "map.xlsx", data, later)
    yield Case("our own Excel into an empty map", "map.xlsx", data)
    yield Case("our own CSV", "services.csv", csv_files(forms, before)["services.csv"], later)


def refused() -> Iterator[Case]:
    """Yield what is no table of the map."""
    good = excel({"Services": [SERVICES, NIGHT]})
    yield Case("nothing", "services.csv", b"")
    yield Case("bytes", "services.csv", b"\x00\x01\x02" * 9)
    yield Case("an old Excel", "a.xls", b"\xd0\xcf\x11\xe0" + bytes(99))
    yield Case("a zip of nothing", "a.xlsx", b"PK\x03\x04")
    yield Case("half a file", "a.xlsx", good[: len(good) // 2])
    yield Case("an OpenDocument", "a.ods", zip_of({"mimetype": b"x", "content.xml": b"<x/>"}))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    yield Case("entities", "a.xlsx", packed(good, {"xl/workbook.xml": bomb}))
    yield Case("no headings", "a.xlsx", excel({"Services": [[], ["Foo", "Bar"], [1, 2]]}))
    yield Case("a report", "a.csv", csv(["Theme", "Months old"], ["scale", 3]))


def _with_results() -> bytes:
    """Write formulas with the results that Excel had stored: openpyxl alone writes formulas without."""
    data = excel({"Services": [SERVICES, ["=1+1", "bed", None, "=A2", "=B1"]]})
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"].decode()
    for end in ("<v />", "<v/>", "<v></v>"):
        sheet = sheet.replace(f"<f>1+1</f>{end}", "<f>1+1</f><v>2</v>")
    return packed(data, {"xl/worksheets/sheet1.xml": sheet.encode()})


def _from_1904(book: Any) -> None:
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as above


def result(case: Case, forms: Forms) -> dict[str, Any]:
    """Read a file as the command does."""
    try:
        found = read_table(case.data, case.file, forms, case.known, How(DAY, **case.chosen))
    except ImportTroubleError as error:
        return {"error": error.key, "where": _where(error.where)}
    return {
        "entries": sheets_json(found.sheets), "cells": found.cells, "same": found.same, "known": found.known,
        "left": [[_where(one.where), one.key, one.text] for one in found.left],
        "remarks": [[_where(one.where), one.key] for one in found.remarks],
        "warned": [[_where(one.where), f"personal.{one.kind}"] for one in found.warned],
    }  # fmt: skip


def _where(where: Where) -> list[Any]:
    return [where.sheet, where.row, where.column]


def main() -> None:
    """Write the file."""
    forms = load_forms(ROOT)
    listed = [*texts(), *values(), *workbooks(), *people(), *into_maps(forms), *refused()]
    lines = [
        json.dumps({"name": one.name, "file": one.file, "bytes": base64.b64encode(one.data).decode(),
                    "known": sheets_json(one.known), **one.chosen, "result": result(one, forms)}, ensure_ascii=False)
        for one in listed
    ]  # fmt: skip
    about = (
        "Tables that offices send, in base64, and what the import makes of them on that day; places are sheet, row and "
        "column. Made by tools/vectors_sheet_files.py, read by Python and by the script of the page."
    )
    data = json.dumps(sheet_data(ROOT, Words()), ensure_ascii=False)
    cases = ",\n".join(lines)
    head = f'{{\n"about": {json.dumps(about)},\n"day": "{DAY}",\n"data": {data},\n"cases": [\n'
    TARGET.write_text(f"{head}{cases}\n]\n}}\n", "utf-8")


if __name__ == "__main__":
    main()
