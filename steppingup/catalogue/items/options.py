"""What each item shows alone: options of unequal length, and words that give an option away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.activities import Choice
from steppingup.catalogue.items.wording import ABSOLUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Entry
    from steppingup.common.errors import Problem

LENGTH_FACTOR = 1.6


def option_problems(entry: Entry) -> Iterator[Problem]:
    """Yield what is wrong with the options of a choice; other kinds have none."""
    model = entry.model
    if not isinstance(model, Choice):
        return
    lengths = [len(entry.facts.fill(option.text)) for option in model.options]
    if max(lengths) > LENGTH_FACTOR * min(lengths):
        what = f"options are {min(lengths)} to {max(lengths)} characters long"
        yield entry.problem("options", f"{what}; bring them within a factor {LENGTH_FACTOR}")
    for option in model.options:
        if found := ABSOLUTE.search(option.text):
            what = f"'{found[0]}' tells test-wise readers that an option is wrong; say it without"
            yield entry.problem(f"options.{option.id}.text", what)
