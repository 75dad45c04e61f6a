"""The book, or some chapters, for platforms with SCORM 1.2: one unit, resumed where somebody was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.packages.manifest import SCORM12
from steppingup.export.packages.put import put_scorm

if TYPE_CHECKING:
    from steppingup.export.request import Request


def export(request: Request) -> list[str]:
    """Write the package.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    return put_scorm(request, "scorm12", SCORM12)
