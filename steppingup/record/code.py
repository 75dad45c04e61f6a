"""Short codes: how a training session names a learner instead of by name.

A code has five characters of an alphabet that nobody misreads (no 0, O, 1, I, L). The last character is a check: the
sum of the places, each weighted by its number (1 to 5), is a multiple of 31. As 31 is a prime and no weight is a
multiple of it, every single wrong character and every swap of two neighbours is noticed (ISO/IEC 7064 states the
theory of such check characters).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    from collections.abc import Collection

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 5
LINKING_LENGTH = 9  # see linking.py

_BETWEEN = "-_.\u2010\u2011\u2012\u2013\u2014"  # dashes of all lengths, as people and word processors put them


Kind = Literal["length", "sign", "check", "full"]


class CodeError(SteppingUpError):
    """A short code cannot be right.

    Args:
        kind: which trouble it is; the page and the tests go by it.
        sentence: what is wrong and what to do.
    """

    def __init__(self, kind: Kind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def normal_code(text: str) -> str:
    """Return a code as it is kept: capitals, without blanks and dashes.

    Raises:
        CodeError: it is none; the sentence says what to look at.
    """
    code = squeezed(text)
    if len(code) == LINKING_LENGTH and not set(code) - set(ALPHABET) and is_closed(code):
        # never repeated here: whoever reads the sentence must not learn whose answers belong to this person
        raise CodeError("length", f"This is the code of a self-check; a short code has {LENGTH} letters and digits.")
    if len(code) != LENGTH:
        raise CodeError(
            "length", f"A short code has {LENGTH} letters and digits; {text.strip()[:20]!r} has {len(code)}."
        )
    for sign in code:
        if sign not in ALPHABET:
            raise CodeError("sign", f"No short code holds the sign {sign!r}; look at the slip again.")
    if not is_closed(code):
        raise CodeError("check", f"The short code {code!r} has a typing error; look at the slip again.")
    return code


def new_code(taken: Collection[str] = ()) -> str:
    """Invent a code that nobody in the session has yet.

    Args:
        taken: the codes that are in use.

    Raises:
        CodeError: all codes are in use.
    """
    if len(taken) >= len(ALPHABET) ** (LENGTH - 1):
        raise CodeError("full", "All short codes are in use.")
    while (code := random_code(LENGTH)) in taken:
        pass
    return code


def squeezed(text: str) -> str:
    """Return what was typed without blanks and dashes, in capitals."""
    return "".join(sign for sign in text.upper() if not sign.isspace() and sign not in _BETWEEN)


def random_code(length: int) -> str:
    """Make a code of so many characters by chance, the last one a check."""
    first = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return next(first + sign for sign in ALPHABET if is_closed(first + sign))


def is_closed(code: str) -> bool:
    """Tell whether the last character of a code (of signs of the alphabet, at most 30) is the right check."""
    return not sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(code, 1)) % len(ALPHABET)
