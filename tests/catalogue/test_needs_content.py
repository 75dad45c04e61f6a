"""The self-check of this course: what its two forms share, and that nothing but knowledge leads to a key."""

from __future__ import annotations

import re
from collections import Counter
from math import ceil
from pathlib import Path

import pytest

from steppingup.activities import Choice, Vignette
from steppingup.activities.vignette import STEPS
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.needs import Instrument, load_instrument

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("A", "B")
# What a role rates at most, and about how many words stand around notice, lines and items: facts, person, code, steps.
LINES, WORDS_OF_THE_PAGE = 16, 330


@pytest.fixture(scope="module")
def needs() -> Instrument:
    found = load_instrument(load_catalogue(ROOT))
    assert found is not None
    return found


def questions(needs: Instrument, form: str) -> list[Choice]:
    found = (needs.items[id_].model for id_ in needs.forms[form])
    return [one for one in found if isinstance(one, Choice)]


def asked(item: object) -> str:
    """Return what somebody reads of an item before answering."""
    if isinstance(item, Choice):
        return " ".join([item.prompt, *(one.text for one in item.options)])
    assert isinstance(item, Vignette)
    return item.prompt


def stories(needs: Instrument) -> list[Vignette]:
    return [entry.model for entry in needs.items.values() if isinstance(entry.model, Vignette)]


def test_what_the_forms_share_stands_at_the_same_places(needs: Instrument) -> None:
    """Else a gain could come from being less tired."""
    first, second = (needs.forms[form] for form in FORMS)
    assert len(first) == len(second) == 20
    assert [one for one, other in zip(first, second, strict=True) if one == other] == [
        one for one in first if one in needs.anchors
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_key_is_at_no_place_and_of_no_length(needs: Instrument, form: str) -> None:
    asked = questions(needs, form)
    places = Counter(next(place for place, one in enumerate(item.options) if one.correct) for item in asked)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) - min(places.values()) <= 2
    lengths = [({one.correct: len(one.text) for one in item.options}[True], item) for item in asked]
    longest = [item for size, item in lengths if size == max(len(one.text) for one in item.options)]
    shortest = [item for size, item in lengths if size == min(len(one.text) for one in item.options)]
    assert max(len(longest), len(shortest)) <= len(asked) // 2


def test_every_competency_has_a_line_in_the_first_person(needs: Instrument) -> None:
    assert list(needs.file.lines) == list(needs.facts.competencies)
    for line in needs.file.lines.values():
        assert line.startswith("I can ")
        assert len(line.split()) <= 12


@pytest.mark.parametrize("form", FORMS)
def test_questions_and_stories_are_short(needs: Instrument, form: str) -> None:
    """Busy people fill it in, many in a second language: what grows here is paid by all of them."""
    assert not [item.id for item in questions(needs, form) if len(asked(item).split()) > 78]
    assert not [story.id for story in stories(needs) if len(story.prompt.split()) > 70]


@pytest.mark.parametrize(("speed", "told"), [(200, "minutes"), (130, "longer")])
def test_the_page_tells_how_long_it_takes(needs: Instrument, speed: int, told: str) -> None:
    """The longer form with the most lines to rate, read in full: what a fluent and a second-language reader need."""
    around = [one.text for one in needs.file.notice]
    lines = sorted(map(len, map(str.split, needs.file.lines.values())))[-LINES:]
    items = [sum(len(asked(needs.items[id_].model).split()) for id_ in needs.forms[form]) for form in FORMS]
    words = sum(len(text.split()) for text in around) + WORDS_OF_THE_PAGE + sum(lines) + max(items)
    minutes = words / speed + (20 * 6 + LINES * 2 * 2) / 60
    assert ceil(minutes) == getattr(needs.file, told)


def test_stories_are_told_of_women_and_men_whatever_the_answer(needs: Instrument) -> None:
    woman = re.compile(r"\b(woman|she|her)\b", re.IGNORECASE)
    seen = {(one.truth, "woman" if woman.search(one.prompt[:200]) else "man") for one in stories(needs)}
    assert seen == {(step, who) for step in STEPS for who in ("woman", "man")}


def test_a_country_is_named_in_twins_alone(needs: Instrument) -> None:
    named = [one.id for one in stories(needs) if re.search(r"Ireland|Sri Lanka", one.prompt)]
    assert named == ["needs/carver-1", "needs/carver-2"]
    assert needs.twins == {"needs/carver-2": "needs/carver-1", "needs/lift-2": "needs/lift-1"}


def test_it_plays_in_no_town_that_has_a_name(needs: Instrument) -> None:
    names = re.compile(r"Havmere|Aino|Farid|Ilse|Jonas|Ruta|Marek|Solveig|Dace|Thuy|Oskar|Leyla|Nadia|Katrin|Samuel")
    assert not [id_ for id_, entry in needs.items.items() if any(names.search(text) for _, text in entry.model.texts())]
