"""Short codes: the vectors that the script runs too, and what the check character promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.record.code import ALPHABET, LENGTH, CodeError, new_code, normal_code

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[1] / "vectors" / "code.json").read_text(encoding="utf-8")
)
CODES = st.builds(new_code)


def test_every_vector() -> None:
    for case in VECTORS:
        if "error" in case:
            with pytest.raises(CodeError) as caught:
                normal_code(case["text"])
            assert caught.value.kind == case["error"], case
        else:
            assert normal_code(case["text"]) == case["code"]


def test_vectors_hold_every_trouble() -> None:
    assert {case.get("error", "") for case in VECTORS} == {"", "length", "sign", "check"}


@given(CODES)
def test_a_new_code_is_a_code(code: str) -> None:
    assert len(code) == LENGTH
    assert normal_code(f" {code[:2].lower()}-{code[2:]} ") == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    other = code[:place] + sign + code[place + 1 :]
    if other != code:
        with pytest.raises(CodeError, match="typing error"):
            normal_code(other)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_swapped_signs_are_noticed(code: str, place: int) -> None:
    other = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if other != code:
        with pytest.raises(CodeError, match="typing error"):
            normal_code(other)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_code_error(text: str) -> None:
    try:
        code = normal_code(text)
    except CodeError:
        return
    assert normal_code(code) == code


def test_codes_differ_from_those_in_use() -> None:
    taken: set[str] = set()
    for _ in range(500):
        code = new_code(taken)
        assert code not in taken
        taken.add(code)


def test_all_codes_in_use_is_said() -> None:
    with pytest.raises(CodeError, match="in use"):
        new_code(range(len(ALPHABET) ** 4))  # type: ignore[arg-type] # only its length matters
