"""What an activity names must exist: sources, roles, competencies, facts. And its texts must be plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.plaintext import faults_of_text
from steppingup.common.errors import Problem
from steppingup.common.facts import ALL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.common.facts import Facts


def reference_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield unknown references and texts that are not plain, of all activities and facts."""
    for entry in catalogue.activities.values():
        yield from _names(entry, catalogue.facts)
        for path, text in entry.model.texts():
            for fault in faults_of_text(text, lambda id_: not catalogue.facts.unknown("facts", id_)):
                yield entry.problem(path, fault)
    yield from _fact_texts(catalogue.facts)


def role_faults(roles: list[str], facts: Facts) -> Iterator[tuple[int, str]]:
    """Yield (index, what is wrong) for a list of roles."""
    for index, role in enumerate(roles):
        if role == ALL_ROLES and len(roles) > 1:
            yield index, "'all' stands alone; delete the other roles, or 'all'"
        elif role != ALL_ROLES and facts.unknown("roles", role):
            yield index, f"unknown role '{role[:60]}'; use 'all' or an id of facts/roles.yml"


def _names(entry: Entry, facts: Facts) -> Iterator[Problem]:
    model = entry.model
    for index, role in role_faults(model.roles, facts):
        yield entry.problem(f"roles.{index + 1}", role)
    for index, source in enumerate(model.sources):
        if facts.unknown("sources", source):
            yield entry.problem(f"sources.{index + 1}", f"unknown source '{source}'; add it to facts/sources.yml")
    for field, name in (("competency", model.competency), ("second", model.second)):
        if name is not None and facts.unknown("competencies", name):
            yield entry.problem(field, f"unknown competency '{name}'; use an id of facts/competencies.yml")
    if model.second == model.competency:
        yield entry.problem("second", "the same competency twice; delete 'second' or name another one")


def _fact_texts(facts: Facts) -> Iterator[Problem]:
    for table in (
        "facts",
        "helplines",
        "roles",
        "areas",
        "competencies",
        "sources",
        "paths",
        "contacts",
        "glossary",
        "signs",
        *facts.mapping.named(),
    ):
        for id_, record in facts.table(table).items():
            for field, text in record.texts():
                for fault in faults_of_text(text, lambda _: False):
                    yield Problem(*facts.places[table, id_], id_, field, fault)
