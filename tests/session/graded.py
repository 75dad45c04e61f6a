"""A session whose answers are graded: files as the grading leaves them, and a gradebook filled through its own API."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from steppingup.grading.keys import Item, write_keys
from steppingup.grading.score import score_file
from steppingup.record import Attempt
from steppingup.record.code import new_code
from steppingup.record.session_file import SessionFile, session_text
from steppingup.session.course import Session
from steppingup.session.roster import Learner, Roster, read_roster, write_roster
from tests.grading.sessions import EXERCISE, keys_in, session_in

ITEM = f"exercises/{EXERCISE}/"
TEXT = "Please send <script>alert('text')</script> a lamp."

# What ten people answer: the first six alike, then four others; some items are left out.
DESK = [["b"]] * 6 + [["a"], ["a"], ["c"], ["b"]]
SURE = [3, 3, 3, 2, 2, 1, 3, 3, 1, None]


def codes(number: int) -> list[str]:
    found: list[str] = []
    for _ in range(number):
        found.append(new_code(found))
    return found


def attempt(slug: str, answer: Any, n: int, version: int = 1, certainty: int | None = None) -> Attempt:
    return Attempt(
        replica="resultsresults", n=n, activity=f"{ITEM}{slug}", version=version, release="", phase=None, form=None,
        answer=answer, score=None, certainty=certainty, seconds=5, day="2026-11-28",
    )  # fmt: skip


def answers(session: Session, code: str, real: Mapping[str, Any], certainty: int | None = None) -> SessionFile:
    """A file of answers that are given in real ids, as the page writes them: in opaque ones."""
    items = {item.slug: item for item in keys_in(session).items}
    attempts = [
        attempt(slug, items[slug].newest.map.to_public(answer), n, items[slug].newest.model.version,
                certainty if slug == "desk-1" else None)
        for n, (slug, answer) in enumerate(real.items(), 1)
    ]  # fmt: skip
    return SessionFile(EXERCISE, code, "", "2026-11-28T10:02:11Z", tuple(attempts))


def person(number: int) -> dict[str, Any]:
    """What one of ten people answers."""
    late = number >= 6
    return {
        "desk-1": DESK[number],
        "papers-1": ["a", "b"] if late else ["a", "c"],
        "pairs-1": {"sleep": "shelter", "tooth": "library" if late else "clinic"},
        "steps-1": ["warm", "greet", "ask", "note"] if late else ["greet", "warm", "ask", "note"],
        "cards-1": {"lamp": "seen", "cousin": "told", "rope": "told" if late else "seen", "rumour": "told"},
        "scene-1": ["one", "two"] if late else ["one", "three"],
        "walk-1": ["gate.climb", "deck.shout", "cabin.tea"] if late else ["gate.bell", "deck.wait", "cabin.tea"],
        "story-1": ["consult"] if late else ["refer"],
        **({"letter-1": TEXT} if number < 7 else {}),
    }


def put(session: Session, code: str, data: bytes, step: str = "autograded") -> None:
    folder = session.submission(code, EXERCISE, step)
    folder.mkdir(parents=True)
    (folder / "answers.json").write_bytes(data)


def enter(session: Session, code: str, file: SessionFile | None, manual: float | None = None, late: int = 0) -> None:
    """Enter grades as the grading does: a plain score for each cell, texts waiting unless a trainer scored them."""
    stamp = dt.datetime(2026, 11, 28, 10, 2) + dt.timedelta(seconds=late)  # noqa: DTZ001 - nbgrader's are without zone
    with Gradebook(session.gradebook, session.course_id) as book:
        book.update_or_create_student(code)
        book.update_or_create_submission(EXERCISE, code, timestamp=stamp)
        for one in score_file(keys_in(session), file):
            grade = book.find_grade(one.item.slug, EXERCISE, EXERCISE, code)
            if one.item.manual:
                grade.auto_score, grade.manual_score = (None, manual) if one.text else (0, None)
                grade.needs_manual_grade = bool(one.text) and manual is None
            else:
                grade.auto_score, grade.needs_manual_grade = one.score, False
        book.db.commit()


def graded(folder: Path, people: int = 10, *, real: Sequence[Mapping[str, Any]] | None = None) -> Session:
    """A session in which some people are graded, one more is absent, and everybody is on the roster."""
    session = session_in(folder)
    known = codes(people + 1)
    write_roster(session.root, Roster(tuple(Learner(code, f"Person {n}") for n, code in enumerate(known))))
    for number, code in enumerate(known[:people]):
        answered = real[number] if real else person(number)
        file = answers(session, code, answered, SURE[number] if number < len(SURE) else None)
        put(session, code, session_text(file).encode())
        enter(session, code, file)
    return session


def edited(session: Session, old: str, new: str) -> None:
    """Change the words of the keys, as an author who writes hostile things would."""
    path = session.keys(EXERCISE)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def without_answers(session: Session, code: str) -> None:
    shutil.rmtree(session.submission(code, EXERCISE, "autograded"))


def codes_of(session: Session) -> list[str]:
    return read_roster(session.root).codes


def late(session: Session, code: str) -> None:
    """Move the day when answers were due to before they came."""
    with Gradebook(session.gradebook, session.course_id) as book:
        due = book.find_submission(EXERCISE, code).timestamp - dt.timedelta(hours=1)
        book.find_assignment(EXERCISE).duedate = due
        for one in book.assignment_submissions(EXERCISE):
            one.timestamp = due if one.student.id != code else one.timestamp
        book.db.commit()


def regrade(session: Session, code: str, points: Mapping[str, float]) -> None:
    """Give scores by hand, as formgrader does."""
    with Gradebook(session.gradebook, session.course_id) as book:
        for slug, score in points.items():
            grade = book.find_grade(slug, EXERCISE, EXERCISE, code)
            grade.manual_score, grade.needs_manual_grade = score, False
        book.db.commit()


def new_version(session: Session, slug: str, renamed: Mapping[str, str]) -> None:
    """Correct an item: a newer edition beside the old one, some options under new ids."""
    keys = keys_in(session)
    items = [corrected(item, renamed) if item.slug == slug else item for item in keys.items]
    write_keys(replace(keys, items=tuple(items)), session.keys(EXERCISE))


def corrected(item: Item, renamed: Mapping[str, str]) -> Item:
    edition = item.newest
    record = edition.model.model_dump(mode="json", exclude_none=True)
    record["version"] += 1
    for option in record.get("options", []):
        option["id"] = renamed.get(option["id"], option["id"])
    model = type(edition.model).model_validate(record)
    return replace(item, editions=(edition, replace(edition, model=model)))
