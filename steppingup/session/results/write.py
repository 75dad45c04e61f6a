"""Put the results of an exercise into `results/`: for the trainer alone, written whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError, SettingsError
from steppingup.common.language import Words, load_words
from steppingup.documents.csv_file import csv_bytes
from steppingup.session.course import open_session
from steppingup.session.files import write_whole
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.session.course import Session
    from steppingup.session.results.gather import Gathered

FOLDER = "results"


@dataclass(frozen=True)
class ResultsReport:
    """What was written, the page first, and what the trainer should know of it, one sentence each."""

    paths: tuple[Path, ...]
    sentences: tuple[str, ...]


def write_results(course_dir: Path, exercise: str, *, with_names: bool = False) -> ResultsReport:
    """Write the results of one exercise of a session: a page for the room, a workbook, and CSV files.

    Args:
        course_dir: the directory of the session.
        exercise: the id of the exercise.
        with_names: put the names of the roster beside the codes in the tables; never on the page.

    Raises:
        SessionError: nothing is graded yet, the keys are missing, or a file cannot be written.
    """
    # nbgrader, pandas and openpyxl take three seconds to import, and no other command needs all three
    from steppingup.documents.xlsx import workbook_bytes  # noqa: PLC0415
    from steppingup.grading.keys import read_keys  # noqa: PLC0415
    from steppingup.session.results.gather import gather  # noqa: PLC0415
    from steppingup.session.results.room import room_page  # noqa: PLC0415
    from steppingup.session.results.sheets import tables  # noqa: PLC0415
    from steppingup.statistics import item_statistics  # noqa: PLC0415

    session = open_session(course_dir)
    session.assigned(exercise)
    words = _words(session)
    roster = read_roster(session.root)
    gathered = gather(session, read_keys(session.keys(exercise)), roster.codes, words)
    if not any(learner.points is not None for learner in gathered.learners):
        raise SessionError(words.get("results.nothing", exercise=gathered.keys.title))
    found = item_statistics([question.asked for question in gathered.questions], gathered.rows)
    names = {learner.code: learner.name for learner in roster} if with_names else None
    made = tables(gathered, found, words, names=names, day=dt.datetime.now(dt.UTC).date().isoformat())
    title = words.get("results.title", exercise=gathered.keys.title)
    files = {
        f"{exercise}.html": room_page(gathered, found, words).encode(),
        f"{exercise}.xlsx": workbook_bytes(title, list(made.values()), words.get("site.name")),
        **{f"{exercise}-{name}.csv": csv_bytes(table) for name, table in made.items()},
    }
    return ResultsReport(_written(session, files), tuple(_sentences(gathered, words)))


def _words(session: Session) -> Words:
    """Load the language of the session; where the course was moved away since, English does."""
    try:
        return load_words(session.course, session.language)
    except SettingsError:
        return Words()


def _written(session: Session, files: dict[str, bytes]) -> tuple[Path, ...]:
    folder = session.folder(FOLDER)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)  # the page holds the key, the tables hold codes or names
    for name, data in files.items():
        write_whole(folder / name, data)
    return tuple(folder / name for name in files)


def _sentences(gathered: Gathered, words: Words) -> Iterator[str]:
    handed = len(gathered.learners) - gathered.count("absent")
    yield words.get("results.said-handed", exercise=gathered.keys.title, n=handed, absent=gathered.count("absent"))
    unread = sum(row.score is None for row in gathered.rows)
    numbers = {
        "results.said-waiting": unread,
        "results.said-ungraded": gathered.count("ungraded"),
        "results.said-refused": gathered.refused,
        "results.said-older": gathered.older,
    }
    yield from (words.get(key, n=n) for key, n in numbers.items() if n)
    yield words.get("results.yours")
