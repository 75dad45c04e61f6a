"""Add up the contributions of towns; what cannot be added up is refused."""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import TYPE_CHECKING, Any, TypeVar

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.make import added
from steppingup.evaluation.contribution.parts import Cell, Contribution, Part, Place, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steppingup.evaluation.contribution.parts import Item
    from steppingup.statistics.sums import Key

_Place = TypeVar("_Place", Cell, Side)


def merged(named: Sequence[tuple[str, Contribution]], *, mixed: bool = False) -> Contribution:
    """Add up contributions, in any order and grouping.

    Args:
        named: the name of each file, for sentences, and what it holds.
        mixed: also where some towns kept back what is about few people and others did not; nothing is protected then.

    Raises:
        EvaluationError: an item or a form means something else in two files, a town is in it twice, or some towns are
            protected and others are not.
    """
    _look_for_twice(named)
    if not mixed:
        _look_for_unprotected(named)
    whole = Contribution({}, {}, {}, towns=0)
    for name, one in named:
        whole = Contribution(
            items=_items(whole.items, one.items, name),
            forms=_forms(whole.forms, one.forms, name),
            blocks=_blocks(whole.blocks, one.blocks),
            heat=_cells(whole.heat, one.heat),
            ratings=_cells(whole.ratings, one.ratings),
            stories=_cells(whole.stories, one.stories),
            sure=_cells(whole.sure, one.sure),
            simulated=whole.simulated or one.simulated,
            least=one.least if not whole.towns else min(whole.least, one.least),
            lost=_lost(whole.lost, one.lost),
            towns=whole.towns + one.towns,
            sources=tuple(sorted({*whole.sources, *one.sources})),
            day=max(whole.day, one.day),
            releases=tuple(sorted({*whole.releases, *one.releases})),
        )
    return whole


def _look_for_twice(named: Sequence[tuple[str, Contribution]]) -> None:
    """Refuse a town that is in it twice: by its mark, and by its sums, as who has no key gets a new mark each time."""
    seen: dict[str, str] = {}
    for place, (name, one) in enumerate(named):
        again = next((seen[mark] for mark in one.sources if mark in seen), "")
        again = again or next((other for other, before in named[:place] if _same_sums(before, one)), "")
        if again:
            raise EvaluationError(
                f"{name} and {again} hold the same town's sums; its people would count twice. Leave one out."
            )
        seen |= dict.fromkeys(one.sources, name)


def _same_sums(one: Contribution, other: Contribution) -> bool:
    """Tell whether two files hold the same sums; where nothing was left to give, all towns look alike."""
    sums = _without_dust(one)
    return any(sums) and sums == _without_dust(other)


def _without_dust(one: Contribution) -> list[dict[tuple[Any, ...], int]]:
    """Return all sums as whole numbers: the same answers in another order add up to the same but for dust."""
    blocks: dict[tuple[Any, ...], float] = {
        (place, part, key): value
        for place, parts in one.blocks.items()
        for part, sums in parts.items()
        for key, value in sums.items()
    }
    sides: tuple[Mapping[Any, tuple[float, ...]], ...] = (one.heat, one.ratings, one.stories, one.sure)
    cells: list[dict[tuple[Any, ...], float]] = [
        {(cell, n): value for cell, sums in side.items() for n, value in enumerate(sums)} for side in sides
    ]
    # the shift keeps halves away from where rounding changes
    return [{name: floor(value * 1e6 + 0.37) for name, value in some.items()} for some in (blocks, *cells)]


def _look_for_unprotected(named: Sequence[tuple[str, Contribution]]) -> None:
    bare = [name for name, one in named if not one.protected]
    if bare and len(bare) < len(named):
        raise EvaluationError(
            f"{bare[0]} is not protected: it was made with --unsuppressed, and others were not. Together with them, "
            "nothing would be protected. Ask for its sums made without --unsuppressed, or merge with --mixed and pass "
            "nothing on."
        )


def _items(whole: Mapping[str, Item], more: Mapping[str, Item], name: str) -> dict[str, Item]:
    for item, one in more.items():
        other = whole.get(item, one)
        if other.version != one.version:
            raise EvaluationError(
                f"{name} has version {one.version} of '{item}', others have version {other.version}: these are two "
                "items. Merge towns that used the same release, or let them answer the same version."
            )
        if other != one:
            raise EvaluationError(f"{name} means another item by '{item}': its points or competencies differ.")
    return {**whole, **more}


def _forms(
    whole: Mapping[tuple[str, str], tuple[str, ...]], more: Mapping[tuple[str, str], tuple[str, ...]], name: str
) -> dict[tuple[str, str], tuple[str, ...]]:
    for (form, phase), items in more.items():
        other = whole.get((form, phase), items)
        if other != items:
            odd = sorted({*other} ^ {*items})
            raise EvaluationError(
                f"{name} has other items in form '{form}' ({phase}) than the other files, such as '{odd[0]}': totals "
                "of different items do not add up. Merge towns that used the same form."
            )
    return {**whole, **more}


def _blocks(
    whole: Mapping[Place, Mapping[Part, Mapping[Key, float]]], more: Mapping[Place, Mapping[Part, Mapping[Key, float]]]
) -> dict[Place, Mapping[Part, Mapping[Key, float]]]:
    found = dict(whole)
    for place, parts in more.items():
        here = dict(found.get(place, {}))
        for part, sums in parts.items():
            both = Counter(here.get(part, {}))
            both.update(sums)
            here[part] = dict(both)
        found[place] = here
    return found


def _cells(
    whole: Mapping[_Place, tuple[float, ...]], more: Mapping[_Place, tuple[float, ...]]
) -> dict[_Place, tuple[float, ...]]:
    return {**whole, **{cell: added(whole.get(cell), sums) for cell, sums in more.items()}}


def _lost(whole: Mapping[str, tuple[int, int]], more: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    kinds = sorted({*whole, *more})
    pairs = {kind: (whole.get(kind, (0, 0)), more.get(kind, (0, 0))) for kind in kinds}
    return {kind: (one[0] + other[0], one[1] + other[1]) for kind, (one, other) in pairs.items()}
