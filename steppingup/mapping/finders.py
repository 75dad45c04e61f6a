"""Where personal data stands in a text: mailboxes, telephones, addresses, ages and the plates of cars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.mapping.found import Finding
from steppingup.mapping.names import LETTERS, is_capital, lists, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.mapping.names import Span

BESIDE, BESIDE_ADDRESS, BESIDE_CAR = 30, 40, 30

_BLANK = " \u00a0\u2009\u202f"
_MAIL = re.compile(rf"([{LETTERS}0-9._%+-]{{1,64}})@[{LETTERS}0-9-]{{1,63}}(?:\.[{LETTERS}0-9-]{{1,63}}){{1,4}}")
_PHONE = re.compile(
    rf"(?<![{LETTERS}0-9+])[+(]?[0-9](?:[0-9{_BLANK}()/\u2010-\u2013-]|\.(?=[0-9])){{5,24}}[0-9](?![{LETTERS}0-9])"
)
_NO_PHONE = re.compile(
    r"[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?(?:19|20)?[0-9]{2}"  # a day
    r"|(?:19|20)[0-9]{2}(?:[./\u2010-\u2013-][0-9]{1,4}){1,2}"  # a day that begins with its year, or a span of years
    rf"|[0-9](?:[{_BLANK}.][0-9]{{3}}){{2}}"  # millions
    r"|[0-9]{1,2}[.][0-9]{2} ?[\u2010-\u2013-] ?[0-9]{1,2}[.][0-9]{2}"  # hours
)
_NUMBER_AFTER = re.compile(rf"\.? ([0-9]{{1,4}})[a-zA-Z]?(?![{LETTERS}0-9])")
_NUMBER_BEFORE = re.compile(rf"(?<![{LETTERS}0-9.,:/-])[0-9]{{1,4}}[a-zA-Z]? $")
_INITIALS = re.compile(rf"(?<![{LETTERS}0-9.])[{LETTERS}]\.(?: ?[{LETTERS}]\.){{0,2}}")
_AGE = re.compile(rf"(,? ?\(?)((?:aged? )?)([1-9][0-9]?)(?:[ -]([{LETTERS}]+(?:\.o)?)(?![{LETTERS}])|(?=[),;.]|$))")
_ALONE_BEFORE, _ALONE_AFTER = rf"(?<![{LETTERS}0-9-])", rf"(?![{LETTERS}0-9-])"
# Sweden, Finland, Lithuania: sure enough alone; the other seven look like the number of a law or a room
_PLATE = re.compile(rf"{_ALONE_BEFORE}([A-Z]{{3}})[- ]?(?:[0-9]{{3}}|[0-9]{{2}}[A-Z]){_ALONE_AFTER}")
_PLATE_BESIDE_CAR = re.compile(
    rf"{_ALONE_BEFORE}(?:[A-Z]{{1,3}}[- ]?[A-Z]{{0,2}}[ -]?[0-9]{{2,3}} ?[0-9]{{1,3}}[A-Z]{{0,2}}"
    rf"|[0-9]{{3}}[ -]?[A-Z]{{3}}){_ALONE_AFTER}"
)

_FRONT = lists()["streets_front"]
_ENGLISH = frozenset({"street", "road", "lane", "avenue"})
_JOINED = frozenset(
    {"straße", "strasse", "gatan", "vägen", "gata", "gate", "gaten", "veien", "vej", "gade", "katu", "ntie", "vegur"}
)


def mails(text: str) -> Iterator[Finding]:
    """Find mailboxes of people; those of an office (*info*, *registry*) are no personal data."""
    for match in _MAIL.finditer(text):
        box = re.split(r"[._+0-9-]", match[1].lower())[0]
        if box not in lists()["roles_mail"]:
            yield Finding("mail", *match.span())


def phones(text: str, people: list[Span], found: list[Finding]) -> Iterator[Finding]:
    """Find numbers of telephones beside a name; a number of an office alone is what a map needs."""
    taken = [one for one in found if one.kind in {"code", "mail"}]
    for match in _PHONE.finditer(text):
        start, end = match.span()
        enough = 7 <= sum(sign.isdecimal() for sign in match[0]) <= 15
        if not enough or _NO_PHONE.fullmatch(match[0]) or any(one.start < end and start < one.end for one in taken):
            continue
        if any(one.near(start, end, BESIDE) for one in people):
            yield Finding("phone", start, end)


def addresses(text: str, people: list[Span]) -> Iterator[Finding]:
    """Find a street with the number of a house beside the name of a person."""
    for start, end in _streets(text):
        if any(one.near(start, end, BESIDE_ADDRESS) for one in people if not start <= one.start < end):
            yield Finding("address", start, end)


def _streets(text: str) -> Iterator[tuple[int, int]]:
    known, listed = lists(), words(text)
    for index, word in enumerate(listed):
        own = text[word.start : word.end]
        before = listed[index - 1] if index else None
        begins = before.start if before and text[before.end : word.start] in {" ", ". "} else -1
        apart = begins >= 0 and own.lower() in known["streets_end"] and is_capital(text[begins:])
        joined = is_capital(own) and any(own.lower().endswith(one) and len(own) > len(one) for one in _JOINED)
        front = begins >= 0 and is_capital(own) and text[begins : before.end if before else 0].lower() in _FRONT
        start = word.start if joined and not apart else begins
        if not (apart or joined or front):
            continue
        if after := _NUMBER_AFTER.match(text, word.end):
            yield start, after.end()
        elif (number := _NUMBER_BEFORE.search(text[:start])) and own.lower() in _ENGLISH:
            yield number.start(), word.end


def ages(text: str, people: list[Span]) -> Iterator[Finding]:
    """Find initials or a name with an age: in a town, that is one person."""
    initials = [found.span() for found in _INITIALS.finditer(text) if _are_initials(found[0])]
    for start, end in [*initials, *((one.start, one.end) for one in people)]:
        match = _AGE.match(text, end)
        if match is None:
            continue
        worded = bool(match[2]) or (match[4] or "").lower() in lists()["ages"]
        marked = "," in match[1] or "(" in match[1]
        if worded or (marked and not match[4]):
            yield Finding("age", start, match.end(4) if match[4] and worded else match.end(3))


def _are_initials(text: str) -> bool:
    letters = [sign for sign in text if sign not in ". "]
    return all(is_capital(sign) for sign in letters)


def plates(text: str) -> Iterator[Finding]:
    """Find the plates of cars."""
    known = lists()
    sure = [match.span() for match in _PLATE.finditer(text) if match[1] not in known["not_plates"]]
    cars = [one for one in words(text) if text[one.start : one.end].lower() in known["vehicles"]]
    for match in _PLATE_BESIDE_CAR.finditer(text):
        letters = "".join(sign for sign in match[0] if not sign.isdecimal() and sign not in " -")
        if len(letters) < 2 or letters in known["not_plates"] or match.span() in sure:
            continue
        if any(one.near(*match.span(), BESIDE_CAR) for one in cars):
            sure.append(match.span())
    yield from (Finding("plate", *span) for span in sorted(sure))
