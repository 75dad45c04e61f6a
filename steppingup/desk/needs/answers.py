"""Give the files with answers, and see at once what is in them and what cannot be used."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import EvaluationError
from steppingup.desk.needs.part import NeedsPart
from steppingup.desk.parts import listed, text, upload
from steppingup.evaluation.folder import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ACCEPT = ".json,.csv,.db,.jsonl,.ndjson,.parquet"
SHOWN = 30  # of what cannot be used


class Answers(NeedsPart):
    """What came back."""

    title, steps = "needsdesk.answers", ("answers",)

    def parts(self) -> list[w.Widget]:
        """A place for files, and what is in all of them."""
        start = self.button("needsdesk.take", self._take, first=True)
        start.layout.display = "none"  # choosing files is enough
        self.upload = upload(self.say("desk.choose-files"), start, accept=ACCEPT, several=True)
        again = self.button("needsdesk.look", self.room_changed)
        self.where, self.inside = w.HTML(), w.HTML()
        about = text(self.say("needsdesk.answers-about"))
        return [about, w.HBox([self.upload, start, again]), self.where, self.told, self.inside]

    def refresh(self) -> None:
        """Show what is in the files."""
        named = self.folder.elsewhere
        lines = [self.say("needsdesk.where-elsewhere", folder=named)] if named else []
        lines.append(self.say("needsdesk.where-own", folder=self.folder.root / ANSWERS))
        self.where.value = _paragraphs(lines)
        self.inside.value = "".join(self._inside())

    def room_changed(self) -> None:
        """Read the files again: somebody may have put some there."""
        self.room.changed()

    def _take(self) -> None:
        files = [(str(file["name"]), bytes(file["content"])) for file in self.upload.value]
        if not files:
            raise EvaluationError(self.say("desk.no-file"))
        self.upload.value = ()
        new, known = self.folder.put(files)
        self.room.changed()
        self.told.say([escape(self.say("needsdesk.given", new=new, known=known))])

    def _inside(self) -> Iterator[str]:
        held = self.room.holding
        if not held.files and held.people == 0:
            yield _paragraphs([self.say("needsdesk.nothing")])
            return
        yield _paragraphs(self._head())
        if held.phases:
            phases = {self.say(f"evaluation.phase.{name.lower()}"): n for name, n in held.phases.items()}
            yield self._table("needsdesk.phase", phases)
        if held.roles:
            names, unknown = self.room.facts.roles, self.say("needsdesk.no-role")
            known = {names.get(id_, unknown): n for id_, n in held.roles.items()}
            yield self._table("needsdesk.role", known)
        if held.few_roles:
            yield _paragraphs([self.say("needsdesk.few-roles")])
        yield from self._troubles(held.troubles)

    def _head(self) -> Iterator[str]:
        held = self.room.holding
        if held.simulated:
            yield self.say("needsdesk.simulated")
        key = "needsdesk.people-few" if held.people is None else "needsdesk.people"
        yield f"{self.say('needsdesk.files', n=held.files)} {self.say(key, n=held.people)}"
        if self.folder.has_store:
            yield self.say("needsdesk.stored")

    def _table(self, key: str, counts: dict[str, int | None] | dict[str, int]) -> str:
        few = self.say("needsdesk.few")
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{few if n is None else n}</td></tr>'
            for name, n in counts.items()
        )
        head = f'<th scope="col">{escape(self.say(key))}</th><th scope="col">{escape(self.say("needsdesk.count"))}</th>'
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _troubles(self, troubles: list[str]) -> Iterator[str]:
        if not troubles:
            yield _paragraphs([self.say("needsdesk.all-used")])
            return
        yield _paragraphs([self.say("needsdesk.troubles")]) + listed(escape(one) for one in troubles[:SHOWN])
        if len(troubles) > SHOWN:
            yield _paragraphs([self.say("needsdesk.troubles-more", n=len(troubles) - SHOWN)])


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
