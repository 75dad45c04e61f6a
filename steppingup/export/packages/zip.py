"""The book as a plain zip: unpacked, it opens from a disk and from any web server; ``settings.js`` may be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.out_file import put_file
from steppingup.export.packages.archive import packed
from steppingup.export.packages.selection import part_of
from steppingup.export.packages.site import built_site
from steppingup.export.packages.told import told

if TYPE_CHECKING:
    from steppingup.export.request import Request


def export(request: Request) -> list[str]:
    """Write the book, or some chapters, as one zip file.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    site = part_of(built_site(request), request.folders)
    data = packed(site.files)
    put_file(request.out, data)
    return told(request, data, len(site.files), "export.zip")
