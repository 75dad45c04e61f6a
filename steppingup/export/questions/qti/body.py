"""What a learner sees of an item: paragraphs, the interaction, a hint, feedback afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.qti.names import qti_id, target_id

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
        _blocks(rubric, question.grader, wrapped=wrapped)
    return body


def feedbacks(question: Question, *, wrapped: bool) -> list[ET.Element]:
    """Build the feedback: of the part that was picked, else of every part with its text; then what is for everybody."""
    found = []
    for part in question.parts:
        texts = (part.feedback,) if question.form == "single" else (part.text, part.feedback)
        found.append(_feedback("FEEDBACK", qti_id(part.id), texts, wrapped=wrapped))
    if question.after:
        found.append(_feedback("AFTER", "after", question.after, wrapped=wrapped))
    return found


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


def _feedback(outcome: str, id_: str, texts: Iterable[str], *, wrapped: bool) -> ET.Element:
    element = ET.Element("modalFeedback", outcomeIdentifier=outcome, identifier=id_, showHide="show")
    _blocks(element, texts, wrapped=wrapped)
    return element


def _blocks(parent: ET.Element, texts: Iterable[str], *, wrapped: bool) -> None:
    inner = ET.SubElement(parent, "contentBody") if wrapped else parent
    for text in texts:
        paragraph(inner, "p", text)


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
