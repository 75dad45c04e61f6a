"""xAPI statements, one JSON object per line (ADL, Experience API 1.0.3): those whose verb is *answered*.

Read are: ``actor`` (account, mbox, mbox_sha1sum or openid; for the pseudonym alone), ``object.id``, ``result.score``
(``scaled``, or ``raw`` of ``max``), ``result.response`` (ids of options; a text that somebody wrote is dropped),
``result.duration`` (ISO 8601), ``context.language``, ``context.revision`` (the release) and extensions of the context
whose address ends in ``/confidence``, ``/role``, ``/municipality``, ``/country``, ``/phase``, ``/form``, ``/position``,
``/version`` or ``/competency``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from steppingup.evaluation.events import PHASES
from steppingup.evaluation.readers.base import (
    Row,
    Taken,
    day_of,
    events_from,
    file_bytes,
    milliseconds,
    role_of,
)
from steppingup.record.fields import RecordError, is_whole
from steppingup.record.read import parse_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

ANSWERED = re.compile(r"https?://\S+/answered")
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
DEEPEST = 24
LONGEST_LINE = 256 * 1024
WRITTEN = frozenset({"fill-in", "long-fill-in"})
EXTENSIONS = (
    "confidence", "role", "municipality", "country", "phase", "form", "position", "version", "competency",
)  # fmt: skip

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
_ID = re.compile(r"\w[\w.:@/#+-]{0,59}")
_CODE = re.compile(r"\w[\w.:@/#+-]{0,99}")


def read_xapi(path: Path, setting: Setting) -> Taken:
    """Read one file of statements."""
    taken = Taken()
    data = file_bytes(path, taken.quality)
    if data is None:
        return taken
    statements = [*_statements(data, path.name, taken.quality)]
    voided = {str(_in(one, "object", "id")) for one in statements if _in(one, "verb", "id") == VOIDED}
    rows = []
    for one in statements:
        if one.get("id") in voided:
            taken.quality.add(path.name, "a statement that was voided later; it was left out")
        elif not ANSWERED.fullmatch(str(_in(one, "verb", "id"))):
            taken.quality.add(path.name, "a statement with another verb than 'answered'; it was left alone")
        elif row := _row(one, setting, path.name, taken.quality):
            rows.append(row)
    taken.events = events_from(rows, path.name, taken.quality)
    return taken


def duration_seconds(text: object) -> float | None:
    """Return the seconds of a duration such as ``PT1M30.5S``; nothing if it has none, or counts in months."""
    found = _DURATION.fullmatch(text) if isinstance(text, str) and len(text) < 40 else None
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (float((one or "0").replace(",", ".")) for one in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def _statements(data: bytes, file: str, quality: Quality) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = parse_bytes(line, LONGEST_LINE, DEEPEST, "a statement")
        except RecordError:
            quality.add(file, "no statement in JSON, or far too long or deep; it was left out", f"line {number}")
            continue
        if isinstance(value, dict):
            yield value
        else:
            quality.add(file, "no statement; it was left out", f"line {number}")


def _row(one: dict[str, Any], setting: Setting, file: str, quality: Quality) -> Row | None:
    identity, address = _identity(one.get("actor")), _in(one, "object", "id")
    if not identity or not isinstance(address, str) or not address.strip():
        quality.add(file, "a statement without one person or without an item; it was left out")
        return None
    more = _extensions(one)
    item, version, competency = _item(address, more, setting, file, quality)
    score, most = _score(one, file, quality)
    response = _response(one, item, setting, file, quality)
    confidence, position = more.get("confidence"), more.get("position")
    if confidence is not None and not is_whole(confidence, 1, 3):
        quality.add(file, "a certainty that is not 1, 2 or 3; kept without it", "confidence")
        confidence = None
    phase = more.get("phase", setting.phase)
    return setting.known() | {
        "learner": setting.pseudonyms.of("xapi", identity), "role": role_of(more.get("role"), setting, file, quality),
        "municipality": _code(more, "municipality", setting.municipality),
        "country": _code(more, "country", setting.country).lower(),
        "language": _text(_in(one, "context", "language"), setting.language),
        "course_version": _text(_in(one, "context", "revision"), setting.release),
        "form_id": _code(more, "form", ""), "phase": phase if phase in PHASES else setting.phase, "item_id": item,
        "item_version": version, "competency_id": competency, "response": response,
        "position": int(position) if is_whole(position, 1, 10**6) else None,  # type: ignore[arg-type] # looked at
        "response_status": "answered", "score": score, "max_score": most, "confidence": confidence,
        "time_ms": milliseconds(duration_seconds(_in(one, "result", "duration"))),
        "day": day_of(one.get("timestamp"), setting, file, quality), "source": "xapi",
    }  # fmt: skip


def _identity(actor: object) -> str:
    """Return what tells an actor from others; a group is nobody."""
    if not isinstance(actor, dict) or actor.get("objectType", "Agent") != "Agent":
        return ""
    account = actor.get("account")
    if isinstance(account, dict) and all(isinstance(account.get(name), str) for name in ("homePage", "name")):
        return f"{account['homePage']}\x1f{account['name']}"
    for name in ("mbox", "mbox_sha1sum", "openid"):
        if isinstance(actor.get(name), str) and actor[name].strip():
            return f"{name}\x1f{actor[name].strip().lower()}"
    return ""


def _extensions(one: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for where in ("result", "context"):
        extensions = _in(one, where, "extensions")
        for address, value in extensions.items() if isinstance(extensions, dict) else ():
            name = str(address).rpartition("/")[2].lower()
            if name in EXTENSIONS and isinstance(value, str | int | float) and not isinstance(value, bool):
                found[name] = value
    return found


def _item(address: str, more: dict[str, Any], setting: Setting, file: str, quality: Quality) -> tuple[str, int, str]:
    """Return id, version and competency of what was answered; an item of the course ends the address with its id."""
    parts = address.split("/")
    ends = ("/".join(parts[place:]) for place in range(len(parts)))
    if found := next((end for end in ends if end in setting.items_known), ""):
        return found, *setting.items_known[found]
    named = more.get("competency")
    known = named if isinstance(named, str) and named in setting.facts.competencies else ""
    if not known:
        quality.add(file, "an item that the course does not know; kept without a competency", address[:100])
    version = more.get("version", 1)
    id_ = address if re.fullmatch(r"\w[^\s\"<>|]{0,199}", address) else setting.pseudonyms.option("item", address)
    return id_, int(version) if is_whole(version, 1, 10**6) else 1, known


def _score(one: dict[str, Any], file: str, quality: Quality) -> tuple[float | None, float]:
    scaled, raw, most = (_number(_in(one, "result", "score", name)) for name in ("scaled", "raw", "max"))
    if raw is not None and most is not None and most > 0:
        return raw, most
    if scaled is not None:
        return scaled, 1.0
    success = _in(one, "result", "success")
    if isinstance(success, bool):
        return float(success), 1.0
    quality.add(file, "an answer without a score: counted as missing, not as zero", "score")
    return None, 1.0


def _response(one: dict[str, Any], item: str, setting: Setting, file: str, quality: Quality) -> str | None:
    said = _in(one, "result", "response")
    if not isinstance(said, str) or not said.strip():
        return None
    if _in(one, "object", "definition", "interactionType") in WRITTEN:
        quality.add(file, "a text that somebody wrote; it was not taken", "response")
        return None
    parts = sorted({part.strip() for part in said.split("[,]") if part.strip()})[:40]
    return "|".join(part if _ID.fullmatch(part) else setting.pseudonyms.option(item, part) for part in parts) or None


def _in(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _number(value: object) -> float | None:
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)


def _code(more: dict[str, Any], name: str, otherwise: str) -> str:
    return _text(more.get(name), otherwise)


def _text(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else otherwise
