"""Our activities shown by plain ipywidgets, for the comparison in `make bench` only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ipywidgets as widgets

SPECS = Path(__file__).with_name("specs.json")
WIDE = widgets.Layout(width="auto")


def rows(spec: dict[str, Any]) -> list[widgets.Widget]:  # noqa: PLR0911  (one line per kind)
    """The inputs of one activity, as an author without our package would build them."""
    kind = spec["kind"]
    if kind == "choice" and spec["select"] == "one":
        return [widgets.RadioButtons(options=[o["text"] for o in spec["options"]], value=None, layout=WIDE)]
    if kind == "choice":
        return [widgets.Checkbox(description=o["text"], layout=WIDE) for o in spec["options"]]
    if kind == "match":
        answers = ["", *[r["text"] for r in spec["right"]]]
        return [widgets.Dropdown(options=answers, description=left["text"], layout=WIDE) for left in spec["left"]]
    if kind == "order":
        places = list(range(1, len(spec["steps"]) + 1))
        return [widgets.Dropdown(options=places, description=step["text"], layout=WIDE) for step in spec["steps"]]
    if kind == "classify":
        groups = [g["text"] for g in spec["groups"]]
        return [widgets.RadioButtons(options=groups, value=None, description=card["text"]) for card in spec["cards"]]
    if kind == "spot":
        return [widgets.Checkbox(description=p["text"], layout=WIDE) for p in spec["passages"]]
    scene = spec["scenes"][0]
    return [
        widgets.HTML(scene["text"]),
        widgets.RadioButtons(options=[o["text"] for o in scene["options"]], value=None),
    ]


def box(spec: dict[str, Any]) -> widgets.VBox:
    """Prompt, inputs, button and a place for the feedback."""
    return widgets.VBox(
        [widgets.HTML(spec["prompt"]), *rows(spec), widgets.Button(description="Check my answer"), widgets.HTML("")]
    )


def show(activity: str) -> widgets.VBox:
    """The widget of one activity."""
    spec = json.loads(SPECS.read_text("utf-8"))[activity]
    return box(spec)
