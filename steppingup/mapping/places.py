"""Places by kind and district: where people may be met, and where information may reach them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.mapping.workbook import VERSION, VERSIONS

if TYPE_CHECKING:
    from steppingup.mapping.forms import Course
    from steppingup.mapping.workbook import Workbook

USES = ("meet", "inform", "both", "")
BY_KIND = ("kind", *("open" if use == "" else use for use in USES), "places", "rows")
BY_DISTRICT = ("kind", "district", "places")


def by_kind(book: Workbook, course: Course) -> pd.DataFrame:
    """Count places by kind and by what they are good for; kinds without a place are listed, places without one last."""
    places, known = _last(book), course.facts.mapping.place_kinds
    lines = []
    others = sorted(set(places["kind"].tolist()) - set(known))
    for kind in list(known) + others:
        part = places[places["kind"] == kind]
        uses = [int((part["use"] == use).sum()) for use in USES]
        lines.append([str(kind), *uses, len(part), list(part["row"])])
    return pd.DataFrame(lines, columns=list(BY_KIND))


def by_district(book: Workbook) -> pd.DataFrame:
    """Count places by kind and district: as near as a published page may come."""
    places = _last(book)
    counted = Counter(zip(places["kind"].tolist(), places["district"].tolist(), strict=True))
    return pd.DataFrame([(kind, district, n) for (kind, district), n in counted.items()], columns=list(BY_DISTRICT))


def _last(book: Workbook) -> pd.DataFrame:
    places = book["places"]
    one = places[places[VERSION] == places[VERSIONS]].copy()
    for name in ("kind", "district", "use"):
        one[name] = one[name].fillna("").astype(str)
    one.loc[~one["use"].isin(USES), "use"] = ""
    return one
