"""The names of the days of the week, as people write them in opening hours."""

from __future__ import annotations

from functools import lru_cache

from steppingup.common.language import SOURCE_LANGUAGE, formats_of


def day_names(language: str) -> dict[str, int]:
    """Return names of days in lower case, long and short, in a language and in English; Monday is 0."""
    return {**_names(SOURCE_LANGUAGE), **_names(language)}


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - costs 25 ms, needed only where hours are read

    days = Locale.parse(formats_of(language)).days
    widths = (days[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated", "short"))
    return {name.casefold().rstrip("."): day for names in widths for day, name in names.items()}
