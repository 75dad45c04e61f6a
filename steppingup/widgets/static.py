"""The files of the front end that the widgets bring along, and what is said where one cannot be shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import steppingup
from steppingup.common.errors import SteppingUpError

STATIC = Path(steppingup.__file__).parent / "static"
EXPORT = "\nexport default globalThis.SteppingUp.widget;\n"


class WidgetError(SteppingUpError):
    """The live widget cannot be shown."""


@cache
def static_text(name: str) -> str:
    """Read a file of the front end.

    Raises:
        WidgetError: it is missing, so the package is not complete.
    """
    try:
        return (STATIC / name).read_text(encoding="utf-8")
    except OSError as error:
        raise WidgetError(f"The package lacks {name}; install it again, or run 'make node'.") from error
