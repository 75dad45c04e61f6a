"""Who takes part: the list of learners, and the short code that each of them answers under.

Who uses it: the trainer, before a session; often again when a late list comes. What they do first: import the list
that the office sent (Excel or CSV), or ask for twenty codes when no names shall be kept at all. What can go wrong:
the list is imported twice (nobody gets a second code), two people have one name (each gets a code, in the order of
the list), a name is corrected (edit `roster.csv`, import that), somebody is missing from the second list (they keep
their code and are named), the wrong file was taken (start over, as long as nothing was collected).

Names and addresses stand in `roster.csv` of the session, readable by its owner alone. Nothing else ever holds them:
the gradebook, the exercises and the results know codes.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.documents.letters import same
from steppingup.record.code import CodeError, new_code, normal_code
from steppingup.session.files import write_whole
from steppingup.session.people import Person, people_of
from steppingup.session.sheet import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = "roster.csv"
_HEAD = ("code", "name", "mail")
_FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run such a cell


@dataclass(frozen=True, slots=True)
class Learner:
    """One who takes part: the code, and the name and address that the trainer knows; both may be empty."""

    code: str
    name: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The learners of a session, in the order of the list."""

    learners: tuple[Learner, ...] = ()

    def __iter__(self) -> Iterator[Learner]:
        return iter(self.learners)

    def __len__(self) -> int:
        return len(self.learners)

    @property
    def codes(self) -> list[str]:
        """All codes, in the order of the list."""
        return [learner.code for learner in self.learners]

    def find(self, code: str) -> Learner | None:
        """Return the learner with this code."""
        return next((learner for learner in self.learners if learner.code == code), None)


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did: the whole roster now, who is new, and who was not in this list and keeps their code."""

    roster: Roster
    new: tuple[Learner, ...]
    missing: tuple[Learner, ...]


def read_roster(folder: Path) -> Roster:
    """Read the roster of a session; a session without one has nobody yet.

    Raises:
        SessionError: the file was damaged by hand; the sentence names the code.
    """
    path = folder / FILE
    if not path.is_file():
        return Roster()
    rows = read_rows(path.read_bytes())
    people = people_of(rows) if len(rows) > 1 else []
    learners = tuple(_learner(person) for person in people)
    codes = [learner.code for learner in learners]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise SessionError(f"{FILE} has the code {twice} twice. Each person needs their own; correct the file.")
    return Roster(learners)


def write_roster(folder: Path, roster: Roster) -> None:
    """Write the roster so that Excel opens it with all letters right, and only its owner can.

    Raises:
        SessionError: it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows((one.code, _guarded(one.name), _guarded(one.mail)) for one in roster)
    write_whole(folder / FILE, text.getvalue().encode("utf-8-sig"))


def import_list(roster: Roster, data: bytes) -> Import:
    """Add the people of a list to a roster; who is on it already keeps the code.

    Args:
        roster: what the session has.
        data: the bytes of the list: Excel or text.

    Raises:
        SessionError: the list cannot be read, has no names, or gives one code to two people.
    """
    left, kept, new = list(roster), [], []
    for person in map(_with_our_code, people_of(read_rows(data))):
        known = _known(person, left)
        if known:
            left.remove(known)
            kept.append(_updated(known, person))
        else:
            new.append(person)
    given = _give(new, [*roster.codes])
    whole = _in_order(roster, kept, given)
    missing = tuple(one for one in left if one.name or one.mail)
    return Import(whole, given, missing)


def add_anonymous(roster: Roster, count: int) -> Import:
    """Make sure that a roster has so many codes without a name; asking twice gives no more.

    Raises:
        SessionError: the number is not between 1 and 500.
    """
    if not 1 <= count <= 500:
        raise SessionError("Ask for a number of codes between 1 and 500.")
    there = sum(not (one.name or one.mail) for one in roster)
    given = _give([Person("")] * max(0, count - there), roster.codes)
    return Import(Roster((*roster, *given)), given, ())


def _with_our_code(person: Person) -> Person:
    """Keep a code that we gave; a column "code" of an office holds numbers of its own, which mean nothing here."""
    try:
        return replace(person, code=normal_code(person.code) if person.code else "")
    except CodeError:
        return replace(person, code="")


def code_of(text: str) -> str:
    """Return a code as it is kept.

    Raises:
        SessionError: it is none; the sentence says what to look at.
    """
    try:
        return normal_code(text)
    except CodeError as error:
        raise SessionError(str(error)) from error


def _give(people: Iterable[Person], taken: list[str]) -> tuple[Learner, ...]:
    given = []
    for person in people:
        code = person.code or new_code(taken)
        if code in taken:
            raise SessionError(f"The list gives the code {code} to two people. Correct the list, then choose it again.")
        taken.append(code)
        given.append(Learner(code, person.name, person.mail))
    return tuple(given)


def _known(person: Person, left: list[Learner]) -> Learner | None:
    """Find who this is among those not met yet: by code, else by address, else by name."""
    tests = (
        lambda one: bool(person.code) and one.code == person.code,
        lambda one: not person.code and bool(person.mail) and same(one.mail) == same(person.mail),
        lambda one: not person.code and _same_name(one, person),
    )
    return next((one for test in tests for one in left if test(one)), None)


def _same_name(one: Learner, person: Person) -> bool:
    # two addresses that differ are two people, whatever their names
    apart = bool(one.mail and person.mail)
    return bool(person.name) and same(one.name) == same(person.name) and not apart


def _updated(known: Learner, person: Person) -> Learner:
    return replace(known, name=person.name or known.name, mail=person.mail or known.mail)


def _in_order(roster: Roster, kept: list[Learner], given: tuple[Learner, ...]) -> Roster:
    now = {learner.code: learner for learner in kept}
    return Roster((*(now.get(learner.code, learner) for learner in roster), *given))


def _learner(person: Person) -> Learner:
    if not person.code:
        raise SessionError(
            f"{FILE} has a line without a code. Import your list again instead of writing codes by hand."
        )
    try:
        code = normal_code(person.code)
    except CodeError as error:
        raise SessionError(f"{FILE} has '{person.code[:20]}' where a code should be: {error}") from error
    return Learner(code, _unguarded(person.name), _unguarded(person.mail))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith(tuple(f"'{sign}" for sign in _FORMULA)) else text
