"""Close a session: first the list of what goes and what stays, then a second button."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.panel import Panel
from steppingup.desk.parts import listed, text
from steppingup.session.close import Plan, close, close_plan

if TYPE_CHECKING:
    from steppingup.session.status import Status


class Closing(Panel):
    """The end."""

    title, steps = "desk.closing", ("close",)

    def parts(self) -> list[w.Widget]:
        """A button that only lists, and one that deletes; the second one shows after the first."""
        self.plan: Plan | None = None
        self.listed = w.HTML()
        self.sure = self.button("desk.close-sure", self._close)
        self.sure.button_style = "danger"
        self.sure.layout.display = "none"
        return [text(self.say("desk.closing-about")), self.button("desk.close", self._list), self.listed, self.sure]

    def refresh(self, status: Status) -> None:  # noqa: ARG002 - a new look at the session makes the old list stale
        """Forget the list: it may no longer hold."""
        self.plan, self.listed.value, self.sure.layout.display = None, "", "none"

    def _list(self) -> None:
        plan = close_plan(self.session)
        lines = []
        if plan.ungraded or plan.unread:
            careful = self.say("close.unread", ungraded=plan.ungraded, unread=plan.unread)
            lines.append(f"<p><strong>{escape(careful)}</strong></p>")
        if plan.no_results:
            lines.append(f"<p><strong>{escape(self.say('close.no-results'))}</strong></p>")
        going = [escape(f"{self.say(f'close.{one.what}')}: {one.path.name} ({one.files})") for one in plan.going]
        lines += [f"<p>{escape(self.say('close.going'))}</p>", listed(going)]
        lines += [f"<p>{escape(self.say('close.staying'))}</p>", listed(escape(path.name) for path in plan.staying)]
        if plan.server:
            lines.append(f"<p><strong>{escape(self.say('close.server', server=plan.server))}</strong></p>")
        if plan.others:
            lines += [f"<p>{escape(self.say('close.others'))}</p>", listed(escape(path.name) for path in plan.others)]
        self.plan, self.listed.value, self.sure.layout.display = plan, "".join(lines), ""

    def _close(self) -> None:
        if self.plan is not None:
            close(self.plan)
        self.desk.changed()
        self.desk.told.say([escape(self.say("close.done"))])
