"""What a learner sees of an item: paragraphs, the interaction, a hint, feedback afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.qti.names import ALL, qti_id, target_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Part, Question


def item_body(question: Question, words: Words, *, wrapped: bool) -> ET.Element:
    """Build the body; ``wrapped`` puts the text of blocks into a body of their own, as 3.0 asks."""
    body = ET.Element("itemBody")
    for text in question.prompt[:-1]:
        paragraph(body, "p", text)
    interaction = _interaction(body, question)
    # The prompt belongs to the interaction, so that a reading voice says it first.
    prompt = ET.Element("prompt")
    fill(prompt, question.prompt[-1])
    interaction.insert(0, prompt)
    if question.hint:
        paragraph(body, "p", f"{words.get('plain.hint')} {question.hint}")
    if question.grader:
        rubric = ET.SubElement(body, "rubricBlock", view="scorer")
        _paragraphs(_inside(rubric, wrapped=wrapped), question.grader)
    return body


def feedbacks(question: Question, *, wrapped: bool) -> list[ET.Element]:
    """Build the feedback: of the part that was picked, else one for all parts, with what is for everybody at its end.

    A player shows each feedback in a window of its own, so there is never more than one at a time.
    """
    if question.form == "single":
        return [_one(part, question.after, wrapped=wrapped) for part in question.parts]
    element, inner = _window(ALL, wrapped=wrapped)
    for part in question.in_order() if question.rule == "pairs" else question.parts:
        head = ET.SubElement(inner, "p")
        fill(ET.SubElement(head, "strong"), part.text)
        if question.targets:
            head[0].tail = f" \u2192 {question.target_of(part).text}"
        paragraph(inner, "p", part.feedback)
    _paragraphs(inner, question.after)
    return [element]


def _one(part: Part, after: Iterable[str], *, wrapped: bool) -> ET.Element:
    element, inner = _window(qti_id(part.id), wrapped=wrapped)
    _paragraphs(inner, (part.feedback, *after))
    return element


def _window(id_: str, *, wrapped: bool) -> tuple[ET.Element, ET.Element]:
    """Build an empty feedback; returns it and where its text goes."""
    element = ET.Element("modalFeedback", outcomeIdentifier="FEEDBACK", identifier=id_, showHide="show")
    return element, _inside(element, wrapped=wrapped)


def paragraph(parent: ET.Element, tag: str, text: str) -> ET.Element:
    """Add an element with a text."""
    element = ET.SubElement(parent, tag)
    fill(element, text)
    return element


def fill(element: ET.Element, text: str) -> None:
    """Put a text into an element; an end of line becomes a break."""
    first, *others = text.split("\n")
    element.text = first
    for line in others:
        ET.SubElement(element, "br").tail = line


def _inside(parent: ET.Element, *, wrapped: bool) -> ET.Element:
    return ET.SubElement(parent, "contentBody") if wrapped else parent


def _paragraphs(parent: ET.Element, texts: Iterable[str]) -> None:
    for text in texts:
        paragraph(parent, "p", text)


def _interaction(body: ET.Element, question: Question) -> ET.Element:
    # In 2.1 every interaction but an inline one stands in the body as a block of its own.
    common = {"responseIdentifier": "RESPONSE"}
    if question.form == "text":
        return ET.SubElement(body, "extendedTextInteraction", common)
    common["shuffle"] = "true" if question.mixed else "false"
    if question.form == "match":
        # A table of boxes where the player knows the word: nothing has to be dragged.
        common |= {"class": "qti-match-tabular", "maxAssociations": str(len(question.parts))}
        element = ET.SubElement(body, "matchInteraction", common)
        _set(element, [(qti_id(part.id), part) for part in question.parts], "1")
        _set(element, [(target_id(target.id), target) for target in question.targets], str(len(question.parts)))
        return element
    if question.form == "order":
        element = ET.SubElement(body, "orderInteraction", common, orientation="vertical")
    else:
        most = "1" if question.form == "single" else "0"
        element = ET.SubElement(body, "choiceInteraction", common, maxChoices=most)
    for part in question.parts:
        fill(ET.SubElement(element, "simpleChoice", identifier=qti_id(part.id)), part.text)
    return element


def _set(parent: ET.Element, members: Iterable[tuple[str, Part]], most: str) -> None:
    element = ET.SubElement(parent, "simpleMatchSet")
    for id_, part in members:
        fill(ET.SubElement(element, "simpleAssociableChoice", identifier=id_, matchMax=most), part.text)
