"""Keep answers under pseudonyms until the last round; forget one person; delete what is over its time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.day import day_of_check
from steppingup.common.errors import EvaluationError
from steppingup.desk.naming import name_box
from steppingup.desk.needs.part import NeedsPart
from steppingup.desk.parts import Progress, Told, text
from steppingup.evaluation.folder_work import forget_person, held_of, keep_answers
from steppingup.evaluation.forgetting import Gone, retention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.evaluation.folder_work import Held


class Deleting(NeedsPart):
    """What stays, and how it ends. Each button that deletes shows first what it would delete."""

    title, steps = "needsdesk.keeping", ()

    def parts(self) -> list[w.Widget]:
        """Three buttons; a second one deletes, and shows after the first."""
        self.progress, self.asked, self.about = Progress(), Told(), w.HTML()
        self.code = name_box(self.say("needsdesk.code"), self.say("needsdesk.code-about"))
        self._typed = ""
        self.sure = self._danger("needsdesk.forget-sure", self._forget)
        self.due = self._danger("needsdesk.time-sure", self._delete)
        self.leave = self.button("needsdesk.leave", self._leave)
        return [
            self.about, self.button("needsdesk.keep", self._keep, first=True),
            text(self.say("needsdesk.forget-about")), self.code, self.button("needsdesk.forget", self._look),
            text(self.say("needsdesk.time-about")), self.button("needsdesk.time", self._show_due),
            self.progress, self.asked, w.HBox([self.sure, self.due, self.leave]), self.told,
        ]  # fmt: skip

    def refresh(self) -> None:
        """Say where the key lies; what was asked may no longer hold."""
        self.about.value = f"<p>{escape(self.say('needsdesk.keep-about', file=self.folder.key))}</p>"
        self._ask([], None)

    def clear(self) -> None:
        """Forget the code of another evaluation, too."""
        super().clear()
        self.code.value = ""
        self._ask([], None)

    def _danger(self, key: str, action: Callable[[], None]) -> w.Button:
        made = self.button(key, action)
        made.button_style = "danger"
        return made

    def _ask(self, lines: list[str], sure: w.Button | None) -> None:
        """Show a question with the button that says yes to it, or none."""
        self.asked.say(map(escape, lines), "careful")
        if sure is not self.sure:
            self._typed = ""
        for one in (self.sure, self.due):
            one.layout.display = "" if one is sure else "none"
        self.leave.layout.display = "" if sure else "none"

    def _keep(self) -> None:
        self._ask([], None)
        with self.progress.during(self.say("needsdesk.keep-busy")):
            kept, troubles = keep_answers(self.folder, self.room.setting_for)
        self.room.changed()
        known = sum(kept.known.values())
        said = self.say("needsdesk.kept", events=kept.new["events"], ratings=kept.new["ratings"], known=known)
        self.told.say(map(escape, [said, *troubles]), "careful" if troubles else "done")

    def _look(self) -> None:
        typed, self.code.value = str(self.code.value), ""  # the code stays nowhere, not even in its field
        self._ask([], None)
        if not typed.strip():
            raise EvaluationError(self.say("needsdesk.no-code"))
        held = held_of(self.folder, typed)
        if not held:
            self.told.say([escape(self.say("needsdesk.held-none"))])
            return
        asked = self.say("needsdesk.held", rows=_rows(held.gone), files=len(held.own))
        anything = held.gone.people or held.own
        self._typed = typed
        self._ask([asked] if anything else [], self.sure if anything else None)
        self.told.say(map(escape, self._elsewhere(held)), "careful")

    def _forget(self) -> None:
        held = forget_person(self.folder, self._typed)
        self.room.changed()
        lines = [self.say("needsdesk.forgotten", rows=_rows(held.gone), files=len(held.own))]
        if held.gone.phases:
            phases = ", ".join(f"{phase}: {count}" for phase, count in sorted(held.gone.phases.items()))
            lines.append(self.say("needsdesk.by-phase", phases=phases))
        if held.own:
            lines.append(self.say("needsdesk.deleted-files", names=", ".join(path.name for path in held.own)))
        lines += [*self._elsewhere(held), self.say("needsdesk.copies")]
        self.told.say(map(escape, lines), "careful" if held.elsewhere else "done")

    def _elsewhere(self, held: Held) -> Iterator[str]:
        if held.elsewhere:
            yield self.say("needsdesk.elsewhere", names=", ".join(map(str, held.elsewhere)))

    def _show_due(self) -> None:
        self._ask([], None)
        if not self.folder.has_store:
            raise EvaluationError(self.say("needsdesk.no-store"))
        gone = self._retention(show=True)
        if not gone.people:
            self.told.say([escape(self.say("needsdesk.time-none", months=self.room.times.retention_months))])
            return
        self._ask([self.say("needsdesk.time-due", people=gone.people, rows=_rows(gone))], self.due)

    def _delete(self) -> None:
        gone = self._retention(show=False)
        self.room.changed()
        lines = [self.say("needsdesk.time-done", rows=_rows(gone)), self.say("needsdesk.time-files")]
        self.told.say(map(escape, lines))

    def _retention(self, *, show: bool) -> Gone:
        times, today = self.room.times, day_of_check().isoformat()
        return retention(self.folder.store, today, times.retention_months, times.follow_up_months, show=show)

    def _leave(self) -> None:
        self._ask([], None)
        self.told.say([escape(self.say("needsdesk.left"))])


def _rows(gone: Gone) -> int:
    return sum(gone.rows.values())
