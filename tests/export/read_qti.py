"""A reader of QTI 2.1 and 3.0 packages, and a small machine that runs their response processing.

Written from the information models of both versions; the names of 3.0 are turned back by a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.export.read_back import Read
from tests.export.truth import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACES = {
    "2.1": ("http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1"),
    "3.0": ("http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"),
}
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
# The order that the schema of an item asks of its children.
ORDER = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
EXPRESSIONS: dict[str, Callable[[list[Any]], Any]] = {
    "match": lambda values: values[0] == values[1],
    "gt": lambda values: values[0] > values[1],
    "lt": lambda values: values[0] < values[1],
    "sum": sum,
    "subtract": lambda values: values[0] - values[1],
    "product": lambda values: values[0] * values[1],
}
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def read_items(files: dict[str, bytes], version: str) -> dict[str, Any]:
    """Every item by the id that its metadata tells, named as in 2.1; the manifest must name each file once."""
    space, packaging = SPACES[version]
    manifest = etree.fromstring(files["imsmanifest.xml"])
    named = [file.get("href") for file in manifest.iter(f"{{{packaging}}}file")]
    assert sorted(named) == sorted(set(files) - {"imsmanifest.xml"})
    found = {}
    for resource in manifest.iter(f"{{{packaging}}}resource"):
        if "item" in resource.get("type"):
            id_ = resource.findtext(f".//{LOM}identifier/{LOM}entry")
            words = {word.text for word in resource.iterfind(f".//{LOM}keyword/{LOM}string")}
            root = named_as_21(etree.fromstring(files[resource.get("href")]), space)
            assert root.tag == "assessmentItem"
            assert root.get("identifier") == resource.get("identifier")
            assert id_ not in found
            found[id_] = (root, words)
    return found


def categories(files: dict[str, bytes], version: str) -> dict[str, tuple[str, ...]]:
    """The sections that each item of the test stands in."""
    root = named_as_21(etree.fromstring(files["test.xml"]), SPACES[version][0])
    return {
        one.get("identifier"): tuple(up.get("title") for up in one.iterancestors("assessmentSection"))[::-1]
        for one in root.iter("assessmentItemRef")
    }


def named_as_21(root: Any, space: str) -> Any:
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        assert name.namespace == space
        element.tag = name.localname
        if element.tag.startswith("qti-"):
            element.tag = _humped(element.tag.removeprefix("qti-"))
            for attribute in list(element.attrib):
                if "-" in attribute:
                    element.set(_humped(attribute), element.attrib.pop(attribute))
    return root


def _humped(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def read_item(root: Any, words: set[str]) -> Read:
    """One item, its structure checked."""
    order = [ORDER.index(child.tag) for child in root]
    assert order == sorted(order)
    for element in root.iter():
        if element.get("identifier"):
            assert IDENTIFIER.fullmatch(element.get("identifier"))
    body = root.find("itemBody")
    (interaction,) = [one for one in body if one.tag.endswith("Interaction")]
    asked = [_text(one) for one in body if one.tag == "p"]
    prompt = _text(interaction.find("prompt"))
    place = sum(one.tag == "p" for one in interaction.itersiblings(preceding=True))
    read = Read(plain(" ".join([*asked[:place], prompt, *asked[place:]])), interaction.tag.removesuffix("Interaction"))
    read.tags, read.points = words, float(_default(root, "MAXSCORE"))
    choices = [*interaction.iter("simpleChoice"), *interaction.iter("simpleAssociableChoice")]
    read.ids = {one.get("identifier"): _text(one) for one in choices}
    assert len(read.ids) == len(choices)
    read.order = [value.text for value in root.iterfind("responseDeclaration/correctResponse/value")]
    for feedback in root.iterfind("modalFeedback"):
        _feedback(feedback, read)
    return read


def _feedback(feedback: Any, read: Read) -> None:
    """Feedback of one part, or of all: there each follows the text of its part, which is strong."""
    shown = list(feedback.iter("p"))
    if feedback.get("identifier") != "all_":
        read.feedback[feedback.get("identifier")] = _text(shown[0])
        read.after = " ".join(_text(one) for one in shown[1:])
        return
    ids = {text: id_ for id_, text in read.ids.items() if not id_.startswith("to_")}
    for head, why in zip(shown[::2], shown[1::2], strict=False):
        if head.find("strong") is not None:
            read.feedback[ids[_text(head.find("strong"))]] = _text(why)
    read.after = " ".join(_text(one) for one in shown[2 * len(read.feedback) :])


def _text(element: Any) -> str:
    parts = [element.text or ""]
    parts += [f" {child.tail or ''}" if child.tag == "br" else _text(child) for child in element]
    return plain("".join(parts))


def _default(root: Any, id_: str) -> str:
    found: str = root.find(f"outcomeDeclaration[@identifier='{id_}']/defaultValue/value").text
    return found


class Machine:
    """Runs the response processing of an item; it knows the expressions that the information model describes."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def score(self, response: list[str]) -> float:
        """What a response earns; pairs are written ``part target``."""
        self._values: dict[str, Any] = {"RESPONSE": response}
        for one in self._root.iterfind("outcomeDeclaration"):
            default = one.findtext("defaultValue/value")
            number = one.get("baseType") in {"float", "integer"}
            self._values[one.get("identifier")] = float(default) if number and default else None
        self._run(self._root.find("responseProcessing"))
        return float(self._values["SCORE"])

    def shown(self) -> set[str]:
        """Which feedback is shown afterwards."""
        return {self._values["FEEDBACK"]}

    def _run(self, rules: Iterable[Any]) -> None:
        for rule in rules:
            if rule.tag == "setOutcomeValue":
                value = self._value(rule[0])
                # A response is kept as a list here, also one that is single.
                self._values[rule.get("identifier")] = value[0] if isinstance(value, list) else value
            elif rule.tag == "responseCondition":
                branch = next((one for one in rule if one.tag == "responseElse" or self._value(one[0])), None)
                if branch is not None:
                    self._run(branch[1:] if branch.tag != "responseElse" else branch)
            else:
                raise AssertionError(rule.tag)

    def _value(self, element: Any) -> Any:
        if element.tag == "baseValue":
            return float(element.text) if element.get("baseType") in {"float", "integer"} else element.text
        if element.tag == "variable":
            return self._values[element.get("identifier")]
        if element.tag == "mapResponse":
            return self._mapped()
        inner = [self._value(one) for one in element]
        if element.tag == "index":
            place = int(self._values[element.get("n")]) - 1
            return inner[0][place] if place < len(inner[0]) else None
        return EXPRESSIONS[element.tag](inner)

    def _mapped(self) -> float:
        mapping = self._root.find("responseDeclaration/mapping")
        known = {one.get("mapKey"): float(one.get("mappedValue")) for one in mapping}
        total = sum(known.get(value, float(mapping.get("defaultValue"))) for value in set(self._values["RESPONSE"]))
        low, high = mapping.get("lowerBound"), mapping.get("upperBound")
        total = max(total, float(low)) if low else total
        return min(total, float(high)) if high else total
