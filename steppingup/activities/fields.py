"""The fields and parts that activities are made of, and what can be wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from steppingup.common.errors import Level

ACTIVITY_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$"
ITEM_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class ForLearners:
    """Marks a field as a text that learners read: it is translated and checked to be plain."""


Text = Annotated[str, Field(min_length=1, max_length=4000), ForLearners()]
ActivityId = Annotated[str, Field(pattern=ACTIVITY_ID, max_length=100)]
ItemId = Annotated[str, Field(pattern=ITEM_ID, max_length=60)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


@dataclass(frozen=True)
class Fault:
    """Something in an activity that its fields alone do not show: where, and what is wrong and what to do."""

    path: tuple[str | int, ...]
    message: str
    level: Level = "error"


class Strict(BaseModel):
    """A part of an activity: unknown fields and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Named(Strict):
    """A part with an id of its own."""

    id: ItemId


class Labelled(Named):
    """A part that is only an id and a text, such as a group or a right side."""

    text: Text


class Explained(Labelled):
    """A part that a learner decides on; its feedback says why."""

    feedback: Text
