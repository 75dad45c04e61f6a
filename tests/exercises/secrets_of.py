"""What must not be found in anything that learners get, and how it is looked for, encoded or not.

Instead of encoding every secret in every way, whatever is found is decoded in every way, again and again, and all that
comes out is read for runs of words of the secrets. A run counts as a secret if no learner may read it elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from steppingup.catalogue.exercises import Exercise
from steppingup.catalogue.model import Catalogue
from steppingup.catalogue.needs import Instrument
from steppingup.catalogue.pages import page_files
from steppingup.catalogue.sentences import dated_text, plain_text
from steppingup.catalogue.trainer import load_blocks, without_blocks

RUN = 7  # words: shorter runs are common in any two texts on one subject
DEEPEST = 3
MOST = 64 * 1024 * 1024

_WORD = re.compile(r"\w+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}[ :]?){24,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_LINE_ENDS = re.compile(r'"\n"|\\n|\\r|\\t|\\"')
_TAGS = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True)
class Secrets:
    """Runs of words, by the item that they belong to; and signs that betray a secret wherever they stand."""

    runs: dict[tuple[str, ...], str]
    signs: dict[bytes, str]

    def of(self, item: str) -> set[tuple[str, ...]]:
        """The runs of one item."""
        return {run for run, owner in self.runs.items() if owner == item}

    def __or__(self, other: Secrets) -> Secrets:
        """Both together: whatever holds one of either is found in one search."""
        return Secrets(self.runs | other.runs, self.signs | other.signs)


def words(text: str) -> list[str]:
    """The words of a text, small."""
    return _WORD.findall(text.lower())


def runs(text: str, size: int = RUN) -> Iterator[tuple[str, ...]]:
    """All runs of words of a text."""
    found = words(text)
    return (tuple(found[place : place + size]) for place in range(len(found) - size + 1))


def secret_texts(model: Any) -> Iterator[str]:
    """What only a trainer reads of an item: feedback, explanations, rubric, anchors."""
    shown = {"prompt", "hint", "text", "who", "setting", "intro", "title", "question", "did"}
    for path, text in model.texts():
        if path.rpartition(".")[2] not in shown:
            yield text
    if model.kind == "text":
        yield from (line.about for line in model.rubric)
        yield from (anchor.text for anchor in model.anchors)


def secrets_of(catalogue: Catalogue, exercises: Iterable[Exercise], needs: Instrument | None = None) -> Secrets:
    """Collect what must not be found: secret texts, keys in opaque ids, and the secret of the ids itself."""
    exercises = list(exercises)
    open_ = _course(catalogue)
    for entry in catalogue.activities.values():
        if not entry.kept:
            open_.update(run for _, text in entry.model.texts() for run in runs(text))
    if needs:
        open_.update(runs(json.dumps(needs.public(), ensure_ascii=False)))
    for exercise in exercises:
        open_.update(runs(json.dumps(exercise.public(), ensure_ascii=False)))
        open_.update(runs(exercise.source))
    found: dict[tuple[str, ...], str] = {}
    signs: dict[bytes, str] = {}
    for exercise in exercises:
        signs[exercise.salt.hex().encode()] = signs[exercise.salt] = f"the secret of {exercise.id}"
        for entry in exercise.items:
            for text in secret_texts(entry.model):
                found.update((run, entry.id) for run in runs(text) if run not in open_)
            signs.update((key, f"the key of {entry.id}") for key in _keys(exercise, entry.id, entry.model))
    for entry in needs.items.values() if needs else ():
        found.update((run, entry.id) for text in secret_texts(entry.model) for run in runs(text) if run not in open_)
    return Secrets(found, signs)


def trainers_words(catalogue: Catalogue) -> Secrets:
    """Collect what lessons tell trainers, by the lesson: nothing that learners get holds it."""
    open_ = _course(catalogue)
    for entry in catalogue.activities.values():
        open_.update(run for _, text in entry.model.texts() for run in runs(text))
    found = {
        run: lesson
        for lesson, blocks in load_blocks(catalogue.course).items()
        for block in blocks
        for part in block.parts
        for read in (plain_text, dated_text)  # as pages have it, and as kits do
        for run in runs(read(part.text, catalogue.facts))
        if run not in open_
    }
    return Secrets(found, {})


def _course(catalogue: Catalogue) -> set[tuple[str, ...]]:
    """What learners read on a page of the course or in its facts."""
    texts = [without_blocks(path.read_text("utf-8")) for path in page_files(catalogue.course)]
    texts += [path.read_text("utf-8") for path in (catalogue.course / "facts").rglob("*.yml")]
    return {run for text in texts for read in plain(text) for run in runs(read)}


def _keys(exercise: Exercise, id_: str, model: Any) -> Iterator[bytes]:
    """The key of an item in opaque ids, as JSON writes it, where it is more than one id."""
    if model.manual or model.kind in {"vignette", "scenario"}:
        return
    key = exercise.maps()[id_].to_public(model.key())
    if len(key) > 1 and not (model.kind == "order" and key == sorted(key)):
        yield json.dumps(key).encode()
        yield json.dumps(key, separators=(",", ":")).encode()


def leaks(data: bytes, secrets: Secrets) -> set[str]:
    """Name the items whose secrets stand in some bytes, in any of the ways that are tried."""
    found: set[str] = set()
    for form in forms(data):
        found.update(name for sign, name in secrets.signs.items() if sign in form)
        for text in plain(form.decode("utf-8", "ignore")):
            for read in (text, codecs.encode(text, "rot13"), text[::-1]):
                found.update(secrets.runs[run] for run in runs(read) if run in secrets.runs)
    return found


def plain(text: str) -> set[str]:
    """Take escapes of HTML, addresses and JSON out of a text, and the signs that break its lines; tags too, and not."""
    unescaped = _ESCAPE.sub(lambda sign: chr(int(sign[1] or sign[2], 16)), urllib.parse.unquote(html.unescape(text)))
    lines = _LINE_ENDS.sub(" ", unescaped)
    return {lines, _TAGS.sub(" ", lines)}


def forms(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Give bytes as they are and whatever they hold in base64, hex, compressed or packed, however deep."""
    yield data
    if depth == DEEPEST:
        return
    for inner in (*_packed(data), *_decoded(data)):
        yield from forms(inner, depth + 1)


def _packed(data: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
            yield "\n".join(archive.namelist()).encode()
            yield archive.comment
    for wbits in (47, -15):  # zlib or gzip by their heads, and a bare stream
        if wbits == 47 and data[:1] not in {b"\x78", b"\x1f"}:
            continue
        if wbits == -15 and len(data) > 1024 * 1024:
            continue
        try:
            yield zlib.decompressobj(wbits).decompress(data, MOST)
        except zlib.error:
            continue
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        yield data.decode("utf-16", "ignore").encode()


def _decoded(data: bytes) -> Iterator[bytes]:
    for piece in _BASE64.findall(data):
        even = piece.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        # what was encoded may begin at any of four places: a word in front of it shifts it
        for start in range(4):
            part = even[start:]
            part = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + b"=" * (-len(part) % 4))
    for piece in _HEX.findall(data):
        digits = re.sub(rb"[ :]", b"", piece)
        yield binascii.unhexlify(digits[: len(digits) // 2 * 2])
