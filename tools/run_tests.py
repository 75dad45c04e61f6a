"""Run every test of the project, one step after the other, and say at the end what passed and what did not.

Usage: python tools/run_tests.py [STEP ...]      (no step: all of them)

A step that fails does not hide the ones after it; nothing is skipped in silence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
NPM = ["npm", "--no-audit", "--no-fund", "--loglevel", "error"]
LINES, BRANCHES = 95.0, 90.0  # least coverage of steppingup/, in percent
WORKERS = min(4, os.cpu_count() or 1)
PASSED, FAILED, NOT_RUN = "passed", "FAILED", "NOT RUN"
TODAY = "2026-11-23"  # facts go stale on a day of their own: `make check` tells, a test of the code must not


@dataclass(frozen=True)
class Step:
    """One command of the suite and what it proves; `root` if only root can run it."""

    name: str
    about: str
    command: list[str]
    root: bool = False


def npm(folder: str, *words: str) -> list[str]:
    """An npm command inside one folder."""
    return [*NPM, "--prefix", folder, *words]


def pytest(*words: str) -> list[str]:
    """A run of Python tests that measures coverage."""
    return [PYTHON, "-m", "pytest", "--cov", "--cov-report=json:_build/coverage.json", "--cov-report=term", *words]


STEPS = [
    Step("packages", "Node packages of the script", npm("frontend", "ci")),
    Step("browser-packages", "Node packages of the browser tests", npm("tests/browser", "ci")),
    Step("lint", "Python: rules", [PYTHON, "-m", "ruff", "check", "."]),
    Step("format", "Python: layout", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    Step("types", "Python: types", [PYTHON, "-m", "mypy"]),
    Step("script-lint", "TypeScript: rules and layout", npm("frontend", "run", "lint")),
    Step("script-types", "TypeScript: types", npm("frontend", "run", "types")),
    Step("script", "TypeScript: unit tests and shared vectors", npm("frontend", "test")),
    Step("fresh", "derived files are what their sources give", [PYTHON, "tools/fresh.py"]),
    Step("content", "the content of the course", [PYTHON, "-m", "steppingup", "check"]),
    Step(
        "python",
        "Python tests, tiny books, hostile inputs",
        pytest("--ignore=tests/deploy", f"--numprocesses={WORKERS}", "--dist=loadfile"),
    ),
    Step(
        "postgresql",
        "grades and the sums of an evaluation in PostgreSQL, on a server of its own",
        pytest("--cov-append", "tests/deploy/test_postgres.py", "tests/deploy/test_postgres_sums.py"),
    ),
    Step(
        "hub",
        "a class on JupyterHub, with accounts that come and go",
        pytest("--cov-append", "tests/deploy/test_hub.py", "tests/deploy/test_hub_changes.py"),
        root=True,
    ),
    Step(
        "coverage",
        f"at least {LINES:.0f} % of lines, {BRANCHES:.0f} % of branches",
        [PYTHON, "tools/run_tests.py", "--coverage"],
    ),
    Step("book", "the whole book, strictly", [PYTHON, "-m", "steppingup", "build"]),
    Step("browser", "the whole book in Chromium and Firefox, JupyterLab and Notebook", npm("tests/browser", "test")),
]


def environment() -> dict[str, str]:
    """The environment of every step: our Python and Node first."""
    first = str(Path(PYTHON).parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([first, os.environ.get("PATH", "")]),
        "STEPPINGUP_PYTHON": PYTHON,
        "STEPPINGUP_TODAY": TODAY,
    }


def run(step: Step) -> tuple[str, float]:
    """Run one step and give the verdict; its output goes straight to the terminal."""
    print(f"\n=== {step.name}: {step.about}", flush=True)
    if step.root and not (hasattr(os, "geteuid") and os.geteuid() == 0):
        print("NOT RUN: needs root, on Linux", flush=True)
        return NOT_RUN, 0.0
    began = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, env=environment(), check=False)
    return PASSED if done.returncode == 0 else FAILED, time.monotonic() - began


def coverage() -> int:
    """Compare the measured coverage with the two thresholds."""
    totals = json.loads((ROOT / "_build" / "coverage.json").read_text("utf-8"))["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / max(1, totals["num_branches"])
    print(f"coverage of steppingup/: {lines:.1f} % of lines, {branches:.1f} % of branches")
    return int(lines < LINES or branches < BRANCHES)


def chosen(names: list[str]) -> list[Step]:
    """The steps asked for, or all."""
    unknown = set(names) - {step.name for step in STEPS}
    if unknown:
        sys.exit(f"No such step: {', '.join(sorted(unknown))}. Steps: {', '.join(step.name for step in STEPS)}")
    return [step for step in STEPS if not names or step.name in names]


def main(arguments: list[str]) -> int:
    """Run the steps and print one line for each, then the closing line."""
    if arguments == ["--coverage"]:
        return coverage()
    steps = chosen(arguments)
    (ROOT / "_build").mkdir(exist_ok=True)
    system.ensure()
    results = [(step, *run(step)) for step in steps]
    print("\n=== summary")
    for step, verdict, seconds in results:
        why = " (needs root, on Linux)" if verdict == NOT_RUN else ""
        print(f"{verdict:7}  {seconds:6.1f} s  {step.name}: {step.about}{why}")
    return closing([verdict for _, verdict, _ in results])


def closing(verdicts: list[str]) -> int:
    """Print the closing line; what was not run is no pass, and the exit status says so."""
    passed, failed, left = (verdicts.count(verdict) for verdict in (PASSED, FAILED, NOT_RUN))
    print(f"steps: {passed} passed, {failed} failed" + (f", {left} skipped" if left else ""))
    return 1 if failed else 2 if left else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
