"""Tables from elsewhere, written in the ways that programs write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner
from openpyxl import Workbook

from steppingup.cli import main
from steppingup.evaluation.tables.document import SCHEMA_FILE
from tests.statistics import plain

Line = list[Any]


def lsat6_lines() -> list[Line]:
    """The 1,000 people of LSAT section 6, in two groups that are alike."""
    rows = [[f"p{number}", *row, "xy"[number % 2]] for number, row in enumerate(plain.lsat6())]
    return [["id", "a", "b", "c", "d", "e", "language"], *rows]


def text(lines: list[Line], separator: str = ",") -> str:
    return "".join(separator.join("" if one is None else str(one) for one in line) + "\r\n" for line in lines)


def written(path: Path, lines: list[Line], separator: str = ",", encoding: str = "utf-8") -> Path:
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.worksheets[0]
        for line in lines:
            sheet.append(line)
        book.save(path)
    else:
        path.write_bytes(text(lines, separator).encode(encoding))
    return path


def analysed(table: Path, *words: str) -> dict[str, Any]:
    """Run the command, and hold its result against the schema."""
    out = table.with_name("items.json")
    done = CliRunner().invoke(main, ["evaluate", "items", str(table), "--out", str(out), *words])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    jsonschema.validate(found, json.loads(SCHEMA_FILE.read_text("utf-8")))
    sound(found)
    return found


def refused(table: Path, *words: str) -> str:
    """Run the command on what it must refuse; its sentence."""
    out = table.with_name("items.json")
    done = CliRunner().invoke(main, ["evaluate", "items", str(table), "--out", str(out), *words])
    assert done.exit_code != 0
    assert not out.exists()
    return done.output


def sound(found: Any) -> None:
    """A reason wherever a number is missing, and none where there is one."""
    if isinstance(found, dict):
        for name, reason in found.get("reasons", {}).items():
            assert found[name] is None, (name, reason)
            assert reason
        for name in ("facility", "rest_correlation", "alpha", "delta", "difficulty", "share"):
            if name in found and found[name] is None and "least" not in found and "value" not in found:
                assert name in found["reasons"], found
        for one in found.values():
            sound(one)
    elif isinstance(found, list):
        for one in found:
            sound(one)


def said(found: dict[str, Any]) -> list[str]:
    return [f"{one['place']}: {one['what']}" if one["place"] else one["what"] for one in found["quality"]]
