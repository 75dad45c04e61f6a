"""What the check asks of the training-needs self-check: two forms that measure alike, joined by shared anchors."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from steppingup.activities import Choice, Vignette
from steppingup.activities.vignette import STEPS
from steppingup.catalogue.exercise_files import salt_problems
from steppingup.catalogue.load import NEEDS
from steppingup.catalogue.needs_file import read_instrument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.needs_file import InstrumentFile
    from steppingup.common.errors import Problem
    from steppingup.common.facts import Facts
    from steppingup.common.yamlfile import Document

KNOWLEDGE, STORIES, OF_A_STEP = 14, 6, 2
ANCHORS, ANCHOR_STEPS = 6, ("refer", "other-help")
# own questions by area: every area once, and twice where a form carries more
OWN: dict[str, dict[str, int]] = {
    "A": {"what-it-is": 2, "legal-framework": 1, "encounter": 1, "support": 1, "risk-reduction": 2, "practice": 1},
    "B": {"what-it-is": 1, "legal-framework": 2, "encounter": 1, "support": 1, "risk-reduction": 2, "practice": 1},
}
DIFFERENCES = ("nationality", "gender")

_ID = re.compile(r"needs/[a-z0-9]+(-[a-z0-9]+)*-[0-9]+")


def needs_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the self-check: its file, its items, and the numbers that both forms must have."""
    items = [entry for entry in catalogue.activities.values() if entry.set == NEEDS]
    for entry in items:
        yield from _item(entry)
    yield from (
        entry.problem("id", f"ids that begin with '{NEEDS}/' belong to the self-check; rename it")
        for entry in catalogue.activities.values()
        if entry.set != NEEDS and entry.id.startswith(f"{NEEDS}/")
    )
    file, document, problems = read_instrument(catalogue)
    yield from problems
    if file and document:
        yield from salt_problems(catalogue)
        yield from _instrument(file, document, {entry.id: entry for entry in items}, catalogue)


def _item(entry: Entry) -> Iterator[Problem]:
    model = entry.model
    if not isinstance(model, Vignette) and not (isinstance(model, Choice) and model.select == "one"):
        yield entry.problem("kind", "the self-check has questions with one answer and stories only; rewrite it")
    if not model.certainty:
        yield entry.problem("certainty", "the self-check asks how sure people are; write 'certainty: true'")
    if not _ID.fullmatch(entry.id):
        yield entry.problem("id", f"items of the self-check are called '{NEEDS}/slug-1'; rename it")


def _instrument(
    file: InstrumentFile, document: Document, items: dict[str, Entry], catalogue: Catalogue
) -> Iterator[Problem]:
    for index, form in enumerate(file.forms):
        path = ("forms", index, "items")
        for what in _list(form.items, items, catalogue.broken):
            yield document.problem(path, what, NEEDS, f"forms.{form.id}.items")
        own = [items[id_] for id_ in form.items if id_ in items]
        for what in _form(form.id, own, set(file.anchors), catalogue.facts):
            yield document.problem(path, what, NEEDS, f"forms.{form.id}.items")
    for what in _anchors(file, items, catalogue.facts):
        yield document.problem(("anchors",), what, NEEDS, "anchors")
    used = {id_ for form in file.forms for id_ in form.items}
    for id_ in items.keys() - used:
        yield items[id_].problem("", "no form asks it; name it in instrument.yml, or delete it")
    yield from _twins(file, items)
    for what in _lines(file, catalogue.facts):
        yield document.problem(("lines",), what, NEEDS, "lines")
    for what in _measured(items.values(), catalogue.facts):
        yield document.problem(("forms",), what, NEEDS, "forms")


def _list(ids: Sequence[str], items: dict[str, Entry], broken: set[str]) -> Iterator[str]:
    for id_, count in Counter(ids).items():
        if count > 1:
            yield f"'{id_}' stands {count} times in this form; ask it once"
        if id_ not in items and id_ not in broken:
            yield f"no item of the self-check has the id '{id_}'; correct it or write the item"


def _form(name: str, own: Sequence[Entry], anchors: set[str], facts: Facts) -> Iterator[str]:
    stories = [entry for entry in own if isinstance(entry.model, Vignette)]
    questions = [entry for entry in own if not isinstance(entry.model, Vignette)]
    if [*questions, *stories] != list(own):
        yield "questions come first, stories after them; sort the list"
    if len(questions) != KNOWLEDGE:
        yield f"{len(questions)} questions; a form has {KNOWLEDGE}"
    if len(stories) != STORIES:
        yield f"{len(stories)} stories; a form has {STORIES}"
    truths = Counter(_truth(entry) for entry in stories)
    for step in STEPS:
        if truths[step] != OF_A_STEP:
            yield f"{truths[step]} stories with the answer '{step}'; a form has {OF_A_STEP}"
    areas = _areas((entry for entry in questions if entry.id not in anchors), facts)
    for area, wanted in OWN[name].items():
        if areas[area] != wanted:
            yield f"{areas[area]} own questions on the area '{area}'; form {name} has {wanted}"


def _anchors(file: InstrumentFile, items: dict[str, Entry], facts: Facts) -> Iterator[str]:
    first, second = (set(form.items) for form in file.forms)
    for id_ in sorted((first & second) ^ set(file.anchors)):
        yield f"'{id_}' must stand in both forms and among the anchors, or in one form only"
    found = [items[id_] for id_ in file.anchors if id_ in items]
    questions = [entry for entry in found if not isinstance(entry.model, Vignette)]
    if len(questions) != ANCHORS:
        yield f"{len(questions)} shared questions; there are {ANCHORS}, one for each area"
    for area, count in _areas(questions, facts).items():
        if count > 1:
            yield f"{count} shared questions on the area '{area}'; share one for each area"
    truths = sorted(_truth(entry) for entry in found if isinstance(entry.model, Vignette))
    if truths != sorted(ANCHOR_STEPS):
        yield f"shared stories have the answers {', '.join(truths) or 'none'}; share one 'refer' and one 'other-help'"


def _twins(file: InstrumentFile, items: dict[str, Entry]) -> Iterator[Problem]:
    """Yield twins that one person would meet in one sitting, or that gains would rest on; and too few of them."""
    forms = [set(form.items) for form in file.forms]
    differs: Counter[str] = Counter()
    for entry in items.values():
        twin = getattr(entry.model, "twin", None)
        if twin is None:
            continue
        differs[twin.differs] += 1
        pair = {entry.id, twin.of}
        if any(pair <= form for form in forms):
            yield entry.problem("twin", "both versions stand in one form; put one into each")
        if pair & set(file.anchors):
            yield entry.problem("twin", "a twin must not be shared by the forms: gains would rest on it")
    for name in DIFFERENCES:
        if items and differs[name] != 1:
            first = next(iter(items.values()))
            what = f"{differs[name]} pairs of twin stories differ in {name}; the self-check has one"
            yield type(first.problem("", what))(first.place, 1, NEEDS, "twin", what)


def _lines(file: InstrumentFile, facts: Facts) -> Iterator[str]:
    """Yield lines of unknown competencies, and competencies without one; a file may leave out all lines."""
    yield from (f"no competency has the id '{id_}'; correct it" for id_ in file.lines if id_ not in facts.competencies)
    for id_ in facts.competencies if file.lines else ():
        if id_ not in file.lines:
            yield f"no line for the competency '{id_}'; say it in the first person, such as 'I can ...'"


def _measured(items: Iterable[Entry], facts: Facts) -> Iterator[str]:
    found = {name for entry in items for name in (entry.model.competency, entry.model.second)}
    for name in facts.competencies:
        if name not in found:
            yield f"no item measures the competency '{name}'; write one, or name it as a second one"


def _areas(entries: Iterable[Entry], facts: Facts) -> Counter[str]:
    known = facts.competencies
    return Counter(known[entry.model.competency].area for entry in entries if entry.model.competency in known)


def _truth(entry: Entry) -> str:
    return str(getattr(entry.model, "truth", ""))
