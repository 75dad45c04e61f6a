"""A learner's record as xAPI statements, one JSON object per line (ADL, Experience API 1.0.3), with the verbs of cmi5.

The file tells as little as it can: an account that is a pseudonym, days instead of times, and for each activity one
statement with the best score. It holds no answers, no number of tries, no durations and nothing of evaluations, as
statements cannot be taken back once they lie in somebody's store.
"""

from __future__ import annotations

import json
import re
import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup import __version__
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.twins import pairs
from steppingup.common.errors import ExportError
from steppingup.common.language import load_words
from steppingup.export.out_file import put_file
from steppingup.record import standing
from steppingup.record.read import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.catalogue import Catalogue
    from steppingup.export.request import Request
    from steppingup.record import Record

VERBS = "http://adlnet.gov/expapi/verbs/"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
KINDS = "http://adlnet.gov/expapi/activities/"

_HOME = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
# a letter and a digit at least: names of people have no digits
_CODE = re.compile(r"(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 40


@dataclass(frozen=True)
class Done:
    """What somebody did with one activity: the day of the last answer, and the best score."""

    activity: str
    version: int
    day: str
    score: float


def export(request: Request) -> list[str]:
    """Write the statements of one record.

    Raises:
        SteppingUpError: the record cannot be read, or something is missing; nothing was written.
    """
    record, account = _record(request), _account(request)
    catalogue = load_catalogue(request.course, request.language).require()
    done = done_in(record, catalogue, request)
    if not done:
        raise ExportError(f"{request.record} holds no answers with a score for what was asked; nothing was written.")
    lines = [json.dumps(one, ensure_ascii=False) for one in Statements(account, request, catalogue).of(done)]
    put_file(request.out, ("\n".join(lines) + "\n").encode("utf-8"))
    words = load_words(request.course)
    phases = sum(attempt.phase is not None for attempt in record.attempts)
    unknown = sum(attempt.activity not in catalogue.activities for attempt in record.attempts)
    told = [words.get("export.statements", file=request.out.name, n=len(lines), account=account["name"])]
    if phases or unknown:
        told.append(words.get("export.statements-left", phases=phases, unknown=unknown))
    return [*told, words.get("export.statements-care")]


def done_in(record: Record, catalogue: Catalogue, request: Request) -> list[Done]:
    """Return what a record says of practice, in the order of the course."""
    found = []
    for id_, model in _practised(catalogue):
        here = standing(record, id_, model.version)
        if here.last and here.best and here.best.score is not None and request.wants(_folder(catalogue, id_)):
            found.append(Done(id_, here.best.version, here.last.day, here.best.score))
    return found


class Statements:
    """Makes the statements of one account."""

    def __init__(self, account: dict[str, str], request: Request, catalogue: Catalogue) -> None:
        self._actor = {"objectType": "Agent", "account": account}
        self._request, self._catalogue = request, catalogue
        self._home = request.home.rstrip("/")
        self._language = request.language.replace("_", "-")
        self._course = f"{self._home}/stepping-up/{'+'.join(request.folders) or 'book'}"

    def of(self, done: list[Done]) -> Iterable[dict[str, Any]]:
        """Yield them as a visit would: begun, answered, how far, the end if it is reached, over."""
        first, last = min(one.day for one in done), max(one.day for one in done)
        yield self._about_course("initialized", first)
        for one in done:
            yield self._answered(one)
        share = self._share({one.activity for one in done})
        yield self._about_course("progressed", last, {"extensions": {PROGRESS: int(share * 100)}})
        if share == 1:
            yield self._about_course("completed", last, {"completion": True})
            score = round(sum(one.score for one in done) / len(done), 4)
            if self._request.mark is not None and score >= self._request.mark:
                yield self._about_course("passed", last, {"success": True, "score": {"scaled": score}})
        yield self._about_course("terminated", last)

    def _answered(self, one: Done) -> dict[str, Any]:
        prompt = self._catalogue.spec(one.activity)["prompt"]
        what = {
            "objectType": "Activity", "id": f"{self._home}/stepping-up/activity/{one.activity}",
            "definition": {"type": f"{KINDS}question", "name": {self._language: prompt}},
        }  # fmt: skip
        result = {"score": {"scaled": round(one.score, 4)}, "success": one.score >= 1, "completion": True}
        made = self._made("answered", what, one.day, result)
        made["context"]["contextActivities"] = {"parent": [self._unit()]}
        made["context"]["extensions"] = {f"{self._home}/stepping-up/xapi/version": one.version}
        return made

    def _about_course(self, verb: str, day: str, result: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._made(verb, self._unit(), day, result)

    def _unit(self) -> dict[str, Any]:
        name = {self._language: self._catalogue.words.get("site.name")}
        return {"objectType": "Activity", "id": self._course, "definition": {"type": f"{KINDS}course", "name": name}}

    def _made(self, verb: str, what: dict[str, Any], day: str, result: dict[str, Any] | None) -> dict[str, Any]:
        # the same record under the same account gives the same ids: a store takes each statement once
        account = self._actor["account"]
        seed = json.dumps([account, verb, what["id"], day, result], sort_keys=True)
        made: dict[str, Any] = {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, seed)), "actor": self._actor,
            "verb": {"id": VERBS + verb, "display": {"en": verb}}, "object": what, "timestamp": f"{day}T00:00:00Z",
            "context": {"language": self._language, "revision": __version__},
        }  # fmt: skip
        return made | ({"result": result} if result else {})

    def _share(self, done: set[str]) -> float:
        """How much of the lessons and cases is answered; of two versions of a story either counts."""
        twins = pairs(self._catalogue)
        counted = [
            id_ for id_, _ in _practised(self._catalogue)
            if (folder := _folder(self._catalogue, id_)) and self._request.wants(folder)
        ]  # fmt: skip
        answered = sum(id_ in done or twins.get(id_) in done for id_ in counted)
        return answered / len(counted) if counted else 0.0


def _practised(catalogue: Catalogue) -> list[tuple[str, Any]]:
    """Activities that learners meet and that are scored, with their models."""
    return [(id_, catalogue.activities[id_].model) for id_ in catalogue.shapes()]


def _folder(catalogue: Catalogue, id_: str) -> str:
    """Return the chapter or case of an activity; empty for one of the book around them."""
    folder = catalogue.activities[id_].place.rpartition("/")[0]
    return "" if folder.startswith("book") else folder


def _record(request: Request) -> Record:
    if request.record is None:
        raise ExportError("Name the record of the learner with --record: the backup file that My progress saves.")
    try:
        return read_file(request.record)
    except FileNotFoundError as error:
        raise ExportError(f"There is no file {request.record}.") from error


def _account(request: Request) -> dict[str, str]:
    if not request.home:
        raise ExportError(
            "Name the web address of whoever offers the course with --home, such as https://town.example."
        )
    if not _HOME.fullmatch(request.home) or len(request.home) > 200:
        raise ExportError(f"'{request.home[:80]}' is no web address that can stand in statements; write https://…")
    name = request.learner or secrets.token_hex(8)
    if request.learner and not (_CODE.fullmatch(name) and len(name) <= LONGEST):
        raise ExportError(
            f"'{name[:40]}' is no pseudonym: it may be a name or an address. Use small letters and digits, both, "
            "such as k7f2m9, or leave --learner out."
        )
    return {"homePage": request.home, "name": name}
