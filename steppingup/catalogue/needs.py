"""The training-needs self-check: two forms whose keys are kept like graded ones, and what learners get of them.

Its folder lies beside the exercises (``exercises/needs/``). Learners get the public form: items and options by opaque
ids, options in the order of these ids, no key, no feedback, no competency. Whoever evaluates has the folder and turns
the opaque ids of a needs file back (:meth:`Instrument.scored`).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from steppingup import __version__
from steppingup.activities.public import public_map
from steppingup.catalogue.exercise_files import read_salt
from steppingup.catalogue.exercise_words import item_messages
from steppingup.catalogue.exercises import public_item
from steppingup.catalogue.load import NEEDS
from steppingup.catalogue.needs_file import read_instrument
from steppingup.common.errors import AnswerError, ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.activities.public import PublicMap
    from steppingup.activities.rating import Step
    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.needs_file import InstrumentFile, Phase, Tier
    from steppingup.common.facts import Competency, Facts
    from steppingup.common.language import Words

MOST_LINES = 16
LEVELS = (2, 3)  # what a role is asked to rate: what it does itself, or answers for


@dataclass(frozen=True)
class Instrument:
    """The self-check as it was loaded.

    Args:
        file: what ``instrument.yml`` says.
        items: the items of both forms by their ids, in the order of form A and then of form B.
        salt: the secret of the folder of exercises.
        words: the words of its language.
        facts: roles and competencies.
    """

    file: InstrumentFile
    items: dict[str, Entry]
    salt: bytes = field(repr=False)
    words: Words = field(repr=False)
    facts: Facts = field(repr=False)

    @cached_property
    def public_ids(self) -> dict[str, str]:
        """Real ids of the items to opaque ones; the same for every version of an item."""
        return {id_: f"n{self._hash(f'{NEEDS}:item:{id_}')}" for id_ in self.items}

    @cached_property
    def by_public(self) -> dict[str, Entry]:
        """The items by their opaque ids."""
        return {self.public_ids[id_]: entry for id_, entry in self.items.items()}

    @property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The real ids of the items of each form, in the order in which they are asked."""
        return {form.id: tuple(form.items) for form in self.file.forms}

    @property
    def anchors(self) -> tuple[str, ...]:
        """The items that stand in both forms; gains are computed on them (twins never are among them)."""
        return tuple(self.file.anchors)

    @property
    def twins(self) -> dict[str, str]:
        """Second version -> first version of the twin stories; both stay out of gains."""
        return {id_: twin.of for id_, entry in self.items.items() if (twin := getattr(entry.model, "twin", None))}

    def public(self) -> dict[str, Any]:
        """Return what the page gets: texts, who rates what, and both forms without any key."""
        lines = {role: [one.id for one in rated(self.facts, role)] for role in self.facts.roles}
        named = {id_ for ids in lines.values() for id_ in ids}
        roles = [{"id": one.id, "name": one.name, "lines": lines[one.id]} for one in self.facts.roles.values()]
        return {
            "release": __version__, "language": self.words.language,
            "minutes": self.file.minutes, "longer": self.file.longer,
            "notice": [
                {"title": self._text(f"notice.{n}.title", one.title), "text": self._text(f"notice.{n}.text", one.text)}
                for n, one in enumerate(self.file.notice, 1)
            ],
            "phases": self._labelled("phases", self.file.phases),
            "tiers": self._labelled("tiers", self.file.tiers),
            "roles": roles,
            "competencies": {id_: self._line(one) for id_, one in self.facts.competencies.items() if id_ in named},
            "ratings": self._ratings(),
            "forms": {name: [self.public_ids[id_] for id_ in ids] for name, ids in self.forms.items()},
            "items": {self.public_ids[id_]: self.public_item(id_) for id_ in self._shuffled()},
        }  # fmt: skip

    def public_item(self, id_: str) -> dict[str, Any]:
        """Return the public form of an item, under its opaque id."""
        return public_item(self.items[id_], self.salt, self.words) | {"id": self.public_ids[id_]}

    def map_of(self, id_: str) -> PublicMap:
        """Return how the opaque ids of an item's options become real ones."""
        return public_map(self.items[id_].model.spec(), self.salt)

    def scored(self, item: str, version: int, response: str) -> tuple[str, float]:
        """Turn an answer of a needs file back, and score it.

        Args:
            item: the opaque id of the item.
            version: the version that was answered.
            response: the opaque id of the option that was picked.

        Returns:
            The real id of the option, and the score from 0 to 1.

        Raises:
            AnswerError: the item, its version or the option is not of this self-check.
        """
        entry = self.by_public.get(item)
        if entry is None:
            raise AnswerError(f"The item '{item[:40]}' is not of this self-check.")
        if version != entry.model.version:
            what = f"was answered in its version {version}, this course has {entry.model.version}"
            raise AnswerError(f"The item '{entry.id}' {what}.")
        real = self.map_of(entry.id).to_real([response])
        return real[0], entry.model.score(real)

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield (context, English text) of all that learners read; for an instrument loaded in English."""
        yield from ((_context(path), text) for path, text in self.file.texts())
        for id_ in self._shuffled():
            yield from item_messages(self.items[id_].model, self.salt)

    def _line(self, competency: Competency) -> str:
        """Return what people rate of a competency: its line, or its statement where the file has no lines."""
        text = self.file.lines.get(competency.id)
        return self._text(f"lines.{competency.id}", text) if text else competency.statement

    def _ratings(self) -> dict[str, Any]:
        scales = [
            {
                "id": scale.id,
                "text": self._text(f"ratings.{scale.id}.text", scale.text),
                "steps": self._labelled(f"ratings.{scale.id}.steps", scale.steps),
            }
            for scale in self.file.ratings.scales
        ]
        return {"prompt": self._text("ratings.prompt", self.file.ratings.prompt), "scales": scales}

    def _labelled(self, path: str, ones: Sequence[Phase | Tier | Step]) -> list[dict[str, str]]:
        return [{"id": one.id, "text": self._text(f"{path}.{one.id}.text", one.text)} for one in ones]

    def _shuffled(self) -> list[str]:
        """Order the items by their opaque ids, so that no order of an author is told."""
        return sorted(self.items, key=self.public_ids.__getitem__)

    def _text(self, path: str, text: str) -> str:
        return self.words.text(_context(path), text)

    def _hash(self, what: str) -> str:
        return hmac.new(self.salt, what.encode(), "sha256").hexdigest()[:10]


def rated(facts: Facts, role: str) -> list[Competency]:
    """List what a role rates, in the order of the competencies: required level 3 or 2, at most sixteen.

    Where there are more, level 3 goes before level 2, and what is expected first (tier) before what comes later.
    """
    known = list(facts.competencies.values())
    needed = [one for one in known if one.required.get(role, 0) in LEVELS]
    first = sorted(needed, key=lambda one: (-one.required.get(role, 0), one.tier))[:MOST_LINES]
    return [one for one in known if one in first]


def load_instrument(catalogue: Catalogue) -> Instrument | None:
    """Load the self-check of a course; None if the course has none.

    Raises:
        ContentError: ``instrument.yml``, the secret, or an item that a form names is not sound.
    """
    file, document, problems = read_instrument(catalogue)
    if file is None or document is None:
        if problems:
            raise ContentError(problems)
        return None
    ids = dict.fromkeys(id_ for form in file.forms for id_ in form.items)
    known = catalogue.activities
    missing = [id_ for id_ in ids if id_ not in known or known[id_].set != NEEDS]
    if missing:
        what = "no item of the self-check has this id, or it has errors; correct it or write the item"
        raise ContentError(document.problem(("forms",), what, id_, "forms") for id_ in missing)
    return Instrument(file, {id_: known[id_] for id_ in ids}, read_salt(catalogue), catalogue.words, catalogue.facts)


def _context(path: str) -> str:
    return f"exercises/{NEEDS}:{path}"
