"""Zip files that have the same bytes whenever they are made."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OLDEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier day, and no two files may differ by the clock


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Pack files, given by their names."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _OLDEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system, member.external_attr = 3, 0o100644 << 16
            archive.writestr(member, data)
    return stream.getvalue()


def zip_of_folder(folder: Path) -> bytes:
    """Pack a folder with all that lies in it, under its own name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return zip_of({f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files})


def packed(page: Path) -> Path:
    """Return the zip file of a report, which lies beside its folder, by the page of the report."""
    return page.parent.with_name(f"{page.parent.name}.zip")
