"""What the course itself says of each question, from its specs alone: nothing here is shared with the writers.

Keys are told by texts, as most formats keep no ids of parts.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.catalogue import load_catalogue

if TYPE_CHECKING:
    from steppingup.catalogue.model import Catalogue, Entry

ROOT = Path(__file__).resolve().parents[2]
TOOLS = {"worksheet", "rating"}


@dataclass(frozen=True)
class Truth:
    """A question of the course.

    Args:
        kind: of the activity.
        texts: what the question text must hold, in this order.
        parts: id -> (text, feedback).
        targets: id -> text.
        worth: id -> what picking it earns; for single and multiple.
        pairs: id of a part -> id of its target.
        ranks: id of a step -> its rank.
        points: what a full answer earns.
        after: what is told afterwards, besides the feedback.
        tags: words that must be found with it.
    """

    kind: str
    texts: tuple[str, ...]
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    worth: dict[str, float] = field(default_factory=dict)
    several: bool = False
    pairs: dict[str, str] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    points: float = 1.0
    after: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()

    @property
    def by_text(self) -> dict[str, str]:
        """Text of a part -> its id."""
        return {text: id_ for id_, (text, _) in self.parts.items()}


@cache
def course() -> Catalogue:
    return load_catalogue(ROOT).require()


@cache
def truths() -> dict[str, Truth]:
    """Every question that an export with graded items and the final check must hold, by its id."""
    found: dict[str, Truth] = {}
    for entry in course().activities.values():
        if entry.set != "needs" and entry.model.kind not in TOOLS:
            found |= _questions(entry)
    return found


def plain(text: str) -> str:
    """A text with single spaces: formats may break lines where they like."""
    return re.sub(r"\s+", " ", text).strip()


def main() -> None:
    """Print all of it, for tests in JavaScript."""
    found = {id_: {**asdict(truth), "tags": sorted(truth.tags)} for id_, truth in truths().items()}
    sys.stdout.write(json.dumps(found))


def _questions(entry: Entry) -> dict[str, Truth]:
    spec, model = entry.spec(), entry.model
    common: dict[str, Any] = {
        "kind": model.kind, "points": model.points or 1.0,
        "tags": frozenset({model.competency, *model.roles, f"tier {model.tier}"}),
    }  # fmt: skip
    if model.kind == "scenario":
        return {f"{model.id}.{scene['id']}": _decision(spec, scene, common) for scene in spec["scenes"]}
    return {model.id: Truth(texts=(plain(spec["prompt"]),), **_parts(spec), **common)}


def _decision(spec: dict[str, Any], scene: dict[str, Any], common: dict[str, Any]) -> Truth:
    texts = [spec["prompt"], spec.get("intro", ""), scene["title"], scene["text"], scene.get("question", "")]
    options = scene["options"]
    return Truth(
        texts=tuple(plain(text) for text in texts if text), parts=_explained(options),
        worth={one["id"]: one["credit"] for one in options}, **common,
    )  # fmt: skip


def _parts(spec: dict[str, Any]) -> dict[str, Any]:
    kind = spec["kind"]
    if kind == "choice":
        options = spec["options"]
        several = spec["select"] == "several"
        return {"parts": _explained(options), "worth": _marks(options, "correct"), "several": several}
    if kind == "spot":
        passages = spec["passages"]
        for one in passages:
            one["text"] = f"{one['who']}: {one['text']}" if one.get("who") else one["text"]
        found = {"parts": _explained(passages), "worth": _marks(passages, "signal"), "several": True}
        return {**found, "after": (plain(spec["combination"]),)}
    if kind in {"match", "classify"}:
        names = ("left", "right", "match") if kind == "match" else ("cards", "groups", "group")
        parts, targets, to = (spec[names[0]], spec[names[1]], names[2])
        pairs = {one["id"]: one[to] for one in parts}
        return {"parts": _explained(parts), "targets": {t["id"]: plain(t["text"]) for t in targets}, "pairs": pairs}
    if kind == "order":
        return {"parts": _explained(spec["steps"]), "ranks": {one["id"]: one["rank"] for one in spec["steps"]}}
    if kind == "vignette":
        return _vignette(spec)
    return {}


def _vignette(spec: dict[str, Any]) -> dict[str, Any]:
    say = course().words.get
    steps = ("refer", "consult", "other-help")
    apart = {step: abs(steps.index(step) - steps.index(spec["truth"])) for step in steps}
    parts = {
        one["id"]: (plain(f"{say('vignette.' + one['id'])} {say('vignette.' + one['id'] + '-means')}"),
                    plain(one["feedback"]))
        for one in spec["answers"]
    }  # fmt: skip
    after = (plain(spec["ordinary"]), plain(spec["moves"]))
    return {"parts": parts, "worth": {step: 1 - far / 2 for step, far in apart.items()}, "after": after}


def _explained(items: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    return {one["id"]: (plain(one["text"]), plain(one["feedback"])) for one in items}


def _marks(items: list[dict[str, Any]], name: str) -> dict[str, float]:
    return {one["id"]: float(one.get(name, False)) for one in items}


if __name__ == "__main__":
    main()
