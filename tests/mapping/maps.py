"""Small maps for tests, written as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from steppingup.record.map_file import map_text
from steppingup.record.sheets import Sheets

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "facts" / "example" / "mapping.json"
DAY = "2025-05-02"
TODAY = date(2025, 6, 30)
ANNA, BENT = "annaannaanna", "bentbentbent"


def written(sheet: str, rows: dict[str, dict[str, Any]], *, by: str = ANNA, on: Sheets | None = None) -> Sheets:
    """What somebody writes into rows of one sheet."""
    sheets = on or Sheets()
    for row, values in rows.items():
        sheets = sheets.write(f"map/{sheet}", row, values, by=by, day=DAY)
    return sheets


def saved(path: Path, sheets: Sheets) -> Path:
    """A map file."""
    path.write_text(map_text(sheets, "0.1.0"), "utf-8")
    return path
