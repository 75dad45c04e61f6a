"""What Moodle would refuse or change: each limit of its importers, in a question made for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from steppingup.common.language import Words
from steppingup.export.questions import gift, moodle_xml
from steppingup.export.questions.model import Bank, Part, Place, Question
from tests.export.hostile import MARKUP, bank
from tests.export.read_gift import read_gift
from tests.export.read_moodle import read_moodle
from tests.export.truth import plain

WORDS = Words()
WRITERS = {"moodle-xml": moodle_xml, "gift": gift}
SINGLE, SEVERAL, PAIRS = bank().questions[:3]


def of(*questions: Question) -> Bank:
    return replace(bank(), questions=questions)


def marks(right: int, wrong: int) -> Question:
    parts = tuple(Part(f"{n}p", f"part {n}", f"why {n}") for n in range(right + wrong))
    return replace(SEVERAL, parts=parts, right=frozenset((part.id, "") for part in parts[:right]))


@pytest.mark.parametrize("name", WRITERS)
def test_a_question_at_which_the_import_would_stop_is_refused(name: str) -> None:
    judge = WRITERS[name].judge
    half = replace(SINGLE, parts=tuple(replace(part, worth=part.worth / 2) for part in SINGLE.parts))
    for question, why in ((marks(11, 3), "ten right marks"), (half, "earns everything")):
        verdict = judge(question, WORDS)
        assert verdict.how == "refused"
        assert why in " ".join(verdict.why)
    assert judge(replace(marks(10, 3), hint=""), WORDS).how == "exact"


def test_a_match_with_two_rows_gets_a_third_partner_that_is_never_right() -> None:
    """The readers want three rows; with fewer the import stops."""
    short = replace(
        PAIRS, parts=PAIRS.parts[:2], targets=PAIRS.targets[1:], right=frozenset({("1p", "b"), ("2p", "c")})
    )
    (read,) = read_moodle(moodle_xml.render(of(short), "", WORDS)).values()
    (other,) = read_gift(gift.render(of(short), "", WORDS)).values()
    assert read.extra == other.extra == {"Neither of the two"}
    for writer in WRITERS.values():
        assert "third answer" in " ".join(writer.judge(short, WORDS).why)
        assert "third answer" not in " ".join(writer.judge(PAIRS, WORDS).why)


@pytest.mark.parametrize("right", range(2, 11))
def test_right_marks_make_a_hundred_together(right: int) -> None:
    """The readers check the sum, and that each share is on Moodle's list."""
    for wrong in range(2, 14):
        question = marks(right, wrong)
        (read,) = read_moodle(moodle_xml.render(of(question), "", WORDS)).values()
        (other,) = read_gift(gift.render(of(question), "", WORDS)).values()
        assert read.kind == other.kind == "multiple"
        assert read.parts == pytest.approx(other.parts, abs=1e-6)


def test_half_a_credit_that_moodle_does_not_know_becomes_the_nearest_and_is_told() -> None:
    parts = (SINGLE.parts[0], replace(SINGLE.parts[1], worth=0.45), *SINGLE.parts[2:])
    question = replace(SINGLE, parts=parts)
    (read,) = read_moodle(moodle_xml.render(of(question), "", WORDS)).values()
    assert read.parts[plain(parts[1].text)] in {0.4, 0.5}
    assert "instead of 45.0 %" in " ".join(moodle_xml.judge(question, WORDS).why)


def test_long_partners_stand_in_the_question_with_a_letter_in_gift_as_well() -> None:
    question = replace(PAIRS, targets=(Part("1p", "long " * 60), *PAIRS.targets[1:]))
    (read,) = read_gift(gift.render(of(question), "", WORDS)).values()
    assert plain(f"A. {'long ' * 60}") in read.text
    assert set(read.parts.values()) == {"A", "B"}
    assert "255" in " ".join(gift.judge(question, WORDS).why)


def test_signs_of_html_in_a_partner_are_shown_and_do_not_vanish() -> None:
    """``format_string`` takes tags away; entities stay what they say."""
    root = etree.fromstring(moodle_xml.render(of(PAIRS), "", WORDS))
    answers = {answer.text for answer in root.iterfind(".//subquestion/answer/text")}
    assert any("&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;" in answer for answer in answers)
    assert plain(f"{MARKUP} right") in read_moodle(etree.tostring(root))["hostile/pairs"].parts.values()
    simple = replace(PAIRS, targets=(Part("1p", "Food & bed"), *PAIRS.targets[1:]))
    assert b"Food &amp; bed" in moodle_xml.render(of(simple), "", WORDS)


def test_long_titles_of_categories_are_cut() -> None:
    """The reader checks the length."""
    question = replace(SINGLE, place=Place("chapters/01-start", ("\u4e2d" * 400, "\u0123 " * 300)))
    assert read_moodle(moodle_xml.render(of(question), "", WORDS))


@pytest.mark.parametrize(("kept", "said"), [("graded", "keep learners out"), ("bank", "not for practice")])
def test_a_category_says_what_must_not_be_practised(kept: str, said: str) -> None:
    question = replace(SINGLE, set=kept)  # type: ignore[arg-type]
    first = etree.fromstring(moodle_xml.render(of(question), "", WORDS))[0]
    assert first.get("type") == "category"
    assert said in first.findtext("info/text")
    assert first.find("info").get("format") == "html"
    assert etree.fromstring(moodle_xml.render(of(SINGLE), "", WORDS))[0].find("info") is None


def test_an_order_says_which_moodle_it_needs_and_a_hint_when_it_comes() -> None:
    order = bank().questions[3]
    why = " ".join(moodle_xml.judge(order, WORDS).why)
    assert "Moodle 4.4" in why
    assert "several tries" in why
    root = etree.fromstring(moodle_xml.render(of(order), "", WORDS))
    assert root[1].findtext("hint/text")
