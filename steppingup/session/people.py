"""From the rows of a table to people: which column is the name, which the address, and nothing else is kept.

Who uses it: the trainer who imports a list. What they do first: nothing; the columns are found by their titles, in
the languages around the Baltic. What can go wrong: there are no titles, the name stands in two columns, the list
has birthdays and identity numbers. A list without titles is taken as names (a cell with @ is the address); every
other column is left where it was, for the trainer needs none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.documents.letters import same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.session.sheet import Rows

# titles without accents, spaces and punctuation: en, de, sv, da, no, is, fi, et, lv, lt, pl
_TITLES = {
    "code": "code shortcode kurzcode kod kode kodi koodi kood kods kodas",
    "first": "firstname givenname forename vorname fornamn fornavn etunimi eesnimi vards vardas imie",
    "last": "lastname surname familyname nachname familienname efternamn etternavn efternavn eftirnafn sukunimi "
    "perekonnanimi perenimi uzvards pavarde nazwisko",
    "name": "name fullname participant learner person namn navn nafn nimi teilnehmer teilnehmerin deltagare deltager "
    "osallistuja osaleja dalibnieks dalyvis uczestnik imieinazwisko vardsuzvards vardaspavarde studentname user",
    "mail": "mail email emailaddress mailadresse emailadresse epost epostadress epostadresse netfang sahkoposti "
    "meil epastas epasts elpastas elektroninispastas adresemail",
}
_FIELDS = {title: field for field, titles in _TITLES.items() for title in titles.split()}


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a list: name and address may be empty, a code stands there only if it was given before."""

    name: str
    mail: str = ""
    code: str = ""


def people_of(rows: Rows) -> list[Person]:
    """Find the people in the rows of a table.

    Raises:
        SessionError: no row holds a name or an address.
    """
    columns = _columns(rows[0])
    found = [_by_title(row, columns) for row in rows[1:]] if columns else [_by_look(row) for row in rows]
    people = [person for person in found if person.name or person.mail or person.code]
    if not people:
        sentence = (
            "No names were found. Give the columns titles such as 'Name' and 'E-mail', then choose the file again."
        )
        raise SessionError(sentence)
    return people


def _columns(row: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(row):
        field = _FIELDS.get(same(cell))
        if field:
            found.setdefault(field, number)
    return found


def _by_title(row: list[str], columns: dict[str, int]) -> Person:
    cells = {field: row[number] for field, number in columns.items() if number < len(row)}
    parts = [cells["name"]] if cells.get("name") else [cells.get("first", ""), cells.get("last", "")]
    return Person(_joined(parts), cells.get("mail", ""), cells.get("code", "").upper())


def _by_look(row: list[str]) -> Person:
    """Read a row without titles: the cell with @ is the address, the first two cells with letters are the name."""
    mail = next((cell for cell in row if "@" in cell), "")
    names = [cell for cell in row if cell != mail and any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell))]
    return Person(_joined(names[:2]), mail)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
