"""Hold the file of a town to what a town may send: what needs most room and says least is left out first, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.form import USUAL_BYTES, written

if TYPE_CHECKING:
    from steppingup.evaluation.contribution.parts import Contribution

# Facility, reliability, the heatmap, ratings and stories are never left out.
FIRST_OUT = ("bands", "score", "missing", "options", "certainty")


def fitted(made: Contribution, *, zipped: bool, most: int = USUAL_BYTES) -> tuple[Contribution, bytes, tuple[str, ...]]:
    """Make the file of a town; above the limit it is packed, and then kinds of parts are left out one by one.

    Args:
        made: its sums.
        zipped: whether to pack it anyway.
        most: the limit in bytes.

    Returns:
        What is in the file, its bytes, and the kinds that were left out.

    Raises:
        EvaluationError: even the least is too large.
    """
    data = written(made, zipped=zipped)
    if len(data) > most:
        data = written(made, zipped=True)
    left: list[str] = []
    while len(data) > most and len(left) < len(FIRST_OUT):
        left.append(FIRST_OUT[len(left)])
        made = _without(made, left[-1])
        data = written(made, zipped=True)
    if len(data) > most:
        raise EvaluationError(
            f"The sums need {len(data) / 1000:.0f} kB, and a town sends {most / 1000:.0f} kB at most. Name fewer files "
            "at a time: such as the self-check alone, and each training in a file of its own."
        )
    return made, data, tuple(left)


def _without(made: Contribution, kind: str) -> Contribution:
    blocks = {
        place: {part: sums for part, sums in parts.items() if part.kind != kind} for place, parts in made.blocks.items()
    }
    had = sum(part.kind == kind for parts in made.blocks.values() for part in parts)
    had = made.lost.get(kind, (had, 0))[0]
    return replace(made, blocks=blocks, lost={**made.lost, kind: (had, had)})
