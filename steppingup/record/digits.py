"""Numbers in mixed radix, and their text in the alphabet of base64url (RFC 4648, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from steppingup.record.fields import RecordError

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PLACES = {letter: place for place, letter in enumerate(ALPHABET)}

Digits = list[tuple[int, int]]
"""Digits as (value, base), the lowest first; each value is at least 0 and below its base."""


def number_of(digits: Digits) -> int:
    """Return the one number that digits make."""
    number = 0
    for value, base in reversed(digits):
        if not 0 <= value < base:
            raise ValueError(f"The digit {value} does not fit the base {base}.")
        number = number * base + value
    return number


def chars_of(number: int) -> int:
    """Return how many characters a number needs, at least one."""
    return max(1, -(-number.bit_length() // 6))


def text_of(number: int, size: int) -> str:
    """Write a number in ``size`` characters, the lowest first."""
    return "".join(ALPHABET[(number >> 6 * place) & 63] for place in range(size))


def fnv_24(text: str) -> int:
    """Return a hash of 24 bits: FNV-1a of 32 bits, folded by exclusive or.

    Fowler, Noll and Vo, "FNV hash history", section on xor-folding. A browser has no quicker hash without waiting.
    """
    number = 0x811C9DC5
    for byte in text.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (number >> 24) ^ (number & 0xFFFFFF)


@dataclass
class Reader:
    """Takes digits off a number, the lowest first; beyond its end there are zeros."""

    number: int

    @classmethod
    def of(cls, text: str) -> Reader:
        """Read the number that a text holds.

        Raises:
            RecordError: of kind "damaged", for a character outside the alphabet.
        """
        number = 0
        for letter in reversed(text):
            if letter not in _PLACES:
                raise RecordError("damaged", "The saved state is damaged, so nothing was read from it.")
            number = number << 6 | _PLACES[letter]
        return cls(number)

    def take(self, base: int) -> int:
        """Take the next digit."""
        self.number, digit = divmod(self.number, base)
        return digit
