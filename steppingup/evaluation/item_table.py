"""The item table: what is known of each item beside the answers. It holds keys and stays on the evaluator's machine.

==============  =======  ========================================================================================
``item_id``     text     as in events
``version``     whole    as ``item_version`` in events
``competency``  text     its competency
``second``      text     a second competency, which counts half (:data:`SECOND`); empty if there is none
``kind``        text     ``choice``, ``vignette`` …
``truth``       text     of a vignette: ``refer``, ``consult`` or ``other-help``; else empty
``twin``        text     name of its pair of twins: the same in both; else empty
``differs``     text     in what the twins differ, such as ``gender``; else empty
``anchor``      bool     whether it stands in every form
``forms``       text     forms that it stands in, a blank between two
``options``     text     ids of its options, a blank between two
``keys``        text     ids of those that are right
``max_score``   number   what a full answer earns
==============  =======  ========================================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.needs import Instrument

ItemDtype = Literal["str", "Int64", "bool", "float64"]

ITEMS: Mapping[str, ItemDtype] = {
    "item_id": "str", "version": "Int64", "competency": "str", "second": "str", "kind": "str", "truth": "str",
    "twin": "str", "differs": "str", "anchor": "bool", "forms": "str", "options": "str", "keys": "str",
    "max_score": "float64",
}  # fmt: skip
SECOND = 0.5  # the weight of a second competency


def empty_items() -> pd.DataFrame:
    """Return an item table without a row."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in ITEMS.items()})


def items_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Make an item table of rows, with the columns, types and order of :data:`ITEMS`.

    Raises:
        EvaluationError: an item stands twice, or a key is no option.
    """
    frame = pd.DataFrame(rows, columns=list(ITEMS)).astype(dict(ITEMS)) if rows else empty_items()
    twice = frame[frame.duplicated(["item_id", "version"])]
    if len(twice):
        raise EvaluationError(f"The item '{twice['item_id'].iloc[0]}' stands twice in the table of items.")
    for item, options, keys in frame[["item_id", "options", "keys"]].itertuples(index=False):
        if not set(keys.split()) <= set(options.split()):
            raise EvaluationError(f"A key of the item '{item}' is none of its options.")
    return frame


def course_items(catalogue: Catalogue, instrument: Instrument | None) -> pd.DataFrame:
    """Return the items of a course that are scored, by a function or a trainer, those of the self-check first.

    Args:
        catalogue: the activities of the course.
        instrument: the self-check with its keys, or None.
    """
    asked = instrument.items if instrument else {}
    others = [entry for entry in catalogue.activities.values() if entry.id not in asked and _scores(entry)]
    return items_of([*_asked(instrument), *(_row(entry) for entry in others)])


def without_keys(items: pd.DataFrame) -> pd.DataFrame:
    """Return an item table that a shared audience may see: no key, no truth of a vignette."""
    return items.assign(keys="", truth="").astype({"keys": "str", "truth": "str"})


def options_of(items: pd.DataFrame) -> dict[str, dict[str, bool]]:
    """Return for each item its options, and whether each is right."""
    rows = items[["item_id", "options", "keys"]].itertuples(index=False)
    return {item: {one: one in keys.split() for one in options.split()} for item, options, keys in rows}


def _asked(instrument: Instrument | None) -> Iterator[dict[str, object]]:
    if instrument is None:
        return
    firsts = {**instrument.twins, **{first: first for first in instrument.twins.values()}}
    differs = {firsts[id_]: entry.model.twin.differs for id_, entry in _seconds(instrument)}  # type: ignore[attr-defined]
    for id_, entry in instrument.items.items():
        pair = firsts.get(id_, "")
        forms = " ".join(form for form, ids in instrument.forms.items() if id_ in ids)
        twin = {"twin": pair, "differs": differs.get(pair, "")}
        yield _row(entry) | twin | {"anchor": id_ in instrument.anchors, "forms": forms, "max_score": 1.0}


def _scores(entry: Entry) -> bool:
    return entry.model.scored or bool(entry.model.points)


def _seconds(instrument: Instrument) -> Iterator[tuple[str, Entry]]:
    return ((id_, instrument.items[id_]) for id_ in instrument.twins)


def _row(entry: Entry) -> dict[str, object]:
    model: Any = entry.model
    # what is put in order, matched or sorted has no options that are right or wrong by themselves
    listed = model.items() if model.kind in {"choice", "vignette"} else []
    return {
        "item_id": model.id, "version": model.version, "competency": model.competency, "second": model.second or "",
        "kind": model.kind, "truth": getattr(model, "truth", ""), "twin": "", "differs": "", "anchor": False,
        "forms": "", "options": " ".join(one["id"] for one in listed),
        "keys": " ".join(one["id"] for one in listed if one["correct"]), "max_score": float(model.points or 1),
    }  # fmt: skip
