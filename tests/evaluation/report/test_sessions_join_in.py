"""A folder with a self-check and the gradebook of a real session: what the report then ranks, and what it says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from steppingup.cli import main
from tests.evaluation.conftest import ROOT
from tests.evaluation.graded import session_gradebook

EXAMPLE = ROOT / "facts/example/evaluation"
RIGHTS = "legal-framework.rights"  # what most questions of that exercise are about


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session")
    return session_gradebook(folder / "session", [2, 3, 4] * 4, folder / "gradebook.db")


def reported(folder: Path, *more: str) -> dict[str, Any]:
    out = folder.with_name(f"{folder.name}-report")
    inputs = ["--course", str(ROOT), "evaluate", "report", str(folder), "--out", str(out), *more]
    done = CliRunner().invoke(main, inputs, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads((out / "statistics.json").read_text("utf-8"))
    return found


def needs_of(found: dict[str, Any], competencies: str, role: str) -> dict[str, Any]:
    rows = found["tables"]["needs"]["rows"]
    return next(row for row in rows if (row["competencies"], row["role"]) == (competencies, role))


def said(found: dict[str, Any]) -> str:
    return " ".join(found["sections"][0]["said"])


def inputs(folder: Path, gradebook: Path, place: str = "gradebook.db") -> Path:
    shutil.copytree(EXAMPLE, folder)
    (folder / place).parent.mkdir(exist_ok=True)
    shutil.copy(gradebook, folder / place)
    return folder


def test_without_a_session_the_list_ranks_areas_and_says_why(local: Path) -> None:
    found = json.loads((local / "statistics.json").read_text("utf-8"))
    assert "The list ranks areas, not single competencies" in said(found)
    assert all(row["measured-session"]["value"] is None for row in found["tables"]["needs"]["rows"])


def test_a_gradebook_in_a_folder_named_after_a_role_ranks_its_competencies(tmp_path: Path, gradebook: Path) -> None:
    found = reported(inputs(tmp_path / "answers", gradebook, "social_worker/gradebook.db"), "--audience", "shared")
    row = needs_of(found, RIGHTS, "Social worker")
    assert (row["measured-check"]["n"], row["measured-session"]["n"]) == (25, 12)
    assert row["measured"]["n"] == row["measured-check"]["n"] + 12
    assert row["items"] == row["check-items"] + row["session-items"] >= 3
    # of six questions about it, one waits for the trainer: it is missing, and no zero
    assert row["session-items"] == 5
    assert "Results of sessions join in (12 people)" in said(found)
    other = [row for row in found["tables"]["needs"]["rows"] if row["role"] != "Social worker"]
    assert all(" " in row["competencies"] or row["measured-session"]["n"] is None for row in other)


def test_without_a_role_it_counts_with_everybody_and_the_report_says_what_to_do(
    tmp_path: Path, gradebook: Path
) -> None:
    found = reported(inputs(tmp_path / "answers", gradebook))
    assert needs_of(found, RIGHTS, "Everybody")["measured-session"]["n"] == 12
    told = [row["what"] for row in found["tables"]["quality"]["rows"]]
    assert any("name the file or its folder after their role" in what for what in told)
    waits = "waits to be graded: counted as missing, not as zero"
    assert any(waits in what for what in told)
    assert not any("does not know" in what for what in told)


def test_the_role_of_all_sessions_can_be_named_and_a_session_alone_is_ranked(tmp_path: Path, gradebook: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    shutil.copy(gradebook, folder)
    found = reported(folder, "--role", "social_worker")
    row = needs_of(found, RIGHTS, "Social worker")
    assert row["measured"] == row["measured-session"]
    assert found["about"]["base"] == "practice"
