"""From a list to learners that nbgrader knows: the roster in its file, and codes without names in the gradebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.common.language import load_words
from steppingup.session.files import write_whole
from steppingup.session.roster import FILE as ROSTER
from steppingup.session.roster import Import, add_anonymous, import_list, read_roster, write_roster
from steppingup.session.slips import FILE as SLIPS
from steppingup.session.slips import slips_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nbgrader.api import Gradebook

    from steppingup.session.course import Session


def import_people(session: Session, data: bytes) -> Import:
    """Take a list into the roster of a session; who is on it already keeps the code.

    Raises:
        SessionError: the list cannot be read; nothing has changed.
    """
    return _kept(session, import_list(read_roster(session.root), data))


def make_codes(session: Session, count: int) -> Import:
    """Make sure that a session has so many codes without names.

    Raises:
        SessionError: the number makes no sense.
    """
    return _kept(session, add_anonymous(read_roster(session.root), count))


def start_over(session: Session) -> None:
    """Forget all learners, for a list that was the wrong one; their slips are void then.

    Raises:
        SessionError: answers have come already, and they need their codes.
    """
    if any(session.folder("submitted").glob("[!.]*/*")):
        raise SessionError("Answers have come already, so the codes stay. Import the right list: new people are added.")
    codes = read_roster(session.root).codes
    for name in (ROSTER, SLIPS):
        (session.root / name).unlink(missing_ok=True)
    with _gradebook(session) as gradebook:
        known = {student.id for student in gradebook.students}
        for code in known.intersection(codes):
            gradebook.remove_student(code)


def enter_codes(session: Session, codes: Iterable[str]) -> None:
    """Let the gradebook know learners by their codes; it never learns a name."""
    with _gradebook(session) as gradebook:
        known = {student.id for student in gradebook.students}
        for code in codes:
            if code not in known:
                gradebook.add_student(code)


def write_slips(session: Session, *, names: bool = True) -> Path:
    """Write the page of slips; it is the trainer's alone, as it ties names to codes.

    Args:
        session: the session.
        names: whether each slip says whose it is.
    """
    words = load_words(session.course, session.language)
    titles = [one.title for one in session.exercises.values()]
    page = slips_page(read_roster(session.root), titles, words, names=names)
    path = session.root / SLIPS
    write_whole(path, page.encode())
    return path


def _gradebook(session: Session) -> Gradebook:
    from nbgrader.api import Gradebook  # noqa: PLC0415 - nbgrader takes two seconds to import

    from steppingup.grading.settings import course_directory, load_config  # noqa: PLC0415 - as above

    place = course_directory(session.root, load_config(session.root), "*")
    return Gradebook(place.db_url, place.course_id)


def _kept(session: Session, done: Import) -> Import:
    write_roster(session.root, done.roster)
    enter_codes(session, done.roster.codes)
    return done
