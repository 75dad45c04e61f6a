"""An evaluation in a folder of its own: answers that were put there, reports, sums for the region, a store.

Who uses it: the evaluator at the desk. What they do first: begin an evaluation, name the folder where answers lie or
give the files, and look at what is in them. What can go wrong: the name is taken, the folder is gone, the disk is full;
then nothing that was there has changed. Answers in a folder that somebody named are read where they lie, and stay.

The key of the store lies beside the evaluation, in ``evaluation-keys``: whoever passes the folder on, keeps the key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.files import json_text, save
from steppingup.evaluation.pseudonym import load_key, new_key, passing_pseudonyms
from steppingup.evaluation.reading import files_of
from steppingup.evaluation.store import HEAD as STORE_HEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.common.language import Words
    from steppingup.evaluation.pseudonym import Pseudonyms
    from steppingup.evaluation.report.view import Audience

HEAD, FORMAT, SCHEMA = "evaluation.json", "stepping-up-evaluation", 1
ANSWERS, REPORTS, SUMS, REGION, STORE = "answers", "reports", "sums", "region", "store"
KEYS = "evaluation-keys"
EXAMPLE = Path("facts", "example", "evaluation")
AUDIENCES: dict[Audience, str] = {"local": "our-house", "shared": "to-pass-on"}
PAGE, FIGURES = "report.html", "figures"
_NOT_IN_NAMES = set('/\\:*?"<>|')  # Windows refuses them


@dataclass(frozen=True)
class EvaluationFolder:
    """A folder with an evaluation in it.

    Args:
        root: the folder.
        elsewhere: a folder with answers that is read where it lies, if somebody named one.
    """

    root: Path
    elsewhere: Path | None = None

    @property
    def key(self) -> Path:
        """Where the key of the store lies: apart from it."""
        return self.root.parent / KEYS / f"{self.root.name}.json"

    @property
    def store(self) -> Path:
        """Where answers are kept under pseudonyms."""
        return self.root / STORE

    @property
    def has_store(self) -> bool:
        """Whether answers were kept."""
        return (self.store / STORE_HEAD).is_file()

    def given(self) -> list[Path]:
        """List the folders that hold answers as they came.

        Raises:
            EvaluationError: the folder that somebody named is gone.
        """
        named = [self.elsewhere] if self.elsewhere else []
        for folder in named:
            if not folder.is_dir():
                raise EvaluationError(f"The folder {folder} is not there any more. Put it back, and look again.")
        return [folder for folder in (*named, self.root / ANSWERS) if folder.is_dir() and any(folder.iterdir())]

    def inputs(self) -> list[Path]:
        """List all that a report reads: answers as they came, and those in the store."""
        return [*self.given(), *([self.store] if self.has_store else [])]

    def files(self) -> list[Path]:
        """List the files with answers as they came; of an empty folder there are none."""
        found = self.given()
        try:
            return files_of(found) if found else []
        except EvaluationError:
            return []

    def pseudonyms(self) -> Pseudonyms:
        """Return what joins answers: the key of the store, or one that is forgotten after this run.

        Raises:
            EvaluationError: the key cannot be read, or it is gone and the store is there.
        """
        if self.key.exists():
            return load_key(self.key)
        if self.has_store:
            raise EvaluationError(f"The key {self.key} is gone. Put it back: without it, nothing joins the store.")
        return passing_pseudonyms()

    def key_for_keeping(self) -> Pseudonyms:
        """Return the key of the store; one is made for a store that is not there yet."""
        return self.pseudonyms() if self.key.exists() or self.has_store else new_key(self.key, self.root.name)

    def reports(self, audience: Audience) -> list[Path]:
        """List the pages of the reports for an audience, the youngest first."""
        found = self.root.glob(f"{REPORTS}/{AUDIENCES[audience]}-*/{PAGE}")
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def put(self, files: Sequence[tuple[str, bytes]]) -> tuple[int, int]:
        """Put files into the folder of answers; return how many are new, and how many were there already.

        Raises:
            EvaluationError: one cannot be written; those before it are there.
        """
        new = 0
        for name, data in files:
            path = self._place(plain_name(name), data)
            if path is not None:
                save(path, data)
                new += 1
        return new, len(files) - new

    def free(self, folder: str, name: str, end: str = "") -> Path:
        """Name a file or a folder that is not there yet: nothing is written over."""
        place = self.root / folder
        there = [path.name for path in place.iterdir()] if place.is_dir() else []
        names = (f"{name}{f'-{number}' if number > 1 else ''}{end}" for number in range(1, 10_000))
        return next(place / one for one in names if not any(other.startswith(one) for other in there))

    def _place(self, name: str, data: bytes) -> Path | None:
        """Find where a file goes: beside one of the same name that says something else; nowhere if it is there."""
        first = self.root / ANSWERS / name
        path, number = first, 1
        while path.exists():
            if path.is_file() and path.read_bytes() == data:
                return None
            number += 1
            path = first.with_name(f"{first.stem}-{number}{first.suffix}")
        return path


def plain_name(name: str) -> str:
    """Return a name for a file that any system takes, and that leads nowhere else."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("-" if sign in _NOT_IN_NAMES or not sign.isprintable() else sign for sign in last)
    return kept.strip().lstrip(".")[-120:] or "file"


def is_of_report(file: Path) -> bool:
    """Tell whether a file belongs to the report of a town or of a region: it lies there, or among its figures."""
    above = [folder for folder in list(file.parents)[1:3] if folder.name in {REPORTS, REGION}]
    return any((folder.parent / HEAD).is_file() for folder in above)


def evaluation_folders(home: Path) -> list[Path]:
    """List the folders that hold an evaluation, the youngest first."""
    found = [path.parent for path in home.glob(f"*/{HEAD}")]
    return sorted(found, key=lambda path: (path / HEAD).stat().st_mtime, reverse=True)


def open_evaluation(root: Path) -> EvaluationFolder:
    """Open an evaluation.

    Raises:
        EvaluationError: it is gone or damaged.
    """
    try:
        whole = json.loads((root / HEAD).read_text("utf-8"))
        if (whole["format"], whole["schema"]) != (FORMAT, SCHEMA):
            raise ValueError
        named = str(whole["answers"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{root.name}: the file {HEAD} is gone or damaged. Begin a new evaluation.") from error
    return EvaluationFolder(root, Path(named) if named else None)


def begin(root: Path, words: Words, named: str = "") -> EvaluationFolder:
    """Begin an evaluation in a new folder.

    Args:
        root: the folder; it must not be there yet.
        words: the language of what can go wrong.
        named: a folder where answers lie already, as somebody typed it.

    Raises:
        EvaluationError: there is such a folder, it cannot be made, or the folder of answers is none.
    """
    elsewhere = _named(named, root, words) if named.strip() else None
    try:
        root.mkdir(parents=True)
    except FileExistsError as error:
        raise EvaluationError(words.get("needsdesk.taken", name=root.name)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EvaluationError(words.get("needsdesk.no-folder", name=root.name, reason=reason)) from error
    head = {"format": FORMAT, "schema": SCHEMA, "answers": str(elsewhere or "")}
    save(root / HEAD, json_text(head))
    return EvaluationFolder(root, elsewhere)


def begin_example(root: Path, course: Path, words: Words) -> EvaluationFolder:
    """Begin an evaluation with the invented answers of the course."""
    made = begin(root, words)
    made.put([(path.name, path.read_bytes()) for path in sorted((course / EXAMPLE).glob("*.parquet"))])
    return made


def _named(named: str, root: Path, words: Words) -> Path:
    """Return the folder that somebody typed; one that holds the desk itself would bring in all that lies there."""
    typed = named.strip().strip('"')
    try:
        folder = Path(typed).expanduser().resolve()
        there = folder.is_dir()
    except (OSError, RuntimeError, ValueError):
        there = False
    if not there:
        raise EvaluationError(words.get("needsdesk.no-answers-folder", folder=typed))
    if root.resolve().is_relative_to(folder):
        raise EvaluationError(words.get("needsdesk.too-wide", folder=typed))
    return folder
