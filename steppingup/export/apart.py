"""An export in a process of its own, for whoever presses a button.

Building the book starts further processes and changes what is loaded: in the one that answers the buttons, it would
leave the next press with a half-open desk. What is said while it runs is told line by line.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from steppingup.export.request import Request

STEP = " …"  # how a line ends that tells what is being done
MOST = 10  # lines of what went wrong


def export_apart(name: str, asked: Request, tell: Callable[[str], None]) -> list[str]:
    """Write the file and return the lines that tell what was done.

    Args:
        name: of the format.
        asked: what is wanted; the desk offers chapters, language, graded items and the final check.
        tell: is told what is being done.

    Raises:
        ExportError: it cannot be made; nothing was written.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        job = subprocess.Popen(  # noqa: S603 - our own command, no shell
            _command(name, asked), stdout=said, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace"
        )
        with job:
            try:
                troubles = list(_troubles(job, tell))
            except BaseException:
                job.kill()  # nobody waits for it any more
                raise
        if job.returncode:
            stopped = f"The export stopped ({job.returncode}). Nothing was written."
            raise ExportError("\n".join(troubles[:MOST]) or stopped)
        said.seek(0)
        return said.read().splitlines()


def _troubles(job: subprocess.Popen[str], tell: Callable[[str], None]) -> Iterator[str]:
    for line in job.stderr or ():
        if line.rstrip().endswith(STEP):
            tell(line.rstrip().removesuffix(STEP))
        elif line.strip():
            yield line.rstrip()


def _command(name: str, asked: Request) -> Sequence[str]:
    python = [sys.executable, "-X", "utf8", "-m", "steppingup", "--course", str(asked.course)]
    chapters = [word for folder in asked.folders for word in ("--chapter", folder)]
    flags = {"--with-graded": asked.with_graded, "--with-check": asked.with_check}
    more = [flag for flag, wanted in flags.items() if wanted]
    return [*python, "export", name, "--out", str(asked.out), *chapters, *more, "--language", asked.language]
