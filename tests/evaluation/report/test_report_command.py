"""The command: from files of answers to a folder, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steppingup.cli import main
from steppingup.common.errors import EvaluationError
from steppingup.common.facts import Facts
from steppingup.documents.new_folder import put_folder
from steppingup.evaluation.report.write import check_folder
from steppingup.evaluation.simulate import Design, simulate
from steppingup.evaluation.simulated_files import write_simulated

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "evaluate", "report", *map(str, arguments)])


@pytest.fixture(scope="module")
def answers(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers") / "simulated"
    write_simulated(simulate(Design(people=40, seed=2), facts), folder)
    return folder


def test_a_folder_of_answers_becomes_a_report(answers: Path, tmp_path: Path) -> None:
    done = run(answers, "--out", tmp_path / "report", "--audience", "shared")
    assert done.exit_code == 0, done.output
    assert "May leave the house" in done.output
    assert done.output.strip().endswith("report.html")
    found = json.loads((tmp_path / "report/statistics.json").read_text("utf-8"))
    assert found["about"]["sources"] == ["simulated"]
    assert found["about"]["least"] == 10
    # the simulator's items are known, so stories and anchors are, too
    assert found["tables"]["judging"]["rows"]


def test_nothing_is_written_over(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me", "utf-8")
    done = run(answers, "--out", tmp_path)
    assert done.exit_code == 1
    assert "nothing in it is written over" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    assert "Name files or folders with answers" in run("--out", tmp_path / "x").output
    assert "There is no file or folder" in run(tmp_path / "nowhere", "--out", tmp_path / "x").output
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    with pytest.raises(EvaluationError, match="is no folder"):
        check_folder(file)
    assert not (tmp_path / "x").exists()
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty")


def test_a_folder_that_cannot_be_made(answers: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    done = run(answers, "--out", file / "report")
    assert done.exit_code == 1
    assert "cannot be written" in done.output
    assert f"{file} is no folder" in done.output
    with pytest.raises(EvaluationError, match="Nothing was changed"):
        put_folder(file / "report", {"report.html": b"x"}, EvaluationError)
    assert file.read_text("utf-8") == ""
