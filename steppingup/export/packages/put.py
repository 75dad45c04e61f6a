"""A package in its place, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.out_file import put_file
from steppingup.export.packages.archive import packed
from steppingup.export.packages.manifest import manifest
from steppingup.export.packages.shell import START, package_for
from steppingup.export.packages.told import told

if TYPE_CHECKING:
    from steppingup.export.packages.manifest import Edition
    from steppingup.export.packages.shell import Package
    from steppingup.export.request import Request


def put_scorm(request: Request, kind: str, edition: Edition) -> list[str]:
    """Write a package of SCORM and return the lines that tell what was done.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    package = package_for(request, "shell-scorm.js", kind)
    return put_package(request, package, "imsmanifest.xml", manifest(package, START, edition), "export.scorm")


def put_package(request: Request, package: Package, name: str, contents: bytes, word: str) -> list[str]:
    """Write a package with its table of contents, which has a name, and return what is said; ``word`` is its key."""
    files = {**package.files, name: contents}
    data = packed(files, name)
    put_file(request.out, data)
    return told(request, data, len(files), word, "export.rule" if request.mark is None else "export.rule-mark")
