"""Every number of evaluators has its name, one sentence of meaning, and a rule for when not to read it."""

from __future__ import annotations

from collections import Counter

from steppingup.common.messages import english

# A point between digits ends no sentence.
DECIMALS = ("0.25", "0.5")


def test_every_number_has_its_sentences() -> None:
    words = english("statistics")
    names = Counter(key.split(".")[1] for key in words)
    assert len(names) > 30
    assert set(names.values()) == {3}
    for name in names:
        assert words[f"number.{name}"]
        assert words[f"number.{name}.not-when"].startswith("Do not ")
        means = words[f"number.{name}.means"]
        for number in DECIMALS:
            means = means.replace(number, "")
        assert means.count(".") == 1
