"""What slides share: how large letters are, where texts are cut, and when a slide is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.fitting import size_that_fits
from steppingup.documents.slides import BODY, Look
from steppingup.kit.plan import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row

LARGE = (48, 44, 40, 36, 32, 28, 24)
CHOICES = (28, 26, 24, 22, 20, 18)
READ = (32, 30, 28, 26, 24, 22, 20)
MIDDLE = Look(40, middle=True)


def when(kit: Kit, row: Row) -> str:
    """Say for the notes how long a slide takes, and from when on."""
    return kit.say("kit.notes.minutes", n=row.minutes, **{"from": clock(row.begins)})


def fitting(texts: Sequence[str], sizes: Sequence[int], after: float = 0, room: float = BODY.height) -> int:
    """Return the largest size at which texts fit into the body of a slide; the smallest one, if none does."""
    return size_that_fits(texts, BODY.width - 0.8, room - 0.15, sizes, after) or sizes[-1]


def pages(texts: Sequence[str], size: int, less: float = 0, after: float = 12) -> list[list[str]]:
    """Cut texts into slides on which they can be read at a size; about equally many on each."""
    for number in range(1, len(texts) + 1):
        each = -(-len(texts) // number)
        parts = [list(texts[at : at + each]) for at in range(0, len(texts), each)]
        if all(size_that_fits(part, BODY.width - 0.8, BODY.height - less - 0.15, [size], after) for part in parts):
            return parts
    return [[text] for text in texts]
