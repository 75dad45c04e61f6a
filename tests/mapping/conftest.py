"""What the tests of maps share: the course, and the map of the invented town."""

from __future__ import annotations

import pytest

from steppingup.mapping.forms import Course, load_course
from steppingup.mapping.workbook import Workbook, read_workbook
from tests.mapping.maps import EXAMPLE, ROOT


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def town(course: Course) -> Workbook:
    return read_workbook([EXAMPLE], course.sheets)
