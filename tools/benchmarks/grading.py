"""Three ways to grade the same submissions: with kernels, stock without them, and a whole session in one process."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook

from benchmarks.classroom import EXERCISE, ITEMS, make_session, stock_twin
from benchmarks.scored import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from steppingup.session.course import Session

ROOT = Path(__file__).resolve().parents[2]
FEW, MANY = 60, 1000
SECONDS, MEGABYTES = 120, 500
OURS = """\
import resource, sys
from pathlib import Path
from steppingup.grading.run import grade
report = grade(Path(sys.argv[1]), sys.argv[2])
assert not report.failed, report.failed
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and processor seconds, its children (kernels) included, and what it printed."""

    wall: float
    cpu: float
    said: str


def measure_grading(folder: Path, tell: Callable[..., None], few: int = FEW, many: int = MANY) -> None:
    """Grade three ways in turn, on copies of the same files, then many at once; one JSON line for each figure."""
    shutil.rmtree(folder, ignore_errors=True)
    session = make_session(folder, few)
    ways = {
        "kernel": stock_twin(session, folder / "kernel"),
        "stock": shutil.copytree(session.root, folder / "stock"),
        "ours": shutil.copytree(session.root, folder / "ours"),
    }
    costs = {name: _graded(name, root, session) for name, root in ways.items()}
    books = {name: gradebook_rows(root) for name, root in ways.items()}
    for name, cost in costs.items():
        tell(
            "grading", way=name, submissions=few, items=ITEMS, wall_s=round(cost.wall, 1), cpu_s=round(cost.cpu, 1),
            times_less_cpu=round(costs["kernel"].cpu / cost.cpu, 1),
            times_less_wall=round(costs["kernel"].wall / cost.wall, 1), same_gradebook=books[name] == books["kernel"],
        )  # fmt: skip
    if many:
        _measure_many(folder / "many", tell, many)


def _measure_many(folder: Path, tell: Callable[..., None], many: int) -> None:
    session = make_session(folder, many)
    cost = _graded("ours", session.root, session)
    megabytes = int(cost.said.split()[-1]) / 1024
    kept = cost.wall <= SECONDS and megabytes <= MEGABYTES
    tell("grading many", submissions=many, wall_s=round(cost.wall, 1), cpu_s=round(cost.cpu, 1),
         largest_mb=round(megabytes), within_promise=kept)  # fmt: skip


def gradebook_rows(root: Path) -> list[str]:
    """Everything that a gradebook says of the submissions, in order."""
    found = []
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(EXERCISE):
            for notebook in submission.notebooks:
                head = (submission.student.id, submission.score, notebook.late_submission_penalty)
                scores = [
                    (one.name, one.auto_score, one.manual_score, one.needs_manual_grade, one.max_score)
                    for one in notebook.grades
                ]
                comments = [(one.name, one.auto_comment, one.manual_comment) for one in notebook.comments]
                found.append(repr((head, sorted(scores), sorted(comments))))
    return sorted(found)


def _graded(way: str, root: Path, session: Session) -> Cost:
    ours = [sys.executable, "-c", OURS, str(root), EXERCISE]
    stock = [str(Path(sys.executable).parent / "nbgrader"), "autograde", EXERCISE]
    return measured(ours if way == "ours" else stock, root, session.keys(EXERCISE))


def measured(command: list[str], cwd: Path, keys: Path) -> Cost:
    """Run a command and count what it and everything that it started took."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tools")])
    environment = {**os.environ, "PYTHONPATH": paths, KEYS: str(keys)}
    before, began = _cpu(), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return Cost(wall, _cpu() - before, done.stdout)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
