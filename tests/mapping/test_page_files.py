"""Tables that the page reads: its vectors are what the import of the package makes of the same bytes today."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from steppingup.catalogue.sheet_data import MAP_SHEETS, sheet_data
from steppingup.common.language import Words
from steppingup.mapping.importing import How, ImportTroubleError, load_forms, read_table
from steppingup.mapping.importing.result import Where
from steppingup.record.sheets import sheets_from, sheets_json
from tests.mapping.maps import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "tests/vectors/sheet-files.json").read_text("utf-8"))
FORMS = load_forms(ROOT)


def place(where: Where) -> list[Any]:
    return [where.sheet, where.row, where.column]


def result(case: dict[str, Any]) -> dict[str, Any]:
    chosen = {key: case[key] for key in ("sheet", "replaces") if key in case}
    known, data = sheets_from(case["known"]), base64.b64decode(case["bytes"])
    try:
        found = read_table(data, case["file"], FORMS, known, How(VECTORS["day"], **chosen))
    except ImportTroubleError as error:
        return {"error": error.key, "where": place(error.where)}
    return {
        "entries": sheets_json(found.sheets), "cells": found.cells, "same": found.same, "known": found.known,
        "left": [[place(one.where), one.key, one.text] for one in found.left],
        "remarks": [[place(one.where), one.key] for one in found.remarks],
        "warned": [[place(one.where), f"personal.{one.kind}"] for one in found.warned],
    }  # fmt: skip


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_page_reads_what_the_package_reads(case: dict[str, Any]) -> None:
    assert result(case) == case["result"]


def test_the_page_has_the_sheets_and_words_of_today() -> None:
    assert VECTORS["data"] == sheet_data(ROOT, Words()), "run tools/vectors_sheet_files.py"


def test_the_sheets_are_those_of_the_package() -> None:
    assert tuple(FORMS.sheets) == MAP_SHEETS
