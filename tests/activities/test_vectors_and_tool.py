"""The shared vectors: Python gives every score in them, and they are what the independent tool writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import KINDS
from steppingup.common.errors import AnswerError

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "vectors"

# A text is scored by a trainer, a worksheet and a rating by nobody.
SCORED = [kind for kind, model in KINDS.items() if model.scored]
VECTORS = [
    pytest.param(vector, id=f"{kind}-{vector['name']}")
    for kind in SCORED
    for vector in json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("vector", VECTORS)
def test_every_case(vector: dict[str, Any]) -> None:
    activity = KINDS[vector["activity"]["kind"]].model_validate(vector["activity"])
    assert not [fault for fault in activity.faults() if fault.level == "error"]
    for case in vector["cases"]:
        if case.get("error"):
            with pytest.raises(AnswerError):
                activity.score(case["answer"])
        else:
            assert activity.score(case["answer"]) == pytest.approx(case["score"], abs=1e-9), case


@pytest.mark.parametrize("vector", VECTORS)
def test_every_spec(vector: dict[str, Any]) -> None:
    spec = KINDS[vector["activity"]["kind"]].model_validate(vector["activity"]).spec()
    assert spec == vector["spec"]
    assert json.loads(json.dumps(spec)) == spec


def test_files_are_what_the_tool_gives() -> None:
    tool = ROOT / "tools" / "make_vectors.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_tool_is_independent() -> None:
    for name in ("make_vectors.py", "vectors_brute.py", "vectors_random.py", "vectors_sheets.py", "vectors_rating.py"):
        assert "import steppingup" not in (text := (ROOT / "tools" / name).read_text(encoding="utf-8"))
        assert "from steppingup" not in text
