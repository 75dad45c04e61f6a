"""Every number for evaluators has a name, a sentence that says what it means, and one that says when not to read it."""

from __future__ import annotations

from typing import get_args

import pytest

from steppingup.common.messages import english
from steppingup.statistics import dif, disclosure, pooling, rasch


@pytest.mark.parametrize("name", [*rasch.MEASURES, *dif.MEASURES, *pooling.MEASURES, *disclosure.MEASURES])
def test_every_measure_has_its_sentences(name: str) -> None:
    words = english("results")
    assert words[f"statistics.{name}"]
    assert words[f"statistics.{name}.means"].count(".") == 1
    assert words[f"statistics.{name}.not-when"].startswith("Do not ")


def test_every_verdict_and_size_has_its_words() -> None:
    words = english("results")
    for verdict in get_args(dif.Verdict):
        assert words[f"statistics.bias.verdict.{verdict.replace(' ', '-')}"]
    for size in get_args(dif.Size):
        assert not size or words[f"statistics.bias.size.{size.lower()}"]
