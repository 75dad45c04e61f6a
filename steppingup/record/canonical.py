"""One text for one value: JSON that Python and the script in the page write alike.

Two attempts that claim the same place in a record are settled by comparing these texts, so both languages must
agree on them: sorted keys, no spaces, numbers as ECMAScript writes them (ECMA-262, Number::toString), order by
UTF-16 units. RFC 8785 (JSON Canonicalization Scheme) is the source of these rules.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def utf16_order(text: str) -> bytes:
    """Give the sort key of a text in the order that JavaScript uses."""
    return text.encode("utf-16-be", "surrogatepass")


def number_text(value: float) -> str:
    """Write a finite number as ECMAScript does.

    Args:
        value: a finite int or float, at most 2**53 in size when whole.

    Returns:
        The shortest text that reads back as the same number, such as `1`, `0.5` or `1e-7`.
    """
    if value == int(value) and abs(value) < 10**21:
        return str(int(value))
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    figures = "".join(map(str, digits))
    point = len(figures) + int(exponent)
    return ("-" if sign else "") + _place_point(figures, point)


def canonical(value: Any) -> str:
    """Write a JSON value as its one canonical text.

    Args:
        value: what `json.loads` can give: None, bool, int, float, str, list or dict.
    """
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=utf16_order)
    return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"


def _place_point(figures: str, point: int) -> str:
    if 0 < point <= 21:
        return f"{figures[:point]}.{figures[point:]}" if point < len(figures) else figures.ljust(point, "0")
    if -6 < point <= 0:
        return f"0.{'0' * -point}{figures}"
    fraction = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{figures[0]}{fraction}e{point - 1:+d}"
