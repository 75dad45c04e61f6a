"""What the tests of maps share: the course, and the map of the invented town."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.mapping.forms import Course, load_course
from steppingup.mapping.report.write import write_report
from steppingup.mapping.workbook import Workbook, read_workbook
from tests.mapping.maps import EXAMPLE, ROOT, TODAY


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def town(course: Course) -> Workbook:
    return read_workbook([EXAMPLE], course.sheets)


@pytest.fixture(scope="session")
def group_report(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Path:
    out = tmp_path_factory.mktemp("group") / "report"
    write_report([EXAMPLE], out, course, TODAY)
    return out


@pytest.fixture(scope="session")
def public_report(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Path:
    out = tmp_path_factory.mktemp("public") / "report"
    write_report([EXAMPLE], out, course, TODAY, public=True)
    return out
