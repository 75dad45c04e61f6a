"""From activities to questions: one function for each kind, and what a platform needs around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from steppingup.activities import Choice, Classify, Match, Order, Scenario, Spot, Text, Vignette
from steppingup.export.questions.clean import clean, shortened
from steppingup.export.questions.model import Part, Place, Question, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.activities.interactions import Interaction
    from steppingup.catalogue.model import Entry

# Kinds that ask nothing with an answer that could be right: no platform gets them.
TOOLS = frozenset({"worksheet", "rating"})
MADE_UP = frozenset({"spot", "scenario", "vignette"})


def questions_of(entry: Entry, place: Place) -> Iterator[Question]:
    """Make the questions of one activity: none of a tool, one of most, one for each decision of a scenario."""
    maker = _Maker(entry, place)
    if isinstance(entry.model, Scenario):
        yield from maker.decisions(entry.model)
    elif entry.model.kind not in TOOLS:
        yield maker.one()


class _Maker:
    """Makes the questions of one activity, in the language of its catalogue."""

    def __init__(self, entry: Entry, place: Place) -> None:
        self._entry, self._model, self._place = entry, entry.model, place

    def one(self) -> Question:
        asked = self._model.interactions(self._text, self._say)[0]
        rule, extra = self._by_kind(asked)
        prompt = (*self._label(), *self._paragraphs("prompt", self._model.prompt), *extra.pop("more", ()))
        name = f"{self._model.id}: {shortened(self._text('prompt', self._model.prompt))}"
        return replace(self._base(asked, rule, name), prompt=prompt, **extra)

    def decisions(self, model: Scenario) -> Iterator[Question]:
        """Make a question for each decision; every one tells the beginning, as nobody comes by the road before it."""
        told = (*self._paragraphs("prompt", model.prompt), *self._paragraphs("intro", model.intro))
        begin = (*self._label(), self._say("questions.one-decision"), *told)
        scenes = {scene.id: scene for scene in model.scenes}
        for asked in model.interactions(self._text, self._say):
            scene, path = scenes[asked.id], f"scenes.{asked.id}"
            worth = {option.id: option.credit for option in scene.options}
            why = {o.id: self._text(f"{path}.options.{o.id}.feedback", o.feedback) for o in scene.options}
            parts = tuple(Part(p.id, clean(p.text), why[p.id], worth[p.id]) for p in asked.parts)
            base = self._base(asked, "best", f"{model.id}.{asked.id}: {clean(asked.title)}")
            ask = clean(asked.ask) or self._say("road.question")
            prompt = (*begin, clean(asked.title), *self._paragraphs(f"{path}.text", scene.text), ask)
            yield replace(base, id=f"{model.id}.{asked.id}", prompt=prompt, parts=parts)

    def _base(self, asked: Interaction, rule: Rule, name: str) -> Question:
        model = self._model
        return Question(
            id=model.id, activity=model.id, version=model.version, kind=model.kind, set=self._entry.set,
            form=asked.form, rule=rule, name=name, prompt=(), place=self._place, competency=model.competency,
            roles=tuple(model.roles), tier=model.tier, right=asked.right, points=model.points or 1.0,
            hint=self._text("hint", model.hint) if model.hint else "", certainty=model.certainty,
        )  # fmt: skip

    def _by_kind(self, asked: Interaction) -> tuple[Rule, dict[str, Any]]:
        """Return the rule and what else differs by kind; ``more`` are further paragraphs of the prompt."""
        model = self._model
        if isinstance(model, Choice):
            return ("best" if asked.form == "single" else "net"), {"parts": self._parts(asked)}
        if isinstance(model, Match | Classify):
            targets = tuple(Part(one.id, clean(one.text)) for one in asked.targets)
            rule: Rule = "share" if isinstance(model, Match) else "sorted"
            return rule, {"parts": self._parts(asked), "targets": targets}
        if isinstance(model, Order):
            return "pairs", {"parts": self._steps(model, asked), "mixed": False}
        if isinstance(model, Spot):
            after = tuple(self._paragraphs("combination", model.combination))
            more = (*self._paragraphs("setting", model.setting), self._say("spot.help"))
            return "net", {"parts": self._parts(asked), "mixed": False, "after": after, "more": more}
        if isinstance(model, Vignette):
            return "best", {**self._vignette(model, asked), "mixed": False}
        if isinstance(model, Text):
            more = (self._say("plain.write").replace("{n}", str(model.words)),)
            return "trainer", {"grader": tuple(self._rubric(model)), "more": more}
        raise NotImplementedError(f"no question is made of the kind '{model.kind}': add it to export/questions/make.py")

    def _parts(self, asked: Interaction) -> tuple[Part, ...]:
        """Return the parts with their feedback; ``items`` of a kind stand in the order of its parts."""
        found = []
        for part in asked.parts:
            english = next(item["feedback"] for item in self._model.items() if item["id"] == part.id)
            text = clean(f"{part.lead}: {part.text}" if part.lead else part.text)
            worth = float((part.id, "") in asked.right)
            found.append(Part(part.id, text, self._text(f"{part.path}.feedback", english), worth))
        return tuple(found)

    def _steps(self, model: Order, asked: Interaction) -> tuple[Part, ...]:
        """Return the steps as a learner first sees them: written in the right order, the list would be the key."""
        ranks = model.ranks()
        by_id = {part.id: replace(part, rank=ranks[part.id], worth=0.0) for part in self._parts(asked)}
        return tuple(by_id[step] for step in model.start())

    def _vignette(self, model: Vignette, asked: Interaction) -> dict[str, Any]:
        why: dict[str, str] = {a.id: self._text(f"answers.{a.id}.feedback", a.feedback) for a in model.answers}
        parts = tuple(
            Part(p.id, f"{clean(p.text)} {self._say(f'vignette.{p.id}-means')}", why[p.id], model.score([p.id]))
            for p in asked.parts
        )
        ordinary, moves = self._text("ordinary", model.ordinary), self._text("moves", model.moves)
        after = (f"{self._say('vignette.ordinary')} {ordinary}", f"{self._say('vignette.moves')} {moves}")
        return {"parts": parts, "after": after, "more": (clean(asked.ask),)}

    def _rubric(self, model: Text) -> Iterator[str]:
        for line in model.rubric:
            yield f"{clean(line.text)} (0-{line.max}): {clean(line.about)}"
        for anchor in model.anchors:
            yield f"{anchor.score}/{model.top}: {clean(anchor.text)}"

    def _label(self) -> tuple[str, ...]:
        """Say that a scene is invented, as the page does."""
        return (self._say("story.label"),) if self._model.kind in MADE_UP else ()

    def _paragraphs(self, path: str, text: str | None) -> tuple[str, ...]:
        whole = self._text(path, text) if text else ""
        return tuple(part.strip() for part in whole.split("\n\n") if part.strip())

    def _text(self, path: str, text: str) -> str:
        return clean(self._entry.translate(path, text))

    def _say(self, key: str) -> str:
        return clean(self._entry.words.get(key))
