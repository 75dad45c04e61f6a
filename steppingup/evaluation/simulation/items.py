"""The invented instrument of the simulator: two forms as in the course, without a word of it.

Each form has 14 knowledge items and 6 vignettes (2 refer, 2 consult, 2 other help); 6 and 2 of them are anchors that
stand in both forms. Competencies follow the plan of the instrument. One item has a wrong key, one is easier in one
language than in the others, one pair of vignettes are twins. Ids begin with ``sim/``, so that nobody takes them for
items of the course.
"""

from __future__ import annotations

import pandas as pd

from steppingup.evaluation.item_table import items_of

OPTIONS = ("a", "b", "c", "d")
STEPS = ("refer", "consult", "other-help")
ANCHORS = (
    "what-it-is.scale", "legal-framework.elements", "encounter.safety", "support.forms", "risk-reduction.mapping",
    "practice.records",
)  # fmt: skip
OWN = {
    "A": (
        "what-it-is.forms", "what-it-is.figures", "legal-framework.children", "encounter.first-talk", "support.door",
        "risk-reduction.information", "risk-reduction.procurement", "practice.dignity",
    ),
    "B": (
        "what-it-is.forms", "legal-framework.rights", "legal-framework.instruments", "encounter.referral",
        "support.plan", "risk-reduction.inspection", "risk-reduction.local-plan", "practice.cooperation",
    ),
}  # fmt: skip
THRESHOLD = "encounter.threshold"
TWIN, DIFFERS = "sim/pair-1", "nationality"
WRONG_KEY = "sim/knowledge-9"
DIF = "sim/knowledge-3"
MISCONCEPTION = "sim/knowledge-5"


def simulated_items() -> pd.DataFrame:
    """Return the item table of the simulator; see :mod:`steppingup.evaluation.item_table`."""
    plan = [(competency, "A B") for competency in ANCHORS]
    plan += [(competency, form) for form, own in OWN.items() for competency in own]
    knowledge = [_knowledge(number, competency, forms) for number, (competency, forms) in enumerate(plan, 1)]
    truths = [("refer", "A B"), ("other-help", "A B")]
    truths += [(truth, form) for form in "AB" for truth in ("refer", "consult", "consult", "other-help")]
    return items_of(knowledge + [_vignette(number, truth, forms) for number, (truth, forms) in enumerate(truths, 1)])


def with_simulated(events: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Add the items of the simulator to those of the course where somebody tries it with simulated answers."""
    if "simulated" not in set(events["source"]):
        return items
    return pd.concat([items, simulated_items()], ignore_index=True)


def _knowledge(number: int, competency: str, forms: str) -> dict[str, object]:
    second = "encounter.notice" if competency == "encounter.safety" else ""
    key = OPTIONS[number % len(OPTIONS)]
    return {
        "item_id": f"sim/knowledge-{number}", "version": 1, "competency": competency, "second": second,
        "kind": "choice", "truth": "", "twin": "", "differs": "", "anchor": forms == "A B", "forms": forms,
        "options": " ".join(OPTIONS), "keys": key, "max_score": 1.0,
    }  # fmt: skip


def _vignette(number: int, truth: str, forms: str) -> dict[str, object]:
    # the first own vignette of each form asks for a referral: these two are the twins
    twin = number in {3, 7}
    return {
        "item_id": f"sim/vignette-{number}", "version": 1, "competency": THRESHOLD, "second": "", "kind": "vignette",
        "truth": truth, "twin": TWIN if twin else "", "differs": DIFFERS if twin else "", "anchor": forms == "A B",
        "forms": forms, "options": " ".join(STEPS), "keys": truth, "max_score": 1.0,
    }  # fmt: skip
