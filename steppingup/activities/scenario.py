"""Scenario: decide step by step; the state changes, and later branches depend on earlier choices.

What happens at a decision, in this order: its effects are added and held within min..max; the choice counts as made
(``chose``) and the scene as visited; the first ``goto`` whose condition holds is taken; a scene that is entered is
visited from then on. At ``end``, the first ending whose condition holds is reached.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from steppingup.activities import conditions
from steppingup.activities.base import Activity, listing, number
from steppingup.activities.fields import Explained, ItemId, Labelled, Named, Strict, Text
from steppingup.activities.interactions import Interaction, parts_of, picks
from steppingup.activities.plain import Paragraph, Section
from steppingup.activities.play import Game
from steppingup.activities.scenario_faults import explored_faults, static_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.fields import Fault
    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Block


def _condition(text: str) -> str:
    conditions.parse(text)
    return text


def _credit(value: float) -> float:
    if value not in {0, 0.5, 1}:
        raise ValueError(f"a credit is 1, 0.5 or 0; found {value:g}")
    return value


def _branches(value: Any) -> Any:
    return [{"goto": value}] if isinstance(value, str) else value


When = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_condition)]


class Variable(Labelled):
    """A bounded whole number that decisions change; ``shown`` tells whether learners see it."""

    min: int
    max: int
    start: int
    shown: bool = True


class Branch(Strict):
    """Where a decision leads, if its condition holds."""

    when: When | None = None
    goto: ItemId


class Decision(Explained):
    """An option of a scene; ``did`` says it in the past tense, for the road that was taken."""

    did: Text
    credit: Annotated[float, AfterValidator(_credit)]
    effects: dict[str, int] = Field(default_factory=dict)
    goto: Annotated[list[Branch], BeforeValidator(_branches), Field(min_length=1)]


class Scene(Named):
    """A situation with its decisions."""

    title: Text
    text: Text
    question: Text | None = None
    options: Annotated[list[Decision], Field(max_length=7)]


class Ending(Named):
    """How it ends; ``cap`` limits the score of every road that ends here."""

    when: When | None = None
    cap: Annotated[float, Field(ge=0, le=1)]
    title: Text
    text: Text


class Scenario(Activity):
    """Scenes, variables and endings."""

    kind: Literal["scenario"]
    intro: Text | None = None
    variables: list[Variable] = Field(default_factory=list)
    start: ItemId
    scenes: Annotated[list[Scene], Field(min_length=1, max_length=40)]
    endings: Annotated[list[Ending], Field(min_length=1, max_length=12)]
    debrief: Text | None = None

    @cached_property
    def game(self) -> Game:
        """The rules of this scenario, ready to be played."""
        return Game(self)

    def score(self, answer: Any) -> float:
        """Return the mean credit of the decisions met, at most the cap of the ending; the path must be complete."""
        credits_, ending = self.game.walk(answer)
        return min(sum(credits_) / len(credits_), ending.cap)

    def key(self) -> list[str]:
        """Return the recommended road: the decision of credit 1 in every scene that it meets."""
        return self.game.recommended()

    def shape(self) -> dict[str, Any]:
        """A road of decisions."""
        return {"walk": sorted(f"{scene.id}.{option.id}" for scene in self.scenes for option in scene.options)}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Decide in every scene; a scene is asked only if a road meets it."""
        return [self._interaction(scene, text) for scene in self.scenes if scene.options]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the decision of every scene met; where a road came twice, the first one."""
        found: dict[str, Response] = {}
        for step in answer:
            scene, _, option = step.partition(".")
            found.setdefault(scene, picks([option]))
        return found

    def items(self) -> list[dict[str, Any]]:
        """List all decisions as ``scene.option`` with credit and feedback; ``correct`` are those of credit 1."""
        return [
            {
                "id": f"{scene.id}.{option.id}",
                "text": option.text,
                "correct": option.credit == 1,
                "credit": number(option.credit),
                "feedback": option.feedback,
            }
            for scene in self.scenes
            for option in scene.options
        ]

    def spec(self, translate: Callable[[str, str], str] | None = None) -> dict[str, Any]:
        """Return the spec; conditions are parsed, ``goto`` is always a list."""
        found = super().spec(translate)
        for scene in found["scenes"]:
            for option in scene["options"]:
                option["goto"] = [_parsed(branch) for branch in option["goto"]]
        found["endings"] = [_parsed(ending) for ending in found["endings"]]
        return found

    def faults(self) -> Iterator[Fault]:
        """Yield what names something unknown, or lacks a way on."""
        yield from static_faults(self)

    def explore(self) -> Iterator[Fault]:
        """Yield what only playing every road shows: unreachable scenes and endings, endless loops."""
        yield from explored_faults(self)

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield the introduction and every scene with its options; no consequence and no ending."""
        if self.intro:
            yield Paragraph("intro", text("intro", self.intro))
        for scene in self.scenes:
            path = f"scenes.{scene.id}"
            inner: list[Block] = [Paragraph("body", text(f"{path}.text", scene.text))]
            if scene.question:
                inner.append(Paragraph("question", text(f"{path}.question", scene.question)))
            inner.append(listing("options", "circle", scene.options, f"{path}.options", text))
            yield Section("scene", text(f"{path}.title", scene.title), tuple(inner))

    def _interaction(self, scene: Scene, text: Callable[[str, str], str]) -> Interaction:
        path = f"scenes.{scene.id}"
        right = frozenset(picks(option.id for option in scene.options if option.credit == 1))
        title = text(f"{path}.title", scene.title)
        ask = text(f"{path}.question", scene.question) if scene.question else ""
        return Interaction(scene.id, "single", parts_of(scene.options, f"{path}.options", text), (), right, title, ask)


def _parsed(record: dict[str, Any]) -> dict[str, Any]:
    if "when" not in record:
        return record
    return {**record, "when": [atom.spec() for atom in conditions.parse(record["when"])]}
