"""What the tests of the kit share: the course read once, and two kits of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue import Catalogue, load_catalogue
from steppingup.documents.load import load_figures
from steppingup.kit.choose import Unit, named, units_of
from steppingup.kit.fit import fit
from steppingup.kit.lessons import Lesson, load_lessons
from steppingup.kit.make import kit_files
from steppingup.kit.model import Kit

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
Maker = Callable[..., Kit]


@pytest.fixture(scope="session")
def course() -> Catalogue:
    return load_catalogue(ROOT).require()


@pytest.fixture(scope="session")
def lessons(course: Catalogue) -> list[Lesson]:
    return load_lessons(course)


@pytest.fixture(scope="session")
def units(course: Catalogue, lessons: list[Lesson]) -> list[Unit]:
    return units_of(lessons, course)


@pytest.fixture(scope="session")
def maker(course: Catalogue, units: list[Unit]) -> Maker:
    """Makes a kit of the course: names, minutes, roles."""
    figures = load_figures(ROOT, course.words, course.facts)

    def make(*names: str, minutes: int, roles: tuple[str, ...] = ()) -> Kit:
        found = named(names, units)
        fitted = fit(found, roles, minutes, course.facts)
        return Kit(course, figures, tuple(found), roles, fitted, "1.2.3", DAY)

    return make


@pytest.fixture(scope="session")
def chapter_kit(maker: Maker) -> Kit:
    return maker("identification", minutes=180, roles=("health_staff",))


@pytest.fixture(scope="session")
def case_kit(maker: Maker) -> Kit:
    return maker("sweden", "1", minutes=240)


@pytest.fixture(scope="session")
def chapter_files(chapter_kit: Kit) -> dict[str, bytes]:
    return kit_files(chapter_kit)


@pytest.fixture(scope="session")
def case_files(case_kit: Kit) -> dict[str, bytes]:
    return kit_files(case_kit)
