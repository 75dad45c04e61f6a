"""A region gets the same kind of report from sums as a town gets from rows, and is told what sums do not allow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openpyxl import load_workbook

from steppingup.cli import main
from steppingup.common.errors import EvaluationError
from steppingup.common.language import Words
from steppingup.evaluation.contribution.form import NOTICE, read_contribution
from steppingup.evaluation.contribution.parts import Contribution
from steppingup.evaluation.contribution.run import contribute, save_contribution
from steppingup.evaluation.findings.course import Course
from steppingup.evaluation.findings.need_list import listed_needs
from steppingup.evaluation.findings.study import study_of
from steppingup.evaluation.readers.base import Taken
from steppingup.evaluation.region.needs import mean_of_cells, needs_from, worth
from steppingup.evaluation.region.study import study_from
from steppingup.evaluation.region.write import holds_sums, merge_files, report_sums, sums_among
from steppingup.evaluation.report.course import course_of
from steppingup.evaluation.simulation.files import write_simulated
from steppingup.evaluation.simulation.run import Simulated
from steppingup.statistics.disclosure import SHARED
from steppingup.statistics.gates import Gates
from steppingup.statistics.intervals import mean_interval

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-23"
SECTIONS = ["needs", "believe", "cells", "change", "judging", "certainty", "questions", "privacy"]


@pytest.fixture(scope="module")
def course() -> Course:
    return course_of(ROOT, Words())


@pytest.fixture(scope="module")
def sent(made: Simulated, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The sums of the simulator's towns in two large ones, protected and not."""
    folder = tmp_path_factory.mktemp("sent")
    east = made.events["municipality"].isin(sorted(made.events["municipality"].unique())[::2])
    also = made.ratings["municipality"].isin(sorted(made.events["municipality"].unique())[::2])
    found: dict[str, list[Path]] = {"safe": [], "bare": []}
    for name, mine, theirs in (("east", east, also), ("west", ~east, ~also)):
        for kind, paths in found.items():
            taken = Taken(made.events[mine], made.ratings[theirs])
            path = folder / f"{name}-{kind}.json.gz"
            save_contribution(contribute(taken, made.items, DAY, suppressed=kind == "safe"), path)
            paths.append(path)
    return found


@pytest.fixture(scope="module")
def region(sent: dict[str, list[Path]], course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("region") / "out"
    done = merge_files(sent["safe"], out, course, Words(), DAY)
    assert done.sentences[0].startswith("Towns: 2. The report is written: ")
    assert done.sentences[1].startswith("Towns kept back ")
    assert done.page == out / "report.html"
    return out


@pytest.fixture(scope="module")
def bare(sent: dict[str, list[Path]], course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bare") / "out"
    done = merge_files(sent["bare"], out, course, Words(), DAY)
    assert done.sentences[-1] == f"WARNING: {NOTICE}"
    return out


def statistics(folder: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((folder / "statistics.json").read_text("utf-8"))
    schema = json.loads((folder / "statistics_schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(whole)) == []
    return whole


def test_the_folder_holds_the_same_kind_of_report_as_a_town_gets(region: Path) -> None:
    names = {path.name for path in region.iterdir()}
    assert names == {"report.html", "report.xlsx", "statistics.json", "statistics_schema.json", "figures",
                     "merged.json", "results.json", "results.xlsx"}  # fmt: skip
    whole = statistics(region)
    assert [section["id"] for section in whole["sections"]] == SECTIONS
    assert whole["about"]["sums"]["towns"] == 2
    assert whole["about"]["sums"]["protected"] is True
    assert 0 < whole["about"]["sums"]["kept_back"] < 1
    assert {"heatmap", "matrix", "plane", "calibration-curve"} <= set(whole["figures"])
    assert whole["needs"]
    page = (region / "report.html").read_text("utf-8")
    assert "from the sums of 2 towns" in page
    assert "Invented: these answers were simulated." in page
    assert "NOT PROTECTED" not in page
    book = load_workbook(region / "report.xlsx")
    assert book.sheetnames[0] == "README"
    assert "What the towns gave" in book.sheetnames


def test_what_sums_do_not_allow_is_said_in_one_sentence_each(region: Path) -> None:
    said = {section["id"]: " ".join(section["said"]) for section in statistics(region)["sections"]}
    assert "A change compares" not in said["change"]
    assert said["change"].startswith("What changed cannot be told from sums: ")
    assert "Who came back cannot be told from sums" in said["believe"]
    assert "twin stories were judged alike, cannot be told from sums" in said["judging"]
    assert "Which wrong answers many people are sure of is not in the sums." in said["certainty"]
    assert "That is safe: they are the sums that the town sent" in said["privacy"]


def test_nothing_is_told_of_fewer_than_ten(region: Path) -> None:
    whole = statistics(region)
    cells = [cell for table in whole["tables"].values() for row in table["rows"] for cell in row.values()]
    measures: list[Mapping[str, Any]] = [cell for cell in cells if isinstance(cell, dict)]
    assert any(cell["value"] is not None for cell in measures)
    assert all(cell["n"] is None or cell["n"] >= 10 for cell in measures)
    results = json.loads((region / "results.json").read_text("utf-8"))
    assert results["rule"] == {"least": 10}
    assert results["simulated"] is True
    for row in results["tables"]["items"]:
        assert (row["facility"] is None) == bool(row["facility_reason"])
        assert row["facility"] is None or row["facility_n"] >= 10
    assert results["tables"]["stories"]
    book = load_workbook(region / "results.xlsx")
    assert book.sheetnames == ["README", "Items", "Options", "Tests", "Certainty", "Needs", "Ratings", "Stories",
                               "Difficulty", "Languages", "Kept back"]  # fmt: skip


def test_unprotected_sums_say_so_in_every_file(bare: Path) -> None:
    whole = statistics(bare)
    assert whole["about"]["sums"] == {"towns": 2, "kept_back": 0, "protected": False}
    assert NOTICE in (bare / "report.html").read_text("utf-8")
    results = json.loads((bare / "results.json").read_text("utf-8"))
    assert (results["rule"], results["notice"]) == (None, NOTICE)
    assert json.loads((bare / "merged.json").read_text("utf-8"))["notice"] == NOTICE
    for name in ("report.xlsx", "results.xlsx"):
        sheet = load_workbook(bare / name)["README"]
        assert NOTICE in {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any("These sums are not protected" in line for line in whole["sections"][-1]["said"])


def test_all_sections_have_numbers_where_nothing_is_kept_back(bare: Path) -> None:
    whole = statistics(bare)
    rows = {name: table["rows"] for name, table in whole["tables"].items()}
    assert {"needs", "borich", "judging", "certainty", "items", "options", "test", "scale", "bias"} <= set(rows)
    assert all(rows[name] for name in ("needs", "borich", "judging", "certainty", "items", "options", "test", "scale"))
    assert any(one["band-1"] is not None for one in rows["options"])
    assert {"heatmap", "matrix", "plane", "calibration-curve", "wright"} <= set(whole["figures"])
    judged = rows["judging"][0]
    assert judged["d-prime"]["low"] < judged["d-prime"]["value"] < judged["d-prime"]["high"]


def test_numbers_are_those_of_a_report_from_all_rows(
    made: Simulated, sent: dict[str, list[Path]], course: Course
) -> None:
    whole = merged_of(sent["bare"])
    study = study_of(made.events, made.ratings, made.items, course, SHARED)
    assert not study.left_out
    rows = [one for one in listed_needs(study) if one.need.evidence.measured.value is not None and not one.bound]
    sums = needs_from(study_from(whole, course))
    areas = {(one.line.role, one.line.area): one for one in sums}
    both = [(one, areas[one.line.role, one.line.area]) for one in rows]
    assert all(one.line == other.line and one.need.required == other.need.required for one, other in both)
    pairs = [(one.need.evidence.measured, other.need.evidence.measured) for one, other in both]
    known = [(one.value, other.value) for one, other in pairs if one.value is not None and other.value is not None]
    assert len(known) >= 10
    assert max(abs(one - other) for one, other in known) < 0.05
    assert sum(abs(one - other) for one, other in known) / len(known) < 0.02


def merged_of(paths: list[Path]) -> Contribution:
    from steppingup.evaluation.contribution.merge import merged  # noqa: PLC0415 - only here

    return merged([(path.name, read_contribution(path)) for path in paths])


def test_a_report_to_pass_on_holds_no_options(sent: dict[str, list[Path]], course: Course, tmp_path: Path) -> None:
    done = report_sums(sent["safe"], tmp_path / "out", course, Words(), DAY, audience="shared")
    whole = statistics(done.page.parent)
    assert "options" not in whole["tables"]
    assert not (done.page.parent / "merged.json").exists()
    with pytest.raises(EvaluationError, match="These sums are not protected"):
        report_sums(sent["bare"], tmp_path / "bare", course, Words(), DAY, audience="shared")
    assert not (tmp_path / "bare").exists()


def test_the_mean_of_one_cell_is_that_of_its_people() -> None:
    values = [0.0, 1.0, 1.0, 2.0, 3.0] * 4
    cell = (float(len(values)), sum(values), sum(one * one for one in values))
    wanted, found = mean_interval(values), mean_of_cells([cell], Gates())
    assert (found.value, found.low, found.high) == pytest.approx((wanted.value, wanted.low, wanted.high))
    assert mean_of_cells([], Gates()).reason == "none"
    assert mean_of_cells([(4.0, 4.0, 4.0)], Gates()).reason == "few"


def test_a_mean_of_cells_is_worth_the_people_who_may_all_be_the_same() -> None:
    assert worth([(30, 1)]) == worth([(30, 2), (30, 1)]) == 30
    assert worth([(10, 1), (30, 1)]) == 26
    assert worth([(10, 20), (100, 1)]) == 20
    assert worth([]) == 0


def test_nothing_to_give_is_a_report_with_sentences(course: Course, made: Simulated, tmp_path: Path) -> None:
    few = made.events["learner"].isin(sorted(set(made.events["learner"]))[:6])
    paths = []
    for name in ("one", "two"):
        taken = Taken(made.events[few], made.ratings[:0])
        save_contribution(contribute(taken, made.items, DAY), tmp_path / f"{name}.json")
        paths.append(tmp_path / f"{name}.json")
    done = merge_files(paths, tmp_path / "out", course, Words(), DAY)
    whole = statistics(done.page.parent)
    assert whole["about"]["people"] is None
    assert whole["sections"][0]["said"][0].startswith("There are no answers, so no need can be told.")


def test_the_commands(made: Simulated, sent: dict[str, list[Path]], tmp_path: Path) -> None:
    run, safe = CliRunner().invoke, [str(path) for path in sent["safe"]]
    done = run(main, ["evaluate", "merge", *safe, "--out", str(tmp_path / "region")])
    assert "Towns: 2. The report is written" in done.output, done.output
    merged_file = tmp_path / "region" / "merged.json"
    assert holds_sums(merged_file)
    done = run(main, ["evaluate", "report", str(merged_file), "--out", str(tmp_path / "again"), "--audience", "shared"])
    assert "May leave the house" in done.output, done.output
    done = run(main, ["evaluate", "merge", safe[0], str(sent["bare"][1]), "--out", str(tmp_path / "mixed")])
    assert "is not protected: it was made with --unsuppressed" in done.output
    assert not (tmp_path / "mixed").exists()
    done = run(main, ["evaluate", "merge", *safe, str(merged_file), "--out", str(tmp_path / "twice")])
    assert "hold the same town's sums" in done.output
    done = run(main, ["evaluate", "merge", *safe, "--out", str(tmp_path / "region")])
    assert "nothing in it is written over" in done.output


def test_a_town_makes_its_file_and_hears_of_it(made: Simulated, tmp_path: Path) -> None:
    some = made.events["learner"].isin(sorted(set(made.events["learner"]))[:40])
    write_simulated(Simulated(**{**vars(made), "events": made.events[some]}), tmp_path / "in")
    run, words = CliRunner().invoke, ["evaluate", "contribute", str(tmp_path / "in"), "--out"]
    done = run(main, [*words, str(tmp_path / "all.json.gz"), "--unsuppressed"])
    assert f"WARNING: {NOTICE}" in done.output, done.output
    assert read_contribution(tmp_path / "all.json.gz").stories
    told = save_contribution(contribute(Taken(made.events[some]), made.items, DAY), tmp_path / "town.json.gz")
    assert "nothing is about fewer than 10 people" in told[1]


def test_sums_and_answers_are_not_told_together(sent: dict[str, list[Path]], tmp_path: Path) -> None:
    other = tmp_path / "answers.parquet"
    other.write_bytes(b"")
    assert sums_among(sent["safe"]) == sent["safe"]
    assert sums_among([other]) == []
    with pytest.raises(EvaluationError, match="holds sums of towns, and the others hold none") as error:
        sums_among([*sent["safe"], other])
    assert len(str(error.value).splitlines()) == 1
    assert not holds_sums(tmp_path / "nothing.json")
