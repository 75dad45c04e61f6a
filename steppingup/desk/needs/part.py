"""What each part of the room of training needs has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.desk.panel import Part
from steppingup.desk.parts import link

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.desk.needs.app import NeedsDesk
    from steppingup.evaluation.folder import EvaluationFolder


class NeedsPart(Part):
    """A part of the work on an evaluation.

    Args:
        room: the whole.
    """

    def __init__(self, room: NeedsDesk) -> None:
        self.room = room
        super().__init__(room.say)

    @property
    def folder(self) -> EvaluationFolder:
        """The evaluation that is open.

        Raises:
            EvaluationError: none is.
        """
        if self.room.folder is None:
            raise EvaluationError(self.say("needsdesk.next.new"))
        return self.room.folder

    def refresh(self) -> None:
        """Show how the evaluation stands now."""

    def clear(self) -> None:
        """Forget what was said of another evaluation."""
        self.told.clear()

    def save(self, path: Path, key: str, **values: str) -> str:
        """Write a link that saves a file."""
        return link(path, self.room.home, self.say(key, file=path.name, **values), save=True)
