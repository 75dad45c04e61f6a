"""A new session: a directory in which every command of nbgrader works, with the sources and keys of its exercises."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.common.errors import SessionError
from steppingup.common.language import SOURCE_LANGUAGE
from steppingup.session.course import CONFIG, FILE, FOLDERS, Assigned, Session, config_text, save_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from steppingup.catalogue.exercises import Exercise


def new_session(  # noqa: PLR0913 - each is one decision of the trainer
    course: Path,
    root: Path,
    *,
    name: str = "",
    exercises: Iterable[str] = (),
    language: str = SOURCE_LANGUAGE,
    course_id: str = "",
    exchange: Path | None = None,
    due: Mapping[str, dt.datetime] | None = None,
    database: str = "",
    tell: Callable[[str], object] = str,
) -> Session:
    """Make a session.

    Args:
        course: the folder of the course.
        root: the directory to make; it may exist if it is empty.
        name: what the trainer calls it; else the name of the directory.
        exercises: which ones, by id; none means all.
        language: of the exercises.
        course_id: how nbgrader's exchange calls it; else made from the name of the directory.
        exchange: the folder of the exchange on a hub; else one inside of the session.
        due: when exercises are due (UTC), by id.
        database: the address of the gradebook on a PostgreSQL server; else it is a file of the session.
        tell: is told each step.

    Raises:
        SessionError: the directory is in use, an exercise is unknown, the database cannot be used, or nbgrader refuses
            something.
        ContentError: the exercises of the course are not sound.
    """
    from steppingup.grading.source import write_source  # noqa: PLC0415 - nbgrader takes two seconds to import

    database = _checked(database)
    chosen = _chosen(course, list(exercises), language)
    root = _empty(root)
    for folder in FOLDERS:
        (root / folder).mkdir()
    (root / "keys").mkdir(mode=0o700)
    id_ = course_id or _slug(root.name)
    times = dict(due or {})
    listed = {one.id: Assigned(one.title, one.points, one.minutes, times.get(one.id)) for one in chosen}
    session = Session(root, name or root.name, course.resolve(), id_, __version__, language, _today(), listed, database)
    _write_config(session, exchange)
    for exercise in chosen:
        tell(exercise.title)
        write_source(session.root, exercise)
    save_session(session)
    register(session, list(session.exercises))
    return session


def register(session: Session, exercises: Iterable[str]) -> None:
    """Let nbgrader know exercises: what ``nbgrader generate_assignment`` does, which also makes the release.

    Raises:
        SessionError: nbgrader refuses.
    """
    from steppingup.grading.assign import generate  # noqa: PLC0415 - nbgrader takes two seconds to import

    for exercise in exercises:
        generate(session.root, exercise, due=session.assigned(exercise).due)


def set_due(session: Session, exercise: str, due: dt.datetime | None) -> Session:
    """Set when an exercise is due (UTC), in session.toml and in the gradebook.

    Raises:
        SessionError: the session has no such exercise.
    """
    changed = replace(session.assigned(exercise), due=due)
    session = replace(session, exercises={**session.exercises, exercise: changed})
    save_session(session)
    register(session, [exercise])
    return session


def _chosen(course: Path, wanted: list[str], language: str) -> list[Exercise]:
    known = load_exercises(load_catalogue(course, language))
    if not known:
        raise SessionError(f"The course in {course} has no exercises; look at 'exercises' in its settings.toml.")
    for id_ in wanted:
        if id_ not in known:
            raise SessionError(f"The course has no exercise '{id_[:60]}'; it has: {', '.join(known)}.")
    return [known[id_] for id_ in wanted or known]


def _checked(database: str) -> str:
    if not database:
        return ""
    from steppingup.grading.database import check_database  # noqa: PLC0415 - most sessions need none

    return check_database(database)


def _empty(root: Path) -> Path:
    root = root.expanduser()
    if (root / FILE).exists():
        raise SessionError(f"{root} is a training session already; give the new one another directory.")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise SessionError(f"{root} is not empty; give the session a directory of its own.")
    try:
        if not root.exists():  # a folder that is there keeps its mode: two trainers may share it
            root.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise SessionError(f"{root} cannot be made ({error.strerror}); choose another place.") from error
    return root.resolve()


def _write_config(session: Session, exchange: Path | None) -> None:
    from steppingup.grading.notebook import CODE_STUB, TEXT_STUB  # noqa: PLC0415 - as in new_session

    text = config_text(session.course_id, CODE_STUB, TEXT_STUB, exchange, session.database)
    path = session.root / CONFIG
    path.touch(0o600)
    path.write_text(text, "utf-8")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "session"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
