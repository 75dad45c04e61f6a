"""One item: declarations, body, processing and feedback, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.qti.body import feedbacks, item_body
from steppingup.export.questions.qti.names import qti_id
from steppingup.export.questions.qti.scoring import declarations, processing

if TYPE_CHECKING:
    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question
    from steppingup.export.questions.qti.dialect import Dialect


def assessment_item(question: Question, language: str, words: Words, dialect: Dialect) -> ET.Element:
    """Build an item in the names of a version."""
    root = ET.Element(
        "assessmentItem", identifier=qti_id(question.id), title=question.name, adaptive="false", timeDependent="false"
    )
    root.set("xml:lang", language)
    root.extend(declarations(question))
    root.append(item_body(question, words, wrapped=dialect.kebab))
    score = processing(question)
    if score is not None:
        root.append(score)
        root.extend(feedbacks(question, wrapped=dialect.kebab))
    return dialect.finish(root)
