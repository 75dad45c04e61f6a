"""The package: one file for each item, a test whose sections are chapters and lessons, the manifest, the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.documents.zip_file import zip_of
from steppingup.export.questions.deliver import REPORT
from steppingup.export.questions.markup import xml_file
from steppingup.export.questions.qti.item import assessment_item
from steppingup.export.questions.qti.names import qti_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question
    from steppingup.export.questions.qti.dialect import Dialect

TEST = "test.xml"
LOM = "http://ltsc.ieee.org/xsd/LOM"


def package(bank: Bank, report: str, words: Words, dialect: Dialect) -> bytes:
    """Make the zip file; the manifest comes first, as readers of packages expect."""
    files = {"imsmanifest.xml": xml_file(_manifest(bank, dialect)), TEST: xml_file(_test(bank, dialect))}
    for question in bank.questions:
        files[_file(question)] = xml_file(assessment_item(question, bank.language, words, dialect))
    files[REPORT] = report.encode("utf-8")
    return zip_of(files)


def _file(question: Question) -> str:
    return f"items/{qti_id(question.id)}.xml"


def _test(bank: Bank, dialect: Dialect) -> ET.Element:
    root = ET.Element("assessmentTest", identifier="bank", title=bank.title)
    part = ET.SubElement(root, "testPart", identifier="all", navigationMode="nonlinear", submissionMode="individual")
    _sections(part, bank.questions, 0, "section")
    return dialect.finish(root)


def _sections(parent: ET.Element, questions: Iterable[Question], depth: int, name: str) -> None:
    """Build a section for each title at one depth, and those below it inside."""
    for number, (title, inner) in enumerate(groupby(questions, lambda one: one.place.titles[depth]), 1):
        members = list(inner)
        id_ = f"{name}-{number}"
        section = ET.SubElement(parent, "assessmentSection", identifier=id_, title=title, visible="true")
        deeper = [one for one in members if len(one.place.titles) > depth + 1]
        for question in members:
            if question not in deeper:
                _reference(section, question)
        _sections(section, deeper, depth + 1, id_)


def _reference(section: ET.Element, question: Question) -> None:
    categories = " ".join(tag.replace(" ", "-") for tag in question.tags())
    ET.SubElement(
        section, "assessmentItemRef", identifier=qti_id(question.id), href=_file(question), category=categories
    )


def _manifest(bank: Bank, dialect: Dialect) -> ET.Element:
    root = ET.Element("manifest", identifier="stepping-up-questions", xmlns=dialect.packaging)
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text, ET.SubElement(about, "schemaversion").text = dialect.schema
    _lom(about, "stepping-up-questions", bank.title, (), bank.language)
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    test = _resource(resources, "test", dialect.test, TEST)
    for question in bank.questions:
        ET.SubElement(test, "dependency", identifierref=qti_id(question.id))
    for question in bank.questions:
        resource = _resource(resources, qti_id(question.id), dialect.item, _file(question))
        about = ET.Element("metadata")
        _lom(about, question.id, question.name, question.tags(), bank.language)
        resource.insert(0, about)
    _resource(resources, "report", "webcontent", REPORT)
    return root


def _resource(parent: ET.Element, id_: str, type_: str, file: str) -> ET.Element:
    resource = ET.SubElement(parent, "resource", identifier=id_, type=type_, href=file)
    ET.SubElement(resource, "file", href=file)
    return resource


def _lom(parent: ET.Element, id_: str, title: str, words: Sequence[str], language: str) -> None:
    general = ET.SubElement(ET.SubElement(parent, "lom", xmlns=LOM), "general")
    ET.SubElement(ET.SubElement(general, "identifier"), "entry").text = id_
    ET.SubElement(ET.SubElement(general, "title"), "string", language=language).text = title
    for word in words:
        ET.SubElement(ET.SubElement(general, "keyword"), "string", language="en").text = word
