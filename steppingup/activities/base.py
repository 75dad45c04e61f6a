"""What all kinds of activity share: texts, spec, interactions, and the checks of answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field

from steppingup.activities.fields import ActivityId, Fault, ForLearners, ItemId, Name, Strict, Text
from steppingup.activities.interactions import Interaction
from steppingup.activities.plain import Block, Fixed, Item, Listing, Paragraph, Part, worded
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydantic.fields import FieldInfo

    from steppingup.activities.fields import Labelled, Named
    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Marker


class Activity(Strict, ABC):
    """One activity, as it is written in the content.

    Every kind gives the same things: ``score`` and ``key`` in the form of an answer, ``spec`` for the script, ``plain``
    for readers without it, ``texts`` for translators, ``items`` for the catalogue, ``faults`` for authors. ``place``
    names the room where an item of the final check plays, so that no draw plays twice in one. ``points`` is what a
    full answer earns in an exercise; only graded items have them. ``manual`` kinds are scored by a trainer, and
    what is not ``scored`` here has no score that a function could give.
    """

    # What the text of the prompt is: a question, or a story that a fixed question follows.
    opening: ClassVar[Part] = "prompt"
    manual: ClassVar[bool] = False
    scored: ClassVar[bool] = True

    id: ActivityId
    version: Annotated[int, Field(ge=1)]
    kind: str
    competency: Name
    second: Name | None = None
    roles: Annotated[list[Name], Field(min_length=1)]
    tier: Literal[1, 2, 3]
    place: ItemId | None = None
    prompt: Text
    hint: Text | None = None
    certainty: bool = False
    points: Annotated[float, Field(gt=0, le=100)] | None = None
    sources: Annotated[list[Name], Field(min_length=1)]

    @abstractmethod
    def score(self, answer: Any) -> float:
        """Return the score of an answer, from 0 to 1.

        Raises:
            AnswerError: the answer does not have the form of this kind.
        """

    @abstractmethod
    def key(self) -> Any:
        """Return the right answer; for a scenario, the recommended road."""

    @abstractmethod
    def shape(self) -> dict[str, Any]:
        """Return the neutral shape of an answer (see :mod:`steppingup.record.shapes`), by which it is packed.

        Ids are sorted: another order on the page, without a new version, must not turn one answer into another.
        """

    @abstractmethod
    def items(self) -> list[dict[str, Any]]:
        """List what a learner decides on, with ``id``, ``text``, key and feedback, for the catalogue."""

    @abstractmethod
    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong beyond single fields; quick."""

    @abstractmethod
    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block | Fixed]:
        """Yield the readable blocks that follow the prompt; ``text`` translates (path, text)."""

    def explore(self) -> Iterator[Fault]:
        """Yield faults that only playing the activity through can find; may take a while."""
        yield from ()

    def targets(self) -> list[dict[str, str]]:
        """List what the options are put to: right sides of a match, groups of a classify."""
        return []

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:  # noqa: ARG002 - nothing to choose from
        """List what is asked, with the key; ``text`` translates (path, text). By default, a text to write."""
        return [Interaction("", "text")]

    def chose(self, answer: Any) -> dict[str, Response]:  # noqa: ARG002 - as above
        """Return what an answer in the form of this kind chose, by the id of the interaction."""
        return {"": ()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (field path, text) of everything that a learner reads."""
        yield from _texts(self, "")

    def spec(self, translate: Callable[[str, str], str] | None = None) -> dict[str, Any]:
        """Return what a page or widget needs, texts through ``translate``; optional fields that are absent stay out."""
        plain = _dump(self, "", translate or untranslated)
        return {name: value for name, value in plain.items() if name not in _BACKSTAGE}

    def plain(self, translate: Callable[[str, str], str] | None = None, say: Callable[[str], str] = str) -> list[Block]:
        """Return the readable form without any key; ``say`` gives the words of the interface, else their keys stand."""
        text = translate or untranslated
        found: list[Block] = [Paragraph(self.opening, text("prompt", self.prompt)), *worded(self.blocks(text), say)]
        if self.hint:
            found.append(Paragraph("hint", text("hint", self.hint)))
        return found

    def interactions(
        self, translate: Callable[[str, str], str] | None = None, say: Callable[[str], str] = str
    ) -> list[Interaction]:
        """List what is asked in neutral forms, with the key (see :mod:`steppingup.activities.interactions`)."""
        return [one.worded(say) for one in self.asks(translate or untranslated)]

    def responses(self, answer: Any) -> dict[str, Response]:
        """Return what an answer chose, by the id of the interaction; one that it never met is absent.

        Raises:
            AnswerError: the answer does not have the form of this kind.
        """
        self.score(answer)
        return self.chose(answer)


_BACKSTAGE = frozenset({"competency", "second", "roles", "tier", "place", "sources"})


def untranslated(_path: str, text: str) -> str:
    """Leave a text in English."""
    return text


def listing(
    part: Part, marker: Marker, items: Iterable[Labelled], prefix: str, text: Callable[[str, str], str]
) -> Listing:
    """Make a listing of labelled items whose texts lie under ``prefix``."""
    return Listing(part, marker, tuple(Item(text(f"{prefix}.{item.id}.text", item.text)) for item in items))


def ids_of(items: Iterable[Named]) -> list[str]:
    """List the ids of items, in their order."""
    return [item.id for item in items]


def number(value: float) -> int | float:
    """Write a whole number without a fraction, as JSON readers expect (1, not 1.0)."""
    return int(value) if value == int(value) else value


def chosen(answer: Any, known: Sequence[str]) -> list[str]:
    """Check an answer that is a list of different known ids.

    Raises:
        AnswerError: it is something else.
    """
    if not isinstance(answer, list) or not all(isinstance(item, str) for item in answer):
        raise AnswerError("The answer must be a list of ids.")
    for item in answer:
        if item not in known:
            raise AnswerError(f"The answer names '{item[:60]}', which this activity does not have.")
    if len(set(answer)) != len(answer):
        raise AnswerError("The answer names the same id twice.")
    return answer


def assigned(answer: Any, known: Sequence[str], targets: Sequence[str]) -> dict[str, str]:
    """Check an answer that is a map from known ids to known targets; some may be missing.

    Raises:
        AnswerError: it is something else.
    """
    if not isinstance(answer, dict):
        raise AnswerError("The answer must be a map of ids.")
    for item, target in answer.items():
        if not isinstance(item, str) or item not in known:
            raise AnswerError(f"The answer names {str(item)[:60]!r}, which this activity does not have.")
        if not isinstance(target, str) or target not in targets:
            raise AnswerError(f"The answer puts '{item}' to something that this activity does not have.")
    return answer


def above_chance(hits: int, right: int, false: int, others: int) -> float:
    """Return max(0, hits/right - false/others): marking everything, or nothing, earns 0."""
    return max(0.0, hits / right - false / others)


def twice(field: str, items: Sequence[Named]) -> Iterator[Fault]:
    """Yield a fault for every id that an earlier item of the list already has."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            yield Fault((field, index, "id"), f"the id '{item.id}' stands twice in this list; rename one")
        seen.add(item.id)


def _is_text(field: FieldInfo) -> bool:
    return any(isinstance(mark, ForLearners) for mark in field.metadata) or any(
        isinstance(mark, ForLearners)
        for inner in getattr(field.annotation, "__args__", ())
        for mark in getattr(inner, "__metadata__", ())
    )


def _inner_path(prefix: str, index: int, item: BaseModel) -> str:
    return f"{prefix}.{getattr(item, 'id', index + 1)}"


def _texts(model: BaseModel, prefix: str) -> Iterator[tuple[str, str]]:
    for name, field in type(model).model_fields.items():
        value, path = getattr(model, name), f"{prefix}{name}"
        if isinstance(value, str) and _is_text(field):
            yield path, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _texts(item, f"{_inner_path(path, index, item)}.")


def _dump(model: BaseModel, prefix: str, translate: Callable[[str, str], str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value, path = getattr(model, name), f"{prefix}{name}"
        if value is None:
            continue
        if isinstance(value, str) and _is_text(field):
            found[name] = translate(path, value)
        elif isinstance(value, list):
            found[name] = [_dump_item(item, index, path, translate) for index, item in enumerate(value)]
        else:
            found[name] = number(value) if isinstance(value, float) else value
    return found


def _dump_item(item: Any, index: int, path: str, translate: Callable[[str, str], str]) -> Any:
    if isinstance(item, BaseModel):
        return _dump(item, f"{_inner_path(path, index, item)}.", translate)
    return item
