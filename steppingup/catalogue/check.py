"""All rules over the whole course, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.catalogue.bank import bank_problems
from steppingup.catalogue.bones import bone_problems, minutes_problems
from steppingup.catalogue.countries import country_problems
from steppingup.catalogue.coverage import coverage_problems
from steppingup.catalogue.exercise_check import exercise_problems
from steppingup.catalogue.exercise_files import exercise_pages
from steppingup.catalogue.items import item_problems
from steppingup.catalogue.lessons import front_problems, page_problems, reference_counts, text_problems
from steppingup.catalogue.load import load_catalogue
from steppingup.catalogue.needs_check import needs_problems
from steppingup.catalogue.pages import Page, read_pages
from steppingup.catalogue.paths import path_problems
from steppingup.catalogue.promises import promise_problems
from steppingup.catalogue.reading import reading_problems
from steppingup.catalogue.sources import duplicate_sources
from steppingup.catalogue.trainer_about import about_problems
from steppingup.catalogue.trainer_check import missing_problems, trainer_problems
from steppingup.common.day import day_of_check
from steppingup.common.errors import ContentError, Problem, SettingsError
from steppingup.common.language import languages, load_words
from steppingup.common.messages import GROUPS, message_file
from steppingup.common.validation import name_of
from steppingup.common.yamlfile import Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from steppingup.catalogue.model import Catalogue

FIGURES = ("book/figures*.yml", "chapters/*/figures*.yml", "case_studies/*/figures*.yml")


def check_course(course: Path, today: date | None = None) -> list[Problem]:
    """Check everything; return all problems, errors and warnings, in the order of files and lines.

    Args:
        course: the course folder.
        today: the day on which facts must hold; else STEPPINGUP_TODAY, else the day it is.

    Raises:
        SettingsError: STEPPINGUP_TODAY is no day.
    """
    catalogue = load_catalogue(course)
    entries = [*catalogue.activities.values()]
    problems = [*catalogue.problems, *item_problems(entries)]
    problems += catalogue.facts.stale(today or day_of_check())
    pages, broken = read_pages(course)
    problems += [*broken, *_pages(catalogue, pages), *exercise_problems(catalogue)]
    graded, _ = exercise_pages(catalogue)
    problems += trainer_problems([*pages, *graded])
    problems += [problem for page in graded for problem in text_problems(page, catalogue, ())]
    problems += reading_problems([*pages, *graded], entries, catalogue.facts)
    problems += needs_problems(catalogue)
    problems += [*coverage_problems(catalogue), *promise_problems(catalogue), *bank_problems(catalogue)]
    problems += [*country_problems(catalogue.facts), *duplicate_sources(catalogue.facts)]
    problems += [*_messages(), *_translations(course)]
    return sorted(set(problems))


def figure_records(course: Path) -> tuple[list[tuple[Document, int, dict[str, Any]]], list[Problem]]:
    """List the figures of a course as (file, index, record), and the files that cannot be read.

    What is wrong inside a figure is told by those who draw it.
    """
    records: list[tuple[Document, int, dict[str, Any]]] = []
    problems: list[Problem] = []
    for path in sorted(path for glob in FIGURES for path in course.glob(glob)):
        try:
            document = read_yaml(path, course)
        except ContentError as error:
            problems += error.problems
            continue
        for index, record in enumerate(document.data if isinstance(document.data, list) else []):
            if name_of(record):
                records.append((document, index, record))
    return records, problems


def _pages(catalogue: Catalogue, pages: list[Page]) -> Iterator[Problem]:
    records, problems = figure_records(catalogue.course)
    yield from problems
    figures = {record["id"] for _, _, record in records}
    for page in pages:
        yield from page_problems(page, catalogue, figures)
        yield from front_problems(page, catalogue)
        yield from bone_problems(page)
    yield from minutes_problems(pages)
    yield from path_problems(pages, catalogue.facts)
    yield from reference_counts(pages, catalogue)
    yield from missing_problems(pages, catalogue.course)
    yield from about_problems(pages, catalogue)


def _messages() -> Iterator[Problem]:
    for group in GROUPS:
        try:
            message_file(group)
        except ContentError as error:
            yield from error.problems


def _translations(course: Path) -> Iterator[Problem]:
    for language in languages(course)[1:]:
        try:
            yield from load_words(course, language).problems
        except ContentError as error:
            yield from error.problems
        except SettingsError as error:
            yield Problem(f"locale/{language}", 1, "", "", str(error))
