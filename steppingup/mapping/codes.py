"""Personal codes of the ten countries, found in a text by their public rules: form, date and check digits.

A number of ten or eleven digits is mostly no personal code, so each country's rule is tried in full. The rules, as
the authorities that give the codes out publish them:

* Denmark, CPR: six digits of a date, four more; the seventh tells the century. Weights 4 3 2 7 6 5 4 3 2 1, modulus
  11; numbers without that check digit are given out since 2007, so a code with its hyphen passes by date alone.
  CPR-kontoret, "Personnummeret i CPR-systemet".
* Estonia, isikukood (standard EVS 585), and Lithuania, asmens kodas (law on the population register): sex and century,
  six digits of a date, three more, check digit with the weights 1 2 3 4 5 6 7 8 9 1 and, where that leaves 10,
  3 4 5 6 7 8 9 1 2 3; modulus 11. One cannot tell the two apart.
* Finland, henkilötunnus: date, a sign for the century, three digits, check sign by modulus 31. Government decree
  128/2010 on the population information system, section 2 (more signs for the century since 2023).
* Germany has no personal code. Its tax number for life: first digit not 0, one digit of the first ten stands there
  two or three times, check digit by ISO/IEC 7064, MOD 11,10 (Abgabenordnung, section 139b). Its pension number: area,
  date, initial, two digits, check digit of the sum of the digits of weighted digits (VKVV, section 2).
* Iceland, kennitala: date, two digits, check digit with the weights 3 2 7 6 5 4 3 2, modulus 11, a digit for the
  century. Þjóðskrá, "Um kennitölur". Those of firms (day + 40) are public, and left out.
* Latvia, personas kods: date, a digit for the century, three more, check digit; since July 2017 "32" and nine digits
  without a date. Weights 1 6 3 7 9 10 5 8 4 2, 1101 less the sum, modulus 11. Cabinet rules on the register of persons.
* Norway, fødselsnummer and D-number (day + 40): date, three digits, two check digits by modulus 11, weights
  3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2. Skatteetaten, "Fødselsnummer og D-nummer".
* Poland, PESEL: date with the century in the month (+ 80, 20, 40, 60), four digits, check digit with the weights
  1 3 7 9, modulus 10. Act on the registration of the population of 24 September 2010, article 15.
* Sweden, personnummer and samordningsnummer (day + 60): date, three digits, check digit by Luhn's rule.
  Folkbokföringslag (1991:481), section 18.

``frontend/src/personal/codes.ts`` is the same in the page; ``tests/vectors/personal.json`` holds both together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# not inside a longer number or word, and not after the hyphen of one
_BEFORE, _AFTER = r"(?<![0-9A-Za-z+])(?<![0-9]-)", r"(?![0-9A-Za-z])(?!-[0-9])"
_FORMS = {
    "ten": re.compile(rf"{_BEFORE}([0-9]{{6}})([-+ ]?)([0-9]{{4}}){_AFTER}"),
    "twelve": re.compile(rf"{_BEFORE}([0-9]{{8}})([-+ ]?)([0-9]{{4}}){_AFTER}"),
    "eleven": re.compile(rf"{_BEFORE}([0-9]{{6}})([- ]?)([0-9]{{5}}){_AFTER}"),
    "fi": re.compile(rf"{_BEFORE}([0-9]{{6}})([-+A-FU-Y])([0-9]{{3}}[0-9A-FHJ-NPR-Y]){_AFTER}"),
    "tax": re.compile(rf"{_BEFORE}([0-9]{{2}})( )([0-9]{{3}} [0-9]{{3}} [0-9]{{3}}){_AFTER}"),
    "pension": re.compile(rf"{_BEFORE}([0-9]{{2}})( ?)([0-9]{{6}} ?[A-Z] ?[0-9]{{3}}){_AFTER}"),
}
_COUNTRY_CODE = re.compile(r"\+[0-9]{1,3}[ -]?$")  # what follows it is the number of a telephone
_FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Code:
    """Where a personal code stands in a text, and by the rules of which countries it is one."""

    start: int
    end: int
    countries: tuple[str, ...]


def codes(text: str) -> list[Code]:
    """Find the personal codes in a text, in the order of the text; what they are is never kept."""
    found: dict[tuple[int, int], set[str]] = {}
    for form, pattern in _FORMS.items():
        for match in pattern.finditer(text):
            if not _COUNTRY_CODE.search(text[max(0, match.start() - 5) : match.start()]):
                known = set(_countries(form, match[1], match[2], match[3].replace(" ", "")))
                found.setdefault(match.span(), set()).update(known)
    return [Code(*span, tuple(sorted(countries))) for span, countries in sorted(found.items()) if countries]


def _countries(form: str, head: str, sign: str, tail: str) -> Iterator[str]:
    for country, rule in _RULES[form].items():
        if rule(head, sign, tail):
            yield country


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day in the calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] + (month == 2 and leap)


def _sum(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _days_first(digits: str, century: int, more: int = 0) -> bool:
    day, month, year = int(digits[:2]) - more, int(digits[2:4]), int(digits[4:6])
    return is_date(century + year, month, day)


def _denmark(head: str, sign: str, tail: str) -> bool:
    year, seventh = int(head[4:]), int(tail[0])
    if seventh <= 3 or (seventh in {4, 9} and year >= 37):
        century = 1900
    elif seventh in {4, 9} or year <= 57:
        century = 2000
    else:
        century = 1800
    if sign == "+" or not _days_first(head, century):
        return False
    return sign == "-" or _sum(head + tail, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _iceland(head: str, sign: str, tail: str) -> bool:
    century = {"8": 1800, "9": 1900, "0": 2000}.get(tail[3])
    if sign == "+" or century is None or not _days_first(head, century):
        return False
    return _sum(head + tail[:3], (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _sweden(head: str, sign: str, tail: str) -> bool:  # noqa: ARG001 - one shape for all rules
    short, month = head[-6:], int(head[-4:-2])
    day = int(short[4:]) - (60 if int(short[4:]) > 60 else 0)
    # of two digits, the century is not known; a leap day is one in one of them
    years = [int(head[:4])] if len(head) == 8 else [1900 + int(short[:2]), 2000 + int(short[:2])]
    if (len(head) == 8 and not 1800 <= years[0] <= 2099) or not any(is_date(year, month, day) for year in years):
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(short + tail))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _finland(head: str, sign: str, tail: str) -> bool:
    century = 1800 if sign == "+" else 1900 if sign in "-UVWXY" else 2000
    if not _days_first(head, century) or tail[:3] < "002":
        return False
    return _FINNISH[int(head + tail[:3]) % 31] == tail[3]


def _baltic(head: str, sign: str, tail: str) -> bool:
    digits = head + tail
    first = int(digits[0])
    if sign or not 1 <= first <= 8:
        return False
    century = 1800 + (first - 1) // 2 * 100
    if not is_date(century + int(digits[1:3]), int(digits[3:5]), int(digits[5:7])):
        return False
    check = _sum(digits[:10], (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = _sum(digits[:10], (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return check == int(digits[10])


def _latvia(head: str, sign: str, tail: str) -> bool:
    if sign == " " or (head[:2] != "32" and not (tail[0] in "012" and _days_first(head, 1800 + int(tail[0]) * 100))):
        return False
    return (1101 - _sum((head + tail)[:10], (1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11 % 10 == int(tail[4])


def _norway(head: str, sign: str, tail: str) -> bool:
    year, serial, more = int(head[4:]), int(tail[:3]), 40 if head[0] > "3" else 0
    if serial < 500:
        century = 1900
    elif serial < 750 and year >= 54:
        century = 1800
    elif year < 40:
        century = 2000
    else:
        century = 1900 if serial >= 900 else 0
    if sign == "-" or not century or not _days_first(head, century, more):
        return False
    digits = head + tail
    first = _sum(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    return first == 0 and _sum(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _poland(head: str, sign: str, tail: str) -> bool:
    digits, month = head + tail, int(head[2:4])
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[month // 20]
    if sign or not is_date(century + int(head[:2]), month % 20, int(head[4:])):
        return False
    return _sum(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def _tax(head: str, sign: str, tail: str) -> bool:
    digits = head + tail
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    if sign == "-" or (len(head) == 6 and sign) or digits[0] == "0" or counts[-1] not in {2, 3} or counts[-2] != 1:
        return False
    product = 10
    for digit in digits[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def _pension(head: str, sign: str, tail: str) -> bool:  # noqa: ARG001 - one shape for all rules
    day, month, year = int(tail[:2]), int(tail[2:4]), int(tail[4:6])
    if not (is_date(1900 + year, month, day) or is_date(2000 + year, month, day)):
        return False
    digits = f"{head}{tail[:6]}{ord(tail[6]) - 64:02d}{tail[7:9]}"
    weighted = (int(digit) * weight for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True))
    return sum(number // 10 + number % 10 for number in weighted) % 10 == int(tail[9])


_RULES: dict[str, dict[str, Callable[[str, str, str], bool]]] = {
    "ten": {"dk": _denmark, "is": _iceland, "se": _sweden},
    "twelve": {"se": _sweden},
    "eleven": {"de": _tax, "ee": _baltic, "lt": _baltic, "lv": _latvia, "no": _norway, "pl": _poland},
    "fi": {"fi": _finland},
    "tax": {"de": _tax},
    "pension": {"de": _pension},
}
