"""Templates for translators: complete, with contexts and places, the same at every run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.messages import activities_pot, interface_pot
from steppingup.common.messages import GROUPS, english
from tests.catalogue.tiny import tiny_course


def read(text: str) -> dict[str, Any]:
    return {str(message.context): message for message in read_po(BytesIO(text.encode())) if message.id}


@pytest.fixture
def messages(tmp_path: Path) -> dict[str, Any]:
    return read(activities_pot(load_catalogue(tiny_course(tmp_path))))


@pytest.mark.parametrize(
    ("context", "source", "place"),
    [
        ("start/one-1@1:prompt", "What do you call? {fact:number}", ("chapters/01-start/activities.yml", 7)),
        ("start/one-1@1:options.b.feedback", "Not first.", ("chapters/01-start/activities.yml", 10)),
        ("start/two-1@1:right.x.text", "First", ("chapters/01-start/activities.yml", 24)),
        ("fact/number:statement", "The number is 112.", ("facts/facts.yml", 1)),
        ("helpline/everywhere:service", "Emergency", ("facts/helplines.yml", 1)),
        ("role/health_staff:name", "Health staff", ("facts/roles.yml", 2)),
        ("area/encounter:name", "Meeting people", ("facts/competencies.yml", 2)),
        ("competency/encounter.notice:statement", "combines signs", ("facts/competencies.yml", 4)),
        ("two-steps:events.2.text", "Call", ("chapters/01-start/figures.yml", 7)),
        ("two-steps:alt", "Timeline of two steps, look and call.", ("chapters/01-start/figures.yml", 4)),
    ],
)
def test_content(messages: dict[str, Any], context: str, source: str, place: tuple[str, int]) -> None:
    assert messages[context].id == source
    assert messages[context].locations == [place]


def test_every_text_of_every_activity_is_there(tmp_path: Path) -> None:
    catalogue = load_catalogue(tiny_course(tmp_path))
    found = read(activities_pot(catalogue))
    for entry in catalogue.activities.values():
        for path, text in entry.model.texts():
            assert found[f"{entry.id}@1:{path}"].id == text


def test_graded_keys_stay_out(tmp_path: Path) -> None:
    assert "exercise/secret-1" not in activities_pot(load_catalogue(tiny_course(tmp_path, "lessons")))


def test_the_same_at_every_run(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    assert activities_pot(load_catalogue(course)) == activities_pot(load_catalogue(course))


def test_interface_holds_every_word() -> None:
    words = {key: text for group in GROUPS for key, text in english(group).items()}
    assert {context: message.id for context, message in read(interface_pot()).items()} == words
