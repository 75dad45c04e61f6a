"""Find and load the activities of a course, all of them; `single` loads a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.model import Catalogue, Entry
from steppingup.catalogue.presets import filled
from steppingup.catalogue.records import read_record
from steppingup.catalogue.references import reference_problems
from steppingup.catalogue.twins import twin_problems
from steppingup.common.errors import ContentError, SettingsError
from steppingup.common.facts import load_facts
from steppingup.common.language import SOURCE_LANGUAGE, load_words
from steppingup.common.settings import Settings, load_settings
from steppingup.common.validation import name_of, show
from steppingup.common.yamlfile import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.catalogue.model import Set

PRACTICE = (
    "book/activities*.yml",
    "book/mapping/activities*.yml",
    "chapters/*/activities*.yml",
    "case_studies/*/activities*.yml",
)
BANK = "book/bank/*.yml"
GRADED = "*/activities*.yml"
# The folder of the training-needs self-check: it lies beside the exercises, as its keys are kept like theirs.
NEEDS = "needs"


def activity_files(course: Path, settings: Settings | None = None) -> list[tuple[Path, Set]]:
    """List the files that hold activities, with the set that their items belong to."""
    practice: list[tuple[Path, Set]] = [(path, "practice") for glob in PRACTICE for path in sorted(course.glob(glob))]
    bank: list[tuple[Path, Set]] = [(path, "bank") for path in sorted(course.glob(BANK))]
    exercises = (settings or load_settings(course)).exercises(course)
    kept = sorted(exercises.glob(GRADED))
    return practice + bank + [(path, "needs" if path.parent.name == NEEDS else "graded") for path in kept]


def load_catalogue(course: Path, language: str = SOURCE_LANGUAGE) -> Catalogue:
    """Load the whole course.

    Bad content never raises here: ``Catalogue.problems`` holds all of it, and :meth:`Catalogue.require` raises it.

    Raises:
        SettingsError: the course has no such language.
    """
    words = load_words(course, language)
    catalogue = Catalogue(course, language, facts=load_facts(course, words), words=words)
    catalogue.problems += [*words.problems, *catalogue.facts.problems]
    try:
        catalogue.settings = load_settings(course)
    except SettingsError as error:
        catalogue.problems += error.problems
    for path, set_ in activity_files(course, catalogue.settings):
        _load_file(catalogue, path, set_)
    catalogue.problems += [*reference_problems(catalogue), *twin_problems(catalogue)]
    return catalogue


def _load_file(catalogue: Catalogue, path: Path, set_: Set) -> None:
    try:
        document = read_yaml(path, catalogue.course)
    except ContentError as error:
        catalogue.problems += error.problems
        return
    if document.data is None:
        return
    if not isinstance(document.data, list):
        catalogue.problems.append(document.problem((), "must be a list of activities; begin each with '- id:'"))
        return
    for index, value in enumerate(document.data):
        model, problems = read_record(document, (index,), value)
        catalogue.problems += problems
        line = document.line((index,))
        if model is None:
            catalogue.broken.add(name_of(value))
        else:
            words, facts = catalogue.words, catalogue.facts
            model, faults = filled(model, facts)
            catalogue.problems += [
                document.problem((index, *path), what, model.id, show(path, value)) for path, what in faults
            ]
            _add(catalogue, Entry(model, document.file, line, set_, document, (index,), words, facts))


def _add(catalogue: Catalogue, entry: Entry) -> None:
    first = catalogue.activities.setdefault(entry.id, entry)
    if first is not entry:
        what = f"this id is already used at {first.place}:{first.line}; give this activity another one"
        catalogue.problems.append(entry.problem("id", what))
