"""What slides share: how large letters are, where texts are cut, and when a slide is on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from steppingup.documents.fitting import size_that_fits
from steppingup.documents.slides import BODY, Look
from steppingup.kit.plan import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row

Thing = TypeVar("Thing")

LARGE = (48, 44, 40, 36, 32, 28, 24)
CHOICES = (28, 26, 24, 22, 20, 18)
READ = (32, 30, 28, 26, 24, 22, 20)
MIDDLE = Look(40, middle=True)


def when(kit: Kit, row: Row) -> str:
    """Say for the notes how long a slide takes, and from when on."""
    return kit.say("kit.notes.minutes", n=row.minutes, **{"from": clock(row.begins)})


def numbered(kit: Kit, title: str, number: int, slides: int) -> str:
    """Title one of the slides that together show one thing; a single one needs no number."""
    return kit.say("kit.slide.of", title=title, n=number, all=slides) if slides > 1 else title


def fitting(texts: Sequence[str], sizes: Sequence[int], after: float = 0, room: float = BODY.height) -> int:
    """Return the largest size at which texts fit into the body of a slide; the smallest one, if none does."""
    return size_that_fits(texts, BODY.width - 0.8, room - 0.15, sizes, after) or sizes[-1]


def cut(things: Sequence[Thing], slides: int) -> list[list[Thing]]:
    """Cut things into as many parts, with equally many in each, or one more in the first ones."""
    each, more = divmod(len(things), slides)
    ends = [each * number + min(number, more) for number in range(slides + 1)]
    return [list(things[begin:end]) for begin, end in pairwise(ends)]


def pages(texts: Sequence[str], size: int, less: float = 0, after: float = 12) -> list[list[str]]:
    """Cut texts into slides on which they can be read at a size; about equally many on each."""
    for number in range(1, len(texts) + 1):
        parts = cut(texts, number)
        if all(size_that_fits(part, BODY.width - 0.8, BODY.height - less - 0.15, [size], after) for part in parts):
            return parts
    return [[text] for text in texts]
