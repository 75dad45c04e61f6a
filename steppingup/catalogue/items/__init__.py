"""Rules of item writing, measured over the course: nothing in length, position, tone or form may give a key away.

Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines", rules on options.

``forms`` sees one-answer items alike, ``wording`` holds the signs that a test-wise reader goes by, ``guessing`` tries
them over all items, ``blind`` tries answers that need no reading, ``options`` looks at each item, ``likeness`` finds
items that are nearly the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.items.blind import blind_problems
from steppingup.catalogue.items.guessing import guess_problems
from steppingup.catalogue.items.likeness import likeness_problems
from steppingup.catalogue.items.options import option_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.catalogue.model import Entry
    from steppingup.common.errors import Problem


def item_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what gives keys away, over all items and in each, and items that are nearly the same."""
    for entry in entries:
        yield from option_problems(entry)
    yield from guess_problems(entries)
    yield from blind_problems(entries)
    graded = [entry for entry in entries if entry.set == "graded"]
    if len(graded) < len(entries):
        yield from blind_problems(graded)
    yield from likeness_problems(entries)
