"""The numbers of a table from elsewhere, as a document for programs: ``items_schema.json`` describes every key.

Every number stands under its own key; where there is none, the key holds null, and ``reasons`` beside it says why, by
a word that ``glossary`` explains.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import steppingup
from steppingup.common.messages import english
from steppingup.evaluation.tables.groups import compared, groups_of
from steppingup.statistics.curves import Model, curves
from steppingup.statistics.gates import Gates, few, mean_of
from steppingup.statistics.item_analysis import item_analysis
from steppingup.statistics.rasch import abilities, rasch, spread, sums_of, wright_map
from steppingup.statistics.reliability import reliability

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from steppingup.evaluation.tables.given import Given
    from steppingup.statistics.curves import Curve, Curves
    from steppingup.statistics.dif import Dif
    from steppingup.statistics.gates import Measure
    from steppingup.statistics.item_analysis import ItemAnalysis
    from steppingup.statistics.options import OptionAnalysis
    from steppingup.statistics.rasch import Ability, Rasch, RaschItem
    from steppingup.statistics.rasch.fit import Fit

FORMAT, SCHEMA = "steppingup-items", 1
SCHEMA_FILE = Path(__file__).with_name("items_schema.json")
REASONS = ("few", "same", "none", "single", "apart", "no-fit", "rows")
# Every number that the formulas allow. Verdicts on bias keep their gate: with few people, "no sign" would be untrue.
OPEN = Gates(
    show=1, interval=1, correlation=4, breakdown=1, share=1, category=1, reliability=2, distractors=1,
    rasch_exploratory=1, dif=1, two_parameter=1,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Numbers under their keys, and why some are missing."""

    numbers: dict[str, Any]
    reasons: dict[str, str]

    def json(self, **more: Any) -> dict[str, Any]:
        """Return one object, with ``reasons`` last."""
        return {**more, **self.numbers, "reasons": self.reasons}


def part_of(measures: Mapping[str, Measure], intervals: frozenset[str] = frozenset()) -> Part:
    """Write measures down: ``NAME``, and ``NAME_interval`` for those that may have one."""
    numbers: dict[str, Any] = {}
    for name, one in measures.items():
        numbers[name] = one.value
        if name in intervals:
            numbers[f"{name}_interval"] = None if one.low is None or one.high is None else [one.low, one.high]
    return Part(numbers, {name: one.reason for name, one in measures.items() if one.reason})


def document_of(given: Given, *, gated: bool = True, day: str = "") -> dict[str, Any]:
    """Work out everything that a table allows.

    Args:
        given: the table.
        gated: whether numbers need enough people; without, every number is given that the formulas allow.
        day: the day of the report, YYYY-MM-DD.
    """
    gates = Gates() if gated else OPEN
    found = item_analysis(given.table, given.chosen, given.offered, gates)
    groups, bias = compared(given, gates)
    words = english("results")
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made": {"by": f"steppingup {steppingup.__version__}", "day": day, "table": given.file},
        "read": {"shape": given.shape, "scoring": "key" if given.keyed else "scores"},
        "gates": {"applied": gated, "least": asdict(gates)},
        "items": [_item(one, given, gates) for one in found.values()],
        "test": _test(given, gates),
        "groups": groups_of(groups),
        "dif": [_dif(one, list(groups)) for one in bias],
        "rasch": _rasch(rasch(sums_of(given.table), gates), gates),
        "curves": [_curves(curves(given.table, model, gates)) for model in get_args(Model)],
        "quality": given.quality.frame().to_dict("records"),
        "glossary": {reason: words[f"statistics.{reason}"] for reason in REASONS},
    }


def _item(one: ItemAnalysis, given: Given, gates: Gates) -> dict[str, Any]:
    part = part_of(
        {
            "facility": one.facility,
            "sd": one.spread,
            "rest_correlation": one.rest,
            "discriminative_efficiency": one.efficiency,
            "upper_lower": one.upper_lower,
        },
        frozenset({"facility", "rest_correlation"}),
    )
    most = float(given.table.most[one.item])
    keyed = one.item in given.offered
    options = [_option(option, keyed=keyed) for option in one.options]
    shown = one.n >= gates.show
    missing = dict(one.missing) if shown else None
    return part.json(id=one.item, n=one.n, max_score=most, missing=missing) | {"distractors": options}


def _option(one: OptionAnalysis, *, keyed: bool) -> dict[str, Any]:
    part = part_of({"share": one.share, "rest_correlation": one.rest}, frozenset({"share", "rest_correlation"}))
    flags = [flag for flag in one.flags if keyed]
    bands = None if one.bands is None else list(one.bands)
    return part.json(
        id=one.option, right=one.right if keyed else None, count=one.count, by_score_band=bands, flags=flags
    )


def _test(given: Given, gates: Gates) -> dict[str, Any]:
    found = reliability(given.table, gates)
    totals = given.table.whole().sum(axis="columns")
    part = part_of(
        {
            "mean": _mean(totals, gates),
            "sd": found.spread,
            "alpha": found.alpha,
            "omega": found.omega,
            "sem": found.error,
            "error_ratio": found.error_ratio,
        },
        frozenset({"alpha"}),
    )
    return part.json(
        people=len(given.table.points), complete=len(totals), items=len(given.table.most), with_scores=found.items,
        pairwise=found.pairwise,
    )  # fmt: skip


def _mean(totals: pd.Series[float], gates: Gates) -> Measure:
    return mean_of(totals.tolist(), gates.show) if len(totals) else few(0)


def _dif(one: Dif, groups: list[str]) -> dict[str, Any]:
    part = part_of({"delta": one.delta}, frozenset({"delta"}))
    against = [
        part_of({"delta": delta}, frozenset({"delta"})).json(group=group)
        for group, delta in zip(groups[1:], one.by_group, strict=False)
    ]
    return part.json(
        id=one.item, people=list(one.people), p=one.p, p_adjusted=one.p_adjusted, size=one.size or None,
        verdict=one.verdict, against_first=against,
    )  # fmt: skip


def _rasch(model: Rasch, gates: Gates) -> dict[str, Any]:
    found = abilities(model)
    summary = spread(found, gates)
    part = part_of({"ability": summary.mean, "reliability": summary.reliability, "separation": summary.separation})
    return part.json(
        people=model.people, compared=model.n, extreme=model.extreme, reason=model.reason or None,
        exploratory=model.exploratory, log_likelihood=model.log_likelihood,
        items=[_placed(one) for one in model.items],
        abilities=[_ability(one) for one in found],
        wright=[asdict(step) | {"items": list(step.items)} for step in wright_map(model, found)],
    )  # fmt: skip


def _curves(found: Curves) -> dict[str, Any]:
    return {
        "model": found.model, "n": found.n, "reason": found.reason or None, "log_likelihood": found.log_likelihood,
        "items": [_curve(one) for one in found.items],
    }  # fmt: skip


def _curve(one: Curve) -> dict[str, Any]:
    part = part_of({"difficulty": one.difficulty, "slope": one.slope}, frozenset({"difficulty", "slope"}))
    return part.json(id=one.item)


def _ability(one: Ability) -> dict[str, Any]:
    return {"items": len(one.items), "score": one.score, "value": one.value, "error": one.error, "extreme": one.extreme}


def _placed(one: RaschItem) -> dict[str, Any]:
    part = part_of({"difficulty": one.difficulty}, frozenset({"difficulty"}))
    return part.json(id=one.item, error=one.error, infit=_fit(one.infit), outfit=_fit(one.outfit))


def _fit(one: Fit | None) -> dict[str, float] | None:
    return None if one is None else asdict(one)
