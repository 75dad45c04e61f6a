"""A question of the practice set for a room or for paper: what is asked, the letters, which fit, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from steppingup.activities.order import Order
from steppingup.activities.scenario import Scenario
from steppingup.activities.vignette import Vignette
from steppingup.catalogue.sentences import sentences

if TYPE_CHECKING:
    from steppingup.activities.interactions import Interaction
    from steppingup.catalogue.model import Entry
    from steppingup.common.language import Words

PAPER = ("choice", "vignette", "classify", "match", "order", "spot")
SAID = ":.?!"  # after what tells who speaks or where, one of these needs no colon
LONG = 230  # letters: what a slide shows beside the answers


@dataclass(frozen=True)
class Answer:
    """An answer or a thing to decide on.

    Args:
        letter: its letter, or its number where letters stand for targets.
        text: what people read.
        right: what fits: ``yes``, ``no``, ``partly`` (in a scenario), the letter of a target, or its place.
        why: the reason that the lesson gives.
    """

    letter: str
    text: str
    right: str
    why: str


@dataclass(frozen=True)
class Question:
    """A question.

    Args:
        id: of the activity.
        form: ``single``, ``multiple``, ``match`` or ``order``.
        situation: what happens, in paragraphs.
        ask: the question itself.
        answers: what is decided on.
        targets: (letter, text) of what things are put to.
        after: what else is said afterwards, (key of a message, text).
        title: of the scene, if it is one of a scenario.
    """

    id: str
    form: str
    situation: tuple[str, ...]
    ask: str
    answers: tuple[Answer, ...]
    targets: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    title: str = ""

    def fitting(self) -> list[str]:
        """List the letters of the answers that fit."""
        return [answer.letter for answer in self.answers if answer.right == "yes"]


def question_of(entry: Entry, words: Words, scene: str = "") -> Question:
    """Take a question apart, of a scenario one scene; only for the practice set, whose keys learners have."""
    if entry.kept:
        raise ValueError(entry.id)  # a key that is kept leaves by no door, this one neither
    [asked] = [one for one in entry.model.interactions(entry.translate, words.get) if one.id == scene]
    situation, ask = _scene(entry, asked) if scene else _prompt(entry, asked)
    made = Question(entry.id, asked.form, situation, ask, (), title=asked.title if scene else "")
    if asked.form in {"single", "multiple"}:
        answers = [
            Answer(letter, _text(part), _right(entry, asked, part), _why(entry, asked, part))
            for letter, part in zip(ascii_uppercase, asked.parts, strict=False)
        ]
        return replace(made, answers=tuple(answers), after=tuple(_after(entry)))
    return _paired(made, entry, asked)


def _right(entry: Entry, asked: Interaction, part: Any) -> str:
    if part.id in {id_ for id_, _ in asked.right}:
        return "yes"
    return "partly" if asked.id and _item(entry, asked, part).get("credit") else "no"


def _item(entry: Entry, asked: Interaction, part: Any) -> dict[str, Any]:
    wanted = f"{asked.id}.{part.id}" if asked.id else part.id
    return next((item for item in entry.model.items() if item["id"] == wanted), {})


def _scene(entry: Entry, asked: Interaction) -> tuple[tuple[str, ...], str]:
    """Tell a scene with what the scenario begins with: where it plays, and that it is made up."""
    model = entry.model
    if not isinstance(model, Scenario):
        raise TypeError(entry.id)
    text = next(one.text for one in model.scenes if one.id == asked.id)
    told = [entry.translate("intro", model.intro)] if model.intro else []
    told.append(entry.translate(f"scenes.{asked.id}.text", text))
    paragraphs = [part.strip() for one in told for part in one.split("\n\n") if part.strip()]
    return tuple(paragraphs), asked.ask or asked.title


def _paired(made: Question, entry: Entry, asked: Interaction) -> Question:
    parts = list(asked.parts)
    if isinstance(entry.model, Order):
        shown = entry.model.start()
        parts.sort(key=lambda part: shown.index(part.id))  # as written, the list is the key
        letters = {target.id: target.id for target in asked.targets}
    else:
        letters = {target.id: letter for target, letter in zip(asked.targets, ascii_uppercase, strict=False)}
    answers = tuple(
        Answer(str(number), _text(part), ", ".join(sorted(letters[t] for p, t in asked.right if p == part.id)),
               _why(entry, asked, part))
        for number, part in enumerate(parts, 1)
    )  # fmt: skip
    targets = () if made.form == "order" else tuple((letters[one.id], one.text) for one in asked.targets)
    return replace(made, answers=answers, targets=targets)


def _prompt(entry: Entry, asked: Interaction) -> tuple[tuple[str, ...], str]:
    """Tell what happens from what is asked: the last paragraph, or its last sentence where it is long."""
    paragraphs = [text.strip() for text in entry.translate("prompt", entry.model.prompt).split("\n\n") if text.strip()]
    if asked.ask:
        return tuple(paragraphs), asked.ask
    *before, last = paragraphs
    parts = list(sentences(last))
    if len(last) > LONG / 2 and len(parts) > 1 and parts[-1].endswith("?"):
        before, last = [*before, " ".join(parts[:-1])], parts[-1]
    return tuple(before), last


def _text(part: Any) -> str:
    lead = " ".join(part.lead.split())
    joined = f"{lead}{'' if lead[-1] in SAID else ':'} {part.text}" if lead else part.text
    return " ".join(joined.split())


def _why(entry: Entry, asked: Interaction, part: Any) -> str:
    path = part.path or f"answers.{part.id}"
    told = _item(entry, asked, part).get("feedback", "")
    return " ".join(entry.translate(f"{path}.feedback", told).split()) if told else ""


def _after(entry: Entry) -> list[tuple[str, str]]:
    if not isinstance(entry.model, Vignette):
        return []
    return [
        ("kit.notes.ordinary", entry.translate("ordinary", entry.model.ordinary)),
        ("kit.notes.moves", entry.translate("moves", entry.model.moves)),
    ]
