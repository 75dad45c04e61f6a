"""Moodle XML: questions for Moodle and Totara, with categories, tags, id numbers and feedback.

No schema exists; Moodle's importer is the judge (``question/format/xml/format.php`` and each question type). Some of
its traps: an ordering question without ``shownumcorrect`` ends the import with a database error, as do names and
partners of more than 255 signs; a type of question that a Moodle does not have stops the whole file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.clean import shortened
from steppingup.export.questions.deliver import Style, deliver
from steppingup.export.questions.markup import explained, html, xml_file
from steppingup.export.questions.moodle_judge import by_moodle, judged
from steppingup.export.questions.moodle_partners import MOST_SIGNS, filled, lettered, partner
from steppingup.export.questions.moodle_weights import percent, weights
from steppingup.export.questions.places import as_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question
    from steppingup.export.questions.verdict import Verdict
    from steppingup.export.request import Request

_INFO = {"graded": "questions.graded.info", "bank": "questions.check.info"}


def export(request: Request) -> list[str]:
    """Write the questions as Moodle XML."""
    return deliver(request, Style("Moodle XML", judge, render, (".xml",)))


def judge(question: Question, words: Words) -> Verdict:
    """Tell how a question is written."""
    return judged(question, words, _reasons(question, words))


def _reasons(question: Question, words: Words) -> Iterator[str]:
    yield from by_moodle(question, words)
    if question.rule in {"sorted", "trainer"}:
        yield words.get({"sorted": "questions.why.sorted", "trainer": "questions.why.rubric"}[question.rule])
    if question.rule == "pairs":
        yield words.get("questions.why.places" if question.ties else "questions.why.pairs")
        if not question.ties:
            yield words.get("questions.why.ordering")
    if question.hint:
        yield words.get("questions.why.hint-later")


def render(bank: Bank, _report: str, words: Words) -> bytes:
    """Make the file."""
    quiz = ET.Element("quiz")
    category = ""
    for question in bank.questions:
        wanted = category_path((bank.title, *question.place.titles))
        if wanted != category:
            category = wanted
            info = _INFO.get(question.set)
            _category(quiz, category, words.get(info) if info else "")
        _question(quiz, question, words)
    return xml_file(quiz)


def category_path(titles: Iterable[str]) -> str:
    """Write the path of a category; a slash in a title is doubled, as Moodle reads it."""
    inner = "/".join(shortened(title, MOST_SIGNS - 5).replace("/", "//") for title in titles)
    return f"$course$/top/{inner}"


def _category(quiz: ET.Element, path: str, info: str) -> None:
    element = ET.SubElement(quiz, "question", type="category")
    ET.SubElement(ET.SubElement(element, "category"), "text").text = path
    if info:
        _html(element, "info", (info,))


def _question(quiz: ET.Element, question: Question, words: Words) -> None:
    question = filled(as_places(question, words) if question.form == "order" and question.ties else question, words)
    kind = {"single": "multichoice", "multiple": "multichoice", "match": "matching", "order": "ordering"}
    element = ET.SubElement(quiz, "question", type=kind.get(question.form, "essay"))
    _head(element, question)
    if question.form in {"single", "multiple"}:
        _choices(element, question)
    elif question.form == "match":
        _pairs(element, question)
    elif question.form == "order":
        _steps(element, question)
    else:
        _essay(element, question)
    if question.hint:
        _html(element, "hint", (question.hint,))
    tags = ET.SubElement(element, "tags")
    for tag in question.tags():
        ET.SubElement(ET.SubElement(tags, "tag"), "text").text = tag


def _head(element: ET.Element, question: Question) -> None:
    ET.SubElement(ET.SubElement(element, "name"), "text").text = question.name[:MOST_SIGNS]
    _html(element, "questiontext", lettered(question).prompt)
    together = explained(question) if question.form in {"match", "order"} else ()
    _html(element, "generalfeedback", (*together, *question.after))
    for name, value in (("defaultgrade", f"{question.points:g}"), ("penalty", "0.3333333"), ("hidden", "0")):
        ET.SubElement(element, name).text = value
    ET.SubElement(element, "idnumber").text = question.id


def _choices(element: ET.Element, question: Question) -> None:
    earned = weights(question)
    _fields(element, single=_bool(question.form == "single"), shuffleanswers=_bool(question.mixed))
    _fields(element, answernumbering="none")
    _combined(element)
    for part in question.parts:
        answer = ET.SubElement(element, "answer", fraction=percent(earned[part.id]), format="html")
        ET.SubElement(answer, "text").text = html((part.text,))
        _html(answer, "feedback", (part.feedback,))


def _pairs(element: ET.Element, question: Question) -> None:
    _fields(element, shuffleanswers="true")
    _combined(element)
    question = lettered(question)
    for part in question.parts:
        _pair(element, html((part.text,)), question.target_of(part).text)
    used = {target for _, target in question.right}
    for target in question.targets:
        if target.id not in used:
            _pair(element, "", target.text)


def _pair(element: ET.Element, left: str, right: str) -> None:
    pair = ET.SubElement(element, "subquestion", format="html")
    ET.SubElement(pair, "text").text = left
    ET.SubElement(ET.SubElement(pair, "answer"), "text").text = partner(right)


def _steps(element: ET.Element, question: Question) -> None:
    _fields(element, layouttype="VERTICAL", selecttype="ALL", selectcount="0")
    _fields(element, gradingtype="RELATIVE_ALL_PREVIOUS_AND_NEXT", showgrading="SHOW", numberingstyle="none")
    _combined(element)
    for place, part in enumerate(question.in_order(), 1):
        answer = ET.SubElement(element, "answer", fraction=f"{place}.0000000", format="html")
        ET.SubElement(answer, "text").text = html((part.text,))
        _html(answer, "feedback", ())


def _essay(element: ET.Element, question: Question) -> None:
    _fields(element, responseformat="plain", responserequired="1", responsefieldlines="15", attachments="0")
    _html(element, "graderinfo", question.grader)
    _html(element, "responsetemplate", ())


def _combined(element: ET.Element) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(element, name, ())
    # an ordering question reads the value, the others only whether it is there
    ET.SubElement(element, "shownumcorrect").text = "1"


def _html(parent: ET.Element, name: str, paragraphs: Iterable[str]) -> None:
    element = ET.SubElement(parent, name, format="html")
    ET.SubElement(element, "text").text = html(paragraphs)


def _fields(element: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(element, name).text = value


def _bool(value: bool) -> str:  # noqa: FBT001 - it is the value itself that is written
    return "true" if value else "false"
