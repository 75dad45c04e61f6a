"""What learners get: one zip file per exercise, which opens as a page from disk or as a notebook.

Who uses it: the trainer, who mails the zip file or puts it on the learning platform. What learners do first: read the
one text file, open the page, type their code. What can go wrong: the page is opened inside the zip file (it still
works, as everything is in the one page), somebody has JupyterLab and wants the notebook (it lies beside), the same
handout is made twice (the same bytes, so a platform sees no new version). Nothing in it holds a key: it is made from
the release, the public form and the prose.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from steppingup.book.exercise_html import standalone_page
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import PUBLIC_FILE, load_exercises
from steppingup.common.errors import SessionError
from steppingup.common.language import Words, load_words
from steppingup.documents.zip_file import zip_of
from steppingup.session.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from steppingup.common.facts import Facts
    from steppingup.session.course import Session

PAGE = "index.html"
FEEDBACK = "feedback by code.zip"
README = "READ ME FIRST.txt"
_LINES = ("handout.open", "handout.code", "handout.answer", "handout.send")


def write_handouts(session: Session, tell: Callable[[str], object] = str) -> list[Path]:
    """Write the zip file of every exercise of a session into its folder ``handout``.

    Args:
        session: the session; its exercises must be released, as they are once it is made.
        tell: is told the title of each exercise.

    Raises:
        SessionError: an exercise is not released, or the course has changed since the session was made.
        ContentError: the course cannot be read.
    """
    catalogue = load_catalogue(session.course, session.language)
    known, words = load_exercises(catalogue), load_words(session.course, session.language)
    made = []
    for id_, assigned in session.exercises.items():
        tell(assigned.title)
        if id_ not in known:
            raise SessionError(f"The course no longer has the exercise '{id_}'. Make a new session.")
        made.append(_write(session, id_, known[id_].source, words, catalogue.facts))
    return made


def _write(session: Session, id_: str, prose: str, words: Words, facts: Facts) -> Path:
    released = session.folder("release") / id_
    public = _public(released, id_)
    try:
        page = standalone_page(public, words, prose, facts=facts)
    except KeyError as error:
        raise SessionError(f"'{id_}' has changed since this session was made. Make a new session.") from error
    files = {
        README: readme(session.assigned(id_).title, words).encode("utf-8-sig"),
        PAGE: page.encode(),
        f"{id_}.ipynb": (released / f"{id_}.ipynb").read_bytes(),
        PUBLIC_FILE: (released / PUBLIC_FILE).read_bytes(),
    }
    path = session.folder("handout") / f"stepping-up-{id_}.zip"
    write_whole(path, zip_of({f"stepping-up-{id_}/{name}": data for name, data in files.items()}), 0o644)
    return path


def write_packed(session: Session) -> Path:
    """Write all pages of feedback into one zip file, a folder per code, for a trainer who gives them back one by one.

    Raises:
        SessionError: it cannot be written.
    """
    folder = session.folder("feedback")
    pages = sorted(page for id_ in session.exercises for page in folder.glob(f"*/{id_}/{id_}.html"))
    files = {f"{page.parent.parent.name}/{page.name}": page.read_bytes() for page in pages}
    write_whole(folder / FEEDBACK, zip_of(files))
    return folder / FEEDBACK


def readme(title: str, words: Words) -> str:
    """Write what a learner reads first, with the line ends that every editor shows."""
    say = words.get
    steps = [f"{number}. {say(line)}" for number, line in enumerate(_LINES, 1)]
    parts = [title, *steps, say("handout.notebook"), say("handout.privacy"), say("handout.danger")]
    return "\r\n\r\n".join(parts) + "\r\n"


def _public(released: Path, id_: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((released / PUBLIC_FILE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        sentence = f"'{id_}' is not ready to be handed out ({PUBLIC_FILE} is missing or damaged). Make a new session."
        raise SessionError(sentence) from error
    return found
