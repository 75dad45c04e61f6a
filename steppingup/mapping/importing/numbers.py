"""Numbers as offices write them: blanks, points or apostrophes between thousands, a comma or point before decimals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.record.fields import MAX_SAFE

if TYPE_CHECKING:
    from collections.abc import Iterable

Number = int | float

_GAPS = re.compile(r"(?<=[0-9])[\s\u00a0\u2009\u202f'\u2019](?=[0-9]{3}(?:[^0-9]|$))")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_BOTH = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:,[0-9]{3})+\.[0-9]+)")
_GROUPS = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
_EITHER = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}")


def number_of(text: str, decimal: str = "") -> Number | None:
    """Read a number; None for what is none, and for what can be two: "1.140" where nobody knows what the point means.

    Args:
        text: what stands in the cell; a per cent sign at its end says nothing new.
        decimal: the sign before decimals in this file, if it is known.
    """
    plain = _GAPS.sub("", text.strip().removesuffix("%").strip()).replace("\u2212", "-")
    if _BOTH.fullmatch(plain):
        last = max(plain.rfind("."), plain.rfind(","))
        plain = f"{re.sub('[.,]', '', plain[:last])}.{plain[last + 1 :]}"
    elif _GROUPS.fullmatch(plain):
        plain = re.sub("[.,]", "", plain)
    elif (found := _EITHER.fullmatch(plain)) and not decimal:
        return None
    elif found and found[1] != decimal:
        plain = plain.replace(found[1], "")
    elif not _PLAIN.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    if abs(number) > MAX_SAFE:
        return None
    return int(number) if number == int(number) else number


def is_either(text: str) -> bool:
    """Tell whether a text can be two numbers."""
    return bool(_EITHER.fullmatch(_GAPS.sub("", text.strip())))


def decimal_sign(texts: Iterable[str], separator: str) -> str:
    """Tell which sign stands before decimals in a file: by a number that can be only one, else by its separator.

    A semicolon between cells is what programs write where the comma is taken for decimals.
    """
    for text in texts:
        plain = _GAPS.sub("", text.strip().removesuffix("%").strip())
        if _BOTH.fullmatch(plain):
            return "," if plain.rfind(",") > plain.rfind(".") else "."
        if _PLAIN.fullmatch(plain) and not _EITHER.fullmatch(plain) and ("," in plain or "." in plain):
            return "," if "," in plain else "."
    return {";": ",", ",": "."}.get(separator, "")
