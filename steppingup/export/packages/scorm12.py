"""The book, or some chapters, for platforms with SCORM 1.2: one unit, resumed where somebody was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.out_file import put_file
from steppingup.export.packages.archive import packed
from steppingup.export.packages.manifest12 import manifest
from steppingup.export.packages.shell import START, package_for
from steppingup.export.packages.told import told

if TYPE_CHECKING:
    from steppingup.export.request import Request

MANIFEST = "imsmanifest.xml"


def export(request: Request) -> list[str]:
    """Write the package.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    package = package_for(request, "shell-scorm.js", "scorm12")
    files = {**package.files, MANIFEST: manifest(package, START)}
    data = packed(files, MANIFEST)
    put_file(request.out, data)
    return told(request, data, len(files), "export.scorm", "export.rule-mark" if request.mark else "export.rule")
