"""The tables of `check --report` and `coverage`, and the same as JSON and CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from steppingup.cli import main
from steppingup.cli.report import lines, table
from tests.catalogue.test_coverage import choice
from tests.catalogue.test_items import yaml
from tests.catalogue.tiny import tiny_course, write


def run(course: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--course", str(course), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_report_for_people(tmp_path: Path) -> None:
    shown = run(tiny_course(tmp_path), "check", "--report")
    assert "  order  leave it as shown                  1      0%  (few items)\n" in shown
    assert "  chapters/01-start           3      3       1      1      1\n" in shown
    assert "  activities in lessons and cases                      3    110  MISSING\n" in shown
    assert "Cells that a role needs and no practice item covers: 0" in shown
    assert "Vignettes by truth: none. Twin pairs: 0" in shown


def test_report_as_json(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "chapters/02-more/activities.yml", yaml([choice(f"s/i{n}") for n in range(12)]))
    found = json.loads(run(course, "check", "--report", "--json"))
    first = next(row for row in found["guesses"] if row["rule"] == "always option 1")
    assert first == {
        "rule": "always option 1", "group": "all", "items": 13, "earned": 1.0, "chance": 0.5, "difference": 0.5,
        "limit": 0.08, "verdict": "works",
    }  # fmt: skip
    assert {row["verdict"] for row in found["guesses"]} == {"works", "fair", "misleads"}
    assert {row["of"] for row in found["reading"]} >= {"chapters/01-start/01-lesson.md", "s/i0", "start/one-1"}
    assert found["activities"] == {
        "chapters/01-start": {"choice": 1, "match": 1, "order": 1},
        "chapters/02-more": {"choice": 12},
    }
    assert (found["whole"], found["vignettes"], found["pairs"], found["empty"]) == (False, {}, [], [])
    assert "TOO MUCH" in run(course, "check", "--report")


def test_report_on_the_own_files_only(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    near = choice("s/near", prompt=choice("s/one")["prompt"])
    write(course, "chapters/02-more/activities.yml", yaml([choice("s/one"), near]))
    found = json.loads(run(course, "check", "--only", "chapters/02", "--json"))
    assert {row["of"] for row in found["reading"]} == {"s/one", "s/near"}
    assert {row["items"] for row in found["guesses"]} == {2}
    assert found["alike"] == [{"first": "s/one", "second": "s/near", "share": 1.0, "part": "prompt and options"}]
    assert "promises" not in found
    shown = run(course, "check", "--only", "chapters/02")
    assert "  s/near  s/one    100%  prompt and options" in shown
    assert json.loads(run(course, "check", "--only", "chapters/01", "--json"))["alike"] == []


def test_coverage_for_people_and_machines(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    shown = run(course, "coverage").splitlines()
    head = "competency tier SW HS t1 t2 t3 practice bank graded needs"
    assert shown[1].split() == head.split()
    assert shown[2].split() == ["encounter.notice", "1", "3", "2", "3", "0", "0", "3", "0", "0", "0"]
    assert shown[-1] == "SW = Social worker, HS = Health staff"
    records = json.loads(run(course, "coverage", "--json"))
    assert records[0] == {
        "competency": "encounter.notice", "tier": 1, "role": "social_worker", "required": 3,
        "practice": 3, "bank": 0, "graded": 0, "needs": 0,
    }  # fmt: skip
    rows = list(csv.DictReader(run(course, "coverage", "--csv").splitlines()))
    assert [{key: str(value) for key, value in record.items()} for record in records] == rows
    (course / "chapters/01-start/activities.yml").unlink()
    assert " 0!  0! " in run(course, "coverage").splitlines()[2]


def test_a_table_lines_numbers_up() -> None:
    assert list(table(("name", "n"), [("long name", 5), ("x", 12)])) == [
        "  name        n",
        "  long name   5",
        "  x          12",
    ]
    assert list(table(("name",), [])) == ["  none"]


def test_strong_and_weak_strategies_are_named() -> None:
    row = {"kind": "match", "strategy": "all", "items": 3, "earned": 0.5, "limit": 0.25}
    found = {
        "guesses": [], "reading": [], "alike": [], "limits": {"like": 0.3},
        "blind": [{**row, "verdict": verdict} for verdict in ("error", "warning", "measured")],
    }  # fmt: skip
    shown = "\n".join(lines(found))
    assert shown.count("TOO MUCH") == 1
    assert shown.count("  much") == 1
