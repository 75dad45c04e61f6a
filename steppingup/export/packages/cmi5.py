"""The book, or some chapters, for platforms with cmi5: one unit, with state and statements sent by @xapi/cmi5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.language import load_words
from steppingup.export.out_file import put_file
from steppingup.export.packages.archive import packed
from steppingup.export.packages.shell import START, package_for
from steppingup.export.packages.structure import structure
from steppingup.export.packages.told import told

if TYPE_CHECKING:
    from steppingup.export.request import Request

STRUCTURE = "cmi5.xml"


def export(request: Request) -> list[str]:
    """Write the package.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    package = package_for(request, "shell-cmi5.js", "cmi5")
    about = load_words(request.course, request.language).get("package.about")
    marked = request.mark is not None
    xml = structure(package, START, about, request.home, marked=marked)
    files = {**package.files, STRUCTURE: xml}
    data = packed(files, STRUCTURE)
    put_file(request.out, data)
    return told(request, data, len(files), "export.cmi5", "export.rule-mark" if marked else "export.rule")
