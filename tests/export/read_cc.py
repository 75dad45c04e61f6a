"""A reader of cartridges: the manifest, and quizzes in the cartridge's profile of QTI 1.2.1.

Beside the structure it checks the rules that the profile's own documentation lists for each type of question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from tests.export.read_back import Read, text_of

CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
Q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
ITEM = ("itemmetadata", "presentation", "resprocessing", "itemfeedback")


def read_cartridge(files: dict[str, bytes]) -> dict[str, Read]:
    """Every question by its id; the manifest must name each file once, and each item of its tree a resource."""
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "1.1.0"
    named = [file.get("href") for file in manifest.iter(f"{CP}file")]
    assert sorted(named) == sorted(set(files) - {"imsmanifest.xml"})
    resources = {one.get("identifier"): one for one in manifest.iter(f"{CP}resource")}
    linked = [one.get("identifierref") for one in manifest.iter(f"{CP}item") if one.get("identifierref")]
    assert set(linked) <= set(resources)
    assert len(set(linked)) == len(linked)
    found: dict[str, Read] = {}
    for id_, resource in resources.items():
        if resource.get("type") == QUIZ:
            assert resource.get("href") is None
            assert id_ in linked
            found |= _quiz(etree.fromstring(files[resource.find(f"{CP}file").get("href")]), found)
    return found


def _quiz(root: Any, known: dict[str, Read]) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for item in root.iter(f"{Q}item"):
        id_ = item.get("ident").lstrip("_").replace("_", "/")
        assert id_ not in known
        assert id_ not in found
        found[id_] = _item(item)
    assert found
    return found


def _item(item: Any) -> Read:
    order = [ITEM.index(etree.QName(child).localname) for child in item]
    assert order == sorted(order)
    about = {
        one.findtext(f"{Q}fieldlabel"): one.findtext(f"{Q}fieldentry") for one in item.iter(f"{Q}qtimetadatafield")
    }
    read = Read(text_of(item.findtext(f"{Q}presentation/{Q}material/{Q}mattext")), about["cc_profile"])
    read.points, read.category = float(about["cc_weighting"]), tuple(about["cc_question_category"].split(" / "))
    assert about["cc_weighting"].isdigit()
    if read.kind == "cc.essay.v0p1":
        assert about["qmd_computerscored"] == "No"
        assert item.find(f"{Q}resprocessing") is None
        return read
    labels = {one.get("ident"): text_of(one.findtext(f".//{Q}mattext")) for one in item.iter(f"{Q}response_label")}
    read.ids = labels
    response = item.find(f".//{Q}response_lid")
    single = read.kind == "cc.multiple_choice.v0p1"
    assert response.get("rcardinality") == ("Single" if single else "Multiple")
    assert len(labels) >= (3 if single else 2)
    _conditions(item, read, labels)
    return read


def _conditions(item: Any, read: Read, labels: dict[str, str]) -> None:
    told = {one.get("ident"): text_of(one.findtext(f".//{Q}mattext")) for one in item.iter(f"{Q}itemfeedback")}
    shown = set()
    for condition in item.iter(f"{Q}respcondition"):
        test, display = condition.find(f"{Q}conditionvar"), condition.find(f"{Q}displayfeedback")
        equal = [one.text for one in test.iter(f"{Q}varequal")]
        assert set(equal) <= set(labels)
        if (score := condition.findtext(f"{Q}setvar")) is not None:
            assert score == "100"
            assert not read.parts
            no = {one.text for one in test.iterfind(f".//{Q}not/{Q}varequal")}
            read.parts = {labels[id_]: float(id_ in set(equal) - no) for id_ in labels}
            assert len(equal) == 1 or set(equal) == set(labels)
        if display is not None:
            shown.add(display.get("linkrefid"))
            if test.find(f"{Q}other") is not None:
                read.after = told[display.get("linkrefid")]
            else:
                read.feedback[labels[equal[0]]] = told[display.get("linkrefid")]
    assert shown == set(told)


@dataclass
class InMoodle:
    """What Moodle makes of an item (``backup/cc/entity11.quiz.class.php``).

    Args:
        shares: id of an answer -> what it earns.
        feedback: id of an answer -> what is told of it.
        general: what everybody is told.
    """

    shares: dict[str, float]
    feedback: dict[str, str]
    general: str


def as_moodle(files: dict[str, bytes]) -> dict[str, InMoodle]:
    """Every item with answers, by its id, as Moodle's own reader takes it."""
    quizzes = [etree.fromstring(data) for name, data in files.items() if name.startswith("quizzes/")]
    items = [item for root in quizzes for item in root.iter(f"{Q}item") if item.find(f"{Q}resprocessing") is not None]
    return {item.get("ident"): _in_moodle(item) for item in items}


def _in_moodle(item: Any) -> InMoodle:
    say = {
        one.get("ident"): text_of(one.findtext(f"{Q}flow_mat/{Q}material/{Q}mattext"))
        for one in item.iter(f"{Q}itemfeedback")
    }
    found = InMoodle({label.get("ident"): 0.0 for label in item.iter(f"{Q}response_label")}, {}, "")
    for condition in item.iter(f"{Q}respcondition"):
        shown = " ".join(say[one.get("linkrefid")] for one in condition.iter(f"{Q}displayfeedback"))
        if condition.get("continue") == "Yes":
            found.general += shown
        asked = condition.findtext(f"{Q}conditionvar/{Q}varequal")
        if asked:
            found.feedback[asked] = found.feedback.get(asked, "") + shown
            if condition.find(f"{Q}setvar") is not None:
                found.shares[asked] = 1.0
    if item.find(f".//{Q}response_lid").get("rcardinality") == "Multiple":
        said = item.xpath(
            ".//q:setvar[.=100]/../q:conditionvar//q:varequal[@case='Yes'][not(parent::q:not)]",
            namespaces={"q": Q[1:-1]},
        )
        found.shares |= {one.text: round(1 / len(said), 7) for one in said}
    return found
