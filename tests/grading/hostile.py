"""Submissions that somebody made to break something, to gain something, or by mistake: one learner for each.

Each entry makes one submission and says what it must earn and what must be told about it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from steppingup.record.session_file import SessionFile, session_json, session_text
from steppingup.session.course import Session
from tests.grading.sessions import EXERCISE, part, right, submit

FULL = 11.5  # all but the text, which a trainer has to read
LATE = "2026-12-24 18:00:00.000000 UTC"
SCRIPT = '</pre><script>document.title = "taken"</script><img src=x onerror="document.title=\'taken\'">'
FORMULA = '=HYPERLINK("http://example.org", "prize")'


@dataclass(frozen=True)
class Hostile:
    """What is done, what it earns, and a part of what is told (nothing: nothing may be told)."""

    make: Callable[[Session, str], object]
    score: float
    told: str = ""


def answers(data: Callable[[Session], bytes | str | SessionFile | None]) -> Callable[[Session, str], object]:
    return lambda session, code: submit(session, code, data(session))


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[Session], str]:
    """The file of somebody who answered everything right, changed as JSON."""

    def make(session: Session) -> str:
        whole = json.loads(session_text(right(session)))
        change(whole)
        return json.dumps(whole)

    return make


def claims(score: str) -> Callable[[Session], str]:
    """Everything answered, nothing right, and a score claimed."""

    def make(session: Session) -> str:
        text = json.dumps(session_json(part(session, "scene-1")))
        assert '"score": null' in text
        return text.replace('"score": null', f'"score": {score}')

    return make


def notebook(change: Callable[[dict[str, Any]], object]) -> Callable[[Session, str], object]:
    """All right, and something done to the notebook."""

    def make(session: Session, code: str) -> None:
        path = submit(session, code, right(session)) / f"{EXERCISE}.ipynb"
        whole = json.loads(path.read_text("utf-8"))
        change(whole)
        path.write_text(json.dumps(whole), "utf-8")

    return make


def file(name: str, make_it: Callable[[Path, Session], object]) -> Callable[[Session, str], object]:
    """All right, but one file is something else."""

    def make(session: Session, code: str) -> None:
        path = submit(session, code, right(session)) / name
        path.unlink(missing_ok=True)
        make_it(path, session)

    return make


def graded(whole: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = next(c for c in whole["cells"] if c["metadata"].get("nbgrader", {}).get("grade"))
    return cell


def big(path: Path, _session: Session) -> None:
    with path.open("wb") as stream:
        stream.truncate(80 * 1024 * 1024)


def inject(whole: dict[str, Any]) -> None:
    """Code that would patch the scorer, copy the keys and raise a mark, if anything ran it."""
    marker = "ran.txt"
    code = (
        "import steppingup.grading.score as s; s.points = lambda *a: 1e9\n"
        f"import shutil, pathlib; pathlib.Path('{marker}').write_text('ran')\n"
        "shutil.copytree('../../../keys', 'keys')\n100.0"
    )
    for cell in whole["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = code
            cell["outputs"] = [
                {"output_type": "execute_result", "data": {"text/plain": "100.0"}, "metadata": {}, "execution_count": 1}
            ]


def linked_folder(session: Session, code: str) -> None:
    folder = submit(session, code, right(session))
    shutil.rmtree(folder)
    folder.symlink_to(session.folder("source") / EXERCISE)


def answer_of(slug: str, answer: Any) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        next(one for one in whole["attempts"] if one["activity"].endswith(f"/{slug}"))["answer"] = answer

    return change


def letter(text: str) -> Callable[[Session], str]:
    return changed(answer_of("letter-1", text))


def older(session: Session) -> SessionFile:
    return replace(right(session), release="0.0.9")


def other_version(whole: dict[str, Any]) -> None:
    whole["attempts"][0]["version"] = 7


def stray(whole: dict[str, Any]) -> None:
    whole["attempts"].append({**whole["attempts"][0], "n": 99, "activity": f"exercises/{EXERCISE}/bonus-1"})


def twice(whole: dict[str, Any]) -> None:
    whole["cells"] += [dict(cell, id=f"{cell['id']}-x") for cell in whole["cells"]]


def retyped(whole: dict[str, Any]) -> None:
    cell = graded(whole)
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    graded(whole)["metadata"]["nbgrader"]["solution"] = True


def pointed(whole: dict[str, Any]) -> None:
    graded(whole)["metadata"]["nbgrader"].update(points=1000.0, schema_version=99)


def key_link(path: Path, session: Session) -> None:
    path.symlink_to(session.keys(EXERCISE))


def key_hard_link(path: Path, session: Session) -> None:
    os.link(session.keys(EXERCISE), path)


def folder_of_pages(path: Path, _session: Session) -> None:
    path.mkdir()
    (path / "page.html").write_text("<script>document.title = 'taken'</script>")


CASES: dict[str, Hostile] = {
    "2345W": Hostile(answers(right), FULL),
    "absent": Hostile(answers(lambda _: None), 0, "no file with answers"),
    "empty": Hostile(answers(lambda _: b""), 0, "damaged or empty"),
    "truncated": Hostile(answers(lambda s: session_text(right(s))[:-200]), 0, "damaged or empty"),
    "binary": Hostile(answers(lambda _: bytes(range(256)) * 40), 0, "damaged or empty"),
    "long": Hostile(answers(lambda _: b" " * 300 * 1024), 0, "too large"),
    "huge": Hostile(file("answers.json", big), 0, "'answers.json' is larger than 5 MB"),
    "deep": Hostile(answers(lambda _: "[" * 200_000), 0, "nested too deeply"),
    "list": Hostile(answers(lambda _: "[1, 2]"), 0, "does not come from this course"),
    "types": Hostile(answers(changed(lambda w: w.update(attempts={"a": [1]}))), 0, "form of an answer"),
    "newer": Hostile(answers(changed(lambda w: w.update(v=2))), 0, "newer release"),
    "nan": Hostile(answers(claims("NaN")), 0, "damaged or empty"),
    "infinite": Hostile(answers(claims("1e999")), 0, "form of an answer"),
    "negative": Hostile(answers(claims("-1e9")), 0, "form of an answer"),
    "string": Hostile(answers(claims('"15"')), 0, "form of an answer"),
    "claimed": Hostile(answers(claims("1")), 1.0),
    "unknown-id": Hostile(answers(changed(answer_of("desk-1", ["i00000"]))), FULL - 1),
    "real-id": Hostile(answers(changed(answer_of("desk-1", ["b"]))), FULL - 1),
    "odd-answer": Hostile(answers(changed(answer_of("walk-1", {"a": 1}))), FULL - 3),
    "road": Hostile(answers(changed(answer_of("walk-1", [".", "i.i.i", ""]))), FULL - 3),
    "both": Hostile(answers(changed(answer_of("pairs-1", [["x"]]))), FULL - 1.5),
    "no-text": Hostile(answers(letter(" \n ")), FULL),
    "number-text": Hostile(answers(changed(answer_of("letter-1", 7))), FULL),
    "control": Hostile(answers(letter("a\x00b")), FULL),
    "script": Hostile(answers(letter(SCRIPT)), FULL),
    "formula": Hostile(answers(letter(FORMULA)), FULL),
    "maths": Hostile(answers(letter(r"$\href{javascript:alert(1)}{x}$ **b** ![](http://example.org/x.png)")), FULL),
    "strays": Hostile(answers(changed(stray)), FULL, f"exercises/{EXERCISE}/bonus-1"),
    "AAAAH": Hostile(answers(lambda s: right(s, "2345W")), 0, "code of somebody else (2345W)"),
    "other": Hostile(answers(changed(lambda w: w.update(exercise="bay"))), 0, "belongs to another exercise (bay)"),
    "release": Hostile(answers(older), FULL, "release 0.0.9"),
    "version": Hostile(answers(changed(other_version)), FULL - 1),
    "link": Hostile(file("answers.json", key_link), 0, "'answers.json' is a link"),
    "hard-link": Hostile(file("answers.json", key_hard_link), 0, "'answers.json' is the same file as another one"),
    "pipe": Hostile(file("answers.json", lambda p, _s: os.mkfifo(p)), 0, "'answers.json' is nothing that can be read"),
    "folder": Hostile(file("answers.json", folder_of_pages), 0, "'answers.json' is nothing that can be read"),
    "extra": Hostile(file("page.html", lambda p, _s: p.write_text(SCRIPT)), FULL, "'page.html' does not belong"),
    "extra-link": Hostile(file("notes", key_link), FULL, "'notes' is a link"),
    "extra-tree": Hostile(file("pages", folder_of_pages), FULL, "'pages' does not belong"),
    "copy": Hostile(file("answers (1).json", lambda p, _s: p.write_text("{}")), FULL, "'answers (1).json' does not"),
    "linked-book": Hostile(file(f"{EXERCISE}.ipynb", key_link), FULL, f"'{EXERCISE}.ipynb' is a link"),
    "linked-folder": Hostile(linked_folder, 0, f"'{EXERCISE}' is a link"),
    "no-time": Hostile(file("timestamp.txt", lambda p, _s: p.write_text("soon")), FULL, "tells no time"),
    "linked-time": Hostile(file("timestamp.txt", key_link), FULL, "'timestamp.txt' is a link"),
    "late": Hostile(lambda s, c: submit(s, c, right(s), LATE), FULL),
    "edited": Hostile(notebook(lambda w: graded(w).update(source="1 + 1")), FULL, "others edited: desk-1)"),
    "deleted": Hostile(notebook(lambda w: w["cells"].remove(graded(w))), FULL, "desk-1: 0)"),
    "no-cells": Hostile(notebook(lambda w: w.update(cells=[])), FULL, "about-this-exercise: 0; desk-1: 0"),
    "doubled": Hostile(notebook(twice), FULL, "desk-1: 2;"),
    "retyped": Hostile(notebook(retyped), FULL, "edited: desk-1)"),
    "pointed": Hostile(notebook(pointed), FULL),
    "injected": Hostile(notebook(inject), FULL, "others edited: about-this-exercise"),
    "broken-book": Hostile(file(f"{EXERCISE}.ipynb", lambda p, _s: p.write_text("{")), FULL, "cannot be read"),
    "odd-book": Hostile(file(f"{EXERCISE}.ipynb", lambda p, _s: p.write_text('{"cells": [7]}')), FULL, "cannot be"),
    "deep-book": Hostile(file(f"{EXERCISE}.ipynb", lambda p, _s: p.write_text("[" * 200_000)), FULL, "cannot be read"),
    "huge-book": Hostile(file(f"{EXERCISE}.ipynb", big), FULL, f"'{EXERCISE}.ipynb' is larger than 5 MB"),
    "no-book": Hostile(file(f"{EXERCISE}.ipynb", lambda _p, _s: None), FULL),
    "ZZZZ4": Hostile(answers(right), FULL),
}
