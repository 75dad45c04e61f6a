"""What looks like personal data: the vectors that the script runs too, and how seldom ordinary text is taken for it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from steppingup.common.language import Words
from steppingup.mapping.found import KINDS
from steppingup.mapping.names import lists
from steppingup.mapping.personal import findings, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/vectors/personal.json").read_text("utf-8"))
COUNTRIES = {"de", "dk", "ee", "fi", "is", "lt", "lv", "no", "pl", "se"}


def found(case: dict[str, Any]) -> list[dict[str, Any]]:
    text = unicodedata.normalize("NFC", case["text"])
    listed = findings(case["text"], case.get("sheet", ""), case.get("field", ""))
    return [
        {"kind": one.kind, "text": text[one.start : one.end]}
        | ({"countries": list(one.countries)} if one.countries else {})
        | ({"refused": True} if one.refused else {})
        for one in listed
    ]


def test_every_vector() -> None:
    assert len(VECTORS) > 1000
    for case in VECTORS:
        assert found(case) == case["found"], case["text"]


def test_the_vectors_hold_every_kind_and_every_country() -> None:
    every = [one for case in VECTORS for one in case["found"]]
    assert {one["kind"] for one in every} == set(KINDS)
    assert {country for one in every for country in one.get("countries", ())} == COUNTRIES


@given(st.text(max_size=200), st.sampled_from(["", "map/gains"]), st.sampled_from(["", "value"]))
def test_any_text_is_looked_through(text: str, sheet: str, field: str) -> None:
    length = len(unicodedata.normalize("NFC", text))
    listed = findings(text, sheet, field)
    assert all(0 <= one.start < one.end <= length for one in listed)
    assert not any(one.refused for one in listed if sheet != "map/gains")


@given(
    st.lists(st.sampled_from([*sorted(lists()["first"])[:40], "GmbH", "A.", "19", "bar", "+371", "010190", "@", "12"]))
)
def test_pieces_of_personal_data_in_any_order_are_looked_through(pieces: list[str]) -> None:
    for sign in (" ", "-", ", "):
        findings(sign.join(pieces).title(), "map/gains", "value")


def test_a_finding_does_not_hold_what_was_found() -> None:
    one = findings("Write to anna.paraugs@mail.example today.")[0]
    assert "anna" not in repr(one)


def test_every_kind_says_what_to_do() -> None:
    texts = {"mail": "x.y@mail.example", "suspect": "Igor exploits people"}
    for kind, text in texts.items():
        told = [sentence(one, Words()) for one in findings(text, "map/gains", "note") if one.kind == kind]
        assert told
        assert text not in told[0]
    assert "police" in Words().get("personal.suspect")
    assert all(Words().get(f"personal.{kind}") for kind in KINDS)


def example() -> Iterator[tuple[str, str, str]]:
    source = yaml.safe_load((ROOT / "facts/example/mapping.yml").read_text("utf-8"))
    for step in source["steps"]:
        for cells in step["rows"].values():
            yield from (
                (value, f"map/{step['sheet']}", name) for name, value in cells.items() if isinstance(value, str)
            )


def paragraphs() -> Iterator[str]:
    for path in sorted([*ROOT.glob("chapters/*/*.md"), *ROOT.glob("case_studies/*/*.md")]):
        text = re.sub(r"```.*?```", "", path.read_text("utf-8").split("---", 2)[-1], flags=re.DOTALL)
        yield from (part for part in re.split(r"\n\s*\n", text) if part.strip())


def test_the_example_raises_no_false_alarm() -> None:
    texts = [*example()]
    assert len(texts) > 500
    assert [text for text in texts if findings(*text)] == []


def test_the_lessons_raise_hardly_any() -> None:
    texts = [*paragraphs()]
    assert len(texts) > 2000
    # the one is right: a lesson shows "A., 19, cleaner, Millside" as what must not be sent
    assert [kind for text in texts for kind in {one.kind for one in findings(text)}] == ["age"]


def test_what_the_course_asks_is_no_personal_data() -> None:
    facts = (ROOT / "facts/mapping.yml").read_text("utf-8")
    lines = [line.partition(":")[2].strip() for line in facts.splitlines() if ":" in line]
    assert [line for line in lines if findings(line, "map/gains", "value")] == []
