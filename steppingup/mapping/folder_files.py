"""What the folder of a map hands out: forms to fill, and reports with one zip file of all that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import steppingup
from steppingup.documents.zip_file import packed, zip_of, zip_of_folder
from steppingup.mapping.folder import FORMS
from steppingup.mapping.guard import sifted
from steppingup.mapping.importing.run import put
from steppingup.mapping.importing.template import csv_files, excel_bytes
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from steppingup.mapping.folder import MapFolder
    from steppingup.mapping.forms import Course
    from steppingup.mapping.importing.form import Forms
    from steppingup.mapping.report.write import ReportDone, Told

EMPTY, FILLED = "form-empty", "form-with-our-map"


def write_forms(folder: MapFolder, forms: Forms, *, filled: bool) -> list[Path]:
    """Write a form to fill, for Excel and as CSV files in one zip file; forms of the same kind are made anew.

    Args:
        folder: the map.
        forms: its sheets.
        filled: begin with what the map holds.

    Raises:
        MappingError: it cannot be written.
        RecordError: the map cannot be read.
    """
    sheets = sifted(folder.sheets())[0] if filled else Sheets()
    place = folder.root / FORMS / (FILLED if filled else EMPTY)
    made = {
        place.with_suffix(".xlsx"): excel_bytes(forms, sheets, steppingup.__version__),
        place.with_name(f"{place.name}-csv.zip"): zip_of(csv_files(forms, sheets)),
    }
    for path, data in made.items():
        put(path, data)
    return list(made)


def make_report(
    folder: MapFolder, course: Course, today: date, *, public: bool, told: Told | None = None
) -> ReportDone:
    """Report on the map in a new folder, and pack it.

    Raises:
        MappingError: nothing is filled in, or it cannot be written.
        RecordError: the map cannot be read.
    """
    from steppingup.mapping.report.write import write_report  # noqa: PLC0415 - pandas takes a second to import

    out = folder.new_report(today, public=public)
    done = write_report([folder.file], out, course, today, public=public, told=told)
    put(packed(done.page), zip_of_folder(out))
    return done
