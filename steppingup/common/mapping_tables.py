"""The seven tables of chapter 3 as data: what the mapping workbook asks, of whom, about which places and services.

The lists of ``facts/mapping.yml`` are loaded with the other facts (``Facts.mapping``), each as a table by id that
``Facts.tables()`` names ``mapping.questions`` and so on: translators and the check meet them like any fact. Added to
the tables of the guidelines: ``tables`` and ``dimensions`` (headings), ``cares`` (what is said beside a sensitive
question), ``options`` (what a question of choice offers), ``place_kinds``, and ``route``: the cells that a first map of
one form needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from steppingup.common.fact_records import Id, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_ENTRIES = 25  # cells that somebody must fill before the first map of one form can be printed

Ids = Annotated[list[Id], Field(min_length=1)]
RowId = Annotated[str, Field(pattern=r"^t[1-7]-[0-9]{2}$")]


class MapRecord(Record):
    """A record of facts/mapping.yml; ``learner`` names the fields that people read."""

    learner: ClassVar[tuple[str, ...]] = ("name",)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (field, text) of every text that is translated."""
        for name in self.learner:
            if text := getattr(self, name):
                yield name, text


class MapTable(MapRecord):
    """One of the seven tables: its heading."""

    learner = ("name", "about")

    id: Annotated[str, Field(pattern=r"^t[1-7]$")]
    name: Text
    about: Text


class MapForm(MapRecord):
    """What one map can be about: a form of exploitation, or a town that people leave."""

    learner = ("name", "about")

    name: Text
    about: Text


class MapRoute(MapRecord):
    """How many rows of a sheet (its id) the short route asks for, and which cells of each must be filled."""

    learner = ()

    rows: Annotated[int, Field(ge=1, le=MAX_ENTRIES)]
    cells: Annotated[list[Text], Field(min_length=1)]

    @property
    def entries(self) -> int:
        """The number of cells that somebody must fill on this sheet."""
        return self.rows * len(self.cells)


class MapCare(MapRecord):
    """What is said beside a sensitive question."""

    learner = ("text",)

    text: Text


class MapOption(MapRecord):
    """An answer that a question of choice offers; the id is what the map keeps."""

    learner = ("text",)

    text: Text


class MapDimension(MapRecord):
    """The heading under which a question falls."""

    name: Text


class MapPopulation(MapRecord):
    """People who share circumstances that make exploitation easier, where they arrive or where they leave from."""

    name: Text
    forms: Ids
    perspective: Literal["destination", "origin"]


class _Asked(MapRecord):
    """A question; ``share``: its number is a part of a hundred, so a small one is no small count of people."""

    learner = ("text", "unit")

    id: RowId
    table: Annotated[int, Field(ge=1, le=7)]
    dimension: Id
    text: Text
    answer: Literal["number", "text", "choice"]
    unit: Text = ""
    share: bool = False
    options: list[Id] = Field(default_factory=list)
    ask: Ids
    short: bool = False
    sensitive: bool = False
    care: Id = ""
    sources: Ids

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.id.startswith(f"t{self.table}-"):
            raise ValueError(f"the id says table {self.id[1]}, the field 'table' says {self.table}; correct one")
        if (self.answer == "choice") != (len(self.options) > 1):
            raise ValueError("two or more 'options' go with 'answer: choice', and with no other answer")
        if (self.answer == "number") != bool(self.unit):
            raise ValueError("a 'unit' goes with 'answer: number', and with no other answer: say what is counted")
        if self.share and self.answer != "number":
            raise ValueError("'share: true' goes with 'answer: number', and with no other answer")
        if self.sensitive != bool(self.care):
            raise ValueError("'sensitive: true' and 'care' go together: what must somebody mind who answers?")
        return self


class MapQuestion(_Asked):
    """A question of tables 1 to 5 about a population; ``ask`` are the actors that may know."""

    population: Id


class MapGain(_Asked):
    """A question of table 7: who gains, who makes it easy, who buys. Patterns only."""

    forms: Ids


class MapActor(MapRecord):
    """Somebody who may notice something, or who knows an answer.

    ``rows`` are the rows of the tables that it stands for; none if the course added it. ``own``: part of the town.
    """

    learner = ("name", "sees")

    name: Text
    roles: list[Id]
    own: bool
    sees: Text
    rows: list[RowId] = Field(default_factory=list)


class MapNotice(MapRecord):
    """Who may notice a form (its id, written ``form``); ``short`` are those whom a first map asks."""

    learner = ()

    id: Id = Field(alias="form")
    actors: Ids
    short: Ids

    @property
    def form(self) -> str:
        """The form."""
        return self.id


class MapPlaceKind(MapRecord):
    """A kind of places."""

    name: Text


class MapPlace(MapRecord):
    """A place of table 6; ``inform`` is a way to give information there that harms nobody."""

    learner = ("name", "inform")

    id: RowId
    kind: Id
    name: Text
    inform: Text
    forms: Ids
    short: list[Id] = Field(default_factory=list)
    sources: Ids


class MapServiceKind(MapRecord):
    """A kind of help; ``night``: it is needed at three in the morning, too."""

    learner = ("name", "about")

    name: Text
    about: Text
    night: bool
    short: bool = False


@dataclass
class MappingTables:
    """All of facts/mapping.yml, each list by id in the order of the file; empty where a course has no such file."""

    tables: dict[str, MapTable] = field(default_factory=dict)
    forms: dict[str, MapForm] = field(default_factory=dict)
    route: dict[str, MapRoute] = field(default_factory=dict)
    cares: dict[str, MapCare] = field(default_factory=dict)
    options: dict[str, MapOption] = field(default_factory=dict)
    dimensions: dict[str, MapDimension] = field(default_factory=dict)
    populations: dict[str, MapPopulation] = field(default_factory=dict)
    questions: dict[str, MapQuestion] = field(default_factory=dict)
    gains: dict[str, MapGain] = field(default_factory=dict)
    actors: dict[str, MapActor] = field(default_factory=dict)
    notices: dict[str, MapNotice] = field(default_factory=dict)
    place_kinds: dict[str, MapPlaceKind] = field(default_factory=dict)
    places: dict[str, MapPlace] = field(default_factory=dict)
    service_kinds: dict[str, MapServiceKind] = field(default_factory=dict)

    def named(self) -> dict[str, dict[str, Any]]:
        """Return the lists by the names that :meth:`Facts.tables` gives them, such as ``mapping.questions``."""
        return {table_name(model): getattr(self, name) for name, model in MODELS.items()}

    def asked(self, form: str) -> list[MapQuestion]:
        """List the questions of tables 1 to 5 that belong to a form."""
        return [one for one in self.questions.values() if form in self.forms_of(one)]

    def forms_of(self, question: MapQuestion) -> list[str]:
        """Return the forms that a question belongs to, by its population."""
        population = self.populations.get(question.population)
        return population.forms if population else []

    def noticing(self, form: str) -> list[MapActor]:
        """List the actors that may notice a form."""
        notice = self.notices.get(form)
        return [self.actors[id_] for id_ in notice.actors if id_ in self.actors] if notice else []

    def care(self, question: MapQuestion | MapGain) -> str:
        """Return what is said beside a question, or nothing."""
        return self.cares[question.care].text if question.care in self.cares else ""

    def short(self, form: str) -> dict[str, list[str]]:
        """Return what the short route asks for one form: ids of questions, places, actors and kinds of services."""
        notice = self.notices.get(form)
        return {
            "answers": [one.id for one in self.asked(form) if one.short],
            "places": [one.id for one in self.places.values() if form in one.short],
            "actors": notice.short if notice else [],
            "services": [one.id for one in self.service_kinds.values() if one.short],
        }

    def entries(self) -> int:
        """Return how many cells somebody must fill on the short route."""
        return sum(sheet.entries for sheet in self.route.values())


MODELS: Mapping[str, type[MapRecord]] = {
    "tables": MapTable, "forms": MapForm, "route": MapRoute, "cares": MapCare, "options": MapOption,
    "dimensions": MapDimension, "populations": MapPopulation, "questions": MapQuestion, "gains": MapGain,
    "actors": MapActor, "notices": MapNotice, "place_kinds": MapPlaceKind, "places": MapPlace,
    "service_kinds": MapServiceKind,
}  # fmt: skip
_NAMES = {model: f"mapping.{name}" for name, model in MODELS.items()}


def table_name(model: type[MapRecord]) -> str:
    """Return the name that the table of a model has among the tables of all facts."""
    return _NAMES[model]
