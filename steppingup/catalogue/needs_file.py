"""What stands in ``instrument.yml`` of the training-needs self-check: notice, phases, scales, and the two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from steppingup.activities.fields import ActivityId, Fault, Name, Strict, Text
from steppingup.activities.rating import Scale, scale_faults
from steppingup.catalogue.load import NEEDS
from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem
from steppingup.common.validation import show, validate
from steppingup.common.yamlfile import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue.model import Catalogue
    from steppingup.common.yamlfile import Document

INSTRUMENT = "instrument.yml"
PhaseId = Literal["T0", "T1", "T2", "T3"]
FormId = Literal["A", "B"]
PHASES: tuple[PhaseId, ...] = ("T0", "T1", "T2", "T3")
FORMS: tuple[FormId, ...] = ("A", "B")


class Phase(Strict):
    """When somebody answers, in words: before the course, at its end, three months later, half a year or more later."""

    id: PhaseId
    text: Text


class Tier(Strict):
    """How far somebody's work goes, in words."""

    id: Literal["1", "2", "3"]
    text: Text


class Ratings(Strict):
    """What stands above the ratings, and their two scales; the lines come from the required levels of the role."""

    prompt: Text
    scales: Annotated[list[Scale], Field(min_length=2, max_length=2)]


class Form(Strict):
    """The items of one form in the order in which they are asked: questions first, then stories."""

    id: FormId
    items: Annotated[list[ActivityId], Field(min_length=1, max_length=60)]


class Paragraph(Strict):
    """One paragraph of the notice, with a short heading."""

    title: Text
    text: Text


class InstrumentFile(Strict):
    """The whole of ``instrument.yml``; ``notice`` is the data-protection notice that a town may replace.

    ``minutes`` is what a fluent reader needs, ``longer`` what somebody needs who reads in a second language.
    ``lines`` says of each competency what people rate, in the first person; without it, its statement stands there.
    """

    minutes: Annotated[int, Field(ge=1, le=60)]
    longer: Annotated[int | None, Field(ge=1, le=60)] = None
    notice: Annotated[list[Paragraph], Field(min_length=1, max_length=12)]
    phases: Annotated[list[Phase], Field(min_length=4, max_length=4)]
    tiers: Annotated[list[Tier], Field(min_length=3, max_length=3)]
    ratings: Ratings
    lines: Annotated[dict[Name, Text], Field(default_factory=dict)]
    anchors: Annotated[list[ActivityId], Field(min_length=1, max_length=20)]
    forms: Annotated[list[Form], Field(min_length=2, max_length=2)]

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong in the file alone."""
        for name, found, wanted in (
            ("phases", [phase.id for phase in self.phases], PHASES),
            ("tiers", [tier.id for tier in self.tiers], ("1", "2", "3")),
            ("forms", [form.id for form in self.forms], FORMS),
        ):
            if tuple(found) != wanted:
                yield Fault((name,), f"write {', '.join(wanted)} in this order")
        if self.longer is not None and self.longer <= self.minutes:
            yield Fault(("longer",), f"write more than the {self.minutes} minutes of a fluent reader, or leave it out")
        for fault in scale_faults(self.ratings.scales):
            yield Fault(("ratings", *fault.path), fault.message)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of everything that learners read."""
        for number, paragraph in enumerate(self.notice, 1):
            yield f"notice.{number}.title", paragraph.title
            yield f"notice.{number}.text", paragraph.text
        yield from ((f"phases.{phase.id}.text", phase.text) for phase in self.phases)
        yield from ((f"tiers.{tier.id}.text", tier.text) for tier in self.tiers)
        yield from ((f"lines.{id_}", text) for id_, text in self.lines.items())
        yield "ratings.prompt", self.ratings.prompt
        for scale in self.ratings.scales:
            yield f"ratings.{scale.id}.text", scale.text
            yield from ((f"ratings.{scale.id}.steps.{step.id}.text", step.text) for step in scale.steps)


def needs_folder(catalogue: Catalogue) -> Path:
    """Return the folder of the self-check; a course may have none."""
    return catalogue.settings.exercises(catalogue.course) / NEEDS


def read_instrument(catalogue: Catalogue) -> tuple[InstrumentFile | None, Document | None, list[Problem]]:
    """Read ``instrument.yml``: the instrument (None if it is absent or has errors), the file, and all problems."""
    path = needs_folder(catalogue) / INSTRUMENT
    if not path.is_file():
        return None, None, _absent(catalogue, path)
    try:
        document = read_yaml(path, catalogue.course)
    except ContentError as error:
        return None, None, error.problems
    found, problems = validate(InstrumentFile, document.data, document, (), NEEDS)
    if found:
        data = document.data
        problems = [document.problem(one.path, one.message, NEEDS, show(one.path, data)) for one in found.faults()]
    return (None if problems else found), document, problems


def _absent(catalogue: Catalogue, path: Path) -> list[Problem]:
    if not any(entry.set == NEEDS for entry in catalogue.activities.values()):
        return []
    what = "is missing, and items of the self-check lie beside it; write it as CONTRIBUTING.md shows"
    return [Problem(relative(path, catalogue.course), 1, NEEDS, "", what)]
