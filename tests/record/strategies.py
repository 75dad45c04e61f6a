"""Records as hypothesis makes them: honest histories, and loose heaps of attempts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from steppingup.record import Attempt, Record, add
from steppingup.record.merge import merge, next_number, record_of

REPLICAS = ("aaaaaaaa", "bbbbbbbb", "cccccccc")
BASE = Attempt(
    replica="aaaaaaaa",
    n=1,
    activity="area/one-1",
    version=1,
    release="0.1.0",
    phase=None,
    form=None,
    answer=["a"],
    score=1,
    certainty=None,
    seconds=1,
    day="2026-11-23",
)


def attempt(**changes: Any) -> Attempt:
    return replace(BASE, **changes)


contents = st.builds(
    attempt,
    activity=st.sampled_from(["area/one-1", "area/two-1"]),
    phase=st.sampled_from([None, None, "T0"]),
    score=st.sampled_from([None, 0, 0.5, 1]),
    day=st.sampled_from(["2026-11-22", "2026-11-23", "2026-11-24"]),
    answer=st.sampled_from(["a", ["b"], {"x": "y"}]),
)
loose_attempts = st.builds(
    lambda base, replica, n: replace(base, replica=replica, n=n), contents, st.sampled_from(REPLICAS), st.integers(1, 4)
)


@st.composite
def loose(draw: st.DrawFn) -> Record:
    """Any record that can be read from a file: attempts may clash with those of another record."""
    keys = st.sampled_from(["area/one-1|", "area/two-1|", "area/one-1|T0"])
    counts = st.dictionaries(
        st.sampled_from(REPLICAS), st.dictionaries(keys, st.integers(0, 9), max_size=2), max_size=2
    )
    return record_of(draw(st.lists(loose_attempts, max_size=8)), draw(counts))


@st.composite
def snapshots(draw: st.DrawFn) -> tuple[Record, Record]:
    """Two states of an honest history: kernels answer, and merge what others saved, in any interleaving."""
    states = {replica: Record() for replica in REPLICAS}
    seen = [Record()]
    for _ in range(draw(st.integers(0, 12))):
        replica = draw(st.sampled_from(REPLICAS))
        if draw(st.booleans()):
            states[replica] = merge(states[replica], draw(st.sampled_from(seen)))
        new = replace(draw(contents), replica=replica, n=next_number(states[replica]))
        states[replica] = add(states[replica], new)
        seen.append(states[replica])
    return draw(st.sampled_from(seen)), draw(st.sampled_from(seen))
