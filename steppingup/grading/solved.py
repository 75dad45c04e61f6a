"""The proof that an exercise can be graded: answered by its own keys, it earns every point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.common.errors import SessionError
from steppingup.grading.score import score_file
from steppingup.record import Attempt
from steppingup.record.session_file import SessionFile, read_session_bytes, session_text

if TYPE_CHECKING:
    from steppingup.grading.keys import Item, Keys

DAY = "2026-01-01"


def solved_file(keys: Keys, code: str = "") -> SessionFile:
    """Make the file of somebody who answers everything right; it is key material, so never hand it out."""
    attempts = [_attempt(number, item) for number, item in enumerate(keys.items, 1)]
    return SessionFile(keys.exercise, code, keys.release, f"{DAY}T00:00:00Z", tuple(attempts))


def check_solved(keys: Keys) -> None:
    """Grade the solved file, written and read as a learner's file is.

    Raises:
        SessionError: an item does not get all its points, or a text does not arrive whole.
    """
    file = read_session_bytes(session_text(solved_file(keys)).encode())
    for scored in score_file(keys, file):
        item = scored.item
        good = bool(scored.text) if item.manual else scored.score == item.points
        if scored.status != "answered" or not good:
            what = scored.sentence or f"its own key earns {scored.score} of {item.points}"
            raise SessionError(f"The item '{item.id}' cannot be graded: {what}.")


def _attempt(number: int, item: Item) -> Attempt:
    edition = item.newest
    return Attempt(
        replica="solvedsolved", n=number, activity=item.id, version=edition.model.version, release="", phase=None,
        form=None, answer=_answer(item), score=None, certainty=None, seconds=0, day=DAY,
    )  # fmt: skip


def _answer(item: Item) -> Any:
    return item.newest.map.to_public(item.newest.model.key())
