"""Keep back what is about few people, and whatever would give it away by subtraction.

Each rule closes one way of working out the answers of fewer than :attr:`Rule.least` people, or of all people of a group
(:mod:`steppingup.statistics.disclosure` has the words and the limits):

* **A block of few people** (form, phase, language) is not there at all, and its people are in no other sum.
* **An item that nearly all or nearly none have right** is kept back, and with it all items of its competencies in that
  phase, as the heatmap holds their sum. If one item is all there is, the competency leaves the heatmap instead.
* **Sums of the whole form** are there only if every item is, and if nobody or enough people lack a score: else the
  difference would be about those few. Where they are few beside the others, they are left out of the block instead.
* **Options, score bands, certainty, totals, reasons of missing answers**: every count is 0 or large enough.
* **Roles in a column of the heatmap**: where one is kept back, others are, until enough people hide each other.
* **Ratings** on which nearly all agree are kept back.
* **Stories** have rules of their own (:mod:`steppingup.evaluation.contribution.stories`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.evaluation.contribution.parts import OF_ROLE, Cell, Part, Place
from steppingup.evaluation.contribution.stories import kept_stories, none_or_enough, telling
from steppingup.statistics.disclosure import SHARED, Rule
from steppingup.statistics.disclosure.rule import BOTTOM, NEVER
from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from steppingup.evaluation.contribution.parts import Contribution

    Sums = Mapping[Key, float]
    Parts = Mapping[Part, Sums]

_DUST = 1e-9
# People without a full set of scores are left out where they are at most this share of a block.
STRAGGLERS = 0.2
# Ratings go from 0 to this.
_MOST_RATED = 3


def small_blocks(whole: Contribution, rule: Rule = SHARED) -> set[Place]:
    """Name the blocks with too few people."""
    return {place for place, parts in whole.blocks.items() if not _enough(_people(parts), rule)}


def without_blocks(events: pd.DataFrame, blocks: Iterable[Place]) -> pd.DataFrame:
    """Leave out all answers of some blocks."""
    gone = {tuple(block) for block in blocks}
    here = events[["form_id", "phase", "language"]].itertuples(index=False, name=None)
    return events[[place not in gone for place in here]]


def without_stragglers(events: pd.DataFrame, rule: Rule = SHARED) -> tuple[pd.DataFrame, int]:
    """Leave out people without a score on every item of their form, where they are few beside the others.

    Returns:
        The events of the others, and how many people were left out.
    """
    places = ["form_id", "phase", "language"]
    judged = (events["response_status"] == "answered") & events["score"].notna()
    scored = judged | (events["response_status"] == "omitted")
    size = events.groupby(places)["item_id"].nunique().rename("size").reset_index()
    people = scored.groupby([events[name] for name in [*places, "learner"]]).sum().rename("scores").reset_index()
    people = people.merge(size, on=places)
    people["lacks"] = people["scores"] < people["size"]
    counts = people.groupby(places)["lacks"].agg(["sum", "size"])
    few = counts[(counts["sum"] < rule.least) & (counts["sum"] <= STRAGGLERS * counts["size"])].index
    gone = people[people["lacks"] & pd.MultiIndex.from_frame(people[places]).isin(few)]
    left = pd.MultiIndex.from_frame(gone[[*places, "learner"]])
    return events[~pd.MultiIndex.from_frame(events[[*places, "learner"]]).isin(left)], len(gone)


def protected(
    whole: Contribution, lost_blocks: int = 0, signals: Mapping[str, bool] | None = None, rule: Rule = SHARED
) -> Contribution:
    """Keep back what must not leave the house.

    Args:
        whole: all sums, without the blocks of :func:`small_blocks`.
        lost_blocks: how many blocks these were.
        signals: for each story, whether it asks for a referral; it does not leave.
        rule: how few people are too few.
    """
    hidden, bare = _hidden_items(whole, rule)
    blocks = {place: _kept(parts, hidden[place.phase], whole, rule) for place, parts in whole.blocks.items()}
    heat = _heat(whole, bare, rule)
    ratings = {cell: sums for cell, sums in whole.ratings.items() if _ratings_may_go(sums, rule)}
    lost = {"blocks": (len(blocks) + lost_blocks, lost_blocks), **_lost_parts(whole, blocks)}
    stories, sure = kept_stories(whole, blocks, signals or {}, rule)
    had = [len(one) for one in (whole.heat, whole.ratings, whole.stories, whole.sure)]
    kept = [len(one) for one in (heat, ratings, stories, sure)]
    lost |= {name: (all_of, all_of - some) for name, all_of, some in zip(OF_ROLE, had, kept, strict=True)}
    return replace(
        whole, blocks=blocks, heat=heat, ratings=ratings, stories=stories, sure=sure, least=rule.least, lost=lost
    )


def _enough(n: float, rule: Rule) -> bool:
    return n >= rule.least


def _people(parts: Parts) -> float:
    return parts.get(Part("test"), {}).get(Key("", "people"), 0.0)


def _of(parts: Parts, kind: str, item: str, name: str) -> float:
    return parts.get(Part(kind, "" if kind in {"test", "score"} else item), {}).get(Key(item, name), 0.0)


def _hidden_items(whole: Contribution, rule: Rule) -> tuple[dict[str, set[str]], set[tuple[str, str]]]:
    """Return the items that are kept back in each phase, and the competencies that leave the heatmap of a phase."""
    hidden: dict[str, set[str]] = defaultdict(set)
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, parts in whole.blocks.items():
        for item in (part.item for part in parts if part.kind == "item"):
            n = _of(parts, "item", item, "n")
            if not none_or_enough([n], rule) or telling(_of(parts, "item", item, "x") / whole.items[item].most, n):
                hidden[place.phase].add(item)
            for competency in whole.items[item].competencies:
                units[place.phase, competency].append(item)
    spread = True
    while spread:
        before = sum(map(len, hidden.values()))
        for (phase, _), items in units.items():
            if hidden[phase] & set(items):
                hidden[phase] |= set(items)
        spread = sum(map(len, hidden.values())) > before
    bare = {(phase, name) for (phase, name), items in units.items() if len(items) == 1 and items[0] in hidden[phase]}
    return hidden, bare


def _kept(parts: Parts, hidden: set[str], whole: Contribution, rule: Rule) -> Parts:
    found: dict[Part, Sums] = {}
    test = parts[Part("test")]
    if not hidden & {part.item for part in parts} and _test_may_go(parts, whole, rule):
        found[Part("test")] = _counted(test, rule)
        levels = [value for key, value in parts.get(Part("score"), {}).items() if key.name == "score"]
        if levels and none_or_enough(levels, rule):
            found[Part("score")] = parts[Part("score")]
    of_items = {
        part: sums
        for part, sums in parts.items()
        if part.item and part.item not in hidden and _MAY_GO[part.kind](parts, part.item, rule)
    }
    return found | of_items


def _counted(test: Sums, rule: Rule) -> Sums:
    """Take few people without a full set of scores out of the number of people: they are in no other sum."""
    people, whole = test[Key("", "people")], test.get(Key("", "whole"), 0.0)
    return {**test, Key("", "people"): people if none_or_enough([people - whole], rule) else whole}


def _test_may_go(parts: Parts, whole: Contribution, rule: Rule) -> bool:
    n = _of(parts, "test", "", "whole")
    total, squares = _of(parts, "test", "", "t"), _of(parts, "test", "", "tt")
    if not _enough(n, rule) or squares * n - total * total <= _DUST * squares * n:
        return False
    items = [part.item for part in parts if part.kind == "item"]
    return all(
        none_or_enough([_of(parts, "item", item, "n") - n], rule)
        and not telling(_of(parts, "test", item, "wx") / whole.items[item].most, n)
        for item in items
    )


def _missing_may_go(parts: Parts, item: str, rule: Rule) -> bool:
    return none_or_enough([_of(parts, "missing", item, reason) for reason in WITHOUT], rule)


def _options_may_go(parts: Parts, item: str, rule: Rule) -> bool:
    sums = parts[Part("options", item)]
    counts, n = [value for key, value in sums.items() if key.name == "chosen"], sums.get(Key(item, "c"), 0.0)
    return none_or_enough(counts, rule) and not any(telling(count, n) for count in counts if count > BOTTOM * n)


def _bands_may_go(parts: Parts, item: str, rule: Rule) -> bool:
    return _options_may_go(parts, item, rule) and none_or_enough(parts[Part("bands", item)].values(), rule)


def _certainty_may_go(parts: Parts, item: str, rule: Rule) -> bool:
    sums = parts[Part("certainty", item)]
    sure = {key.level: value for key, value in sums.items() if key.name == "sure"}
    right = {key.level: value for key, value in sums.items() if key.name == "sure_right"}
    answered = _of(parts, "item", item, "n") - _of(parts, "missing", item, "omitted")
    silent = answered - sum(sure.values())
    return none_or_enough([*sure.values(), silent], rule) and not any(
        telling(right.get(level, 0.0), n) for level, n in sure.items() if n
    )


_MAY_GO: Mapping[str, Callable[[Parts, str, Rule], bool]] = {
    "item": lambda _parts, _item, _rule: True,
    "missing": _missing_may_go,
    "options": _options_may_go,
    "bands": _bands_may_go,
    "certainty": _certainty_may_go,
}


def _heat(whole: Contribution, bare: set[tuple[str, str]], rule: Rule) -> dict[Cell, tuple[float, ...]]:
    columns: dict[tuple[str, str], dict[Cell, tuple[float, ...]]] = defaultdict(dict)
    for cell, sums in whole.heat.items():
        columns[cell.phase, cell.competency][cell] = sums
    shown = [_column(cells, rule) for place, cells in columns.items() if place not in bare]
    return {cell: whole.heat[cell] for cell in whole.heat if any(cell in cells for cells in shown)}


def _column(cells: Mapping[Cell, tuple[float, ...]], rule: Rule) -> set[Cell]:
    """Return the roles that may be shown: the sum over all is known from the items, so hidden ones need company."""
    hidden = {cell for cell, (n, total, squares) in cells.items() if _cell_tells(n, total, squares, rule)}
    rest = sorted(set(cells) - hidden, key=lambda cell: (cells[cell][0], cell))
    while hidden and rest and (len(hidden) < 2 or not _enough(sum(cells[cell][0] for cell in hidden), rule)):
        hidden.add(rest.pop(0))
    return set(rest)


def _cell_tells(n: float, total: float, squares: float, rule: Rule) -> bool:
    alike = squares * n - total * total <= _DUST * max(squares * n, _DUST)
    return not _enough(n, rule) or telling(total, n) or alike


def _ratings_may_go(sums: tuple[float, ...], rule: Rule) -> bool:
    n, importance, ability, importance2, ability2, _, below, above = sums
    alike = importance2 * n - importance**2 <= _DUST or ability2 * n - ability**2 <= _DUST
    told = any(telling(one, n) for one in (importance / _MOST_RATED, ability / _MOST_RATED))
    return _enough(n, rule) and not alike and not told and n - max(below, above) >= NEVER


def _lost_parts(whole: Contribution, kept: Mapping[Place, Parts]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for place, parts in whole.blocks.items():
        for part in parts:
            had, gone = found.get(part.kind, (0, 0))
            found[part.kind] = had + 1, gone + (part not in kept[place])
    return dict(sorted(found.items()))
