"""Write tests/vectors/mapping-results.json: what maps show, so that the page says the same as the report.

The report's own code gives the results; its tests hold it to the definitions. The script of the page works them out
again from the same entries, and must come to the same tables and the same CSV. Run it after a change of either:

    python tools/vectors_mapping.py            write the file
    python tools/vectors_mapping.py --check    only tell whether it is what this tool gives
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derived import write_or_check

from steppingup.book.map_data import EXAMPLE, SHEETS, map_course
from steppingup.catalogue.single import load_entry
from steppingup.documents.csv_file import csv_text
from steppingup.documents.tables import Column, Table
from steppingup.mapping.findings import findings
from steppingup.mapping.forms import Course, load_course
from steppingup.mapping.hours import MOMENTS, reader_of
from steppingup.mapping.plan import largest_number
from steppingup.mapping.report.make import tables
from steppingup.mapping.report.view import View
from steppingup.mapping.small import kept_back, without_small
from steppingup.mapping.workbook import workbook
from steppingup.record.entries import value_text
from steppingup.record.map_file import read_maps
from steppingup.record.sheets import Sheets, sheets_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.mapping.report.view import Sheet

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "vectors" / "mapping-results.json"
TODAY = date(2025, 6, 30)
ANNA, BENT, CARO = "annaannaanna", "bentbentbent", "carocarocaro"
TRACED = {"source": "an office", "as_of": "2025-04-30"}
Rows = dict[str, dict[str, Any]]

HOURS = [
    "", "day and night", "24/7", "Mon-Fri 9-16", "Mon\u2013Fri 9\u201316, Thu to 18", "Tue and Thu 10-15", "7-23",
    "22-6", "Monday to Friday, 9:00-16:30", "Mon-Fri 8-16, duty phone to 20", "Sat, Sun 12-18", "Fri-Mon 20-4",
    "closed in July", "Mon-Fri 9-16. Ring twice.", "by appointment", "25-26", "9:75-12", "Mon 9-12, 13-21",
    "Mondays 10-12; Tuesdays 14-21",
    "\u00b2 o clock", "Wed", "to 18", "SAT 14-16", "Mon-Fri 9-16 (not in August)", "9-16 to 18", "0-24",
]  # fmt: skip
TEXTS = [
    "3 people, 12 beds", "1 450 staff, 31 per cent, 4 in 2024", "between 3 and 7", "3-7", "2/3", "2.5", "4 %",
    "0 of 19",
    "on 2025-03-04", "at 3:00", "4", "+4", "4.", "(4)", "v4", "4x", "1 200", "1\u00a0004", "4 per cent", "four", "3, 4",
    "620 pickers, 410 beds", "after 20:00 in 2024", "1.200 people", "99999999999 people", "44 % of 7", "",
]  # fmt: skip
LINES = [[], [3], [0], [7], [3, 7], [3, 4, 9], [1, 1, 1], [5, 6, 7], [4, 5, 6, 100], [0, 0, 9, 9], [2, 20, 30], [4, 4]]
CELLS: list[Any] = [
    "plain", "two\nlines", "a\r\nb\rc", 'say "no"', "semi; colon, comma", "=1+1", "+1", "-1", "@a", " =1", "\u200b=1",
    "\uff1d1", "\tx", "\nx", "'=1", "", None, 0, 12, -3, 2.5, 1e-7, 10**12, "\u00e9\u00df\u4e2d", "a\x00b",
    "\u2212 1", "#N/A", "x\ufeff", "\ufffe",
]  # fmt: skip


def written(sheet: str, rows: Rows, by: str = ANNA, on: Sheets | None = None, day: str = "2025-05-02") -> Sheets:
    """Write into rows of one sheet, on top of what is there or beside it."""
    sheets = on or Sheets()
    for row, values in rows.items():
        sheets = sheets.write(f"map/{sheet}", row, values, by=by, day=day)
    return sheets


def differing() -> Sheets:
    """Make a map on which people do not agree: values, whole rows, and a row that one of them took away."""
    first = written("answers", {"t2-01": {"value": 9, **TRACED}, "t2-02": {"value": "fish", **TRACED}})
    first = written("services", {"r-line": {"service": "Night line", "kind": "bed", "hours": "22-6"}}, on=first)
    first = written("actions", {"r-act": {"finding": "620 pickers", "measure": "Beds", "due": "2025-09-01"}}, on=first)
    one = written("answers", {"t2-01": {"value": 140, "certainty": 3}}, BENT, first, "2025-05-05")
    two = written("answers", {"t2-01": {"value": 96, "source": "a count"}, "t2-02": {"note": "ask again"}}, CARO, first)
    one = written("services", {"r-line": {"_gone": True}}, BENT, one)
    two = written("services", {"r-line": {"phone": "000 12", "not_for": "men"}}, CARO, two)
    one = written("actions", {"r-act": {"due": "2025-06-01", "owner": "housing"}}, BENT, one)
    two = written("actions", {"r-act": {"due": "2025-07-01", "owner": "labour"}, "r-off": {"measure": "x"}}, CARO, two)
    two = written("actions", {"r-off": {"_gone": True}}, CARO, two)
    gone = written("places", {"r-a": {"place": "Quay", "kind": "work", "use": "both"}, "r-b": {"place": "Hill"}}, BENT)
    return one.merge(two, written("places", {"r-b": {"_gone": True}}, BENT, gone))


def odd() -> Sheets:
    """Make a map with what nobody should write, and files hold all the same."""
    made = written("about", {"map": {"town": "<b>Town</b>", "area": 5, "form": "moon", "note": "=1+1"}})
    made = written("answers", {
        "t1-01": {"value": 3, "source": "an office", "as_of": "2025-12-31", "certainty": "2"},
        "t1-02": {"value": "unknown", **TRACED}, "t1-03": {"value": "4 flats", "source": "", "as_of": "30.04.2025"},
        "t2-01": {"value": 0, "source": "an office", "as_of": "2025-02-30"}, "t2-02": {"source": "nobody"},
        "t2-03": {"value": 12, "unit": "of 14 ships in 2024", **TRACED},
        "t2-04": {"value": 2, "unit": "since 2024", **TRACED},
        "t3-01": {"value": "yes", **TRACED, "certainty": "inf"}, "t9-99": {"value": 7, **TRACED},
        "t2-05": {"value": "=HYPERLINK(1)", "source": "<img src=x onerror=alert(1)>", "as_of": 20250430},
        "constructor": {"value": "x", **TRACED}, "t2-06": {"value": 5, "source": "old book", "as_of": "2019-01-31"},
    }, on=made)  # fmt: skip
    made = written("places", {
        "r-a": {"place": "=A1", "kind": "moon", "use": "party", "district": 3}, "r-b": {"place": "Hill"},
        "r-c": {"place": "Port", "kind": "work", "use": "open", "district": "Quay"}, "r-d": {"note": "no name"},
    }, on=made)  # fmt: skip
    made = written("actors", {
        "r-a": {"actor": "ngos", "contacted": "2025-04-30"}, "r-b": {"actor": "moon", "form": "labour"},
        "r-c": {"actor": "hotels", "form": "gone", "contacted": "2025-04-30"},
        "r-d": {"form": "labour", "contacted": "soon"},
        "r-e": {"actor": "teachers", "form": "sexual", "contacted": "2025-99-01", "notice": "boys; girls"},
        "r-f": {"actor": "teachers", "form": "sexual", "contacted": "2027-01-01", "notice": "2 of 30"},
    }, on=made)  # fmt: skip
    made = written("gains", {"t7-01": {"value": "Bars", **TRACED}, "t7-02": {"value": "Short lets"},
                             "t7-99": {"value": "=1", "source": "x", "as_of": "2026-01-01"}}, on=made)  # fmt: skip
    made = written("services", {
        "r-a": {"service": "Line", "kind": "bed", "hours": "24/7", "checked": "2025-07-01", "own": "moon"},
        "r-b": {"service": 5, "kind": "moon", "hours": 9, "phone": "=cmd|x"}, "r-c": {"kind": "bed", "not_for": "men",
        "hours": "day and night", "checked": "2025-01-01"}, "r-d": {"service": "x", "kind": 3, "checked": "2024-06-30"},
        "r-e": {"service": "Danger", "kind": "danger", "hours": "\u00b2", "checked": "2024-07-01"},
        "r-f": {"service": "Papers", "kind": "papers", "hours": "Mon-Fri 9-16"},
    }, on=made)  # fmt: skip
    made = written("training", {
        "r-a": {"role": "procurement", "competency": "encounter.notice", "people": 3, "level": 1, **TRACED},
        "r-b": {"role": "nobody", "competency": "nothing", "people": -2, "level": 7, **TRACED},
        "r-c": {"role": "procurement", "competency": "encounter.notice", "people": "inf", "level": "0", "wanted": 2.7},
        "r-d": {"competency": "encounter.notice", "people": 9, "level": 0, "wanted": 3, **TRACED},
        "r-e": {"role": "social_worker", "competency": "encounter.notice", "people": 7, "level": 0, "wanted": 2,
                **TRACED},
        "r-f": {"role": "health_staff", "competency": "encounter.notice", "people": 9, "level": 0, "wanted": 1,
                **TRACED},
        "r-g": {"role": "constructor", "people": 4, "level": 0, "wanted": 1},
    }, on=made)  # fmt: skip
    return written("actions", {
        "r-a": {"finding": "a Child sells flowers", "measure": "Call", "due": "2025-06-29", "status": "running"},
        "r-b": {"finding": "7 of 1 450", "due": "2025-06-30", "cost": 1, "effort": "3"},
        "r-c": {"measure": "children's"}, "r-d": {"finding": 12, "measure": 3, "due": "2025-02-30", "cost": 9},
        "r-e": {"measure": "done", "status": "done", "due": "2025-01-01"},
        "r-f": {"finding": "3 rooms in 2024", "owner": "4 desks", "sign": "fewer than 3"},
        "r-g": {"finding": "minority", "due": "2025-06-30", "status": "moon"},
    }, on=made)  # fmt: skip


def maps() -> Iterator[tuple[str, Sheets, date]]:
    """Yield each map with its name and the day on which it is looked at."""
    example = read_maps([ROOT / EXAMPLE])
    yield "Havmere", example, TODAY
    yield "Havmere, two years later", example, date(2027, 2, 28)
    yield "nothing", Sheets(), TODAY
    yield "people who differ", differing(), TODAY
    yield "odd", odd(), TODAY


def shown(sheet: Sheet) -> dict[str, Any]:
    """Write a table of the report."""
    heads = [column.title for column in sheet.table.columns]
    return {"id": sheet.id, "fields": sheet.fields, "heads": heads, "rows": sheet.table.rows}


def sheet_text(name: str, sheets: Sheets, course: Course) -> str:
    """Write one sheet as the page saves it: the words of choices, and values that stand beside those that are shown."""
    form, words = course.sheets[name], course.words
    choices = {one.id: one.text for one in course.facts.mapping.options.values()}
    rows = []
    for row in sheets.rows(f"map/{name}", list(form.rows)):
        cells: list[Any] = []
        also = []
        for column, label in form.columns.items():
            options = form.options.get(column, choices if (name, column) == ("answers", "value") else {})
            options = {} if form.types[column] == "text" and column != "value" else options
            entries = [options.get(value_text(one.v), one.v) for one in row.rivals(column)] or [row.value(column)]
            cells.append(options.get(value_text(row.value(column)), row.value(column)))
            also += [f"{label}: {value_text(value)} ({one.day})"
                     for value, one in zip(entries[:-1], row.rivals(column), strict=False)]  # fmt: skip
        rows.append((row.id, *([form.rows.get(row.id, "")] if form.rows else []), *cells, "; ".join(also) or None))
    named = load_entry(ROOT, f"map/{name}").spec()["row_name"]
    heads = [words.get("import.row"), *([named] if form.rows else []), *form.columns.values(), words.get("import.also")]
    return csv_text(Table(name, tuple(map(Column, heads)), tuple(rows)))


def case(name: str, sheets: Sheets, today: date, course: Course) -> dict[str, Any]:
    """Return what a map shows to the working group, and what of it is another thing for the public."""
    found = findings(workbook(sheets, course.sheets), course, today)
    group, public = ({sheet.id: sheet for sheet in tables(View(found, one))} for one in (False, True))
    same = {id_ for id_, sheet in public.items() if id_ in group and shown(sheet) == shown(group[id_])}
    entries = EXAMPLE if name.startswith("Havmere") else sheets_json(sheets)
    return {
        "name": name, "today": today.isoformat(), "entries": entries,
        "group": [shown(sheet) for sheet in group.values()],
        "public": [id_ if id_ in same else shown(sheet) for id_, sheet in public.items()],
    }  # fmt: skip


def data() -> dict[str, Any]:
    """Return all vectors."""
    course = load_course(ROOT)
    specs = {name: load_entry(ROOT, f"map/{name}", course.words.language).spec() for name in SHEETS}
    reader = reader_of(course.words)
    table = Table("cells", (Column("=a"), Column("b")), tuple((value, value) for value in CELLS))
    return {
        "about": "What maps show: the same tables in the page as in the report. public: the id of a table that is the "
        "same for both audiences. hours: at the four moments, null where the text does not say it.",
        "course": map_course(course.facts, specs, course.words, course.settings.mapping),
        "hours": [(text, [reader.read(text).at(moment) for moment in MOMENTS.values()]) for text in HOURS],
        "texts": [(text, largest_number(text), without_small(text, 5, lambda: "few")) for text in TEXTS],
        "lines": [(line, kept_back(line, 5).shown, kept_back(line, 5).total) for line in LINES],
        "csv": {"cells": CELLS, "text": csv_text(table)},
        "sheets": {name: sheet_text(name, read_maps([ROOT / EXAMPLE]), course) for name in SHEETS},
        "maps": [case(name, sheets, today, course) for name, sheets, today in maps()],
    }


def text() -> str:
    """Return the whole file, one thing per line, so that differences can be read."""
    parts = []
    for name, value in data().items():
        lines = ",\n".join(map(_line, value)) if isinstance(value, list) else ""
        parts.append(f'"{name}": [\n{lines}\n]' if lines else f'"{name}": {_line(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: Any) -> str:
    if isinstance(value, dict) and "group" in value:
        inner = [f'"{name}": {_lines(one) if isinstance(one, list) else _line(one)}' for name, one in value.items()]
        return "{" + ",\n ".join(inner) + "}"
    return json.dumps(value, ensure_ascii=True)


def _lines(values: list[Any]) -> str:
    return "[\n  " + ",\n  ".join(map(_line, values)) + "]"


def main(arguments: list[str]) -> int:
    """Write or check the file; return the exit status."""
    wanted = text()
    return write_or_check(TARGET, wanted, arguments, f"{wanted.count(chr(10))} lines")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
