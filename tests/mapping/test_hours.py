"""Opening hours as people write them."""

from __future__ import annotations

import pytest

from steppingup.common.language import Words
from steppingup.mapping.hours import MOMENTS, reader_of

READER = reader_of(Words())


def at_all(text: str) -> list[bool | None]:
    return [READER.read(text).at(moment) for moment in MOMENTS.values()]


@pytest.mark.parametrize(
    ("text", "morning", "evening", "weekend", "night"),
    [
        ("day and night", True, True, True, True),
        ("24/7", True, True, True, True),
        ("Mon-Fri 9-16", True, False, False, False),
        ("Mon\u2013Fri 9\u201316", True, False, False, False),
        ("Monday to Friday, 9:00-16:30", True, False, False, False),
        ("Mon-Fri 9-16, Thu to 18", True, False, False, False),
        ("Mon-Fri 8-16, duty phone to 20", True, False, False, False),
        ("Mon-Fri 9-17, phone to 22", True, True, False, False),
        ("\u00b2-9", None, None, None, None),  # a sign that counts as a digit, and is no number
        ("Tue and Thu 10-15", True, False, False, False),
        ("Mon, Wed, Sat 14-16", False, False, True, False),
        ("Sat-Tue 9-12", True, False, False, False),
        ("7-23", True, True, True, False),
        ("20-6", False, True, False, True),
        ("Sat 22-4", False, False, False, True),
        ("Mon-Fri 8-12, 13-16", True, False, False, False),
        ("Mon-Fri 8-12 13-16; Sat 14-16", True, False, True, False),
        ("Mondays 9-16", False, False, False, False),
    ],
)
def test_understood(text: str, morning: bool, evening: bool, weekend: bool, night: bool) -> None:
    assert at_all(text) == [morning, evening, weekend, night]


@pytest.mark.parametrize(
    "text",
    ["", "not known", "see your card", "Wednesdays in town", "first Monday of the month, 16-18",
     "day and night on paper", "9-", "25-27", "9:75-10", "Mon", "summer only", "-", "8"],
)  # fmt: skip
def test_whatever_is_not_clear_is_neither_open_nor_closed(text: str) -> None:
    assert at_all(text) == [None] * 4


def test_what_is_clear_counts_beside_what_is_not() -> None:
    assert at_all("Mon-Fri 9-16, at weekends ring twice") == [True, None, None, None]


def test_sunday_night_ends_on_monday() -> None:
    assert READER.read("Sun 22-4").at((0, 60)) is True
    assert READER.read("Sun 22-4").at((0, 5 * 60)) is False


def test_days_of_another_language_are_known() -> None:
    german = reader_of(Words("de"))
    assert german.read("Mo-Fr 9-16").at(MOMENTS["morning"]) is True
    assert german.read("Montag, Dienstag 9-16").at(MOMENTS["morning"]) is True
    assert german.read("Mon-Fri 9-16").at(MOMENTS["weekend"]) is False
