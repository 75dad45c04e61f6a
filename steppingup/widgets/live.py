"""`activity("id")`: one activity, live."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

import steppingup
from steppingup.activities import Vignette, Worksheet
from steppingup.catalogue import Entry, load_entry
from steppingup.common.course import find_course
from steppingup.common.day import day_of_build
from steppingup.common.errors import AnswerError
from steppingup.common.language import SOURCE_LANGUAGE
from steppingup.documents.plain import plain_html, plain_text
from steppingup.record import RecordError, attempt_from
from steppingup.widgets.session import Session, current_session
from steppingup.widgets.static import EXPORT, WidgetError, static_text
from steppingup.widgets.worksheet import WorksheetWidget

if TYPE_CHECKING:
    from pathlib import Path

    from traitlets.utils.bunch import Bunch


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
        WidgetError: the activity is graded, and its key must not come into a notebook.
    """
    entry = load_entry(find_course(course), id_, language)
    if entry.set == "graded":
        raise WidgetError(f"'{id_}' belongs to an exercise: open the exercise that your trainer handed out.")
    entry.facts.mark_late(day_of_build(), entry.words)
    made = WorksheetWidget if isinstance(entry.model, Worksheet) else ActivityWidget
    return made(entry, current_session())


class ActivityWidget(anywidget.AnyWidget):
    """An activity as a widget: `spec` and `words` go to the script, `attempt` comes back, `attempts` answer it.

    `beside` holds the answers to the twin of a second version, if it is one.

    Args:
        entry: the activity, from the catalogue.
        session: where its answers are kept.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    attempts: Any = traitlets.List().tag(sync=True)
    beside: Any = traitlets.List().tag(sync=True)
    attempt = traitlets.Dict().tag(sync=True)
    draft = traitlets.Any().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, entry: Entry, session: Session) -> None:
        self._entry = entry
        self._session = session
        super().__init__(
            _esm=static_text("stepping-up.js") + EXPORT,
            _css=static_text("widget.css"),
            spec=entry.spec(),
            words=entry.words.group("activity"),
            draft=session.drafts.get(entry.id, {}),
        )
        self.observe(self._take, "attempt")
        self.observe(self._remember, "draft")
        session.watch(self)

    @property
    def activity_id(self) -> str:
        """The id of the activity."""
        return self._entry.id

    @property
    def listens(self) -> frozenset[str]:
        """The activities whose answers it shows."""
        return frozenset({self.activity_id, self._twin} - {""})

    @property
    def _twin(self) -> str:
        model = self._entry.model
        return model.twin.of if isinstance(model, Vignette) and model.twin else ""

    @property
    def answer(self) -> Any:
        """The last answer, or None."""
        return self.attempts[-1]["answer"] if self.attempts else None

    @property
    def score(self) -> float | None:
        """The score of the last answer, from 0 to 1, or None."""
        return self.attempts[-1]["score"] if self.attempts else None

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:
        """Take over what the session knows of this activity, and say why it is not saved, if it is not."""
        self.attempts = attempts
        self.beside = self._session.attempts(self._twin) if self._twin else []
        self.notice = self._unsaved(trouble) if trouble else ""

    def _unsaved(self, trouble: RecordError) -> str:
        say, path = self._entry.words.get, self._session.store.path
        return say("live.unsaved", reason=say(f"live.{trouble.kind}", path=path, detail=trouble.detail))

    def _take(self, change: Bunch) -> None:
        if not change["new"]:
            return
        try:
            attempt = attempt_from(self._signed(change["new"]))
        except (AnswerError, RecordError):
            self.notice = self._entry.words.get("live.refused")
            return
        self._session.keep(attempt)

    def _signed(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Complete what the script sent: the model says what was asked and what the answer is worth."""
        model = self._entry.model
        ours = {
            "activity": model.id,
            "version": model.version,
            "release": steppingup.__version__,
            "phase": None,
            "form": None,
            "score": model.score(sent.get("answer")),
        }
        defaults = {
            "replica": self._session.replica,
            "n": self._session.number(),
            "certainty": None,
            "seconds": 0,
            "day": dt.date.today().isoformat(),  # noqa: DTZ011 - the learner's own calendar day
        }
        return {**defaults, **sent, **ours}

    def _remember(self, change: Bunch) -> None:
        self._session.drafts[self.activity_id] = change["new"]

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = _two(super()._repr_mimebundle_(**kwargs))
        blocks = self._entry.plain()
        data["text/html"] = plain_html(blocks, self._entry.words)
        data["text/plain"] = plain_text(blocks)
        return data, metadata


def _two(bundle: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return dict(data or {}), dict(metadata or {})
