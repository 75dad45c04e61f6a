"""What stands for a study where only sums are known: phases, roles, thresholds and the course, but nobody's rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.evaluation.contribution.parts import Contribution, Part
from steppingup.evaluation.contribution.parts import Side as StorySide
from steppingup.evaluation.events import PHASES, empty_events, empty_ratings
from steppingup.evaluation.findings.joined import Side, Sides
from steppingup.evaluation.findings.study import ATTRIBUTES, Study
from steppingup.statistics.disclosure import SHARED
from steppingup.statistics.sums import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.evaluation.findings.course import Course


@dataclass(frozen=True)
class SumsStudy(Study):
    """A study without rows.

    Args:
        made: the sums of all towns.
    """

    made: Contribution = field(default_factory=lambda: Contribution({}, {}, {}))

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The phases with sums, in order."""
        return tuple(phase for phase in PHASES if phase in _phases(self.made))

    @cached_property
    def role_names(self) -> tuple[str, ...]:
        """The roles whose levels towns gave, in the base."""
        cells = (*self.made.heat, *self.made.ratings)
        return tuple(sorted({cell.role for cell in cells if cell.phase == self.base and cell.role}))

    @cached_property
    def sides(self) -> Sides:
        """No rows of either kind, and the roles that lines are about."""
        nothing = pd.DataFrame({name: pd.Series(dtype="str") for name in ("learner", "role", "item", "competency")})
        return Sides(Side(nothing, self.role_names, self.rule), Side(nothing, (), self.rule))

    @cached_property
    def counted_items(self) -> Mapping[str, int]:
        """How many different items of the base stand behind each competency."""
        ids = {item for (_, phase), items in self.made.forms.items() if phase == self.base for item in items}
        names = [name for item in ids for name in self.made.items[item].competencies]
        return {name: names.count(name) for name in sorted(set(names))}

    @cached_property
    def items_each(self) -> Mapping[str, float]:
        """How many items of each competency somebody has who has any: the mean over the forms of the base."""
        found: dict[str, list[int]] = {}
        for (_, phase), ids in self.made.forms.items():
            names = [name for item in ids for name in self.made.items[item].competencies]
            for name in sorted(set(names)) if phase == self.base else ():
                found.setdefault(name, []).append(names.count(name))
        return {name: fmean(counts) for name, counts in found.items()}

    @cached_property
    def item_count(self) -> int:
        """How many different items the base has."""
        return len({item for (_, phase), items in self.made.forms.items() if phase == self.base for item in items})

    def people_in(self, phase: str) -> int:
        """Return how many people of a phase stand in the sums, at least: whose sums are kept back, nobody counts."""
        blocks = sum(people_of(parts) for place, parts in self.made.blocks.items() if place.phase == phase)
        return max(
            blocks, int(self.made.stories.get(StorySide(phase, ""), (0.0,))[0]), *self.people_by_role(phase).values()
        )

    def people_by_role(self, phase: str) -> dict[str, int]:
        """Return how many people of each role stand in the sums of a phase, at least."""
        found: dict[str, int] = {"": 0}
        cells = [(one.phase, one.role, sums[0]) for one, sums in self.made.heat.items()]
        cells += [(side.phase, side.role, sums[0]) for side, sums in self.made.stories.items() if side.role]
        for at, role, n in cells:
            if at == phase:
                found[role] = max(found.get(role, 0), int(n))
        return found

    def people_by_language(self, phase: str) -> dict[str, int]:
        """Return how many people of each language stand in the sums of a phase, at least."""
        found: dict[str, int] = {}
        for place, parts in self.made.blocks.items():
            if place.phase == phase:
                found[place.language] = found.get(place.language, 0) + people_of(parts)
        return found


def study_from(made: Contribution, course: Course) -> SumsStudy:
    """Prepare merged sums for a report; needs are read from the first phase that has any."""
    known = _phases(made)
    base = next((phase for phase in PHASES if phase in known), "")
    nobody = pd.DataFrame({name: pd.Series(dtype="str") for name in ATTRIBUTES})
    return SumsStudy(
        empty_events(), empty_ratings(), pd.DataFrame({"item_id": pd.Series(dtype="str")}), nobody, base, SHARED,
        course, made=made,
    )  # fmt: skip


def people_of(parts: Mapping[Part, Mapping[Key, float]]) -> int:
    """Return how many people stand behind a block, at least."""
    counts = [sums.get(Key(part.item, "n"), 0.0) for part, sums in parts.items() if part.kind == "item"]
    return int(max([*counts, parts.get(Part("test"), {}).get(Key("", "people"), 0.0)], default=0.0))


def _phases(made: Contribution) -> set[str]:
    blocks = {place.phase for place, parts in made.blocks.items() if parts}
    return blocks | {one.phase for cells in (made.heat, made.ratings, made.stories) for one in cells}
