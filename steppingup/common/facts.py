"""What goes stale or is shared: facts with dates, sources, helplines, roles and competencies, from facts/*.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from steppingup.common.errors import ContentError, Problem
from steppingup.common.fact_records import (
    ISO_DAY,
    Area,
    Competency,
    Contact,
    Country,
    Fact,
    Helpline,
    Line,
    Question,
    Record,
    Role,
    RolePath,
    Sign,
    Source,
    Term,
)
from steppingup.common.language import SOURCE_LANGUAGE, Words, formats_of
from steppingup.common.mapping_links import mapping_problems
from steppingup.common.mapping_tables import MODELS, MappingTables, table_name
from steppingup.common.validation import validate
from steppingup.common.yamlfile import Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = [
    "Area", "Competency", "Contact", "Country", "Fact", "Facts", "Helpline", "Line", "Question", "Record", "Role",
    "RolePath", "Sign", "Source", "Term", "load_facts",
]  # fmt: skip

WARN_BEFORE = timedelta(days=60)
ALL_ROLES = "all"
FACT_MARK = re.compile(r"\{fact:([^{}]*)\}")

R = TypeVar("R", bound=Record)


@dataclass
class Facts:
    """All of facts/, each table by id in the order of its file.

    ``places`` gives (file, line) of a record by table and id; ``problems`` what was wrong with the files; ``broken``
    the tables that lost a record by that, so that nobody is told that an id is unknown when it is only misspelt there;
    ``late`` what is said beside the dates of facts that should have been looked up again (:meth:`mark_late`).
    """

    language: str = SOURCE_LANGUAGE
    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    helplines: dict[str, Helpline] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    competencies: dict[str, Competency] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    paths: dict[str, RolePath] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    signs: dict[str, Sign] = field(default_factory=dict)
    mapping: MappingTables = field(default_factory=MappingTables)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict, repr=False)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    late: dict[str, str] = field(default_factory=dict, repr=False)

    def tables(self) -> dict[str, Mapping[str, Record]]:
        """Return all tables by name."""
        return {
            "facts": self.facts, "sources": self.sources, "helplines": self.helplines, "roles": self.roles,
            "areas": self.areas, "competencies": self.competencies, "paths": self.paths, "contacts": self.contacts,
            "glossary": self.glossary, "countries": self.countries, "questions": self.questions, "lines": self.lines,
            "signs": self.signs, **self.mapping.named(),
        }  # fmt: skip

    def table(self, name: str) -> Mapping[str, Record]:
        """Return a table by its name, such as ``sources``."""
        return self.tables()[name]

    def unknown(self, table: str, id_: str) -> bool:
        """Tell whether a table lacks an id, as far as it could be read."""
        return id_ not in self.table(table) and table not in self.broken

    def dated(self, id_: str) -> str:
        """Return a fact's short value with its date, as running text shows it, and that it is out of date if it is.

        Raises:
            KeyError: no such fact.
        """
        fact = self.facts[id_]
        since = "; ".join(filter(None, (self.day(fact.as_of), self.late.get(id_))))
        return f"{fact.value} ({since})"

    def mark_late(self, today: date, words: Words) -> None:
        """Let the dates of facts that should have been looked up before ``today`` say so, in a learner's words."""
        late = [fact for fact in self.facts.values() if is_late(fact, today)]
        self.late = {fact.id: words.get("fact.stale", date=self.day(fact.as_of)) for fact in late}

    def fill(self, text: str) -> str:
        """Replace every ``{fact:ID}`` by the fact's value with its date; unknown ones stay, the check reports them."""
        return FACT_MARK.sub(lambda found: self.dated(found[1]) if found[1] in self.facts else found[0], text)

    def day(self, text: str) -> str:
        """Write an ISO date (``2025-03-01`` or ``2025-03``) in words of the language; other texts stay."""
        found = ISO_DAY.fullmatch(text)
        if not found:
            return text
        from babel.dates import format_date  # noqa: PLC0415 - costs 25 ms, needed only where a date is shown

        year, month, day = (int(part) if part else 1 for part in found.groups())
        return str(format_date(date(year, month, day), "d MMMM y" if found[3] else "MMMM y", formats_of(self.language)))

    def stale(self, today: date) -> list[Problem]:
        """List what has a date and whose review is due: an error after the date, a warning 60 days before."""
        due: list[tuple[str, Fact | Helpline | Line]] = [("facts", fact) for fact in self.facts.values()]
        due += [("helplines", line) for line in self.helplines.values()]
        due += [("lines", line) for line in self.lines.values() if line.review_by]  # others show a fact
        return [problem for table, record in due if (problem := self._due(table, record, today))]

    def overdue(self, today: date) -> str:
        """Say in one line how many facts are past their review date, and which is the first; empty if none is."""
        late = [problem for problem in self.stale(today) if problem.level == "error"]
        if not late:
            return ""
        first = f"{late[0].id} ({late[0].file}:{late[0].line})"
        many = f"{len(late)} facts are past their review date, first: {first}"
        return f"{many if late[1:] else f'1 fact is past its review date: {first}'}; run make check"

    def _due(self, table: str, record: Fact | Helpline | Line, today: date) -> Problem | None:
        limit = date.fromisoformat(record.review_by)
        what = f"{record.review_by}; look it up again, then renew value, as_of and review_by"
        file, line = self.places[table, record.id]
        if is_late(record, today):
            return Problem(file, line, record.id, "review_by", f"out of date since {what}")
        if limit - today <= WARN_BEFORE:
            return Problem(file, line, record.id, "review_by", f"must be checked by {what}", "warning")
        return None


def is_late(record: Fact | Helpline | Line, today: date) -> bool:
    """Tell whether a record should have been looked up again before a day."""
    return date.fromisoformat(record.review_by) < today


def load_facts(course: Path, words: Words | None = None) -> Facts:
    """Read facts/*.yml, in the language of ``words``; facts and sources may be split (``facts-prevention.yml``).

    Never raises for bad content: ``Facts.problems`` holds everything that was found, with file and line.
    """
    words = words or Words()
    facts = Facts(words.language)
    loader = _Loader(course, facts, words)
    competencies = loader.file("competencies", required=True)
    loader.table(competencies, ("areas",), facts.areas, Area)
    loader.table(competencies, ("competencies",), facts.competencies, Competency)
    loader.table(loader.file("roles", required=True), (), facts.roles, Role)
    loader.table(loader.file("sources", required=True), (), facts.sources, Source)
    loader.table(loader.file("facts", required=False), (), facts.facts, Fact)
    loader.table(loader.file("paths", required=False), (), facts.paths, RolePath)
    loader.table(loader.file("contacts", required=False), (), facts.contacts, Contact)
    loader.table(loader.file("glossary", required=False), (), facts.glossary, Term)
    loader.table(loader.file("signs", required=False), (), facts.signs, Sign)
    for name in loader.parts("sources"):
        loader.table(loader.file(name, required=True), (), facts.sources, Source)
    for name in loader.parts("facts"):
        loader.table(loader.file(name, required=True), (), facts.facts, Fact)
    loader.table(loader.file("helplines", required=False), (), facts.helplines, Helpline)
    countries = loader.file("countries", required=False)
    loader.table(countries, ("questions",), facts.questions, Question)
    loader.table(countries, ("countries",), facts.countries, Country)
    for name in loader.files("countries"):
        loader.table(loader.file(name, required=True), (), facts.lines, Line)
    mapping = loader.file("mapping", required=False)
    for name, model in MODELS.items():
        loader.table(mapping, (name,), getattr(facts.mapping, name), model)
    facts.problems += [*_references(facts), *mapping_problems(facts)]
    return facts


class _Loader:
    """Reads the tables one by one, collecting problems."""

    def __init__(self, course: Path, facts: Facts, words: Words) -> None:
        self._course = course
        self._facts = facts
        self._words = words

    def file(self, name: str, *, required: bool) -> Document | None:
        path = self._course / "facts" / f"{name}.yml"
        if not required and not path.exists():
            return None
        try:
            return read_yaml(path, self._course)
        except ContentError as error:
            self._facts.problems += error.problems
            self._facts.broken |= _HELD.get(name) or {"lines" if "/" in name else name.partition("-")[0]}
            return None

    def parts(self, name: str) -> list[str]:
        """List the further files of a large table, such as ``facts-prevention`` beside ``facts``."""
        return sorted(path.stem for path in (self._course / "facts").glob(f"{name}-*.yml"))

    def files(self, folder: str) -> list[str]:
        """List the files of a table that has a folder of its own."""
        return sorted(f"{folder}/{path.stem}" for path in (self._course / "facts" / folder).glob("*.yml"))

    def table(self, document: Document | None, at: tuple[str, ...], into: dict[str, R], model: type[R]) -> None:
        if document is None:
            return
        data = document.data
        for part in at:
            data = data.get(part) if isinstance(data, dict) else None
        if not isinstance(data, list):
            where = f"a list of records is missing under '{at[0]}'" if at else "must be a list of records"
            self._facts.problems.append(document.problem(at, f"{where}; begin each with '- id:'"))
            self._facts.broken.add(_TABLES[model])
            return
        for index, value in enumerate(data):
            self._record(document, (*at, index), value, into, model)

    def _record(
        self, document: Document, path: tuple[str | int, ...], value: Any, into: dict[str, R], model: type[R]
    ) -> None:
        record, problems = validate(model, value, document, path)
        self._facts.problems += problems
        if record is None:
            self._facts.broken.add(_TABLES[model])
            return
        name = model.__name__.lower()
        if record.id in into:
            self._facts.problems.append(document.problem(path, "this id stands twice; rename one", record.id, "id"))
            return
        into[record.id] = self._translated(record, name)
        self._facts.places[_TABLES[model], record.id] = (document.file, document.line(path))

    def _translated(self, record: R, name: str) -> R:
        texts = {field_: self._words.text(f"{name}/{record.id}:{field_}", text) for field_, text in record.texts()}
        return record.with_texts(texts)


_TABLES: dict[type[Record], str] = {
    Role: "roles", Area: "areas", Competency: "competencies", Source: "sources", Fact: "facts", Helpline: "helplines",
    RolePath: "paths", Contact: "contacts", Term: "glossary", Country: "countries", Question: "questions",
    Line: "lines", Sign: "signs", **{model: table_name(model) for model in MODELS.values()},
}  # fmt: skip
_HELD = {
    "competencies": {"competencies", "areas"}, "countries": {"countries", "questions"},
    "mapping": {table_name(model) for model in MODELS.values()},
}  # fmt: skip


# table, field, table that it names; a field may hold one id or a list of them
_LINKS = (
    ("facts", "source", "sources"),
    ("helplines", "source", "sources"),
    ("competencies", "area", "areas"),
    ("paths", "id", "roles"),
    ("signs", "roles", "roles"),
    ("signs", "sources", "sources"),
    ("lines", "country", "countries"),
    ("lines", "question", "questions"),
    ("lines", "source", "sources"),
    ("lines", "fact", "facts"),
)


def _references(facts: Facts) -> Iterator[Problem]:
    for table, name, target in _LINKS:
        for id_, record in facts.table(table).items():
            value = getattr(record, name)
            for wanted in value if isinstance(value, list) else [value]:
                if wanted and facts.unknown(target, wanted):
                    what = f"unknown {name.removesuffix('s')} '{wanted}'; add it or correct the id"
                    yield Problem(*facts.places[table, id_], id_, name, what)
    for id_, competency in facts.competencies.items():
        for role in competency.required:
            if facts.unknown("roles", role):
                what = f"unknown role '{role}'; use an id of facts/roles.yml"
                yield Problem(*facts.places["competencies", id_], id_, "required", what)
