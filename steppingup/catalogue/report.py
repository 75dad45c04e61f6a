"""Everything that the check measures of items and pages, as plain values for a table or for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.catalogue.coverage import empty_cells
from steppingup.catalogue.exercise_files import exercise_pages
from steppingup.catalogue.items.blind import LEAST_OF_A_KIND, LIMIT, blinds
from steppingup.catalogue.items.guessing import LEAST_ITEMS, TOLERANCE, guesses
from steppingup.catalogue.items.likeness import LIKE, LIKE_PROMPT, alike
from steppingup.catalogue.pages import read_pages
from steppingup.catalogue.promises import numbers, promises
from steppingup.catalogue.reading import MEDIAN, PARAGRAPH, SENTENCE, entry_reading, page_reading
from steppingup.catalogue.whole import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.items.guessing import Guess
    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.reading import Reading


def measure(catalogue: Catalogue, only: str = "") -> dict[str, Any]:
    """Measure the course, or the files whose paths begin with ``only`` (whose few items prove less).

    Returns:
        A dict of plain values: ``guesses``, ``blind``, ``reading``, ``alike``, and for the whole course ``promises``,
        ``activities``, ``vignettes``, ``pairs`` and ``empty`` cells of the coverage. Shares are from 0 to 1.
    """
    everything = [*catalogue.activities.values()]
    entries = [entry for entry in everything if entry.place.startswith(only)]
    near = {entry.id for entry in entries}
    found = {
        "only": only,
        "guesses": [_guess(guess) for guess in guesses(entries, 1 if only else LEAST_ITEMS)],
        "blind": [*_blind(entries)],
        "reading": [*_reading(catalogue, entries, only)],
        "alike": [
            {"first": pair.first.id, "second": pair.second.id, "share": round(pair.share, 3), "part": pair.part}
            for pair in alike(everything)
            if {pair.first.id, pair.second.id} & near
        ],
        "limits": {"like": LIKE, "like_prompt": LIKE_PROMPT, "paragraph": PARAGRAPH, "sentence": SENTENCE},
    }
    return found if only else found | _numbers(catalogue)


def _guess(guess: Guess) -> dict[str, Any]:
    return {
        "rule": guess.rule, "group": guess.group, "items": guess.items, "earned": round(guess.earned, 4),
        "chance": round(guess.chance, 4), "difference": round(guess.difference, 4), "limit": TOLERANCE,
        "verdict": "works" if guess.works else "misleads" if guess.misleads else "fair",
    }  # fmt: skip


def _blind(entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    for blind in blinds(entries):
        few = len(blind.gains) < LEAST_OF_A_KIND
        verdict = "few" if few else "fair" if not blind.works else blind.level or "measured"
        yield {
            "kind": blind.kind, "strategy": blind.strategy, "items": len(blind.gains),
            "earned": round(blind.earned, 4), "limit": LIMIT if blind.level else None, "verdict": verdict,
        }  # fmt: skip


def _reading(catalogue: Catalogue, entries: Iterable[Entry], only: str) -> Iterator[dict[str, Any]]:
    for page in (*read_pages(catalogue.course)[0], *exercise_pages(catalogue)[0]):
        if page.file.startswith(only):
            yield _measured(page.file, page_reading(page, catalogue.facts))
    for entry in entries:
        yield _measured(entry.id, entry_reading(entry))


def _measured(name: str, reading: Reading) -> dict[str, Any]:
    return {
        "of": name, "sentences": len(reading.sentences), "median": reading.median, "limit": MEDIAN,
        "longest_sentence": max((words for _, words, _ in reading.sentences), default=0),
        "longest_paragraph": max((part.words for part in reading.paragraphs), default=0),
    }  # fmt: skip


def _numbers(catalogue: Catalogue) -> dict[str, Any]:
    entries = [*catalogue.activities.values()]
    counts = numbers(entries)
    return {
        "whole": is_whole(catalogue.course),
        "promises": [
            {"what": promise.what, "found": promise.found, "least": promise.least, "kept": promise.kept}
            for promise in promises(catalogue, counts)
        ],
        "activities": {folder: dict(sorted(kinds.items())) for folder, kinds in sorted(counts.activities.items())},
        "vignettes": dict(sorted(counts.truths.items())),
        "pairs": [{"first": first, "second": second, "differs": why} for first, second, why in counts.pairs],
        "empty": [
            {"competency": name, "role": role, "required": level}
            for name, role, level in empty_cells(entries, catalogue.facts)
        ],
    }
