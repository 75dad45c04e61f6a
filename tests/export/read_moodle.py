"""A reader of Moodle XML, written from what Moodle's importer takes: see the comments there on each type."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from lxml import etree

from tests.export.read_back import Read, text_of
from tests.export.truth import plain

# question_bank::fraction_options_full: an import with any other share fails
SHARES = (
    1, 0.9, 5 / 6, 0.8, 0.75, 0.7, 2 / 3, 0.6, 0.5, 0.4, 1 / 3,
    0.3, 0.25, 0.2, 1 / 6, 1 / 7, 0.125, 1 / 9, 0.1, 0.05, 0,
)  # fmt: skip
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect")


def read_moodle(data: bytes) -> dict[str, Read]:
    """Every question by its id number; the file must be as the importer wants it."""
    found: dict[str, Read] = {}
    category: tuple[str, ...] = ()
    for question in etree.fromstring(data):
        kind = question.get("type")
        if kind == "category":
            category = _category(question.findtext("category/text"))
            assert all(0 < len(title) <= 255 for title in category)
            continue
        id_ = question.findtext("idnumber")
        assert id_ not in found
        assert len(id_) <= 100
        found[id_] = _question(question, kind)
        found[id_].category = category
    return found


def _category(path: str) -> tuple[str, ...]:
    assert path.startswith("$course$/top/")
    # A doubled slash is a slash in a name (question/format.php, split_category_path).
    parts = re.split(r"(?<!/)/(?!/)", path.removeprefix("$course$/top/"))
    return tuple(part.replace("//", "/") for part in parts)


def _question(question: Any, kind: str) -> Read:
    name = question.findtext("name/text")
    assert 0 < len(name) <= 255
    read = Read(text_of(question.findtext("questiontext/text")), kind)
    for text in question.iter("questiontext", "generalfeedback", "hint", *COMBINED[:3]):
        assert text.get("format") == "html"
    assert (question.findtext("hidden"), float(question.findtext("penalty"))) == ("0", 0.3333333)
    read.points = float(question.findtext("defaultgrade"))
    read.after = text_of(question.findtext("generalfeedback/text"))
    read.tags = {tag.text for tag in question.iterfind("tags/tag/text")}
    assert all(len(tag) <= 50 for tag in read.tags)
    if kind in {"multichoice", "matching", "ordering"}:
        for field in COMBINED:
            assert question.find(field) is not None, field
    {"multichoice": _choice, "matching": _match, "ordering": _order, "essay": _essay}[kind](question, read)
    return read


def _choice(question: Any, read: Read) -> None:
    read.kind = "single" if question.findtext("single") == "true" else "multiple"
    for answer in question.iterfind("answer"):
        text, share = text_of(answer.findtext("text")), float(answer.get("fraction")) / 100
        assert any(abs(abs(share) - known) < 1e-6 for known in SHARES), share
        assert text not in read.parts
        read.parts[text] = share
        read.feedback[text] = text_of(answer.findtext("feedback/text"))
    # question/type/multichoice/questiontype.php: with another sum the import stops here
    gained = [share for share in read.parts.values() if isinstance(share, float) and share > 0]
    assert (max(gained) if read.kind == "single" else round(sum(gained), 2)) == 1


def _match(question: Any, read: Read) -> None:
    for pair in question.iterfind("subquestion"):
        # Moodle shows a partner by format_string: tags in it are lost, entities are shown as their signs.
        assert not re.search("[<>]", pair.findtext("answer/text"))
        left, right = text_of(pair.findtext("text")), plain(unescape(pair.findtext("answer/text")))
        assert len(pair.findtext("answer/text")) <= 255
        if left:
            read.parts[left] = right
        else:
            read.extra.add(right)
    # question/type/match/questiontype.php: with fewer the import stops here
    assert len(question.findall("subquestion")) >= 3


def _order(question: Any, read: Read) -> None:
    # a value, as Moodle's ordering reads it; without one the import ends with a database error
    assert question.findtext("shownumcorrect") == "1"
    assert question.findtext("gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    answers = sorted(question.iterfind("answer"), key=lambda one: float(one.get("fraction")))
    read.order = [text_of(answer.findtext("text")) for answer in answers]


def _essay(question: Any, read: Read) -> None:
    assert question.findtext("responseformat")
    read.feedback["grader"] = text_of(question.findtext("graderinfo/text"))
