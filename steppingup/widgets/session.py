"""What one kernel knows of a person's answers: the record in memory, its file, and the widgets that show it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

from steppingup.record import (
    Attempt,
    Record,
    RecordError,
    RecordStore,
    add,
    attempt_json,
    default_path,
    merge,
    new_replica,
    next_number,
)

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.record import Sheets


class Watcher(Protocol):
    """A widget: it has the id of its activity, and can be told of answers."""

    @property
    def activity_id(self) -> str:
        """The activity that it shows."""

    @property
    def listens(self) -> frozenset[str]:
        """The activities whose answers concern it: its own, and that of a twin."""

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:
        """Take over all attempts of the activity, and why they are not saved, if they are not."""


class Store(Protocol):
    """A file of attempts, as :class:`steppingup.record.RecordStore` is one."""

    @property
    def path(self) -> Path:
        """The file."""

    def load(self) -> Record:
        """Read it."""

    def save(self, record: Record) -> Record:
        """Unite a record with it, and return what it holds then."""


class Session:
    """The answers of one kernel.

    An answer is in memory first and on disk at once; where the disk refuses, it stays in memory and goes to the
    disk together with the next one.

    Args:
        store: the record file.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.replica = new_replica()
        self.record = Record()
        self.trouble: RecordError | None = None
        self.drafts: dict[str, Any] = {}
        self._unsaved = False
        self._watchers: WeakSet[Watcher] = WeakSet()

    def watch(self, watcher: Watcher) -> None:
        """Keep a widget in step, beginning with what other kernels have saved meanwhile."""
        self._watchers.add(watcher)
        try:
            if self._unsaved:
                self._save()
            else:
                self.record, self.trouble = merge(self.record, self.store.load()), None
        except RecordError as error:
            self.trouble = error
        self._tell(watcher.activity_id)

    def number(self) -> int:
        """Give the number of the next attempt."""
        return next_number(self.record)

    def keep(self, attempt: Attempt) -> None:
        """Keep an answer: in memory for certain, on disk if the disk allows; widgets are told which."""
        if any(known.place == attempt.place for known in self.record.attempts):
            return  # the browser sent it again
        self.record = add(self.record, attempt)
        self._unsaved = True
        try:
            self._save()
        except RecordError as error:
            self.trouble = error
        self._tell(attempt.activity)

    def keep_sheets(self, written: Sheets) -> None:
        """Keep what was written into worksheets: in memory for certain, on disk if the disk allows.

        Args:
            written: the new entries; they are united with those that are known.
        """
        self.record = replace(self.record, sheets=self.record.sheets.merge(written))
        self._unsaved = True
        try:
            self._save()
        except RecordError as error:
            self.trouble = error
        for sheet in written.ids:
            self._tell(sheet)

    def attempts(self, activity: str) -> list[dict[str, Any]]:
        """List the attempts at an activity, oldest first, as plain JSON values."""
        return [attempt_json(attempt) for attempt in self.record.attempts if attempt.activity == activity]

    def _save(self) -> None:
        self.record = self.store.save(self.record)
        self._unsaved, self.trouble = False, None

    def _tell(self, activity: str) -> None:
        for watcher in list(self._watchers):
            if activity in watcher.listens:
                watcher.hear(self.attempts(watcher.activity_id), self.trouble)


def current_session() -> Session:
    """Give the session of this kernel for the record file that holds now."""
    return _session(default_path())


@cache
def _session(path: Path) -> Session:
    return Session(RecordStore(path))
