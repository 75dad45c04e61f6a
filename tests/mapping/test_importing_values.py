"""Numbers and days as offices write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from steppingup.documents.letters import same
from steppingup.mapping.importing import days
from steppingup.mapping.importing.days import Day, day_of_number, day_of_text, iso
from steppingup.mapping.importing.numbers import decimal_sign, is_either, number_of
from steppingup.record.entries import value_text


@pytest.mark.parametrize(
    ("text", "number"),
    [("140", 140), ("-3", -3), ("\u22123", -3), ("12,5", 12.5), ("12.5", 12.5), ("1 140", 1140), ("1\u00a0140", 1140),
     ("38\u202f400", 38400), ("1'140", 1140), ("1.140,5", 1140.5), ("1,140.5", 1140.5), ("1.140.300", 1140300),
     ("1,140,300", 1140300), ("0,125", 0.125), ("0.125", 0.125), ("20 %", 20), ("7,8%", 7.8), (" 5 ", 5),
     ("1140,25", 1140.25), ("12345.678", 12345.678), ("007", 7)],
)  # fmt: skip
def test_a_number_that_can_be_only_one(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "about 40", "5 to 12", "3.5.2025", "1e5", "12,5,3", "--1", "1 14", "+371 26", "9" * 20]
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("text", "comma", "point"), [("1.140", 1140, 1.14), ("1,140", 1.14, 1140), ("12,125", 12.125, 12125)]
)
def test_what_can_be_two_numbers_is_told_by_the_file(text: str, comma: float, point: float) -> None:
    assert is_either(text)
    assert number_of(text) is None
    assert number_of(text, ",") == comma
    assert number_of(text, ".") == point


def test_the_sign_before_decimals() -> None:
    assert decimal_sign(["1.140", "about 3,5", "12,5"], "\t") == ","
    assert decimal_sign(["1.140", "7.8"], ";") == "."
    assert decimal_sign(["1,140.5"], "") == "."
    assert [decimal_sign(["1.140"], sign) for sign in (";", ",", "\t", "")] == [",", ".", "", ""]


@given(st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=2).map(float))
def test_any_number_reads_back(number: float) -> None:
    text = value_text(number)
    assert number_of(text, ".") == number
    assert number_of(text.replace(".", ","), ",") == number


@pytest.mark.parametrize(
    "text",
    ["2025-05-03", "3.5.2025", "03.05.2025", "3. 5. 2025", "3.5.2025.", "3/5/2025", "03-05-2025", "2025.05.03",
     "2025.05.03.", "2025/5/3", "20250503", "2025-05-03 00:00", "2025-05-03T14:30:00", "3 May 2025", "May 3, 2025",
     "3. maj 2025", "3. Mai 2025", "3. mai 2025", "3. mail 2025", "3. toukokuuta 2025", "3. maí 2025",
     "2025 m. gegužės 3 d.", "2025. gada 3. maijs", "3 maja 2025 r.", "3 maj 2025", "den 3 maj 2025", "3. MAI 2025"],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert day_of_text(text) == Day("2025-05-03")


@pytest.mark.parametrize(
    ("text", "day", "assumed"),
    [("3.5.25", "2025-05-03", "century"), ("5/13/2025", "2025-05-13", "order"), ("05/2025", "2025-05-31", "month"),
     ("2024-02", "2024-02-29", "month"), ("February 2024", "2024-02-29", "month"),
     ("marzec 2025", "2025-03-31", "month"), ("2024", "2024-12-31", "year")],
)  # fmt: skip
def test_a_day_with_something_assumed(text: str, day: str, assumed: str) -> None:
    assert day_of_text(text) == Day(day, assumed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spring 2025",
        "31.2.2025",
        "32.1.2025",
        "2024/2025",
        "3. or 4. May 2025",
        "May or June 2025",
        "soon",
        "1.1.0001",
        "13/2025",
        "1850",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert day_of_text(text) is None


def test_days_as_excel_counts_them() -> None:
    assert day_of_number(45780) == Day("2025-05-03", "number")
    assert day_of_number(45780.5) == Day("2025-05-03", "number")
    assert day_of_number(2024) == Day("2024-12-31", "year")
    assert day_of_number(12) is None
    assert iso(datetime(2025, 5, 3, 14, 30)) == iso(date(2025, 5, 3)) == "2025-05-03"  # noqa: DTZ001 - Excel knows no zones


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_any_day_reads_back_in_every_order(day: date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y.%m.%d.", "%d/%m/%Y", "%Y%m%d"):
        assert day_of_text(day.strftime(form)) == Day(day.isoformat())


@given(st.text(max_size=30))
def test_any_text_is_a_number_and_a_day_or_none(text: str) -> None:
    number_of(text)
    number_of(text, ",")
    day_of_text(text)


LANGUAGES = ("en", "da", "de", "et", "fi", "is", "lt", "lv", "nb", "pl", "sv")
INFLECTED = {"mail": 5, "maja": 5, "maijs": 5, "maij\u0101": 5, "jaanuaril": 1}  # forms that the CLDR does not have


def test_the_names_of_months_are_those_of_the_languages_without_what_means_two() -> None:
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale=language).items():
                    for form in (name, name[:3] if width == "wide" else name):
                        found.setdefault(same(form), set()).add(number)
    for form, number in INFLECTED.items():
        found.setdefault(same(form), set()).add(number)
    plain = {form: min(ns) for form, ns in found.items() if len(ns) == 1 and not form.isdecimal()}
    assert days._months() == plain
