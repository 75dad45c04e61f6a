"""`exercise("id")`: one graded item, live, in the notebook that was handed out.

All that it needs lies beside the notebook: `activities.public.json`, which holds no key. Answers go to `answers.json`
there, as soon as they are saved, and nobody judges them here. No course folder is needed.
"""

from __future__ import annotations

import difflib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.activities.public_plain import public_blocks
from steppingup.catalogue.exercises import COURSE, FORMAT, PUBLIC_FILE, VERSION
from steppingup.common.language import Words
from steppingup.record import RecordError, attempt_from
from steppingup.record.read import parse_bytes, plain_bytes
from steppingup.record.session_file import ANSWERS_FILE
from steppingup.widgets.answers import AnswersSession, AnswersStore
from steppingup.widgets.frame import AnswerWidget
from steppingup.widgets.static import WidgetError, static_text

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from steppingup.activities.plain import Block

# A notebook may show practice as well: each script has a name of its own.
EXPORT = "\nexport default globalThis.SteppingUpExercise.widget;\n"
MAX_PUBLIC_BYTES = 4 * 1024 * 1024


def exercise(id_: str) -> ExerciseWidget:
    """Show an item of the exercise whose notebook this is.

    Args:
        id_: the id of the item, such as "exercises/principles/hostel-1".

    Raises:
        WidgetError: the file of questions is missing or damaged, or has no such item; one sentence that says what to
            do.
    """
    folder = Path.cwd()
    public = read_public(folder / PUBLIC_FILE)
    spec = _spec(public, id_)
    return ExerciseWidget(spec, public, current_answers(folder / ANSWERS_FILE, str(public["exercise"])))


def read_public(path: Path) -> dict[str, Any]:
    """Read the public form of an exercise.

    Raises:
        WidgetError: there is none, or it is not one.
    """
    try:
        public = parse_bytes(plain_bytes(path, MAX_PUBLIC_BYTES), MAX_PUBLIC_BYTES, deepest=24)
    except FileNotFoundError as error:
        what = "Unpack the whole folder that you got, and open the notebook there."
        raise WidgetError(f"The questions are missing: there is no {path.name} beside this notebook. {what}") from error
    except RecordError as error:
        raise WidgetError(
            f"The file {path.name} beside this notebook cannot be read. Unpack the folder again."
        ) from error
    sound = isinstance(public, dict) and (public.get("format"), public.get("course")) == (FORMAT, COURSE)
    if not sound or not isinstance(public.get("items"), list) or not isinstance(public.get("exercise"), str):
        raise WidgetError(f"The file {path.name} beside this notebook holds no exercise. Unpack the folder again.")
    if public.get("v") != VERSION:
        raise WidgetError(f"The file {path.name} was made by a newer release of the course. Install that release.")
    found: dict[str, Any] = public
    return found


class ExerciseWidget(AnswerWidget):
    """A graded item as a widget: `spec` and `words` go to the script, `attempt` comes back, `attempts` answer it.

    Args:
        spec: the public form of the item.
        public: the public form of its exercise.
        session: where answers are kept.
    """

    texts = True

    def __init__(self, spec: dict[str, Any], public: dict[str, Any], session: AnswersSession) -> None:
        self._answers = session
        script = static_text("exercise.js") + EXPORT
        super().__init__(session, Words(), script, "widget.css", spec=spec, words=public.get("words", {}), draft={})
        session.watch(self)
        self.draft = session.draft(self.activity_id)
        self._listen()

    def blocks(self) -> list[Block]:
        """Give the item as it stands where no script runs."""
        return public_blocks(self.spec, self._say.get)

    def _where(self) -> str:
        return self._session.store.path.name

    def _worth(self, answer: Any) -> None:  # noqa: ARG002 - nobody here says what it is worth
        return None

    def _remember(self, change: Bunch) -> None:
        """Keep what is under way; of a text, also on disk, as nobody wants to write it twice."""
        super()._remember(change)
        if self.spec.get("kind") != "text":
            return
        found = change["new"] if isinstance(change["new"], dict) else {}
        sent = {"answer": found.get("answer", ""), "certainty": found.get("sure")}
        with suppress(RecordError):  # the same text is refused with a word when it is saved
            self._answers.keep_draft(attempt_from(self._signed(sent), texts=True))


@cache
def current_answers(path: Path, exercise_id: str) -> AnswersSession:
    """Give the answers of this kernel for one file."""
    return AnswersSession(AnswersStore(path, exercise_id))


def _spec(public: dict[str, Any], id_: str) -> dict[str, Any]:
    items = {str(item.get("id")): item for item in public["items"] if isinstance(item, dict)}
    if id_ not in items:
        near = difflib.get_close_matches(id_, items, 1)
        hint = f"Do you mean {near[0]}?" if near else "Run the notebook as you got it."
        raise WidgetError(f"This exercise has no question {id_[:100]!r}. {hint}")
    found: dict[str, Any] = items[id_]
    return found
