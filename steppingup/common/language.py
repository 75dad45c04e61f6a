"""Words in the learner's language, from gettext catalogues that Babel reads.

``locale/<language>/LC_MESSAGES/interface.po`` translates the interface (msgctxt = key of the message),
``activities.po`` the content (msgctxt = ``activity-id@version:field``, ``fact/id:value`` …), ``exercises.po`` what
learners read of graded exercises (the same, but by opaque ids). What is missing there, marked fuzzy or at odds with
the English placeholders is shown in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.common.course import relative
from steppingup.common.errors import ContentError, MessageError, Problem, SettingsError
from steppingup.common.messages import GROUPS, english, fill, message_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.common.messages import Group

SOURCE_LANGUAGE = "en"

_CODE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")
# What the script of exercises says besides the words of exercise.yml: what belongs to answering, no verdict.
_ANSWERING = re.compile(
    r"act\.(back|decide|down|up)|fiction|hint|kind\..*|match\..*|missing\.decision|notice\.title|order\.(help|moved)|"
    r"road\.(down|now|question|so-far|under-way|up|value)|sort\..*|spot\.(help|marked)|state\.open|sure\..*|"
    r"vignette\.(question|(refer|consult|other-help)(-means)?)"
)
_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Words:
    """All words of one language.

    Args:
        language: its code, such as ``en`` or ``lv``.
        interface: translations of the interface, key -> (English, translation).
        content: translations of activities and facts, context -> (English, translation).
        problems: entries that could not be used.
    """

    language: str = SOURCE_LANGUAGE
    interface: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    content: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()

    def group(self, name: Group) -> dict[str, str]:
        """Return one whole group of interface words, key -> text."""
        return {key: _pick(self.interface, key, text) for key, text in english(name).items()}

    def for_exercises(self) -> dict[str, str]:
        """Return the words that the script of an exercise needs, key -> text: what ``activities.public.json`` holds."""
        answering = {key: text for key, text in self.group("activity").items() if _ANSWERING.fullmatch(key)}
        return dict(sorted({**answering, **self.group("exercise")}.items()))

    def get(self, key: str, **values: object) -> str:
        """Return a word of the interface, its ``{placeholders}`` filled.

        Raises:
            MessageError: no message file has this key.
        """
        for name in GROUPS:
            text = message_file(name).data.get(key)
            if text is not None:
                return fill(_pick(self.interface, key, text), values)
        raise MessageError(f"No message '{key}': add it to a file in steppingup/messages.")

    def text(self, context: str, source: str) -> str:
        """Return a text of the content in this language; ``source`` is the English text."""
        return _pick(self.content, context, source)


def load_words(course: Path, language: str = SOURCE_LANGUAGE) -> Words:
    """Read the catalogues of a language; English needs none.

    Raises:
        SettingsError: the course has no such language.
        ContentError: a catalogue is not a .po file.
    """
    if language == SOURCE_LANGUAGE:
        return Words()
    folder = course / "locale" / language / "LC_MESSAGES"
    if not _CODE.fullmatch(language) or not folder.is_dir():
        known = ", ".join(languages(course))
        raise SettingsError(f"No language '{language[:20]}' in {course / 'locale'}; there is {known}.")
    files = [_read(folder / f"{name}.po", course) for name in ("interface", "activities", "exercises", "example")]
    interface, content, graded, example = files
    problems = tuple(problem for file in files for problem in file.problems)
    return Words(language, interface.entries, content.entries | graded.entries | example.entries, problems)


def languages(course: Path) -> list[str]:
    """List the languages of a course: English, then those with a folder in locale/."""
    folders = sorted((course / "locale").glob("*/LC_MESSAGES"))
    return [SOURCE_LANGUAGE, *(name for folder in folders if (name := folder.parent.name) != SOURCE_LANGUAGE)]


def formats_of(language: str) -> str:
    """Return the nearest language whose dates and numbers Babel can write: itself, its base language, or English."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs 25 ms, needed only where one is shown

    code = language.replace("-", "_")
    for name in (code, code.partition("_")[0]):
        try:
            Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        return name
    return SOURCE_LANGUAGE


@dataclass(frozen=True)
class _Catalogue:
    entries: dict[str, tuple[str, str]]
    problems: tuple[Problem, ...] = ()


def _read(path: Path, course: Path) -> _Catalogue:
    if not path.is_file():
        return _Catalogue({})
    entries: dict[str, tuple[str, str]] = {}
    problems = []
    for context, source, translation, line in _usable(path, course):
        if sorted(_BRACES.findall(source)) == sorted(_BRACES.findall(translation)):
            entries[context] = (source, translation)
        else:
            what = "the words in braces differ from the English ones; copy them unchanged"
            problems.append(Problem(relative(path, course), line, context, "msgstr", what, "warning"))
    return _Catalogue(entries, tuple(problems))


def _usable(path: Path, course: Path) -> Iterator[tuple[str, str, str, int]]:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - English readers never need Babel

    try:
        with path.open("rb") as stream:
            messages = list(read_po(stream, abort_invalid=True))
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", -1) + 1 or 1
        what = f"not a readable .po file ({error}); repair it there"
        raise ContentError([Problem(relative(path, course), line, "", "", what)]) from error
    for message in messages:
        if message.context and message.id and isinstance(message.string, str) and message.string and not message.fuzzy:
            yield message.context, str(message.id), message.string, message.lineno or 1


def _pick(entries: dict[str, tuple[str, str]], context: str, source: str) -> str:
    translated_from, translation = entries.get(context, ("", source))
    # A translation of an earlier wording is worse than English: facts may have changed with it.
    return translation if translated_from == source else source
