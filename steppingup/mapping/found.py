"""What was found in a text: where it stands and what it looks like, never the thing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["mail", "phone", "code", "address", "age", "plate", "name", "suspect"]
KINDS: tuple[Kind, ...] = ("mail", "phone", "code", "address", "age", "plate", "name", "suspect")


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something stands in a text, and what it looks like; never the thing itself.

    Args:
        kind: what it looks like.
        start: where it begins, in signs of the text in Unicode's form NFC.
        end: where it ends.
        countries: for a personal code, those by whose rules it is one.
        refused: it must not be kept, whatever people think of it.
    """

    kind: Kind
    start: int
    end: int
    countries: tuple[str, ...] = ()
    refused: bool = False
