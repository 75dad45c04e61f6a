"""What the command says about a package that it has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.language import load_words

if TYPE_CHECKING:
    from steppingup.export.request import Request

LARGE = 4_000_000


def told(request: Request, data: bytes, files: int, *keys: str) -> list[str]:
    """Say where the file is, how large, and what to do with it."""
    words = load_words(request.course)  # the command speaks English; the package speaks its own language
    size = f"{len(data) / 1_000_000:.1f}"
    lines = [words.get("export.package", file=request.out.name, size=size, files=files)]
    if len(data) > LARGE:
        lines.append(words.get("export.large", size=size))
    return [*lines, *(words.get(key) for key in keys)]
