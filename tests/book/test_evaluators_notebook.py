"""The notebook of the evaluator's handbook: its cells run, find what was put in, and print nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from steppingup.book.cells import code_cells
from steppingup.evaluation.notebook import Example, Shown, open_example

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "evaluators-notebook.md"


def cells() -> list[str]:
    return ["\n".join(line for _, line in cell.code) for cell in code_cells(PAGE.read_text("utf-8").splitlines())]


@pytest.fixture(scope="module")
def example() -> Example:
    """The example in the language that is asked for; opening it works all numbers out, so it is opened once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEPPINGUP_LANGUAGE", "en")
        return open_example(ROOT)


@pytest.fixture(scope="module")
def shown() -> list[Any]:
    """What the last line of each cell gives."""
    names: dict[str, Any] = {}
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEPPINGUP_COURSE", str(ROOT))
        patch.delenv("STEPPINGUP_LANGUAGE", raising=False)
        for code in cells():
            *before, last = code.splitlines()
            exec("\n".join(before), names)  # noqa: S102 - the cells of our own page
            found.append(eval(last, names))  # noqa: S307 - as above
    return found


def test_every_cell_runs_and_shows_something(shown: list[Any]) -> None:
    *pages, filters = shown
    assert len(pages) == 10
    assert all(isinstance(one, Shown) and one.html and one.text for one in pages)
    assert [type(one).__name__ for one in filters.children] == ["Dropdown", "Dropdown", "Dropdown", "Output"]


def test_it_finds_what_was_put_in(shown: list[Any]) -> None:
    texts = [one.text for one in shown[:-1]]
    assert "sim/knowledge-9" in texts[4]
    assert "sim/knowledge-9" in texts[5]
    assert "option b (right)" in texts[5]
    assert re.findall(r"sim/\S+", texts[6]) == ["sim/knowledge-3"]
    assert "cannot tell" in texts[6]


def test_no_pseudonym_is_shown(example: Example, shown: list[Any]) -> None:
    told = example.table(example.events.head(3))
    everything = "".join(one.html + one.text for one in [*shown[:-1], told])
    assert not set(re.findall(r"\b[0-9a-f]{32}\b", everything)) & set(example.events["learner"])
    assert "learner" not in told.text
    assert "event_id" not in told.text


def test_every_figure_says_what_it_shows(shown: list[Any]) -> None:
    pictures = [one.html for one in shown[:-1] if "<img" in one.html]
    assert len(pictures) == 4
    for html in pictures:
        found = re.search(r'alt="([^"]+)"><figcaption><strong>\1\.</strong> (.+)</figcaption>', html)
        assert found
        assert len(found[2]) > 60


def test_a_filter_says_nothing_about_fewer_than_ten(example: Example) -> None:
    people = example.view.found.study.people
    cells = people[people["T0"]].groupby(["role", "municipality"]).size()
    small: list[tuple[str, str]] = [place for place, n in zip(cells.index, cells, strict=True) if n < 10]
    assert small
    for role, town in small:
        found = example.share_of(role, town)
        assert all(one.value is None and one.n == 0 for one in found.values())
    assert all(one.value is not None and one.n >= 10 for one in example.share_of().values())
    drawn = example.chosen(*small[0])
    assert "fewer than 10 people stand behind them: 6" in drawn.text


def test_a_filter_draws_what_is_chosen(shown: list[Any], example: Example) -> None:
    role, town, phase, _ = shown[-1].children
    phase.value = "T1"
    assert {name for name, _ in role.options} >= {"Everybody", "Social worker"}
    assert len(town.options) == 7
    before, after = example.share_of(), example.share_of(phase="T1")
    assert all(after[one].value != before[one].value for one in before)


def test_words_are_those_of_the_language(example: Example) -> None:
    assert example.view.words.language == "en"


def test_the_filter_is_not_run_for_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert ":tags: [skip-execution]\nexample.filters()" in text
