"""`activity("id")`: one activity, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from steppingup.activities import Vignette, Worksheet
from steppingup.catalogue import Entry, load_entry
from steppingup.common.course import find_course
from steppingup.common.day import day_of_build
from steppingup.common.language import SOURCE_LANGUAGE
from steppingup.widgets.frame import AnswerWidget
from steppingup.widgets.session import Session, current_session
from steppingup.widgets.static import EXPORT, WidgetError, static_text
from steppingup.widgets.worksheet import WorksheetWidget

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.activities.plain import Block
    from steppingup.record import RecordError


def activity(
    id_: str, *, course: Path | str | None = None, language: str = SOURCE_LANGUAGE
) -> ActivityWidget | WorksheetWidget:
    """Show an activity of the course in a notebook.

    Args:
        id_: its id, such as "definition/consent-1".
        course: the course folder; found as `steppingup.common.course` tells if it is not given.
        language: the language of its texts.

    Raises:
        ContentError: there is none of this id, or its file is broken: file, line and what to do.
        CourseNotFoundError: no course folder could be found.
        WidgetError: its key is kept, and must not come into a notebook.
    """
    folder = find_course(course)
    entry = load_entry(folder, id_, language)
    if entry.set == "needs":
        raise WidgetError(f"'{id_}' belongs to the training-needs self-check: open its page in the book.")
    if entry.set == "graded":
        raise WidgetError(f"'{id_}' belongs to an exercise: open the exercise that your trainer handed out.")
    entry.facts.mark_late(day_of_build(), entry.words)
    if isinstance(entry.model, Worksheet):
        return WorksheetWidget(entry, current_session(), folder)
    return ActivityWidget(entry, current_session())


class ActivityWidget(AnswerWidget):
    """An activity as a widget: `spec` and `words` go to the script, `attempt` comes back, `attempts` answer it.

    `beside` holds the answers to the twin of a second version, if it is one.

    Args:
        entry: the activity, from the catalogue.
        session: where its answers are kept.
    """

    beside: Any = traitlets.List().tag(sync=True)

    def __init__(self, entry: Entry, session: Session) -> None:
        self._entry = entry
        super().__init__(
            session,
            entry.words,
            static_text("stepping-up.js") + EXPORT,
            "widget.css",
            spec=entry.spec(),
            words=entry.words.group("activity"),
            draft=session.drafts.get(entry.id, {}),
        )
        self._listen()
        session.watch(self)

    @property
    def listens(self) -> frozenset[str]:
        """The activities whose answers it shows."""
        return frozenset({self.activity_id, self._twin} - {""})

    @property
    def _twin(self) -> str:
        model = self._entry.model
        return model.twin.of if isinstance(model, Vignette) and model.twin else ""

    @property
    def score(self) -> float | None:
        """The score of the last answer, from 0 to 1, or None."""
        return self.attempts[-1]["score"] if self.attempts else None

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:
        """Take over what the session knows of this activity and its twin, and say why it is not saved, if it is not."""
        self.beside = self._session.attempts(self._twin) if self._twin else []
        super().hear(attempts, trouble)

    def blocks(self) -> list[Block]:
        """Give the activity as it stands where no script runs."""
        return self._entry.plain()

    def _worth(self, answer: Any) -> float | None:
        model = self._entry.model
        if model.scored:
            return model.score(answer)
        model.responses(answer)  # refuses what is no answer
        return None
