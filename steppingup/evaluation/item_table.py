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

from typing import TYPE_CHECKING, Literal

import pandas as pd

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def without_keys(items: pd.DataFrame) -> pd.DataFrame:
    """Return an item table that a shared audience may see: no key, no truth of a vignette."""
    return items.assign(keys="", truth="").astype({"keys": "str", "truth": "str"})


def options_of(items: pd.DataFrame) -> dict[str, dict[str, bool]]:
    """Return for each item its options, and whether each is right."""
    rows = items[["item_id", "options", "keys"]].itertuples(index=False)
    return {item: {one: one in keys.split() for one in options.split()} for item, options, keys in rows}
