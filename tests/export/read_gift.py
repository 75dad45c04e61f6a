r"""A reader of GIFT that takes the steps of Moodle's own, which alone defines the format (question/format/gift)."""

from __future__ import annotations

import re

from tests.export.read_back import Read
from tests.export.read_moodle import SHARES
from tests.export.truth import plain

_HELD = {"\\:": 58, "\\#": 35, "\\=": 61, "\\{": 123, "\\}": 125, "\\~": 126, "\\n": 10}
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%(.*)", re.DOTALL)


def read_gift(data: bytes) -> dict[str, Read]:
    """Every question by the id in its comment."""
    found: dict[str, Read] = {}
    category: tuple[str, ...] = ()
    for block in re.split(r"\n\s*\n", data.decode("utf-8")):
        lines = block.splitlines()
        comment = "\n".join(line for line in lines if line.strip().startswith("//"))
        text = _held("\n".join(line for line in lines if not line.strip().startswith("//")).strip())
        if text.startswith("$CATEGORY:"):
            path = text.removeprefix("$CATEGORY: $course$/top/")
            category = tuple(part.replace("//", "/") for part in re.split(r"(?<!/)/(?!/)", path))
        elif text:
            (id_,) = re.findall(r"\[id:((?:\\]|[^\]])+)]", comment)
            assert id_ not in found
            found[id_] = _question(text)
            found[id_].category = category
            found[id_].tags = set(re.findall(r"\[tag:([^\]<>`]+)]", comment))
    return found


def _held(text: str) -> str:
    """Put placeholders for escaped signs (escapedchar_pre)."""
    text = text.replace("\\\\", "&&092;")
    for sign, code in _HELD.items():
        text = text.replace(sign, f"&&{code:03}" + ("" if code == 10 else ";"))
    return text.replace("&&092;", "\\")


def _said(text: str) -> str:
    """Turn a piece into what is shown: its format in front, its signs back (parse_text_with_format)."""
    text = text.strip()
    if text.startswith("["):
        assert text.startswith("[plain]")
        text = text.removeprefix("[plain]")
    return plain(re.sub(r"&&(\d{3});?", lambda held: chr(int(held[1])), text))


def _question(text: str) -> Read:
    name, _, rest = text.removeprefix("::").partition("::")
    assert text.startswith("::")
    assert 0 < len(_said(name)) <= 255
    start, end = rest.index("{"), rest.index("}")
    assert rest.endswith("}")
    assert end == len(rest) - 1
    answers, _, general = rest[start + 1 : end].strip().partition("####")
    read = Read(_said(rest[:start]), after=_said(general))
    if not answers.strip():
        read.kind = "essay"
    elif "~" in answers:
        _choices(answers, read)
    else:
        _pairs(answers, read)
    return read


def _choices(answers: str, read: Read) -> None:
    read.kind = "single" if "=" in answers else "multiple"
    for answer in answers.replace("=", "~=").split("~")[1:]:
        share, one = 0.0, answer.strip()
        if one.startswith("="):
            share, one = 1.0, one[1:]
        elif weighed := _WEIGHT.fullmatch(one):
            share, one = float(weighed[1]) / 100, weighed[2]
        text, _, why = one.partition("#")
        assert any(abs(abs(share) - known) < 1e-5 for known in SHARES), share
        read.parts[_said(text)], read.feedback[_said(text)] = share, _said(why)
    gained = [share for share in read.parts.values() if isinstance(share, float) and share > 0]
    assert (max(gained) if read.kind == "single" else round(sum(gained), 2)) == 1


def _pairs(answers: str, read: Read) -> None:
    read.kind = "match"
    rows = answers.split("=")[1:]
    assert len(rows) >= 3
    for row in rows:
        left, arrow, right = row.partition("->")
        assert arrow
        assert len(_said(right)) <= 255
        if left.strip():
            read.parts[_said(left)] = _said(right)
        else:
            read.extra.add(_said(right))
