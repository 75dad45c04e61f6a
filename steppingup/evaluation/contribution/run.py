"""``contribute`` and ``merge``: from answers to a file, and from files to tables, each with what must be said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.documents.xlsx import workbook_bytes
from steppingup.evaluation.contribution.form import USUAL_BYTES, document_of, read_contribution, written
from steppingup.evaluation.contribution.make import contribution_of
from steppingup.evaluation.contribution.merge import merged
from steppingup.evaluation.contribution.protect import protected, small_blocks, without_blocks, without_stragglers
from steppingup.evaluation.contribution.results import document_of as results_of
from steppingup.evaluation.contribution.results import lost_share, tables_of
from steppingup.evaluation.files import json_text, save
from steppingup.evaluation.versions import newest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from steppingup.evaluation.contribution.parts import Contribution
    from steppingup.evaluation.readers.base import Taken

UNSUPPRESSED = (
    "WARNING: NOTHING WAS KEPT BACK. This file tells what single people answered wherever few took part. It is "
    "personal data: give it only to whom an agreement names, by a safe way, and never publish it."
)


def contribute(taken: Taken, items: pd.DataFrame, day: str, *, suppressed: bool = True) -> Contribution:
    """Make the contribution of a town.

    Args:
        taken: its answers and ratings; what could not be used is added to its quality table.
        items: the item table.
        day: today, YYYY-MM-DD.
        suppressed: keep back what is about few people.
    """
    events = newest(taken.events, {}, taken.quality)
    if not suppressed:
        return replace(contribution_of(events, taken.ratings, items), day=day)
    kept, people = without_stragglers(events)
    what = "people without a score on every item of their form were left out, as they are few beside the others"
    taken.quality.add("all files", what, "people", people)
    whole = contribution_of(kept, taken.ratings, items)
    small = small_blocks(whole)
    if small:
        whole = contribution_of(without_blocks(kept, small), taken.ratings, items)
    return replace(protected(whole, len(small)), day=day)


def save_contribution(made: Contribution, out: Path) -> list[str]:
    """Write the file, packed if it is larger than usual; return what to say about it."""
    data = written(made, packed=out.suffix == ".gz")
    if len(data) > USUAL_BYTES and out.suffix != ".gz":
        out = out.with_name(f"{out.name}.gz")
        data = written(made, packed=True)
    save(out, data)
    told = [f"{out}: {len(data) / 1000:.1f} kB, {len(made.blocks)} groups of answers, no rows."]
    if made.least:
        had, gone = (sum(counts[place] for counts in made.lost.values()) for place in (0, 1))
        told.append(f"Kept back: {gone} of {had} cells, so that nothing is about fewer than {made.least} people.")
    else:
        told.append(UNSUPPRESSED)
    return told


def merge_files(paths: Sequence[Path], out: Path) -> list[str]:
    """Add up files, write what they say together, and return what to say about it.

    Raises:
        EvaluationError: a file is no contribution, or two cannot be added up.
    """
    made = merged([(path.name, read_contribution(path)) for path in paths])
    tables = tables_of(made)
    save(out / "merged.json", written(made))
    save(out / "results.json", json_text(results_of(made, tables)))
    save(out / "results.xlsx", workbook_bytes("Evaluation of several towns", tables, "Stepping Up"))
    told = [f"Towns: {made.towns}, files: {len(paths)}. {out / 'results.xlsx'}"]
    if made.lost:
        told.append(
            f"Towns kept back {lost_share(made):.0%} of their cells; those are in no number. The sheet 'Kept back' "
            "counts them by kind."
        )
    if not made.least:
        told.append(
            "WARNING: some towns kept nothing back. These files may tell what single people answered, at least by "
            "taking one number from another. Do not publish them."
        )
    return told


__all__ = ["contribute", "document_of", "merge_files", "save_contribution"]
