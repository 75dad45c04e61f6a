"""Ids that QTI allows: letters, digits, ``_``, ``-`` and ``.``, and no digit in front.

Ids of the course have no underscore, so it stands for the slash, and in front of an id that begins with a digit.
"""

from __future__ import annotations

ALL = "all_"  # the feedback of all parts; no part is called so, as ids of the course have no underscore
TARGET = "to_"  # partners and parts of one item share one space of names


def qti_id(id_: str) -> str:
    """Return an id of the course as QTI writes it."""
    plain = id_.replace("/", "_")
    return f"_{plain}" if plain[:1].isdigit() else plain


def target_id(id_: str) -> str:
    """Return the id of a partner."""
    return f"{TARGET}{id_}"
