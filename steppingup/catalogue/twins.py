"""Twin vignettes: two versions of one story that differ in nationality or gender and in nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.activities import Vignette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.common.errors import Problem

RUN = 4

_FIRST = re.compile(r"\A(.*?[.!?…][^\w\s]*)(\s.*)?\Z", re.DOTALL)


def pairs(catalogue: Catalogue) -> dict[str, str]:
    """Return the pairs of the course, both ways: first -> second and second -> first.

    Their texts are nearly the same by design: whoever looks for doubled activities passes over them.
    """
    found: dict[str, str] = {}
    for entry, _, first in _seconds(catalogue):
        if first is not None and first.id not in found and first.set == entry.set:
            found |= {entry.id: first.id, first.id: entry.id}
    return found


def twin_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield second versions whose first is missing, no vignette or taken, or differs in more than one run."""
    taken: dict[str, str] = {}
    for entry, model, first in _seconds(catalogue):
        of = model.twin.of if model.twin else ""
        if first is None:
            if of not in catalogue.broken:
                yield entry.problem("twin.of", _no_first(catalogue, of))
            continue
        if of in taken:
            yield entry.problem("twin.of", f"'{of}' already has the twin '{taken[of]}'; a story has two versions")
        taken.setdefault(of, entry.id)
        yield from _differences(entry, model, first)


def _seconds(catalogue: Catalogue) -> Iterator[tuple[Entry, Vignette, Entry | None]]:
    """Yield (second version, its model, the first version if it is sound)."""
    for entry in catalogue.activities.values():
        if isinstance(entry.model, Vignette) and entry.model.twin:
            first = catalogue.activities.get(entry.model.twin.of)
            sound = first is not None and isinstance(first.model, Vignette) and first.model.twin is None
            yield entry, entry.model, first if sound else None


def _no_first(catalogue: Catalogue, of: str) -> str:
    first = catalogue.activities.get(of)
    if first is None:
        return f"no activity has the id '{of}'; correct it"
    if not isinstance(first.model, Vignette):
        return f"'{of}' is of the kind {first.model.kind}; name the first version, a vignette"
    return f"'{of}' is a second version itself; name the first one"


def _differences(entry: Entry, model: Vignette, first: Entry) -> Iterator[Problem]:
    other = first.model
    if not isinstance(other, Vignette):  # pragma: no cover - _seconds gives vignettes only
        return
    where = f"{first.place}:{first.line}"
    if first.set != entry.set:
        yield entry.problem("twin.of", f"'{first.id}' ({where}) belongs to another set; keep both versions in one")
    if other.truth != model.truth:
        what = f"the first version ({where}) has '{other.truth}'; both versions have the same"
        yield entry.problem("truth", what)
    if fault := story_fault(other.prompt, model.prompt):
        yield entry.problem("prompt", f"{fault} (the first version stands at {where})")


def story_fault(first: str, second: str) -> str:
    """Say what is wrong with a second version of a story; empty if only one short run in the first sentence differs."""
    (head, rest), (own, own_rest) = _split(first), _split(second)
    if rest != own_rest:
        _, own_run = _run(rest, own_rest)
        what = " ".join(own_run)[:40] or "something left out"
        return f"differs from its twin after the first sentence ('{what}'); only the first sentence may differ"
    run, own_run = _run(head, own)
    if not run and not own_run:
        return "is the same text as its twin; change nationality or gender in the first sentence"
    if max(len(run), len(own_run)) > RUN:
        what = f"'{' '.join(run)}' and '{' '.join(own_run)}'"
        return f"differs from its twin in more than {RUN} words ({what}); change one short run of words"
    return ""


def _split(story: str) -> tuple[list[str], list[str]]:
    """Cut a story into the words of its first sentence and those after it."""
    found = _FIRST.match(story.strip())
    head, rest = (found[1], found[2] or "") if found else (story, "")
    return head.split(), rest.split()


def _run(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of two texts without their common beginning and end."""
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < min(len(one), len(other)) - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[begin : len(one) - end], other[begin : len(other) - end]
