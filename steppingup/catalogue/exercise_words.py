"""The words of exercises in other languages: how translators see them, and how they come back."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from steppingup.activities.public import public_map, public_spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities import Activity
    from steppingup.common.language import Words

CELLS = re.compile(r"^(`{3,}\{code-cell\}.*?^`{3,}[ \t]*$)", re.MULTILINE | re.DOTALL)

# What stands between two blocks of prose: cells, blank lines, the fences of directives, the marks of headings.
_BETWEEN = r"\n[ \t]*\n\s*|^:{3,}[^\n]*\n?|^#{1,6}[ \t]+"
_BLOCKS = re.compile(rf"(?:{CELLS.pattern}|({_BETWEEN}))", re.MULTILINE | re.DOTALL)
_MARK = "\x00"


def title_context(id_: str) -> str:
    """Name the title of an exercise for translators."""
    return f"exercises/{id_}:title"


def prose_context(id_: str, block: str) -> str:
    """Name a block of the prose of an exercise: by its wording, as blocks have no names and change their places."""
    return f"exercises/{id_}:prose-{sha256(block.encode()).hexdigest()[:12]}"


def translated_title(id_: str, title: str, words: Words) -> str:
    """Translate the title of an exercise."""
    return words.text(title_context(id_), title)


def translated_prose(id_: str, source: str, words: Words) -> str:
    """Translate the prose block by block; code cells and blank lines stay as they are."""
    parts = [part for part in _BLOCKS.split(source) if part]
    return "".join(_in_words(part, id_, words) if _is_prose(part) else part for part in parts)


def translator(model: Activity, salt: bytes, words: Words) -> Callable[[str, str], str]:
    """Return how the texts of a graded item are translated: by the opaque ids of its public form."""
    opaque = public_map(model.spec(), salt)
    return lambda path, text: words.text(f"{model.id}@{model.version}:{opaque.path(path)}", text)


def prose_messages(id_: str, title: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield (context, English text) of the title and every block of the prose."""
    yield title_context(id_), title
    for block in _BLOCKS.split(source):
        if _is_prose(block):
            yield prose_context(id_, block.strip()), block.strip()


def item_messages(model: Activity, salt: bytes) -> Iterator[tuple[str, str]]:
    """Yield (context, English text) of all that learners read of an item.

    They come in the order and by the ids of its public form, so that a template tells nothing of a key.
    """
    opaque, texts = public_map(model.spec(), salt), dict(model.texts())
    for path in _marked(public_spec(model.spec(lambda path, _: f"{_MARK}{path}"), salt)):
        yield f"{model.id}@{model.version}:{opaque.path(path)}", texts[path]


def _in_words(part: str, name: str, words: Words) -> str:
    text = part.strip()
    return part.replace(text, words.text(prose_context(name, text), text))


def _is_prose(part: str | None) -> bool:
    return bool(part and part.strip()) and not _BLOCKS.fullmatch(str(part))


def _marked(value: Any) -> Iterator[str]:
    """Yield the marks left in a public form, in its order."""
    if isinstance(value, str) and value.startswith(_MARK):
        yield value.removeprefix(_MARK)
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _marked(inner)
