"""The file of a contribution: JSON that a person can read, small enough for a mail.

.. code-block:: text

    format, schema       "steppingup-contribution", 1
    made                 by, day, releases (of the course)
    rule                 how many people stand behind every number; null: nothing was kept back
    towns, sources       how many towns are in it, and marks of their files
    lost                 kind of cell -> [how many there were, how many were kept back]
    items                id -> {version, most, competencies}
    forms                [{form, phase, items}]
    blocks               [{form, phase, language, parts}]; a part that is kept back is not there
    heat                 phase -> role -> competency -> [people, sum of their shares of the points, of the squares]
    ratings              the same, with the sums of RATED

In ``parts``, a sum without a level is a number, one with levels is an object, score bands are lists, and ``by_score``
is a list along the levels of ``score``. What the sums are stands in :mod:`steppingup.statistics.sums`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import steppingup
from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.parts import (
    KINDS,
    OF_FORM,
    RATED,
    Cell,
    Contribution,
    Item,
    Part,
    Place,
)  # fmt: skip
from steppingup.evaluation.files import json_text
from steppingup.statistics.sums import BANDS, Key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, SCHEMA = "steppingup-contribution", 1
# What a town sends at most: what is larger is packed.
USUAL_BYTES = 100_000
# A file of many towns is hardly larger than that of one.
MOST_BYTES = 20_000_000


def document_of(made: Contribution) -> dict[str, Any]:
    """Return a contribution as JSON has it."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made": {"by": f"steppingup {steppingup.__version__}", "day": made.day, "releases": list(made.releases)},
        "rule": {"least": made.least} if made.least else None,
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
            {**place._asdict(), "parts": _packed(parts)} for place, parts in sorted(made.blocks.items()) if parts
        ],
        "heat": _nested(made.heat),
        "ratings": _nested(made.ratings),
    }


def written(made: Contribution, *, packed: bool = False) -> bytes:
    """Return the bytes of a file; equal sums are equal bytes. One of a single town carries the mark of its own sums."""
    document = document_of(made)
    if not made.sources:
        text = json_text(document, compact=True)
        document["sources"] = [hashlib.sha256(text.encode()).hexdigest()[:16]]
    data = json_text(document, compact=True).encode()
    return gzip.compress(data, mtime=0) if packed else data


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


def _packed(parts: Mapping[Part, Mapping[Key, float]]) -> dict[str, Any]:
    """Write parts: of the form under their kind, of items under ``items``, item and kind."""
    levels = sorted({key.level for key in parts.get(Part("score"), {})}, key=float)
    found: dict[str, Any] = {"items": defaultdict(dict)}
    for part, sums in sorted(parts.items()):
        place = found if part.kind in OF_FORM else found["items"][part.item]
        place[part.kind] = _packed_sums(part, sums, levels)
    return found


def _packed_sums(part: Part, sums: Mapping[Key, float], levels: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = defaultdict(dict)
    for key, value in sorted(sums.items()):
        place = found[key.item] if part.kind in OF_FORM and key.item else found
        if key.name == "by_score":
            place.setdefault("by_score", [0] * len(levels))[levels.index(key.level)] = _plain(value)
        elif key.name == "option":
            place.setdefault("option", {}).setdefault(key.level, [0] * BANDS)[int(key.band)] = _plain(value)
        elif key.level:
            place.setdefault(key.name, {})[key.level] = _plain(value)
        else:
            place[key.name] = _plain(value)
    return dict(found)


def _plain(value: float) -> float:
    """Write whole numbers as such: they are most of the file."""
    return int(value) if value == int(value) else float(value)


def _nested(cells: Mapping[Cell, tuple[float, ...]]) -> dict[str, dict[str, dict[str, list[float]]]]:
    found: dict[str, dict[str, dict[str, list[float]]]] = defaultdict(lambda: defaultdict(dict))
    for cell, sums in sorted(cells.items()):
        found[cell.phase][cell.role][cell.competency] = [_plain(value) for value in sums]
    return found


def _read(document: dict[str, Any]) -> Contribution:
    made = Contribution(
        items={
            str(name): Item(int(one["version"]), _number(one["most"]), tuple(map(str, one["competencies"])))
            for name, one in document["items"].items()
        },
        forms={(str(one["form"]), str(one["phase"])): tuple(map(str, one["items"])) for one in document["forms"]},
        blocks={
            Place(str(one["form"]), str(one["phase"]), str(one["language"])): _unpacked(one["parts"])
            for one in document["blocks"]
        },
        heat=_cells(document["heat"], 3),
        ratings=_cells(document["ratings"], len(RATED)),
        least=int(document["rule"]["least"]) if document["rule"] else 0,
        lost={str(kind): (int(had), int(gone)) for kind, (had, gone) in document["lost"].items()},
        towns=int(document["towns"]),
        sources=tuple(map(str, document["sources"])),
        day=str(document["made"]["day"]),
        releases=tuple(map(str, document["made"]["releases"])),
    )
    known = set(made.items)
    if any(part.item not in known for parts in made.blocks.values() for part in parts if part.item):
        raise ValueError("sums of an item that is not described")
    return made


def _unpacked(found: Mapping[str, Any]) -> dict[Part, dict[Key, float]]:
    levels = sorted(found.get("score", {}).get("score", {}), key=float)
    parts = {Part(kind): _form_sums(found[kind], levels) for kind in OF_FORM if kind in found}
    for item, kinds in found["items"].items():
        for kind, sums in kinds.items():
            if kind not in KINDS:
                raise ValueError(kind)
            parts[Part(kind, item)] = _unpacked_sums(item, sums, levels)
    return parts


def _form_sums(found: Mapping[str, Any], levels: list[str]) -> dict[Key, float]:
    """Read a part of the form: sums of it are numbers, or ``score``; what else there is belongs to an item."""
    own = {name: value for name, value in found.items() if name == "score" or not isinstance(value, dict)}
    sums = _unpacked_sums("", own, levels)
    for item in set(found) - set(own):
        sums |= _unpacked_sums(item, found[item], levels)
    return sums


def _unpacked_sums(item: str, found: Mapping[str, Any], levels: list[str]) -> dict[Key, float]:
    sums: dict[Key, float] = {}
    for name, value in found.items():
        if name == "by_score":
            sums |= {Key(item, name, level): _number(one) for level, one in zip(levels, value, strict=True)}
        elif name == "option":
            for level, bands in value.items():
                sums |= {Key(item, name, level, str(band)): _number(one) for band, one in enumerate(bands) if one}
        elif isinstance(value, dict):
            sums |= {Key(item, name, level): _number(one) for level, one in value.items()}
        else:
            sums[Key(item, name)] = _number(value)
    return sums


def _cells(found: Mapping[str, Any], size: int) -> dict[Cell, tuple[float, ...]]:
    cells = {
        Cell(phase, role, competency): tuple(map(_number, sums))
        for phase, roles in found.items()
        for role, columns in roles.items()
        for competency, sums in columns.items()
    }
    if any(len(sums) != size for sums in cells.values()):
        raise ValueError("a cell has another number of sums")
    return cells


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < -1e-6:
        raise ValueError("a sum is no number from 0 on")
    return float(value)
