"""How a session stands at each moment of its day, and that nothing of a person is left when it is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from steppingup.common.errors import SessionError
from steppingup.grading.feedback import feedback
from steppingup.grading.run import grade
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import session_text
from steppingup.session.close import close, close_plan, is_closed
from steppingup.session.collect import collect, terms_of
from steppingup.session.handout import write_handouts
from steppingup.session.learners import import_people, write_slips
from steppingup.session.new import set_due
from steppingup.session.results import write_results
from steppingup.session.roster import read_roster
from steppingup.session.status import status_of
from tests.grading.sessions import EXERCISE, keys_in, session_in

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.session.course import Session

NAMES = "Name\nÅsa Öberg\nOlli Saari\nNora Lind\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_in(tmp_path)


def give_back(session: Session, code: str, saved: str = "2026-11-28T10:02:11Z") -> None:
    file = replace(solved_file(keys_in(session), code), saved=saved)
    (session.folder("inbox") / f"{code} {saved[:13]}.json").write_text(session_text(file), "utf-8")


def test_the_next_step_is_right_at_every_moment(session: Session) -> None:
    steps = [status_of(session).next]
    import_people(session, NAMES.encode())
    steps.append(status_of(session).next)
    write_handouts(session)
    steps.append(status_of(session).next)
    first, second, _ = read_roster(session.root).codes
    give_back(session, first)
    collect(session.folder("inbox"), terms_of(session))
    steps.append(status_of(session).next)
    grade(session.root, EXERCISE)
    steps.append(status_of(session).next)
    one = status_of(session).exercises[0]
    assert (one.returned, one.graded, one.to_read) == ((first,), (first,), (first,))
    assert second in one.absent
    give_back(session, first, "2026-11-28T11:00:00Z")
    collect(session.folder("inbox"), terms_of(session))
    steps.append(status_of(session).next)
    assert status_of(session).exercises[0].to_grade == (first,)
    assert steps == ["roster", "handout", "collect", "grade", "read", "grade"]


def test_answers_that_came_anew_are_graded_anew(session: Session) -> None:
    import_people(session, NAMES.encode())
    code = read_roster(session.root).codes[0]
    give_back(session, code, "2038-01-01T00:00:00Z")  # a clock that is years ahead
    collect(session.folder("inbox"), terms_of(session))
    assert grade(session.root, EXERCISE).graded[0].new
    give_back(session, code, "2026-01-01T00:00:00Z")
    collect(session.folder("inbox"), terms_of(session))
    assert grade(session.root, EXERCISE).graded[0].new


def test_late_answers_are_counted(session: Session) -> None:
    import_people(session, NAMES.encode())
    due = set_due(session, EXERCISE, dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC))
    first, second, _ = read_roster(session.root).codes
    give_back(due, first)
    give_back(due, second, "2026-11-28T09:00:00Z")
    report = collect(due.folder("inbox"), terms_of(due))
    assert [one.code for one in report.entered if one.late] == [first]
    assert status_of(due).exercises[0].late == (first,)


def test_closing_leaves_results_without_persons_and_what_is_not_ours(session: Session) -> None:
    import_people(session, NAMES.encode())
    write_slips(session)
    write_handouts(session)
    codes = read_roster(session.root).codes
    for code in codes:
        give_back(session, code)
    collect(session.folder("inbox"), terms_of(session))
    grade(session.root, EXERCISE)
    feedback(session.root, EXERCISE)
    write_results(session.root, EXERCISE, with_names=True)
    (session.root / "my notes.txt").write_text("coffee at ten", "utf-8")
    plan = close_plan(session)
    assert plan.unread == 3
    assert not plan.no_results
    assert [path.name for path in plan.others] == ["my notes.txt"]
    assert all(one.path.exists() for one in plan.going)
    close(plan)
    left = sorted(path.relative_to(session.root).as_posix() for path in session.root.rglob("*") if path.is_file())
    tables = [f"results/{EXERCISE}-{name}.csv" for name in ("about", "items", "options")]
    assert left == sorted(["my notes.txt", f"results/{EXERCISE}.html", "session.toml", *tables])
    for path in left:
        text = (session.root / path).read_bytes()
        for word in (*codes, "Öberg", "Saari", "Lind"):
            assert word.encode() not in text, path
    assert is_closed(session.root)


def test_closing_without_results_warns_and_a_second_try_finishes(session: Session) -> None:
    import_people(session, NAMES.encode())
    plan = close_plan(session)
    assert plan.no_results
    (session.root / "inbox").rename(session.root / "moved")
    (session.root / "inbox").symlink_to(session.root / "moved")
    (session.root / "moved" / "kept.txt").write_text("kept", "utf-8")
    close(plan)
    assert (session.root / "moved" / "kept.txt").exists()
    close(plan)
    assert not (session.root / "roster.csv").exists()


def test_what_cannot_be_deleted_is_named(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = close_plan(session)

    def held(*_: object, **__: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr("shutil.rmtree", held)
    with pytest.raises(SessionError, match="could not be deleted"):
        close(plan)
