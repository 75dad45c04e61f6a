"""``contribute``: from the answers of a town to its file, with what must be said about it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.form import NOTICE
from steppingup.evaluation.contribution.make import contribution_of
from steppingup.evaluation.contribution.protect import protected, small_blocks, without_blocks, without_stragglers
from steppingup.evaluation.contribution.size import fitted
from steppingup.evaluation.files import save
from steppingup.evaluation.stories import REFER
from steppingup.evaluation.versions import newest

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from steppingup.evaluation.contribution.parts import Contribution
    from steppingup.evaluation.pseudonym import Pseudonyms
    from steppingup.evaluation.readers.base import Taken


def contribute(
    taken: Taken, items: pd.DataFrame, day: str, *, suppressed: bool = True, pseudonyms: Pseudonyms | None = None
) -> Contribution:
    """Make the contribution of a town.

    Args:
        taken: its answers and ratings; what could not be used is added to its quality table.
        items: the item table.
        day: today, YYYY-MM-DD.
        suppressed: keep back what is about few people.
        pseudonyms: the key of the evaluation, so that the same rows have the same mark another day, too.
    """
    mark = mark_of(taken, pseudonyms)
    events = newest(taken.events, {}, taken.quality)
    if not suppressed:
        return replace(contribution_of(events, taken.ratings, items), day=day, sources=(mark,))
    kept, people = without_stragglers(events)
    what = "people without a score on every item of their form were left out, as they are few beside the others"
    taken.quality.add("all files", what, "people", people)
    whole = contribution_of(kept, taken.ratings, items)
    small = small_blocks(whole)
    if small:
        whole = contribution_of(without_blocks(kept, small), taken.ratings, items)
    return replace(protected(whole, len(small), signals_of(items)), day=day, sources=(mark,))


def mark_of(taken: Taken, pseudonyms: Pseudonyms | None) -> str:
    """Return the mark of a town's rows, by which a region finds them twice: chance, or from the key and the rows.

    A plain digest of the sums would not do: all towns that have nothing to give would have the same. One of the rows
    would not either, as the answers of few people can be tried one by one; the key hides them.
    """
    if pseudonyms is None:
        return secrets.token_hex(8)
    rows = hashlib.sha256()
    for one in sorted(taken.events["event_id"].astype(str)):
        rows.update(f"{one}\n".encode())
    for one in sorted(taken.ratings.astype("str").agg("\x1f".join, axis="columns")) if len(taken.ratings) else ():
        rows.update(f"{one}\n".encode())
    return pseudonyms.mark(rows.hexdigest())


def signals_of(items: pd.DataFrame) -> dict[str, bool]:
    """Return for each story of the item table whether it asks for a referral."""
    stories = items[items["truth"] != ""]
    return {str(item): truth == REFER for item, truth in stories[["item_id", "truth"]].itertuples(index=False)}


def save_contribution(made: Contribution, out: Path) -> list[str]:
    """Write the file, packed if it is larger than usual; return what to say about it.

    Raises:
        EvaluationError: it is larger than a town may send.
    """
    made, data, left = fitted(made, zipped=out.suffix == ".gz")
    if data.startswith(b"\x1f\x8b") and out.suffix != ".gz":
        out = out.with_name(f"{out.name}.gz")
    save(out, data)
    told = [f"{out}: {len(data) / 1000:.1f} kB, {len(made.blocks)} groups of answers, no rows."]
    if made.protected:
        had, gone = (sum(counts[place] for counts in made.lost.values()) for place in (0, 1))
        told.append(f"Kept back: {gone} of {had} cells, so that nothing is about fewer than {made.least} people.")
    else:
        told.append(f"WARNING: {NOTICE}")
    if left:
        told.append(f"Left out, so that the file is no larger than a town may send: {', '.join(left)}.")
    return told
