"""How an item is scored: the same rules as in the course, in expressions that every player knows.

Scores are exact for all rules. Only the order needs some length: QTI cannot ask which of two steps comes first, so the
place of each step is looked up, and then each pair is compared. Places are named by variables, as a well-known player
reads no number there.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.questions.qti.names import ALL, qti_id, target_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.export.questions.model import Part, Question

_CARDINALITY = {"single": "single", "multiple": "multiple", "match": "multiple", "order": "ordered", "text": "single"}
_TYPE = {"match": "directedPair", "text": "string"}
HITS = "HITS"


def declarations(question: Question) -> Iterator[ET.Element]:
    """Build what an item declares: the response with its key, the score, and what feedback hangs on."""
    yield _response(question)
    yield outcome("SCORE", "float", "0")
    yield outcome("MAXSCORE", "float", _number(question.points))
    if question.form != "text":
        yield ET.Element("outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    if question.rule == "pairs":
        yield outcome(HITS, "integer", "0")
        for part in question.parts:
            yield outcome(_place(part), "integer", "0")
        for number in range(1, len(question.parts) + 1):
            yield outcome(_at(number), "integer", str(number))


def processing(question: Question) -> ET.Element | None:
    """Build the processing; none where a trainer scores."""
    if question.rule == "trainer":
        return None
    root = ET.Element("responseProcessing")
    if question.rule == "pairs":
        _pairs(root, question)
    elif question.rule == "sorted":
        _sorted(root, question)
    else:
        ET.SubElement(_set(root, "SCORE"), "mapResponse", identifier="RESPONSE")
    _feedback(root, question)
    return root


def outcome(id_: str, type_: str, default: str) -> ET.Element:
    """Declare a value with its beginning."""
    element = ET.Element("outcomeDeclaration", identifier=id_, cardinality="single", baseType=type_)
    ET.SubElement(ET.SubElement(element, "defaultValue"), "value").text = default
    return element


def _response(question: Question) -> ET.Element:
    form = question.form
    type_ = _TYPE.get(form, "identifier")
    element = ET.Element("responseDeclaration", identifier="RESPONSE", cardinality=_CARDINALITY[form], baseType=type_)
    if form == "text":
        return element
    correct = ET.SubElement(element, "correctResponse")
    for value in _key(question):
        ET.SubElement(correct, "value").text = value
    if question.rule != "pairs":
        _mapping(element, question)
    return element


def _key(question: Question) -> list[str]:
    if question.form == "match":
        return [_pair(question, part) for part in question.parts]
    if question.form == "order":
        return [qti_id(part.id) for part in question.in_order()]
    return [qti_id(id_) for id_ in question.key]


def _mapping(parent: ET.Element, question: Question) -> None:
    bounds = {"lowerBound": "0", "upperBound": _number(question.points)} if question.rule == "net" else {}
    element = ET.SubElement(parent, "mapping", bounds, defaultValue="0")
    for key, value in _worth(question):
        ET.SubElement(element, "mapEntry", mapKey=key, mappedValue=_number(value))


def _worth(question: Question) -> Iterator[tuple[str, float]]:
    points, parts = question.points, question.parts
    if question.rule == "best":
        yield from ((qti_id(part.id), points * part.worth) for part in parts)
    elif question.rule == "net":
        key = set(question.key)
        gain, loss = points / len(key), -points / (len(parts) - len(key))
        yield from ((qti_id(part.id), gain if part.id in key else loss) for part in parts)
    elif question.rule == "share":
        yield from ((_pair(question, part), points / len(parts)) for part in parts)
    else:
        yield from ((_pair(question, part), 1.0) for part in parts)


def _sorted(root: ET.Element, question: Question) -> None:
    """Nothing up to the floor; from there on, an even share of the points for each card."""
    step = question.points / (len(question.parts) - question.floor)
    met = _if(root, "gt")
    ET.SubElement(met[0], "mapResponse", identifier="RESPONSE")
    _value(met[0], "float", _number(question.floor))
    product = ET.SubElement(_set(met, "SCORE"), "product")
    above = ET.SubElement(product, "subtract")
    ET.SubElement(above, "mapResponse", identifier="RESPONSE")
    _value(above, "float", _number(question.floor))
    _value(product, "float", _number(step))


def _pairs(root: ET.Element, question: Question) -> None:
    for part in question.parts:
        _look_up(root, part, len(question.parts))
    pairs = [(a, b) for a, b in combinations(question.in_order(), 2) if a.rank != b.rank]
    for first, second in pairs:
        met = _if(root, "lt")
        for part in (first, second):
            ET.SubElement(met[0], "variable", identifier=_place(part))
        total = ET.SubElement(_set(met, HITS), "sum")
        ET.SubElement(total, "variable", identifier=HITS)
        _value(total, "integer", "1")
    _above_half(root, question, len(pairs))


def _look_up(root: ET.Element, part: Part, many: int) -> None:
    """Find the place of a step in the response."""
    condition = ET.SubElement(root, "responseCondition")
    for place in range(1, many + 1):
        branch = ET.SubElement(condition, "responseIf" if place == 1 else "responseElseIf")
        match = ET.SubElement(branch, "match")
        ET.SubElement(ET.SubElement(match, "index", n=_at(place)), "variable", identifier="RESPONSE")
        _value(match, "identifier", qti_id(part.id))
        _value(_set(branch, _place(part)), "integer", str(place))


def _above_half(root: ET.Element, question: Question, pairs: int) -> None:
    """Half of the pairs is chance; from there on, an even share of the points for each pair."""
    met = _if(root, "gt")
    ET.SubElement(met[0], "variable", identifier=HITS)
    _value(met[0], "float", _number(pairs / 2))
    product = ET.SubElement(_set(met, "SCORE"), "product")
    above = ET.SubElement(product, "subtract")
    ET.SubElement(above, "variable", identifier=HITS)
    _value(above, "float", _number(pairs / 2))
    _value(product, "float", _number(2 * question.points / pairs))


def _feedback(root: ET.Element, question: Question) -> None:
    shown = _set(root, "FEEDBACK")
    if question.form == "single":
        ET.SubElement(shown, "variable", identifier="RESPONSE")
    else:
        _value(shown, "identifier", ALL)


def _if(root: ET.Element, comparison: str) -> ET.Element:
    branch = ET.SubElement(ET.SubElement(root, "responseCondition"), "responseIf")
    ET.SubElement(branch, comparison)
    return branch


def _set(parent: ET.Element, id_: str) -> ET.Element:
    return ET.SubElement(parent, "setOutcomeValue", identifier=id_)


def _value(parent: ET.Element, type_: str, text: str) -> None:
    ET.SubElement(parent, "baseValue", baseType=type_).text = text


def _pair(question: Question, part: Part) -> str:
    return f"{qti_id(part.id)} {target_id(question.target_of(part).id)}"


def _place(part: Part) -> str:
    return f"PLACE_{part.id}"


def _at(number: int) -> str:
    return f"AT_{number}"


def _number(value: float) -> str:
    """Write a number in full, so that three thirds are one again."""
    return str(int(value)) if value == int(value) else repr(float(value))
