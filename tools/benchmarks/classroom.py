"""A session to measure grading with: an exercise of twenty items, and as many submissions as asked for."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.common.yamlfile import read_yaml
from steppingup.grading.assign import generate
from steppingup.grading.keys import Keys, read_keys
from steppingup.grading.solved import solved_file
from steppingup.record.code import new_code
from steppingup.record.session_file import ANSWERS_FILE, session_text
from steppingup.session.new import new_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.record import Attempt
    from steppingup.session.course import Session

BOOKS = Path(__file__).resolve().parents[2] / "tests" / "books"
EXERCISE = "bench"
ITEMS = 20
CALL = '```{{code-cell}} python\n:tags: [remove-input]\nactivity("{id}")\n```\n'
FRONT = (
    '---\nexercise:\n  title: Twenty items\n  minutes: 40\n  chapter: "1"\n  roles: [all]\n---\n\n# Twenty items\n\n'
)
STAMP = "2026-11-28 10:00:00.000000 UTC"

# The stock way: a kernel runs the notebook, whose cells call the same scorer.
STOCK = """\
from pathlib import Path

c = get_config()  # noqa: F821
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = {course_id!r}
c.Autograde.autograde_preprocessors = [
    "benchmarks.scored.FillTexts",
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "steppingup.grading.preprocessor.SaveNotes",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""


def make_session(folder: Path, count: int) -> Session:
    """Make a course, a session and submissions; the same count gives the same answers."""
    session = new_session(_course(folder / "course"), folder / "session")
    _call_the_scorer(session)
    keys = read_keys(session.keys(EXERCISE))
    for number, code in enumerate(_codes(count)):
        submit(session, keys, code, random.Random(number))  # noqa: S311 - answers, not secrets
    return session


def stock_twin(session: Session, folder: Path) -> Path:
    """Copy a session, with the configuration that runs every notebook."""
    shutil.copytree(session.root, folder)
    (folder / "nbgrader_config.py").write_text(STOCK.format(course_id=session.course_id), "utf-8")
    return folder


def submit(session: Session, keys: Keys, code: str, chance: random.Random) -> None:
    """Hand in some right answers, some wrong ones and some gaps."""
    folder = session.submission(code, EXERCISE)
    shutil.copytree(session.folder("release") / EXERCISE, folder)
    (folder / "timestamp.txt").write_text(STAMP, "utf-8")
    file = solved_file(keys, code)
    attempts = tuple(_guessed(attempt, chance) for attempt in file.attempts if chance.random() < 0.9)
    (folder / ANSWERS_FILE).write_text(session_text(replace(file, attempts=attempts)), "utf-8")


def _guessed(attempt: Attempt, chance: random.Random) -> Attempt:
    answer = attempt.answer
    if chance.random() < 0.6:
        return attempt
    if isinstance(answer, str):
        return replace(attempt, answer=f"{answer} {chance.random()}")
    if isinstance(answer, dict):
        targets = list(answer.values())
        chance.shuffle(targets)
        return replace(attempt, answer=dict(zip(answer, targets, strict=True)))
    if len(answer) > 1 and "." not in answer[0]:  # the road of a scenario stays as it is
        return replace(attempt, answer=chance.sample(answer, len(answer)))
    return attempt


def _codes(count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add(new_code(found))
    return sorted(found)


def _course(course: Path) -> Path:
    shutil.copytree(BOOKS / "broken" / "base", course)
    shutil.copytree(BOOKS / "graded" / "exercises", course / "exercises")
    harbour = course / "exercises" / "harbour"
    items = list(_twenty(read_yaml(harbour / "activities.yml", course).data))
    folder = harbour.rename(harbour.with_name(EXERCISE))
    (folder / "activities.yml").write_text(json.dumps(items, ensure_ascii=False, indent=1), "utf-8")
    (folder / "index.md").write_text(FRONT + "\n".join(CALL.format(id=item["id"]) for item in items), "utf-8")
    return course


def _twenty(items: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Take the items by turns, one text among them."""
    texts = [item for item in items if item["kind"] == "text"]
    others = [item for item in items if item["kind"] != "text"]
    for number in range(ITEMS):
        item = texts[0] if number == ITEMS - 1 else others[number % len(others)]
        slug = item["id"].rpartition("/")[2].rpartition("-")[0]
        yield item | {"id": f"exercises/{EXERCISE}/{slug}-{number + 1}"}


def _call_the_scorer(session: Session) -> None:
    """Let the cells call the scorer, so that the one notebook serves the way with a kernel and those without."""
    path = session.folder("source") / EXERCISE / f"{EXERCISE}.ipynb"
    text = path.read_text("utf-8")
    text = text.replace("from steppingup import exercise", "from benchmarks.scored import points")
    path.write_text(text.replace('"exercise(', '"points('), "utf-8")
    generate(session.root, EXERCISE)
