"""The file of a contribution: JSON that a person can read, small enough for a mail.

.. code-block:: text

    format, schema       "steppingup-contribution", 2
    made                 by, day, releases (of the course)
    rule                 how many people stand behind every number; null: somebody kept nothing back
    simulated            whether nobody gave these answers, or some of them
    notice               of a file with rule null: what that means, and who may have it; else empty
    towns, sources       how many towns are in it, and the mark of each
    lost                 kind of cell -> [how many there were, how many were kept back]
    items                id -> {version, most, competencies}
    forms                [{form, phase, items}]
    blocks               [{form, phase, language, parts}]; a part that is kept back is not there
    heat                 phase -> role -> competency -> [people, sum of their shares of the points, of the squares]
    ratings              the same, with the sums of RATED
    stories, sure        phase -> role ("" is everybody) -> how stories were judged, and the same with a certainty

In ``parts``, a sum without a level is a number, one with levels is an object, score bands are lists, and ``by_score``
is a list along the levels of ``score``. What the sums are stands in :mod:`steppingup.statistics.sums`.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import steppingup
from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.packed import number, packed, plain, unpacked
from steppingup.evaluation.contribution.parts import RATED, Cell, Contribution, Item, Place, Side
from steppingup.evaluation.files import json_text
from steppingup.statistics.detection_sums import JUDGED, SURE
from steppingup.statistics.sums import BANDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, SCHEMA = "steppingup-contribution", 2
# What a town sends at most: what is larger is packed.
USUAL_BYTES = 100_000
# A file of many towns is hardly larger than that of one.
MOST_BYTES = 20_000_000
# What a file says of itself where somebody kept nothing back.
NOTICE = (
    "NOT PROTECTED, NOT FOR PASSING ON. Nothing was kept back in these sums, or in those of a town that is in them, so "
    "they tell what single people answered wherever few took part. They are personal data: only those may have them "
    "whom an agreement names, and nobody may publish them."
)


def document_of(made: Contribution) -> dict[str, Any]:
    """Return a contribution as JSON has it."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made": {"by": f"steppingup {steppingup.__version__}", "day": made.day, "releases": list(made.releases)},
        "rule": {"least": made.least} if made.protected else None,
        "notice": "" if made.protected else NOTICE,
        "simulated": made.simulated,
        "towns": made.towns,
        "sources": list(made.sources),
        "lost": {kind: list(counts) for kind, counts in made.lost.items()},
        "bands": BANDS,
        "items": {
            name: {"version": item.version, "most": item.most, "competencies": list(item.competencies)}
            for name, item in sorted(made.items.items())
        },
        "forms": [
            {"form": form, "phase": phase, "items": list(ids)} for (form, phase), ids in sorted(made.forms.items())
        ],
        "blocks": [
            {**place._asdict(), "parts": packed(parts)} for place, parts in sorted(made.blocks.items()) if parts
        ],
        "heat": _nested(made.heat),
        "ratings": _nested(made.ratings),
        "stories": _by_side(made.stories),
        "sure": _by_side(made.sure),
    }


def written(made: Contribution, *, zipped: bool = False) -> bytes:
    """Return the bytes of a file; equal sums with equal marks are equal bytes."""
    data = json_text(document_of(made), compact=True).encode()
    return gzip.compress(data, mtime=0) if zipped else data


def read_contribution(path: Path) -> Contribution:
    """Read a file.

    Raises:
        EvaluationError: it is none, is damaged, or another release wrote it in another way.
    """
    try:
        data = path.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(path) as stream:
                data = stream.read(MOST_BYTES + 1)
        document = json.loads(data[: MOST_BYTES + 1])
    except (OSError, EOFError, ValueError) as error:
        raise EvaluationError(f"{path.name} is no contribution: it cannot be read as JSON.") from error
    _look_at(document, path.name)
    try:
        return _read(document)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise EvaluationError(f"{path.name} is damaged. Ask for it once more.") from error


def _look_at(document: Any, name: str) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise EvaluationError(f"{name} is no contribution. Such files are made by: steppingup evaluate contribute")
    if document.get("schema") != SCHEMA or document.get("bands") != BANDS:
        raise EvaluationError(
            f"{name} was written by a release that adds up in another way (form {document.get('schema')} with "
            f"{document.get('bands')} score bands, not {SCHEMA} with {BANDS}). Use the same release everywhere."
        )


def _nested(cells: Mapping[Cell, tuple[float, ...]]) -> dict[str, dict[str, dict[str, list[float]]]]:
    found: dict[str, dict[str, dict[str, list[float]]]] = defaultdict(lambda: defaultdict(dict))
    for cell, sums in sorted(cells.items()):
        found[cell.phase][cell.role][cell.competency] = [plain(value) for value in sums]
    return found


def _by_side(sides: Mapping[Side, tuple[float, ...]]) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for side, sums in sorted(sides.items()):
        found[side.phase][side.role] = [plain(value) for value in sums]
    return found


def _read(document: dict[str, Any]) -> Contribution:
    made = Contribution(
        items={
            str(name): Item(int(one["version"]), number(one["most"]), tuple(map(str, one["competencies"])))
            for name, one in document["items"].items()
        },
        forms={(str(one["form"]), str(one["phase"])): tuple(map(str, one["items"])) for one in document["forms"]},
        blocks={
            Place(str(one["form"]), str(one["phase"]), str(one["language"])): unpacked(one["parts"])
            for one in document["blocks"]
        },
        heat=_cells(document["heat"], 3),
        ratings=_cells(document["ratings"], len(RATED)),
        stories=_sides(document["stories"], len(JUDGED)),
        sure=_sides(document["sure"], len(SURE)),
        least=int(document["rule"]["least"]) if document["rule"] else 0,
        lost={str(kind): (int(had), int(gone)) for kind, (had, gone) in document["lost"].items()},
        towns=int(document["towns"]),
        sources=tuple(map(str, document["sources"])),
        simulated=bool(document["simulated"]),
        day=str(document["made"]["day"]),
        releases=tuple(map(str, document["made"]["releases"])),
    )
    known = set(made.items)
    if any(part.item not in known for parts in made.blocks.values() for part in parts if part.item):
        raise ValueError("sums of an item that is not described")
    if not made.sources or made.towns < 1:
        raise ValueError("sums of no town")
    return made


def _cells(found: Mapping[str, Any], size: int) -> dict[Cell, tuple[float, ...]]:
    cells = {
        Cell(phase, role, competency): tuple(map(number, sums))
        for phase, roles in found.items()
        for role, columns in roles.items()
        for competency, sums in columns.items()
    }
    if any(len(sums) != size for sums in cells.values()):
        raise ValueError("a cell has another number of sums")
    return cells


def _sides(found: Mapping[str, Any], size: int) -> dict[Side, tuple[float, ...]]:
    sides = {
        Side(phase, role): tuple(map(number, sums)) for phase, roles in found.items() for role, sums in roles.items()
    }
    if any(len(sums) != size for sums in sides.values()):
        raise ValueError("judged stories have another number of sums")
    return sides
