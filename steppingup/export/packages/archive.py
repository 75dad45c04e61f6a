"""Files in one zip archive: the same files always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file knows: nothing depends on when it was made
_READABLE = 0o644 << 16


def packed(files: Mapping[str, bytes], first: str = "") -> bytes:
    """Pack files in order of their names, ``first`` before all others: some platforms look at the first entry alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files, key=lambda one: (one != first, one)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            archive.writestr(entry, files[name])
    return buffer.getvalue()
