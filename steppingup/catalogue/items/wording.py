"""What a test-wise reader goes by in the words of an option: hedges, absolute words, and echoes of the prompt."""

from __future__ import annotations

import re

# Words that make a statement careful; the careful option is the usual guess of somebody who knows nothing.
_HEDGES = (
    "may", "might", "could", "perhaps", "maybe", "possibly", "probably", "likely", "usually", "often", "sometimes",
    "generally", "normally", "mostly", "some", "if", "unless", "whether", "depends", "seems?", "first", "carefully",
    "gently", "calmly", "quietly", "together", "asks?", "asked", "asking", "when possible", "where possible",
    "if possible", "as far as possible", "in most cases", "in many cases", "as a rule", "for now", "so far",
)  # fmt: skip
# Words that no test-wise reader believes.
_ABSOLUTE = (
    "always", "never", "without exception", "in every case", "in all cases", "under no circumstances", "guaranteed",
    "all of the above", "none of the above", "all of these", "none of these",
)  # fmt: skip
_STOP_WORDS = """
    a about after again all also am an and any are as at be because been before being but by can come did do does
    doing done down each even for from get give go had has have he her here hers him his how i if in into is it its just
    like make me more most my no nor not now of off on one only or other our out over own same say she should so some
    such take tell than that the their them then there these they thing this those to too two under until up us very
    was we well were what when where which while who whom whose why will with would you your yes
"""
_STOP = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ers", "er", "ed", "es", "ly", "s")


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first: "if possible" is one hedge, not an "if" and a word.
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)


HEDGE, ABSOLUTE = _any_of(_HEDGES), _any_of(_ABSOLUTE)


def hedges(text: str) -> int:
    """Count the words and phrases that make a text careful."""
    return len(HEDGE.findall(text))


def stems(text: str) -> frozenset[str]:
    """Return the content words of a text, in lower case, without common endings and stop words."""
    return frozenset(_stem(word) for word in words(text) if word not in _STOP and len(word) > 2)


def words(text: str) -> list[str]:
    """List the words of a text, in lower case."""
    return [found.lower().replace("\u2019", "'").removesuffix("'s") for found in _WORD.findall(text)]


def _stem(word: str) -> str:
    """Cut the first common ending off that leaves at least three letters: enough to see an echo, not a grammar."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e") if len(word) > 3 else word
