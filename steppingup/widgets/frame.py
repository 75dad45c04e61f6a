"""What every widget of the course is made of: its script, its words, a notice, and what stands there without a kernel.

:class:`CourseWidget` is shown and told; :class:`AnswerWidget` is also answered.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
import traitlets

import steppingup
from steppingup.common.errors import AnswerError
from steppingup.documents.plain import plain_html, plain_text
from steppingup.record import RecordError, attempt_from
from steppingup.widgets.static import static_text

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from steppingup.activities.plain import Block
    from steppingup.common.language import Words
    from steppingup.widgets.session import Session


class CourseWidget(anywidget.AnyWidget):
    """A widget of the course: `spec` and `words` go to the script, `notice` says what went wrong.

    Args:
        session: where what people do is kept.
        say: the words of Python's own sentences.
        script: the front end, ready to run.
        style: the file with its style sheet.
        traits: the first values of its traits.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec: Any = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session, say: Words, script: str, style: str, **traits: Any) -> None:
        self._session = session
        self._say = say
        super().__init__(_esm=script, _css=static_text(style), **traits)

    @property
    def activity_id(self) -> str:
        """The id of what it shows."""
        return str(self.spec["id"])

    @property
    def listens(self) -> frozenset[str]:
        """The activities whose answers it shows: its own, if it says no more."""
        return frozenset({self.activity_id})

    def blocks(self) -> list[Block]:
        """Give what stands in its place where no script runs."""
        raise NotImplementedError

    def _where(self) -> str:
        """Name the file of the answers in a sentence."""
        return str(self._session.store.path)

    def _warn(self, trouble: RecordError | None) -> None:
        """Say why what people do is not saved, if it is not."""
        say = self._say.get
        reason = say(f"live.{trouble.kind}", path=self._where(), detail=trouble.detail) if trouble else ""
        self.notice = say("live.unsaved", reason=reason) if trouble else ""

    def _refuse(self) -> None:
        """Say that what the script sent was no answer."""
        self.notice = self._say.get("live.refused")

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle: Any = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        blocks = self.blocks()
        shown = {"text/html": plain_html(blocks, self._say), "text/plain": plain_text(blocks)}
        return {**(data or {}), **shown}, dict(metadata or {})


class AnswerWidget(CourseWidget):
    """A widget that is answered: `attempt` comes back from the script, `attempts` answer it; `draft` is under way."""

    attempts: Any = traitlets.List().tag(sync=True)
    attempt = traitlets.Dict().tag(sync=True)
    draft = traitlets.Any().tag(sync=True)
    texts: ClassVar[bool] = False  # whether an answer may be a text of the learner's own

    @property
    def answer(self) -> Any:
        """The last answer, or None."""
        return self.attempts[-1]["answer"] if self.attempts else None

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:
        """Take over what the session knows of this activity, and say why it is not saved, if it is not."""
        self.attempts = attempts
        self._warn(trouble)

    def _listen(self) -> None:
        """Begin to take what the script sends."""
        self.observe(self._take, "attempt")
        self.observe(self._remember, "draft")

    def _worth(self, answer: Any) -> float | None:
        """Score an answer from 0 to 1, or None where nobody judges.

        Raises:
            AnswerError: it is no answer to this activity.
        """
        raise NotImplementedError

    def _take(self, change: Bunch) -> None:
        if not change["new"]:
            return
        try:
            attempt = attempt_from(self._signed(change["new"]), texts=self.texts)
        except (AnswerError, RecordError):
            self._refuse()
            return
        self._session.keep(attempt)

    def _signed(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Complete what the script sent: Python says what was asked and what the answer is worth."""
        ours = {
            "activity": self.activity_id,
            "version": self.spec["version"],
            "release": steppingup.__version__,
            "phase": None,
            "form": None,
            "score": self._worth(sent.get("answer")),
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
        """Keep what is under way for the next time the widget is shown."""
        self._session.drafts[self.activity_id] = change["new"]
