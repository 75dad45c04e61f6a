"""Take back what learners returned, and enter it as submissions of nbgrader.

Who uses it: the trainer, after the session and again for each late file. What they do first: put everything into one
folder and press the button; what is there may be pressed again as often as they like. What can go wrong: two files
of one person (the newest counts, the other is kept aside), an older file than the one entered (it never replaces
it), one person's answers under two codes (both are entered and named), an exercise of another session, a clock that
is years off. Whatever cannot be placed is named with its reason and with what to do; the folder is never changed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from steppingup.common.language import Words, load_words
from steppingup.record.format import attempt_text
from steppingup.record.session_file import session_text
from steppingup.session.collected import Collected, Placed, Shared, Unplaced
from steppingup.session.decisions import read_decisions
from steppingup.session.entering import enter, keep_aside, saved_at, submitted_answers
from steppingup.session.inbox import read_inbox
from steppingup.session.owner import Owner, owner_of
from steppingup.session.returned import Answers, sort_out
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from steppingup.grading.safe_files import Trouble
    from steppingup.record.session_file import SessionFile
    from steppingup.session.course import Session
    from steppingup.session.roster import Roster

CLOCKS_DIFFER = dt.timedelta(hours=26)  # time zones, and a clock that is a little off
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Terms:
    """What a session takes back.

    Args:
        folder: the session.
        roster: who takes part.
        exercises: what was handed out.
        due: until when, for exercises that have such a time.
        release: the release of the course that was handed out.
        decided: what the trainer said of single files: SHA-256 of the file -> code.
        words: the language of the report.
        now: the time of the collection.
    """

    folder: Path
    roster: Roster
    exercises: Collection[str]
    due: Mapping[str, dt.datetime] = field(default_factory=dict)
    release: str = ""
    decided: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    now: dt.datetime = field(default_factory=_now)


def collect(inbox: Path, terms: Terms) -> Collected:
    """Enter what can be placed, and report the rest.

    Args:
        inbox: the folder of returned files.
        terms: what the session takes back.

    Raises:
        SessionError: there is no such folder, or the disk is full.
    """
    report = Collected()
    sure = list(_placeable(inbox, terms, report))
    for key in sorted({one.key for one in sure}):
        _settle([one for one in sure if one.key == key], terms, report)
    report.shared = list(shared_answers(terms))
    report.absent = absent(terms)
    return report


def terms_of(session: Session) -> Terms:
    """Tell what a session takes back now.

    Raises:
        SessionError: its roster was damaged by hand.
    """
    due = {id_: one.due for id_, one in session.exercises.items() if one.due}
    words = load_words(session.course, session.language)
    decided = read_decisions(session.root)
    return Terms(session.root, read_roster(session.root), list(session.exercises), due, session.release, decided, words)


def absent(terms: Terms) -> dict[str, list[str]]:
    """List, for each exercise, the codes from which nothing has come."""
    return {
        exercise: [code for code in terms.roster.codes if submitted_answers(terms.folder, code, exercise) is None]
        for exercise in sorted(terms.exercises)
    }


def shared_answers(terms: Terms) -> Iterator[Shared]:
    """Find pairs of learners who returned the very same attempts.

    A device numbers its attempts, so two files share one only if one was made from the other, or if two people
    answered on one device without clearing it.
    """
    for exercise in sorted(terms.exercises):
        files = {code: submitted_answers(terms.folder, code, exercise) for code in terms.roster.codes}
        marks = {code: {attempt_text(one) for one in file.attempts} for code, file in files.items() if file}
        for one, other in combinations(marks, 2):
            if both := marks[one] & marks[other]:
                yield Shared(exercise, (one, other), len(both))


@dataclass(frozen=True)
class _Sure:
    """A file whose learner is known, and when it was saved as far as that can be believed."""

    answers: Answers
    owner: Owner
    saved: dt.datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.owner.code, self.answers.content.exercise

    @property
    def data(self) -> bytes:
        """The file as it was returned; where its code was wrong or missing, with the right one."""
        content, code = self.answers.content, self.owner.code
        return self.answers.found.data if content.code == code else session_text(replace(content, code=code)).encode()

    @property
    def order(self) -> tuple[dt.datetime, int, str]:
        return self.saved, len(self.answers.content.attempts), self.answers.found.mark


def _placeable(inbox: Path, terms: Terms, report: Collected) -> Iterator[_Sure]:
    found, say = read_inbox(inbox), terms.words.get
    answers, odd = sort_out(found.files, terms.words)
    report.ignored = found.ignored
    report.unplaced += [Unplaced(one.name, _said(one, terms), say("collect.again")) for one in found.troubles]
    report.unplaced += [Unplaced(one.found.name, one.reason, one.advice, one.found.mark) for one in odd]
    for one in answers:
        owner = owner_of(one, terms.roster, terms.decided, terms.words)
        if one.content.exercise not in terms.exercises:
            report.unplaced.append(_foreign(one, terms))
        elif owner.code:
            yield _Sure(one, owner, _credible(one.content, terms))
        else:
            report.unplaced.append(_nobody(one, owner))


def _said(trouble: Trouble, terms: Terms) -> str:
    if trouble.kind == "many":  # its own words are for one learner's file
        return terms.words.get("collect.many", name=trouble.name)
    key, values = trouble.word
    return terms.words.get(key, **values)


def _foreign(one: Answers, terms: Terms) -> Unplaced:
    say = terms.words.get
    reason = say("collect.exercise", exercise=one.content.exercise)
    return Unplaced(one.found.name, reason, say("collect.exercise-do"), one.found.mark)


def _nobody(one: Answers, owner: Owner) -> Unplaced:
    return Unplaced(one.found.name, owner.reason, owner.advice, one.found.mark, owner.suggestion, readable=True)


def _settle(copies: list[_Sure], terms: Terms, report: Collected) -> None:
    """Let the newest file of one learner count, unless a newer one was entered before."""
    *earlier, newest = sorted(copies, key=lambda one: one.order)
    there = submitted_answers(terms.folder, *newest.key)
    placed = _placed(newest, terms)
    if there and _same(there, newest.answers.content):
        report.known.append(placed)
    elif there and _credible(there, terms) > newest.saved:
        _aside(newest, terms, report, terms.words.get("collect.newer-there", saved=there.saved))
    else:
        when = terms.now if newest.saved == _NEVER else newest.saved
        enter(terms.folder, *newest.key, newest.data, when)
        report.entered.append(placed)
    for one in earlier:
        if not _same(one.answers.content, newest.answers.content):  # the same file twice is nothing to tell
            _aside(one, terms, report, terms.words.get("collect.newer", file=placed.file))


def _aside(one: _Sure, terms: Terms, report: Collected, note: str) -> None:
    found, placed = one.answers.found, _placed(one, terms)
    keep_aside(terms.folder, *one.key, found.data, found.mark[:8])
    report.aside.append(replace(placed, notes=(*placed.notes, note)))


def _placed(one: _Sure, terms: Terms) -> Placed:
    content, due = one.answers.content, terms.due.get(one.answers.content.exercise)
    late = bool(due and one.saved > due)
    return Placed(one.answers.found.name, *one.key, content.saved, late, tuple(_notes(one, terms)))


def _notes(one: _Sure, terms: Terms) -> Iterator[str]:
    content, say = one.answers.content, terms.words.get
    if one.owner.note:
        yield one.owner.note
    if terms.release and content.release and content.release != terms.release:
        yield say("collect.release", release=content.release)
    if content.strays:
        yield say("collect.strays", n=len(content.strays))
    if not content.attempts:
        yield say("collect.nothing")
    if one.saved == _NEVER:
        yield say("collect.clock", saved=content.saved or "-")


def _credible(content: SessionFile, terms: Terms) -> dt.datetime:
    """Return when a file was saved; a clock days ahead counts as none, or nothing could ever replace its file."""
    saved = saved_at(content)
    return saved if saved and saved <= terms.now + CLOCKS_DIFFER else _NEVER


def _same(one: SessionFile, other: SessionFile) -> bool:
    return (one.saved, one.attempts) == (other.saved, other.attempts)
