"""The book, or some chapters, for platforms with cmi5: one unit, with state and statements sent by @xapi/cmi5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.language import load_words
from steppingup.export.packages.put import put_package
from steppingup.export.packages.shell import START, package_for
from steppingup.export.packages.structure import structure

if TYPE_CHECKING:
    from steppingup.export.request import Request


def export(request: Request) -> list[str]:
    """Write the package.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    package = package_for(request, "shell-cmi5.js", "cmi5")
    about = load_words(request.course, request.language).get("package.about")
    xml = structure(package, START, about, request.home, marked=request.mark is not None)
    return put_package(request, package, "cmi5.xml", xml, "export.cmi5")
