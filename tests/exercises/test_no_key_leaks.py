"""No key leaks: everything that learners get is searched for what only trainers may read, encoded or not."""

from __future__ import annotations

import base64
import codecs
import gzip
import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steppingup.catalogue import Catalogue, load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.catalogue.needs import Instrument, load_instrument
from steppingup.catalogue.sentences import dated_text, plain_text
from steppingup.catalogue.trainer import load_blocks
from tests.exercises.outputs import OUTPUTS, ROOT, files
from tests.exercises.secrets_of import Secrets, leaks, runs, secret_texts, secrets_of, trainers_words

FIELDS = frozenset(
    {
        "correct", "key", "feedback", "rank", "credit", "cap", "debrief", "rubric", "anchors", "combination", "signal",
        "truth", "ordinary", "moves", "match", "group",
    }
)  # fmt: skip

# graded items by their ids, items of the self-check by their real ids or their opaque ones
KEPT = re.compile(r'"id": ?"(?:exercises/|needs/|n[0-9a-f]{10}")')


@pytest.fixture(scope="module")
def course() -> Catalogue:
    return load_catalogue(ROOT)


@pytest.fixture(scope="module")
def exercises(course: Catalogue) -> list[Exercise]:
    return list(load_exercises(course).values())


@pytest.fixture(scope="module")
def needs(course: Catalogue) -> Instrument:
    found = load_instrument(course)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def secrets(course: Catalogue, exercises: list[Exercise], needs: Instrument) -> Secrets:
    return secrets_of(course, exercises, needs)


@pytest.fixture(scope="module")
def room(course: Catalogue) -> Secrets:
    return trainers_words(course)


def test_nearly_every_secret_text_can_be_told_from_what_may_be_read(
    exercises: list[Exercise], needs: Instrument, secrets: Secrets
) -> None:
    items = [*(entry for exercise in exercises for entry in exercise.items), *needs.items.values()]
    texts = [text for entry in items for text in secret_texts(entry.model)]
    long = [text for text in texts if len(text.split()) >= 10]
    assert len(long) > len(texts) / 2
    known = [text for text in long if any(run in secrets.runs for run in runs(text))]
    assert len(known) >= 0.99 * len(long)
    # what the second version of a story shares with the first one belongs to one of them
    assert {entry.id for entry in items} - {*needs.twins, *needs.twins.values()} <= set(secrets.runs.values())


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "clear": str.encode,
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 within": lambda text: b"xx" + base64.b64encode(b"a" + text.encode()) + b"yy",
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "hex": lambda text: text.encode().hex().encode(),
    "hex, large and spaced": lambda text: text.encode().hex(" ").upper().encode(),
    "rot13": lambda text: codecs.encode(text, "rot13").encode(),
    "reversed": lambda text: text[::-1].encode(),
    "address": lambda text: urllib.parse.quote(text).encode(),
    "html": lambda text: html.escape(text).encode(),
    "html signs": lambda text: "".join(f"&#{ord(sign)};" for sign in text).encode(),
    "html attribute": lambda text: f'<p data-x="{html.escape(text)}">y</p>'.encode(),
    "html words": lambda text: " ".join(f"<b>{word}</b>" for word in text.split()).encode(),
    "json": lambda text: json.dumps({"a": [text]}).encode(),
    "json escapes": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text).encode(),
    "json in json": lambda text: json.dumps(json.dumps(text)).encode(),
    "template": lambda text: "\n".join(f'"{part} "' for part in text.split()).encode(),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zlib": lambda text: zlib.compress(text.encode()),
    "zlib in base64": lambda text: base64.b64encode(zlib.compress(text.encode())),
    "bare stream in base64": lambda text: base64.b64encode(zlib.compress(text.encode(), wbits=-15)),
    "zip": lambda text: _zip(text.encode()),
    "zip in zip": lambda text: _zip(_zip(text.encode())),
    "utf-16": lambda text: text.encode("utf-16"),
}


def _zip(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
    return stream.getvalue()


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_search_sees_a_planted_secret(name: str, exercises: list[Exercise], secrets: Secrets) -> None:
    for exercise in exercises[:3]:
        entry = exercise.items[0]
        text = max(secret_texts(entry.model), key=len)
        encoded = ENCODINGS[name](text)
        # what is not text stands alone in its file
        around = encoded if encoded[:1] in {b"\x1f", b"\x78", b"P", b"\xff"} else b"<p>" + encoded + b"</p>"
        assert entry.id in leaks(around, secrets)


def test_the_search_sees_keys_and_the_secret_of_the_ids(exercises: list[Exercise], secrets: Secrets) -> None:
    exercise = exercises[0]
    assert leaks(exercise.salt.hex().encode(), secrets)
    assert leaks(b"x" + base64.b64encode(exercise.salt), secrets)
    pairs = next(entry for entry in exercise.items if entry.model.kind == "match")
    key = exercise.maps()[pairs.id].to_public(pairs.model.key())
    assert leaks(json.dumps({"k": key}).encode(), secrets) == {f"the key of {pairs.id}"}


def test_the_search_sees_feedback_of_the_self_check(needs: Instrument, secrets: Secrets) -> None:
    for id_, entry in needs.items.items():
        text = max(secret_texts(entry.model), key=len)
        assert leaks(text.encode(), secrets), id_


def test_the_search_is_silent_on_what_may_be_read(
    exercises: list[Exercise], needs: Instrument, secrets: Secrets
) -> None:
    assert leaks((ROOT / "README.md").read_bytes(), secrets) == set()
    assert leaks(json.dumps(needs.public()).encode(), secrets) == set()
    assert leaks(json.dumps([exercise.public() for exercise in exercises]).encode(), secrets) == set()


def test_the_search_sees_what_each_lesson_tells_trainers(course: Catalogue, room: Secrets) -> None:
    blocks = load_blocks(ROOT)
    assert set(room.runs.values()) == set(blocks)
    for lesson, found in blocks.items():
        for block in found:
            for read in (plain_text, dated_text):
                longest = max((read(part.text, course.facts) for part in block.parts), key=len)
                assert lesson in leaks(html.escape(longest).encode(), room), longest


@pytest.mark.no_cover  # reading all that learners get takes its time in this test, and coverage would watch each word
@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_holds_a_key_or_a_word_for_trainers(
    name: str, tmp_path: Path, secrets: Secrets, room: Secrets
) -> None:
    OUTPUTS[name](ROOT, tmp_path)
    found = files(tmp_path)
    assert found
    # packages hold the same pages many times: what is the same byte by byte is searched once, under its first name
    distinct = {path.read_bytes(): str(path.relative_to(tmp_path)) for path in reversed(found)}
    both = secrets | room
    told = {path: leaks(data, both) for data, path in distinct.items()}
    assert {path: items for path, items in told.items() if items} == {}
    assert [path for data, path in distinct.items() if path.endswith(".html") and b"su-trainer" in data] == []
    fields = {path: betraying(data) for data, path in distinct.items()}
    assert {path: names for path, names in fields.items() if names} == {}
    names = [str(path.relative_to(tmp_path)) for path in found]
    assert not [path for path in names if path.endswith("salt.txt") and "tests/books" not in path]
    assert not [
        path for path in names if "exercises/" in path and path.endswith((".yml", "index.md")) and "tests/" not in path
    ]


def test_fields_of_a_key_are_seen_in_items_of_both(needs: Instrument) -> None:
    public = next(iter(needs.public_ids.values()))
    for id_ in ("exercises/harbour/reply-1", "needs/letters-1", public):
        assert betraying(json.dumps([{"id": id_, "truth": "refer"}]).encode()) == {"truth"}
    assert betraying(json.dumps([{"id": "gallery/quiet-room-1", "truth": "refer"}]).encode()) == set()


def betraying(data: bytes) -> set[str]:
    """Name fields of a key that stand inside an item whose key is kept, in JSON that is a file or stands in a page."""
    found: set[str] = set()
    for form in _texts(data):
        place = form.find('"id"')
        while place >= 0:
            start = form.rfind("{", 0, place)
            if start >= 0 and KEPT.match(form, place):
                try:
                    value, _ = json.JSONDecoder().raw_decode(form, start)
                except ValueError:
                    value = {}
                # the catalogue tells practice items with their keys; graded ones are told by their ids
                found |= FIELDS & _names(value)
            place = form.find('"id"', place + 1)
    return found


def _texts(data: bytes) -> list[str]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [text for name in archive.namelist() for text in _texts(archive.read(name))]
    text = data.decode("utf-8", "ignore")
    return [html.unescape(text)] if KEPT.search(html.unescape(text)) else []


def _names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in _names(inner)}
    return {name for inner in value for name in _names(inner)} if isinstance(value, list) else set()
