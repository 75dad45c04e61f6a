"""Pseudonyms: the same person has the same 32 hex digits within one purpose, and nobody can go back without the key.

A pseudonym is HMAC-SHA-256 (RFC 2104, FIPS 180-4) of who somebody is in a source, cut to 16 bytes (RFC 2104, section
5, allows half). Short codes and e-mail addresses can be tried one by one, so a plain hash would hide nothing; the key
does.

**The key file** holds one key for one purpose, such as *needs of Havmere 2026*. It is made with the rights 0600, lies
apart from the store and from every output (:func:`keep_apart`), and belongs to one person. Pseudonymised data stay
personal data.

**Rotation.** A key is never changed: another key makes other pseudonyms, and nothing joins them. The end of a purpose
asks for that. After the last follow-up (T3) and the time of retention, delete the key file; for a new purpose, make a
new one. With the key gone, ``forget`` can no longer find somebody by their code, so rows go first.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT, SCHEMA = "stepping-up-evaluation-key", 1
BYTES = 16
LEARNER = re.compile(r"[0-9a-f]{32}")
OPEN_TO_OTHERS = 0o077

# Where an identity comes from; the same text in two of them is not the same person.
Kind = Literal["linking", "nbgrader", "moodle", "xapi"]


@dataclass(frozen=True)
class Pseudonyms:
    """Makes the pseudonyms of one purpose.

    Args:
        purpose: what the evaluation is for; it enters every pseudonym.
        key: the secret.
    """

    purpose: str
    key: bytes = field(repr=False)

    def of(self, kind: Kind, identity: str) -> str:
        """Return the pseudonym of a person.

        Args:
            kind: which source knows the person by this identity.
            identity: a linking code, a short code, an e-mail address …; it is not kept.
        """
        return self._digest(f"learner\x1f{kind}\x1f{identity}")[: 2 * BYTES]

    def option(self, item: str, text: str) -> str:
        """Return an id for an answer that a source gives as a text: equal texts have equal ids."""
        squeezed = " ".join(text.split())
        digest = self._digest(f"option\x1f{item}\x1f{squeezed}")
        return f"o{digest[:10]}"

    def mark(self, rows: str) -> str:
        """Return the mark of some rows: equal rows have equal marks, and without the key it says nothing of them."""
        return self._digest(f"mark\x1f{rows}")[:16]

    def fingerprint(self) -> str:
        """Return what tells two keys or purposes apart and says nothing about either."""
        return self._digest("fingerprint")[:16]

    def _digest(self, text: str) -> str:
        message = f"{self.purpose}\x1f{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key, message, "sha256").hexdigest()


def passing_pseudonyms() -> Pseudonyms:
    """Make pseudonyms for one run: their key is never written, so nothing joins with another run."""
    return Pseudonyms("one run", secrets.token_bytes(32))


def new_key(path: Path, purpose: str) -> Pseudonyms:
    """Make a key file that only its owner can read.

    Raises:
        EvaluationError: there is a file already, or none can be written.
    """
    made = Pseudonyms(purpose, secrets.token_bytes(32))
    whole = {"format": FORMAT, "schema": SCHEMA, "purpose": purpose, "key": made.key.hex()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: a key that exists is never written over, as all its pseudonyms would be lost
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{json.dumps(whole, ensure_ascii=False)}\n")
    except OSError as error:
        if path.exists():
            raise EvaluationError(f"There is already a file {path}; a key is never written over.") from error
        raise EvaluationError(f"The key {path} cannot be written ({error.strerror}).") from error
    return made


def load_key(path: Path) -> Pseudonyms:
    """Read a key file.

    Raises:
        EvaluationError: it cannot be read, is none, or others can read it.
    """
    try:
        mode = path.stat().st_mode
        whole = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read as a key of an evaluation.") from error
    if os.name == "posix" and stat.S_IMODE(mode) & OPEN_TO_OTHERS:
        raise EvaluationError(f"Others on this machine can read the key {path}. Close it first: chmod 600 {path}")
    if not _is_key(whole):
        raise EvaluationError(f"{path} is no key of an evaluation.")
    return Pseudonyms(whole["purpose"], bytes.fromhex(whole["key"]))


def keep_apart(key: Path, *folders: Path) -> None:
    """Hold a key apart from where rows lie or results go.

    Raises:
        EvaluationError: the key lies in one of the folders.
    """
    for folder in folders:
        if key.resolve().is_relative_to(folder.resolve()):
            raise EvaluationError(f"The key {key} must not lie in {folder}: keep it apart from the answers.")


def _is_key(whole: object) -> bool:
    if not isinstance(whole, dict) or (whole.get("format"), whole.get("schema")) != (FORMAT, SCHEMA):
        return False
    purpose, key = whole.get("purpose"), whole.get("key")
    return isinstance(purpose, str) and isinstance(key, str) and bool(re.fullmatch(r"[0-9a-f]{64}", key))
