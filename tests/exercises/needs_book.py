"""A small self-check for tests: both forms in full, in words that nobody would learn anything from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from steppingup.evaluation.simulation.items import ANCHORS, OWN

SALT = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

STORIES = {"both": ("refer", "other-help"), "A": ("refer", "consult", "consult", "other-help")}
STORIES["B"] = STORIES["A"]
TEXT = " ".join(f"word{n}" for n in range(62))


def needs_files(folder: Path, only: str = "", source: str = "own-work") -> Path:
    """Write ``exercises/needs/`` and its secret into a course.

    Args:
        folder: the course.
        only: one competency for all items, for a course that knows no other.
        source: the source that all items name.
    """
    place = folder / "exercises" / "needs"
    place.mkdir(parents=True, exist_ok=True)
    items, forms, anchors = content(only, source)
    (place / "activities.yml").write_text(json.dumps(items, indent=1), "utf-8")
    (place / "instrument.yml").write_text(json.dumps(instrument(forms, anchors), indent=1), "utf-8")
    if not (place.parent / "salt.txt").exists():
        (place.parent / "salt.txt").write_text(f"{SALT}\n", "utf-8")
    return place


def content(only: str = "", source: str = "own-work") -> tuple[list[Any], dict[str, list[str]], list[str]]:
    """Make the items, the ids of both forms in their order, and those of the anchors."""
    items: list[Any] = []
    ids: dict[str, list[str]] = {}
    for name, known in (("both", ANCHORS), *OWN.items()):
        made = [question(f"{name.lower()}-{n}", only or one, n, source) for n, one in enumerate(known, 1)]
        ids[name] = [item["id"] for item in made]
        items += made
    for name, truths in STORIES.items():
        made = [story(f"{name.lower()}-story-{n}", truth, only, n, source) for n, truth in enumerate(truths, 1)]
        ids[f"{name} stories"] = [item["id"] for item in made]
        items += made
    _pair_twins({item["id"]: item for item in items})
    forms = {name: [*ids["both"], *ids[name], *ids["both stories"], *ids[f"{name} stories"]] for name in OWN}
    return items, forms, [*ids["both"], *ids["both stories"]]


def question(slug: str, competency: str, number: int, source: str) -> dict[str, Any]:
    """Write one question, whose right answer stands at another place each time."""
    options = [
        {"id": id_, "text": f"Answer {id_} to the question {slug} of the book", "feedback": f"Why {id_} of {slug}."}
        for id_ in "abc"
    ]
    options[number % 3]["correct"] = True  # type: ignore[assignment]
    return _head(slug, "choice", competency, source) | {"prompt": f"Which answer to {slug} fits?", "options": options}


def story(slug: str, truth: str, only: str, number: int, source: str) -> dict[str, Any]:
    """Write one story."""
    answers = [{"id": id_, "feedback": f"Why {id_} in {slug}."} for id_ in ("refer", "consult", "other-help")]
    found = _head(slug, "vignette", only or "encounter.threshold", source)
    if not only and number == 1:
        found["second"] = "encounter.notice"
    texts = {"prompt": f"A man from Hill came. {slug} {TEXT}.", "ordinary": "It can be all right.", "moves": "A key."}
    return found | texts | {"truth": truth, "form": "forced-labour", "answers": answers}


def instrument(forms: dict[str, list[str]], anchors: list[str]) -> dict[str, Any]:
    """Write ``instrument.yml``."""
    return {
        "minutes": 13,
        "notice": [{"title": "Who gets it", "text": "Whoever you hand it to."}, {"title": "No name", "text": "None."}],
        "phases": [
            {"id": id_, "text": text}
            for id_, text in (("T0", "Before"), ("T1", "At the end"), ("T2", "3 months on"), ("T3", "Later"))
        ],
        "tiers": [{"id": id_, "text": f"Depth {id_}"} for id_ in "123"],
        "ratings": {
            "prompt": "Think of your own work.",
            "scales": [
                {"id": id_, "text": f"Your {id_}?", "steps": [{"id": s, "text": f"{id_} step {s}"} for s in "0123"]}
                for id_ in ("importance", "ability")
            ],
        },
        "anchors": anchors,
        "forms": [{"id": name, "items": forms[name]} for name in forms],
    }


def _head(slug: str, kind: str, competency: str, source: str) -> dict[str, Any]:
    return {
        "id": f"needs/{slug}" if slug[-1].isdigit() else f"needs/{slug}-1", "version": 1, "kind": kind,
        "competency": competency, "roles": ["all"], "tier": 1, "certainty": True, "sources": [source],
    }  # fmt: skip


def _pair_twins(items: dict[str, Any]) -> None:
    """Make two stories of B the second versions of two of A: one by nationality, one by gender."""
    for number, differs, who in ((2, "nationality", "Vale"), (3, "gender", "Hill")):
        first, second = items[f"needs/a-story-{number}"], items[f"needs/b-story-{number}"]
        second["twin"] = {"of": first["id"], "differs": differs}
        second["prompt"] = (
            first["prompt"].replace("Hill", who).replace("A man", "A woman" if who == "Hill" else "A man")
        )
