"""The file of answers beside the notebook of an exercise, seen as a record, so that a kernel's session can keep it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import steppingup
from steppingup.record import Attempt, Record, RecordError
from steppingup.record.session_file import SessionFile, read_session_file, write_session_file
from steppingup.widgets.session import Session

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class AnswersStore:
    """A file of answers.

    Args:
        path: the file.
        exercise: the id of the exercise; a file of another one is never touched.
        drafts: what was written and not saved, by the id of the item; it goes to the disk with the rest.
    """

    path: Path
    exercise: str
    drafts: dict[str, Attempt] = field(default_factory=dict)

    def load(self) -> Record:
        """Read the file; one that does not exist yet is an empty record.

        Raises:
            RecordError: it is not a readable file of answers to this exercise.
        """
        try:
            file = read_session_file(self.path)
        except FileNotFoundError:
            return Record()
        if file.exercise != self.exercise:
            raise RecordError("foreign", f"{self.path} holds the answers to another exercise. Move it away.")
        self.drafts = {draft.activity: draft for draft in file.drafts} | self.drafts
        return Record(file.attempts)

    def save(self, record: Record) -> Record:
        """Unite a record with the file; when this returns, it is on the disk.

        Raises:
            RecordError: nothing was saved, with the reason; the file is as it was.
        """
        drafts = tuple(self.drafts.values())
        known = SessionFile(self.exercise, "", steppingup.__version__, "", record.attempts, (), drafts)
        return Record(write_session_file(self.path, known).attempts)


class AnswersSession(Session):
    """The answers of one kernel to one exercise.

    Args:
        store: the file beside the notebook.
    """

    def __init__(self, store: AnswersStore) -> None:
        super().__init__(store)
        self._answers = store

    def draft(self, id_: str) -> dict[str, Any]:
        """Return what is under way for an item, as the script left it, here or in a kernel before."""
        if id_ in self.drafts:
            return dict(self.drafts[id_] or {})
        kept = self._answers.drafts.get(id_)
        return {"version": kept.version, "answer": kept.answer, "sure": kept.certainty} if kept and kept.answer else {}

    def keep_draft(self, draft: Attempt) -> None:
        """Put a text that is under way on the disk; where the disk refuses, the next answer says so."""
        known = self._answers.drafts.get(draft.activity)
        if (known.answer if known else "") == draft.answer:
            return
        self._answers.drafts[draft.activity] = draft
        self._unsaved = True
        try:
            self._save()
        except RecordError as error:
            self.trouble = error
