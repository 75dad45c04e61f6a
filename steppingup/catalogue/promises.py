"""The numbers that the course promises, measured on its content once all chapters are there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.activities import Scenario
from steppingup.catalogue.items.forms import VIGNETTE
from steppingup.catalogue.items.likeness import twin_of
from steppingup.catalogue.whole import counted, folder_of, is_whole
from steppingup.common.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Catalogue, Entry

IN_A_CHAPTER, KINDS_OF_A_CHAPTER, IN_ALL = 14, 5, 110
DECISIONS, ENDINGS = 7, 3
VIGNETTES, PAIRS, BANK = 24, 6, 100
EXERCISES, GRADED, KINDS_OF_GRADED = 10, 60, 8
DIFFERENCES = frozenset({"nationality", "gender"})
REFER, CONSULT, OTHER_HELP = "refer", "consult", "other-help"


@dataclass(frozen=True)
class Promise:
    """A number that is promised: what is counted, how many there are, how many there must be, and where to look."""

    what: str
    found: int
    least: int
    file: str = "_config.yml"

    @property
    def kept(self) -> bool:
        """Tell whether there are enough."""
        return self.found >= self.least


@dataclass(frozen=True)
class Numbers:
    """What is counted: items that nearly repeat another one are struck, second versions of vignettes too.

    Args:
        activities: the number of each kind of activity, by folder.
        scenarios: (scenario, decisions on the recommended road, endings, branches that depend on something) of cases.
        truths: the vignettes by their right answer.
        pairs: (first, second, difference) of twin vignettes.
        bank: the items of the final check.
        graded: the number of each kind of graded item, by exercise.
    """

    activities: dict[str, Counter[str]]
    scenarios: list[tuple[Entry, int, int, int]]
    truths: Counter[str]
    pairs: list[tuple[str, str, str]]
    bank: int
    graded: dict[str, Counter[str]] = field(default_factory=dict)


def numbers(entries: Iterable[Entry]) -> Numbers:
    """Count the content."""
    found = counted(entries)
    practice = [entry for entry in found if entry.set == "practice"]
    activities: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in practice:
        if twin_of(entry.model) is None:
            activities[folder_of(entry)][entry.model.kind] += 1
    vignettes = [entry for entry in practice if entry.model.kind == VIGNETTE]
    truths = Counter(str(getattr(entry.model, "truth", "")) for entry in vignettes if twin_of(entry.model) is None)
    bank = sum(entry.set == "bank" for entry in found)
    graded: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in found:
        if entry.set == "graded":
            graded[folder_of(entry)][entry.model.kind] += 1
    return Numbers(dict(activities), [*_scenarios(practice)], truths, [*_pairs(vignettes)], bank, dict(graded))


def promises(catalogue: Catalogue, counts: Numbers) -> list[Promise]:
    """List what the course promises beside what there is."""
    made = [
        Promise("activities in lessons and cases", sum(kinds.total() for kinds in counts.activities.values()), IN_ALL),
        Promise("items of the final check's bank", counts.bank, BANK),
        Promise("vignettes, second versions not counted", counts.truths.total(), VIGNETTES),
        Promise("twin pairs that differ in nationality or gender", len(counts.pairs), PAIRS),
    ]
    for index in sorted(catalogue.course.glob("chapters/[0-9][0-9]-*/index.md")):
        folder = f"chapters/{index.parent.name}"
        kinds, file = counts.activities.get(folder, Counter()), f"{folder}/index.md"
        made.append(Promise(f"activities in {folder}", kinds.total(), IN_A_CHAPTER, file))
        made.append(Promise(f"kinds of activity in {folder}", len(kinds), KINDS_OF_A_CHAPTER, file))
    made += [promise for found in _cases(catalogue, counts) for promise in found]
    return made + _graded(counts.graded)


def _graded(exercises: dict[str, Counter[str]]) -> list[Promise]:
    """List what is promised of exercises; a course that was handed on without them promises none."""
    if not exercises:
        return []
    kinds = sum(exercises.values(), Counter[str]())
    return [
        Promise("graded exercises", len(exercises), EXERCISES),
        Promise("graded items", kinds.total(), GRADED),
        Promise("kinds of graded items", len(kinds), KINDS_OF_GRADED),
    ]


def promise_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield promises that are not kept; a course that is still being written is left in peace."""
    if not is_whole(catalogue.course) or catalogue.broken:
        return
    counts = numbers(catalogue.activities.values())
    for promise in promises(catalogue, counts):
        if not promise.kept:
            what = f"{promise.found} {promise.what}, {promise.least} at least are promised; write more"
            yield Problem(promise.file, 1, "", "promise", f"{what} (what nearly repeats another one does not count)")
    yield from _truths(counts.truths)


def _scenarios(practice: Sequence[Entry]) -> Iterator[tuple[Entry, int, int, int]]:
    for entry in practice:
        model = entry.model
        if isinstance(model, Scenario) and entry.place.startswith("case_studies/"):
            options = [option for scene in model.scenes for option in scene.options]
            branches = sum(branch.when is not None for option in options for branch in option.goto)
            yield entry, len(model.key()), len(model.endings), branches


def _pairs(vignettes: Sequence[Entry]) -> Iterator[tuple[str, str, str]]:
    known = {entry.id for entry in vignettes}
    for entry in vignettes:
        differs = str(getattr(getattr(entry.model, "twin", None), "differs", ""))
        if (first := twin_of(entry.model)) in known and differs in DIFFERENCES:
            yield str(first), entry.id, differs


def _cases(catalogue: Catalogue, counts: Numbers) -> Iterator[list[Promise]]:
    """Judge each case by its fullest scenario: beside it, a case may have small ones."""
    for index in sorted(catalogue.course.glob("case_studies/*/index.md")):
        folder = f"case_studies/{index.parent.name}"
        own = [found for found in counts.scenarios if folder_of(found[0]) == folder]
        _, decisions, endings, branches = max(own, key=lambda found: found[1], default=(None, 0, 0, 0))
        file = f"{folder}/index.md"
        yield [
            Promise(f"decisions on the recommended road of the scenario in {folder}", decisions, DECISIONS, file),
            Promise(f"endings of the scenario in {folder}", endings, ENDINGS, file),
            Promise(f"branches that depend on an earlier choice in {folder}", branches, 1, file),
        ]


def _truths(truths: Counter[str]) -> Iterator[Problem]:
    shown = ", ".join(f"{truths[name]} {name}" for name in (REFER, CONSULT, OTHER_HELP))
    if truths[REFER] > min(truths[CONSULT], truths[OTHER_HELP]):
        what = f"vignettes: {shown}; calling too early is an error, too, so write others until 'refer' is not the most"
        yield Problem("_config.yml", 1, "", "promise", what)
    elif len({truths[name] for name in (REFER, CONSULT, OTHER_HELP)}) > 1:
        what = f"vignettes: {shown}; write as many of each"
        yield Problem("_config.yml", 1, "", "promise", what, "warning")
