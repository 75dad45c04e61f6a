"""Linking codes: how the answers of one person before and after a course are joined without a name.

A linking code has eight random characters and a check character, of the same signs as a short code and closed in the
same way (see :mod:`steppingup.record.code`). It stands on a slip that only its owner keeps. It is longer than a short
code, so that neither is ever taken for the other: a short code belongs to a name on a trainer's list, and the two
must never stand in one file.

The code also says which form somebody meets: by the parity of its characters one half begins with form A, the other
half with form B, and at every later phase the forms take turns.
"""

from __future__ import annotations

from typing import Literal

from steppingup.common.errors import SteppingUpError
from steppingup.record.code import ALPHABET, LINKING_LENGTH, CodeError, is_closed, normal_code, random_code, squeezed

LENGTH = LINKING_LENGTH
GROUP = 3  # how it is written on the slip: K7M 2XQ 9PA

Form = Literal["A", "B"]
Phase = Literal["T0", "T1", "T2", "T3"]
Trouble = Literal["short", "length", "sign", "check"]

PHASES: tuple[Phase, ...] = ("T0", "T1", "T2", "T3")


class LinkingCodeError(SteppingUpError):
    """A linking code cannot be right; the sentence never repeats what was typed.

    Args:
        kind: which trouble it is; the page and the tests go by it.
        sentence: what is wrong and what to do.
    """

    def __init__(self, kind: Trouble, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def normal_linking_code(text: str) -> str:
    """Return a linking code as it is kept: capitals, without blanks and dashes.

    Raises:
        LinkingCodeError: it is none; the sentence says what to look at.
    """
    code = squeezed(text)
    if _is_short(code):
        raise LinkingCodeError(
            "short", "This is the short code of a training session; type the longer code of your self-check slip."
        )
    if len(code) != LENGTH:
        sentence = f"The code of the self-check has {LENGTH} letters and digits; this one has {len(code)}."
        raise LinkingCodeError("length", sentence)
    strange = next((sign for sign in code if sign not in ALPHABET), "")
    if strange:
        raise LinkingCodeError("sign", f"No such code holds the sign {strange!r}; look at your slip again.")
    if not is_closed(code):
        raise LinkingCodeError("check", "This code has a typing error; look at your slip again.")
    return code


def new_linking_code() -> str:
    """Invent a linking code; with 31^8 of them, two people in a region hardly ever get the same."""
    return random_code(LENGTH)


def shown_linking_code(code: str) -> str:
    """Write a linking code as it stands on a slip."""
    return " ".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def form_of(code: str, phase: Phase) -> Form:
    """Return the form that belongs to a linking code at a phase: T0 and T2 the own one, T1 and T3 the other."""
    own = sum(ALPHABET.index(sign) for sign in code[: LENGTH - 1]) % 2
    return "AB"[(own + PHASES.index(phase)) % 2]  # type: ignore[return-value] # one of the two letters


def _is_short(code: str) -> bool:
    try:
        normal_code(code)
    except CodeError:
        return False
    return True
