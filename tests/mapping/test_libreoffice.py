"""Word and Excel files open in LibreOffice, which is what many town halls have."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.mapping.reports import csv_rows


def converted(path: Path, to: str, out: Path) -> Path:
    """Let LibreOffice open a file and save it as another kind, with settings of its own."""
    command = ["soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless", "--convert-to", to,
               "--outdir", str(out), str(path)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    [made] = out.glob(f"{path.stem}*.{to.partition(':')[0]}")
    return made


@pytest.mark.parametrize("audience", ["group", "public"])
def test_the_word_file(audience: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report: Path = request.getfixturevalue(f"{audience}_report")
    text = converted(report / "map-report.docx", "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8")
    for wanted in ("The map of Havmere (invented)", "In brief", "What is missing", "Service directory", "[1]"):
        assert wanted in text


def test_the_word_file_on_paper(public_report: Path, tmp_path: Path) -> None:
    data = converted(public_report / "map-report.docx", "pdf", tmp_path).read_bytes()
    assert data.startswith(b"%PDF")
    assert 6 <= data.count(b"/Type/Page/") + data.count(b"/Type/Page\n") + data.count(b"/Type /Page\n") <= 14


def test_the_workbook(group_report: Path, tmp_path: Path) -> None:
    made = converted(
        group_report / "map-report.xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
        tmp_path,
    )
    rows = csv_rows(made)
    assert len(rows) == 51
    assert {row["Row"]: row["Answer"] for row in rows}["t1-12"] == "1140"
