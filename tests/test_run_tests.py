"""A step of `make test`: passed, failed, or ended because it hangs, with all that it has started."""

from __future__ import annotations

import sys

import psutil
import pytest
from run_tests import FAILED, PASSED, Step, run

HANGS = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("started", child.pid, flush=True)
time.sleep(600)
"""


def step(code: str, minutes: float = 15) -> Step:
    return Step("try", "a step for this test", [sys.executable, "-c", code], minutes=minutes)


@pytest.mark.parametrize(("status", "verdict"), [(0, PASSED), (3, FAILED)])
def test_a_step_passes_by_its_exit_status(status: int, verdict: str) -> None:
    done = run(step(f"import sys; print('said'); sys.exit({status})"), keep=True)
    assert (done.verdict, done.printed) == (verdict, "said\n")


def test_a_step_that_hangs_is_failed_and_nothing_of_it_stays() -> None:
    done = run(step(HANGS, minutes=0.1), keep=True)
    assert done.verdict == FAILED
    assert "ended: not done after 0.1 minutes" in done.printed
    [word, child] = done.printed.splitlines()[0].split()
    assert word == "started"
    assert not psutil.pid_exists(int(child)) or psutil.Process(int(child)).status() == psutil.STATUS_ZOMBIE
