"""Linking codes: the vectors that the script runs too, what the check character promises, and how forms take turns."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.record.code import ALPHABET, CodeError, new_code, normal_code
from steppingup.record.linking import (
    LENGTH,
    PHASES,
    LinkingCodeError,
    form_of,
    new_linking_code,
    normal_linking_code,
    shown_linking_code,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[1] / "vectors" / "linking.json").read_text(encoding="utf-8")
)
CODES = st.builds(new_linking_code)


def test_every_vector() -> None:
    for case in VECTORS:
        if "error" in case:
            with pytest.raises(LinkingCodeError) as caught:
                normal_linking_code(case["text"])
            assert caught.value.kind == case["error"], case
            continue
        code = normal_linking_code(case["text"])
        assert code == case["code"]
        assert "".join(form_of(code, phase) for phase in PHASES) == case["forms"]
        assert shown_linking_code(code) == case["shown"]


def test_vectors_hold_every_trouble_and_both_forms() -> None:
    assert {case.get("error", "") for case in VECTORS} == {"", "short", "length", "sign", "check"}
    assert {case["forms"] for case in VECTORS if "forms" in case} == {"ABAB", "BABA"}


@given(CODES)
def test_a_new_code_is_a_code_and_its_slip_is_read(code: str) -> None:
    assert len(code) == LENGTH
    assert normal_linking_code(f" {shown_linking_code(code).lower()} ") == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    other = code[:place] + sign + code[place + 1 :]
    if other != code:
        with pytest.raises(LinkingCodeError, match="typing error"):
            normal_linking_code(other)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_swapped_signs_are_noticed(code: str, place: int) -> None:
    other = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if other != code:
        with pytest.raises(LinkingCodeError, match="typing error"):
            normal_linking_code(other)


@given(CODES)
def test_no_code_is_taken_for_one_of_the_other_kind_or_repeated(code: str) -> None:
    with pytest.raises(CodeError) as refused:
        normal_code(code)
    assert "self-check" in str(refused.value)
    assert code not in str(refused.value)
    short = new_code()
    with pytest.raises(LinkingCodeError) as other:
        normal_linking_code(short)
    assert other.value.kind == "short"
    assert short not in str(other.value)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_an_error(text: str) -> None:
    try:
        code = normal_linking_code(text)
    except LinkingCodeError:
        return
    assert normal_linking_code(code) == code


def test_half_of_the_codes_begin_with_each_form() -> None:
    counts = Counter(form_of(new_linking_code(), "T0") for _ in range(2000))
    # 16 of 31 signs have an even place: the shares differ by less than a thousandth, the draw by less than 5 points
    assert min(counts.values()) > 850
