"""The example data: small, marked as simulated in each file, and what its tool gives."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from steppingup.common.facts import Facts
from steppingup.evaluation.item_table import ITEMS
from steppingup.evaluation.parquet import write_parquet
from steppingup.evaluation.quality import LEFT_ALONE
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.simulation.run import simulate
from tests.evaluation.conftest import ROOT
from tests.evaluation.sources import KEY, TODAY

EXAMPLE = ROOT / "facts" / "example" / "evaluation"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_evaluation", ROOT / "tools/example_evaluation.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_read_and_every_row_says_that_it_is_simulated(facts: Facts) -> None:
    taken = read_inputs([EXAMPLE], Setting(KEY, facts, TODAY))
    assert taken.events["learner"].nunique() == 400
    assert taken.events["municipality"].nunique() == 6
    assert set(taken.events["source"]) == set(taken.ratings["source"]) == {"simulated"}
    assert taken.quality.sentences() == [f"all files: {LEFT_ALONE} (2 times)"]


def test_it_is_small_and_marked_in_each_file() -> None:
    files = [*EXAMPLE.iterdir()]
    assert sum(path.stat().st_size for path in files) < 300_000
    assert all("simulated" in path.name or path.name == "README.md" for path in files)
    lines = (EXAMPLE / "simulated-items.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].replace('"', "").split(",") == [*ITEMS, "source"]
    assert all(line.startswith('"sim/') and line.endswith('"simulated"') for line in lines[1:])
    assert (EXAMPLE / "README.md").read_text("utf-8").startswith("# Simulated answers")


def test_it_is_what_its_tool_gives_and_a_change_is_noticed(
    tool: ModuleType, facts: Facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["--check"]) == 0
    monkeypatch.setattr(tool, "TARGET", tmp_path)
    assert tool.main(["--check"]) == 1
    assert capsys.readouterr().out.count("simulated-") == 3
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    made = simulate(tool.DESIGN, facts)
    write_parquet(made.ratings.assign(value=0), tmp_path / tool.RATINGS, order=tool.RATING_ORDER)
    assert tool.stale(made) == [tool.RATINGS]
