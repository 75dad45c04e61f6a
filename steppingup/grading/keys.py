"""The keys of an exercise in one file of a session: full records, maps of opaque ids, and the words for comments.

The file lies in ``keys/``, outside of ``source/`` and of every folder that nbgrader copies from, and only its owner can
read it. Every item may have several editions: a corrected key is the newest one, and older ones stay, as learners who
answered them named the opaque ids of that version.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from steppingup import __version__
from steppingup.activities import KINDS, Activity
from steppingup.activities.public import PublicMap, map_from_json
from steppingup.catalogue.exercises import slug_of
from steppingup.common.errors import SessionError
from steppingup.common.language import Words
from steppingup.common.messages import fill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from steppingup.catalogue.exercises import Exercise

FORMAT = "stepping-up-keys"
VERSION = 1
GROUPS = ("grading.", "file.", "feedback.")


@dataclass(frozen=True)
class Edition:
    """One version of an item: its model with the key, its map, and what learners saw of it."""

    model: Activity
    map: PublicMap
    public: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Item:
    """A graded item; the last edition is the one that holds."""

    id: str
    points: float
    editions: tuple[Edition, ...]

    @property
    def slug(self) -> str:
        """The id of its cell in the notebook."""
        return slug_of(self.id)

    @property
    def newest(self) -> Edition:
        """The edition that holds."""
        return self.editions[-1]

    @property
    def manual(self) -> bool:
        """Whether a trainer scores it."""
        return self.newest.model.manual

    def edition(self, version: int) -> Edition | None:
        """Return the edition of a version, if it was ever handed out."""
        return next((edition for edition in self.editions if edition.model.version == version), None)


@dataclass(frozen=True)
class Keys:
    """All keys of one exercise."""

    exercise: str
    title: str
    release: str
    items: tuple[Item, ...]
    words: Mapping[str, str] = field(default_factory=dict, repr=False)

    def say(self, key: str, **values: object) -> str:
        """Return a word of the comments in the language of the session; in English where it is not translated."""
        text = self.words.get(key)
        return Words().get(key, **values) if text is None else fill(text, values)


def keys_of(exercise: Exercise) -> Keys:
    """Take the keys of an exercise as it stands in the course."""
    maps = exercise.maps()
    items = tuple(
        Item(entry.id, float(entry.model.points or 0), (_edition(entry.model, maps, exercise.public_spec(entry)),))
        for entry in exercise.items
    )
    words = {key: text for key, text in exercise.words.group("session").items() if key.startswith(GROUPS)}
    return Keys(exercise.id, exercise.title, __version__, items, words)


def renewed(old: Keys, new: Keys) -> Keys:
    """Take corrected keys over: the newest edition is the new one, older versions stay readable.

    Raises:
        SessionError: items were added or taken away; learners who have answered would lose or gain.
    """
    before = {item.id: item for item in old.items}
    if set(before) != {item.id for item in new.items}:
        raise SessionError(f"The exercise '{old.exercise}' has other items now; make a new session for them.")
    items = [replace(item, editions=(*_older(before[item.id], item), *item.editions)) for item in new.items]
    return replace(new, items=tuple(items))


def write_keys(keys: Keys, path: Path) -> None:
    """Write keys for their owner's eyes alone: the folder gets mode 0700, the file 0600, and is replaced as a whole.

    Raises:
        SessionError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(_json(keys), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        reason = error.strerror or type(error).__name__
        raise SessionError(f"The keys cannot be written to {path} ({reason}).") from error


def read_keys(path: Path) -> Keys:
    """Read a file of keys.

    Raises:
        SessionError: it is missing, or not what :func:`write_keys` wrote.
    """
    try:
        whole = json.loads(path.read_text("utf-8"))
        if whole["format"] != FORMAT or whole["v"] != VERSION:
            raise SessionError(f"{path} was made by another release of the course; make the session anew.")
        items = tuple(_item(value) for value in whole["items"])
        return Keys(whole["exercise"], whole["title"], whole["release"], items, whole["words"])
    except FileNotFoundError as error:
        what = "make them with 'steppingup session new', or name the exercise in GradeResponses.execute"
        raise SessionError(f"There are no keys at {path}; {what}.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise SessionError(f"The keys in {path} cannot be read ({type(error).__name__}); make them anew.") from error


def _edition(model: Activity, maps: Mapping[str, PublicMap], public: Mapping[str, Any]) -> Edition:
    return Edition(model, maps[model.id], public)


def _older(old: Item, new: Item) -> list[Edition]:
    return [edition for edition in old.editions if edition.model.version != new.newest.model.version]


def _json(keys: Keys) -> dict[str, Any]:
    items = [
        {"id": item.id, "points": item.points, "editions": [_edition_json(edition) for edition in item.editions]}
        for item in keys.items
    ]
    return {
        "format": FORMAT, "v": VERSION, "exercise": keys.exercise, "title": keys.title, "release": keys.release,
        "words": dict(keys.words), "items": items,
    }  # fmt: skip


def _edition_json(edition: Edition) -> dict[str, Any]:
    record = edition.model.model_dump(mode="json", exclude_none=True)
    return {"record": record, "map": edition.map.json(), "public": edition.public}


def _item(value: dict[str, Any]) -> Item:
    editions = [
        Edition(KINDS[one["record"]["kind"]].model_validate(one["record"]), map_from_json(one["map"]), one["public"])
        for one in value["editions"]
    ]
    return Item(value["id"], value["points"], tuple(editions))
