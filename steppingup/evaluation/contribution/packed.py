"""Sums of a block as JSON has them: by part, and by item within it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from steppingup.evaluation.contribution.parts import KINDS, OF_FORM, Part
from steppingup.statistics.sums import BANDS, Key

if TYPE_CHECKING:
    from collections.abc import Mapping


def packed(parts: Mapping[Part, Mapping[Key, float]]) -> dict[str, Any]:
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
            place.setdefault("by_score", [0] * len(levels))[levels.index(key.level)] = plain(value)
        elif key.name == "option":
            place.setdefault("option", {}).setdefault(key.level, [0] * BANDS)[int(key.band)] = plain(value)
        elif key.level:
            place.setdefault(key.name, {})[key.level] = plain(value)
        else:
            place[key.name] = plain(value)
    return dict(found)


def unpacked(found: Mapping[str, Any]) -> dict[Part, dict[Key, float]]:
    """Read parts back.

    Raises:
        ValueError: a part is unknown, or a sum is no number; as every way to be damaged, the reader tells it.
    """
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
            sums |= {Key(item, name, level): number(one) for level, one in zip(levels, value, strict=True)}
        elif name == "option":
            for level, bands in value.items():
                sums |= {Key(item, name, level, str(band)): number(one) for band, one in enumerate(bands) if one}
        elif isinstance(value, dict):
            sums |= {Key(item, name, level): number(one) for level, one in value.items()}
        else:
            sums[Key(item, name)] = number(value)
    return sums


def plain(value: float) -> float:
    """Write whole numbers as such: they are most of the file."""
    return int(value) if value == int(value) else float(value)


def number(value: Any) -> float:
    """Read a sum.

    Raises:
        ValueError: it is no number from 0 on.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < -1e-6:
        raise ValueError("a sum is no number from 0 on")
    return float(value)
