"""What a figure is, as `figures.yml` beside a lesson tells it.

The file is a list. Every figure has `id`, `kind`, `title` (what it is), `alt` (one or two sentences: what it shows),
`note` (optional, printed below), and `source` (one id) or `sources` (a list). Then, by kind:

- `timeline`: `events`: a list of `when`, `text`, in order.
- `bars`: `label` (what a row is, such as "Year"), `measure` (what is counted), `base` (of whom, by whom it was
  counted), `bars`: a list of `label`, `value` (0 or more), `text` (optional, shown in place of the number).
- `steps` (or `scale`): `steps`: a list of `title`, `text` (optional), `stop` (optional: what is marked at this step).
- `elements`: `parts`: a list of `title`, `lead` (optional), `items` (texts); `joiner` (optional word between parts).
- `boxes` (or `cords`): `centre` (a text), `boxes`: a list of `title`, `text` (optional).

Texts are plain. `{fact:ID}` in a text is replaced by the fact's value with its date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _as_text(value: object) -> object:
    """Let a year stand without quotes: YAML reads 2015 as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
FigureId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SourceId = Annotated[str, Field(min_length=1, max_length=100)]
Value = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]

NOT_TEXTS = frozenset({"id", "kind", "sources"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Event(_Strict):
    """Something that happened; `when` is a text, since sources are often vague."""

    when: Text
    text: Text


class Bar(_Strict):
    """One counted value; `text` may say it in words ("about 300")."""

    label: Text
    value: Value
    text: Text | None = None


class Step(_Strict):
    """One box of an ordered row; `stop` marks it, in words."""

    title: Text
    text: Text | None = None
    stop: Text | None = None


class Part(_Strict):
    """One box with a list."""

    title: Text
    lead: Text | None = None
    items: Annotated[list[Text], Field(min_length=1, max_length=12)]


class Box(_Strict):
    """One labelled box around a centre."""

    title: Text
    text: Text | None = None


class Figure(_Strict):
    """What all figures share."""

    id: FigureId
    kind: str
    title: Text
    alt: Text
    note: Text | None = None
    sources: Annotated[list[SourceId], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _one_source_is_a_list_of_one(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("source"), str) and "sources" not in value:
            value = {**value, "sources": [value["source"]]}
            del value["source"]
        return value

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (field path, text) of everything that a learner reads, for translators."""
        found: list[tuple[str, str]] = []

        def note(path: str, text: str) -> str:
            found.append((path, text))
            return text

        _walk(self.model_dump(exclude_none=True), "", note)
        yield from found

    def with_texts(self, change: Callable[[str, str], str]) -> Figure:
        """Return the same figure with every text changed; `change` gets (field path, text)."""
        return type(self).model_validate(_walk(self.model_dump(exclude_none=True), "", change))


class Timeline(Figure):
    """Events in their order."""

    kind: Literal["timeline"]
    events: Annotated[list[Event], Field(min_length=2, max_length=20)]


class Bars(Figure):
    """Values side by side, with what was counted and of whom."""

    kind: Literal["bars"]
    label: Text
    measure: Text
    base: Text
    bars: Annotated[list[Bar], Field(min_length=1, max_length=30)]


class Steps(Figure):
    """Boxes in an order, from one end of a scale to the other."""

    kind: Literal["steps", "scale"]
    steps: Annotated[list[Step], Field(min_length=2, max_length=12)]


class Elements(Figure):
    """Boxes that belong together, each with its list."""

    kind: Literal["elements"]
    joiner: Text | None = None
    parts: Annotated[list[Part], Field(min_length=2, max_length=5)]


class Boxes(Figure):
    """A centre, and what holds on to it."""

    kind: Literal["boxes", "cords"]
    centre: Text
    boxes: Annotated[list[Box], Field(min_length=2, max_length=10)]


KINDS: dict[str, type[Figure]] = {
    "timeline": Timeline,
    "bars": Bars,
    "steps": Steps,
    "scale": Steps,
    "elements": Elements,
    "boxes": Boxes,
    "cords": Boxes,
}


def _walk(value: Any, path: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, list):
        return [_walk(item, f"{path}.{number}", change) for number, item in enumerate(value, 1)]
    if isinstance(value, dict):
        return {
            name: item if name in NOT_TEXTS else _walk(item, f"{path}.{name}".removeprefix("."), change)
            for name, item in value.items()
        }
    return value
