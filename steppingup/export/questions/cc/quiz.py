"""One quiz: the cartridge's profile of QTI 1.2.1, in the order of elements that its schema asks.

Two habits of Moodle's reader (``backup/cc/entity11.quiz.class.php``) shape the conditions. Whatever a condition shows
that others may follow (``continue``), it tells everybody afterwards; so one answer is scored and explained by the same
condition, the last one. And of several right marks it finds those that ask for small and large letters (``case``).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.clean import shortened
from steppingup.export.questions.markup import explained, html
from steppingup.export.questions.qti.names import qti_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question

SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_SCHEMA = f"{SPACE} http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
_PROFILES = {"single": "cc.multiple_choice.v0p1", "multiple": "cc.multiple_response.v0p1", "text": "cc.essay.v0p1"}
LONGEST = 250  # of the name of a question; Moodle keeps 255 signs
_GENERAL = "after"
_RESPONSE = "response"


def quiz(id_: str, title: str, questions: Sequence[Question], words: Words) -> ET.Element:
    """Build a quiz."""
    root = ET.Element("questestinterop", xmlns=SPACE)
    root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    root.set("xsi:schemaLocation", _SCHEMA)
    assessment = ET.SubElement(root, "assessment", ident=id_, title=title)
    about = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"}
    practice = {"qmd_feedbackpermitted": "Yes", "cc_maxattempts": "unlimited"}
    graded = any(question.set == "graded" for question in questions)
    _metadata(assessment, about if graded else {**about, **practice})
    section = ET.SubElement(assessment, "section", ident="root_section")
    for question in questions:
        _item(section, question, words)
    return root


def _item(section: ET.Element, question: Question, words: Words) -> None:
    item = ET.SubElement(section, "item", ident=qti_id(question.id), title=shortened(question.name, LONGEST))
    about = {"cc_profile": _PROFILES[question.form], "cc_weighting": str(ceil(question.points))}
    about["cc_question_category"] = " / ".join(question.place.titles)
    if question.form == "text":
        about |= {"qmd_scoringpermitted": "Yes", "qmd_computerscored": "No"}
    _metadata(ET.SubElement(item, "itemmetadata"), about)
    presentation = ET.SubElement(item, "presentation")
    hint = (f"{words.get('plain.hint')} {question.hint}",) if question.hint else ()
    _material(presentation, (*question.prompt, *hint))
    if question.form == "text":
        response = ET.SubElement(presentation, "response_str", ident=_RESPONSE, rcardinality="Single")
        ET.SubElement(response, "render_fib", prompt="Box")
        return
    _answers(presentation, question)
    together = explained(question) if question.form == "multiple" else ()
    after = (*together, *question.after)
    _processing(item, question, general=bool(after))
    for part in question.parts if question.form == "single" else ():
        _feedback(item, _feedback_id(part.id), (part.feedback,))
    if after:
        _feedback(item, _GENERAL, after)


def _answers(presentation: ET.Element, question: Question) -> None:
    many = "Single" if question.form == "single" else "Multiple"
    response = ET.SubElement(presentation, "response_lid", ident=_RESPONSE, rcardinality=many)
    choices = ET.SubElement(response, "render_choice", shuffle="Yes" if question.mixed else "No")
    for part in question.parts:
        _material(ET.SubElement(choices, "response_label", ident=qti_id(part.id)), (part.text,))


def _processing(item: ET.Element, question: Question, *, general: bool) -> None:
    processing = ET.SubElement(item, "resprocessing")
    outcomes = ET.SubElement(processing, "outcomes")
    ET.SubElement(outcomes, "decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    if general:
        condition, test = _condition(processing, "Yes")
        ET.SubElement(test, "other")
        _shows(condition, _GENERAL)
    if question.form == "multiple":
        condition, test = _condition(processing, "No")
        _exactly(ET.SubElement(test, "and"), question)
        _full(condition)
        return
    for part in question.parts:
        condition, test = _condition(processing, "No")
        _equals(test, part.id)
        if part.id == question.key[0]:
            _full(condition)
        _shows(condition, _feedback_id(part.id))


def _condition(processing: ET.Element, goes_on: str) -> tuple[ET.Element, ET.Element]:
    """Add a condition; returns it and where its test goes."""
    condition = ET.SubElement(processing, "respcondition", {"continue": goes_on})
    return condition, ET.SubElement(condition, "conditionvar")


def _exactly(every: ET.Element, question: Question) -> None:
    """Ask for all right marks and for none of the others."""
    for part in question.parts:
        _equals(every if part.id in question.key else ET.SubElement(every, "not"), part.id)


def _equals(test: ET.Element, part: str) -> None:
    ET.SubElement(test, "varequal", case="Yes", respident=_RESPONSE).text = qti_id(part)


def _full(condition: ET.Element) -> None:
    ET.SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"


def _shows(condition: ET.Element, feedback: str) -> None:
    ET.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback_id(part: str) -> str:
    return f"{qti_id(part)}_fb"


def _feedback(item: ET.Element, id_: str, paragraphs: Iterable[str]) -> None:
    _material(ET.SubElement(ET.SubElement(item, "itemfeedback", ident=id_), "flow_mat"), paragraphs)


def _material(parent: ET.Element, paragraphs: Iterable[str]) -> None:
    ET.SubElement(ET.SubElement(parent, "material"), "mattext", texttype="text/html").text = html(paragraphs)


def _metadata(parent: ET.Element, fields: Mapping[str, str]) -> None:
    metadata = ET.SubElement(parent, "qtimetadata")
    for label, entry in fields.items():
        field = ET.SubElement(metadata, "qtimetadatafield")
        ET.SubElement(field, "fieldlabel").text, ET.SubElement(field, "fieldentry").text = label, entry
