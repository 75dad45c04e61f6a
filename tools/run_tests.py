"""Run every test of the project, one step after the other, and say at the end what passed and what did not.

Usage: python tools/run_tests.py [STEP ...]      (no step: all of them)

A step that fails does not hide the ones after it, nor does one that hangs: it is ended when its minutes are over, with
what it has started. Nothing is skipped in silence. Steps that need nothing of each other run beside each other, one per
core; each then prints all that it has to say when it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import system

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
NPM = ["npm", "--no-audit", "--no-fund", "--loglevel", "error"]
LINES, BRANCHES = 95.0, 90.0  # least coverage of steppingup/, in percent
WORKERS = min(4, os.cpu_count() or 1)
PASSED, FAILED, NOT_RUN = "passed", "FAILED", "NOT RUN"
COVERAGE = ROOT / "_build" / "coverage"  # a file for each step that measures
RUN = f"{os.getpid()}-{time.time_ns()}"  # steps of one run share what the first of them has installed
# Tests run on every core already; a pool of threads in each of them would only wait for the others.
THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
TODAY = "2026-11-23"  # facts go stale on a day of their own: `make check` tells, a test of the code must not


@dataclass(frozen=True)
class Step:
    """One command of the suite and what it proves.

    Args:
        name: what to call it on the command line.
        about: what it proves.
        command: what is run.
        root: only root can run it.
        beside: steps in a row with the same word run beside each other.
        minutes: what is not done by then hangs; about three times what it takes on two cores.
    """

    name: str
    about: str
    command: list[str]
    root: bool = False
    beside: str = ""
    minutes: float = 15


@dataclass(frozen=True)
class Done:
    """How a step ended, and what it printed if that was kept."""

    verdict: str
    seconds: float
    printed: str = ""


def npm(folder: str, *words: str) -> list[str]:
    """An npm command inside one folder."""
    return [*NPM, "--prefix", folder, *words]


def pytest(*words: str) -> list[str]:
    """A run of Python tests that measures coverage; the step `coverage` tells it."""
    return [PYTHON, "-m", "pytest", "--cov", "--cov-report=", *words]


STEPS = [
    Step("packages", "Node packages of the script", npm("frontend", "ci"), beside="packages"),
    Step("browser-packages", "Node packages of the browser tests", npm("tests/browser", "ci"), beside="packages"),
    Step("types", "Python: types", [PYTHON, "-m", "mypy"], beside="look"),  # the long ones first
    Step("fresh", "derived files are what their sources give", [PYTHON, "tools/fresh.py"], beside="look"),
    Step("script", "TypeScript: unit tests and shared vectors", npm("frontend", "test"), beside="look"),
    Step("script-lint", "TypeScript: rules and layout", npm("frontend", "run", "lint"), beside="look"),
    Step("script-types", "TypeScript: types", npm("frontend", "run", "types"), beside="look"),
    Step("lint", "Python: rules", [PYTHON, "-m", "ruff", "check", "."], beside="look"),
    Step("format", "Python: layout", [PYTHON, "-m", "ruff", "format", "--check", "."], beside="look"),
    Step("content", "the content of the course", [PYTHON, "-m", "steppingup", "check"], beside="look"),
    Step(
        "python",
        "Python tests, tiny books, hostile inputs",
        # files in their order: by default those with few tests come last, and the whole book is one long test
        pytest("--ignore=tests/deploy", f"--numprocesses={WORKERS}", "--dist=loadfile", "--no-loadscope-reorder"),
        minutes=50,
    ),
    Step(
        "hub",
        "a class on JupyterHub, with accounts that come and go",
        pytest("tests/deploy/test_hub.py", "tests/deploy/test_hub_changes.py"),
        root=True,
        beside="servers",  # they wait for servers and for each other's kernels more than they count
    ),
    Step(
        "postgresql",
        "grades and the sums of an evaluation in PostgreSQL, on a server of its own",
        pytest("tests/deploy/test_postgres.py", "tests/deploy/test_postgres_sums.py"),
        beside="servers",
    ),
    Step(
        "coverage",
        f"at least {LINES:.0f} % of lines, {BRANCHES:.0f} % of branches",
        [PYTHON, "tools/run_tests.py", "--coverage"],
    ),
    Step("book", "the whole book, strictly", [PYTHON, "-m", "steppingup", "build"]),
    Step(
        "browser",
        "the whole book in Chromium and Firefox, JupyterLab and Notebook",
        npm("tests/browser", "test"),
        minutes=50,
    ),
]


def environment(step: Step) -> dict[str, str]:
    """The environment of a step: our Python and Node first."""
    first = str(Path(PYTHON).parent)
    return {
        **THREADS,
        **os.environ,
        "PATH": os.pathsep.join([first, os.environ.get("PATH", "")]),
        "COVERAGE_FILE": str(COVERAGE / f".coverage.{step.name}"),
        "STEPPINGUP_PYTHON": PYTHON,
        "STEPPINGUP_TEST_RUN": RUN,
        "STEPPINGUP_TODAY": TODAY,
    }


def run(step: Step, *, keep: bool = False) -> Done:
    """Run one step and give the verdict; its output goes straight to the terminal, or is kept."""
    if step.root and not (hasattr(os, "geteuid") and os.geteuid() == 0):
        return Done(NOT_RUN, 0.0, "NOT RUN: needs root, on Linux\n")
    out, error = (subprocess.PIPE, subprocess.STDOUT) if keep else (None, None)
    began, hangs = time.monotonic(), ""
    with subprocess.Popen(step.command, cwd=ROOT, env=environment(step), stdout=out, stderr=error) as started:
        try:
            printed, _ = started.communicate(timeout=60 * step.minutes)
        except subprocess.TimeoutExpired:
            printed = end(started)
            hangs = f"\nended: not done after {step.minutes:g} minutes\n"
    verdict = PASSED if started.returncode == 0 and not hangs else FAILED
    return Done(verdict, time.monotonic() - began, (printed or b"").decode("utf-8", "replace") + hangs)


def end(started: subprocess.Popen[bytes]) -> bytes:
    """End a command and all that it has started; returns what it has printed, nothing if that was not kept."""
    tree: list[psutil.Process] = []
    with contextlib.suppress(psutil.NoSuchProcess):
        tree = psutil.Process(started.pid).children(recursive=True)
    started.terminate()
    for one in tree:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.terminate()
    for one in psutil.wait_procs(tree, timeout=20)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    try:
        return started.communicate(timeout=20)[0] or b""
    except subprocess.TimeoutExpired as late:  # somebody who left the tree holds its output
        started.kill()
        return bytes(late.output or b"")


def all_of(steps: Sequence[Step]) -> Iterator[tuple[Step, Done]]:
    """Run steps, those of one word beside each other, and print what each of these has said when it ended."""
    for beside, some in groupby(steps, key=lambda step: step.beside or step.name):
        row = list(some)
        if len(row) == 1:
            print(f"\n=== {row[0].name}: {row[0].about}", flush=True)
            done = run(row[0])
            print(done.printed, end="", flush=True)
            yield row[0], done
            continue
        print(f"\n=== beside each other ({beside}): {', '.join(step.name for step in row)}", flush=True)
        with ThreadPoolExecutor(WORKERS) as pool:
            for step, done in zip(row, pool.map(lambda one: run(one, keep=True), row), strict=True):
                print(f"\n=== {step.name}: {step.about}", done.printed, sep="\n", end="", flush=True)
                yield step, done


def coverage() -> int:
    """Add up what every step has measured, tell it, and compare it with the two thresholds."""
    whole, found = f"--data-file={COVERAGE / '.coverage'}", COVERAGE.with_suffix(".json")
    for words in (
        ["combine", "--keep", "-q", whole, str(COVERAGE)],
        ["report", whole],
        ["json", whole, "-o", str(found)],
    ):
        subprocess.run([PYTHON, "-m", "coverage", *words], cwd=ROOT, check=True)
    totals = json.loads(found.read_text("utf-8"))["totals"]
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
    if "python" in {step.name for step in steps}:
        shutil.rmtree(COVERAGE, ignore_errors=True)  # what an earlier run has measured
    COVERAGE.mkdir(parents=True, exist_ok=True)
    system.ensure()
    began = time.monotonic()
    results = list(all_of(steps))
    print("\n=== summary")
    for step, done in results:
        why = " (needs root, on Linux)" if done.verdict == NOT_RUN else ""
        print(f"{done.verdict:7}  {done.seconds:6.1f} s  {step.name}: {step.about}{why}")
    print(f"all in all {(time.monotonic() - began) / 60:.1f} minutes")
    return closing([done.verdict for _, done in results])


def closing(verdicts: list[str]) -> int:
    """Print the closing line; what was not run is no pass, and the exit status says so."""
    passed, failed, left = (verdicts.count(verdict) for verdict in (PASSED, FAILED, NOT_RUN))
    print(f"steps: {passed} passed, {failed} failed" + (f", {left} skipped" if left else ""))
    return 1 if failed else 2 if left else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
