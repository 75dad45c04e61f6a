"""Files and folders of any source, in one go: what they hold, put together, and what could not be used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import RATING_KEY, empty_events, empty_ratings, first_attempts, numbered
from steppingup.evaluation.quality import ALL
from steppingup.evaluation.readers.base import Taken
from steppingup.evaluation.readers.csv_files import read_csv_files
from steppingup.evaluation.readers.needs import read_needs_files
from steppingup.evaluation.readers.no_answers import is_no_answers
from steppingup.evaluation.readers.tables import read_table
from steppingup.evaluation.readers.training_needs import empty_needs
from steppingup.evaluation.readers.xapi import read_xapi
from steppingup.evaluation.store import AGGREGATES, HEAD, LOG
from steppingup.evaluation.versions import newest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from steppingup.evaluation.readers.base import Setting


def read_inputs(paths: Sequence[Path], setting: Setting, *, every_attempt: bool = False) -> Taken:
    """Read files, and folders with all that lies in them.

    Args:
        paths: what was named.
        setting: what is known beforehand.
        every_attempt: also keep attempts after the first; by default the first alone counts.

    Raises:
        EvaluationError: nothing of that name is there, or nothing was named.
    """
    files = files_of(paths)
    read = [file for file in files if not is_no_answers(file)]
    versions = {item: version for item, (version, _) in setting.items_known.items()}
    whole = united([*_parts(read, setting)], versions, every_attempt=every_attempt)
    whole.quality.leave_alone(len(files) - len(read))
    for file in read:
        if file.suffix.lower() not in {*_READERS, *_TOGETHER}:
            whole.quality.add(file.name, "no kind of file that is read here; it was left alone")
    return whole


def _parts(files: Sequence[Path], setting: Setting) -> Iterator[Taken]:
    """Read each file with what is known of it: results of sessions take their role from their own name or folder."""
    roles: dict[str, list[Path]] = {}
    for file in files:
        roles.setdefault(role_named(file, setting), []).append(file)
    for role, theirs in roles.items():
        mine, ends = replace(setting, role=role or setting.role), {file: file.suffix.lower() for file in theirs}
        yield from (_READERS[end](file, mine) for file, end in ends.items() if end in _READERS)
        for end, together in _TOGETHER.items():
            if of_one_kind := [file for file in ends if ends[file] == end]:
                yield together(of_one_kind, mine)


def role_named(file: Path, setting: Setting) -> str:
    """Return the role that a file or its folder is named after, as ``social_worker/gradebook.db``; else nothing."""
    return next((name for name in (file.stem, file.parent.name) if name in setting.facts.roles), "")


def files_of(paths: Sequence[Path]) -> list[Path]:
    """List the files of what was named, each once; hidden ones and links in folders are not looked at.

    Raises:
        EvaluationError: nothing of that name is there, or nothing was named.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise EvaluationError(f"There is no file or folder {path}.")
        for file in [path] if not path.is_dir() else sorted(_inside(path)):
            found.setdefault(file)
    if not found:
        raise EvaluationError("There is no file to read here.")
    return list(found)


def united(parts: Sequence[Taken], versions: Mapping[str, int], *, every_attempt: bool = False) -> Taken:
    """Put together what files gave: the same answer once, the first attempt at the newest version, a rating once.

    Args:
        parts: of each file.
        versions: of the items of the course.
        every_attempt: also keep later attempts, and older versions.
    """
    whole = Taken(needs=empty_needs())
    whole.quality.extend(part.quality for part in parts)
    events = _joined([part.events for part in parts], empty_events())
    once = events.drop_duplicates("event_id", ignore_index=True)
    whole.quality.add(ALL, "the same answer came more than once; it counts once", "events", len(events) - len(once))
    once = once if every_attempt else newest(once, versions, whole.quality)
    first = first_attempts(once).reset_index(drop=True)
    again = len(once) - len(first)
    what = "a further attempt; " + ("all attempts were kept" if every_attempt else "the first one counts")
    whole.quality.add(ALL, what, "events", again)
    whole.events = numbered(once) if every_attempt else first
    whole.ratings = _ratings([part.ratings for part in parts], whole)
    whole.needs = _joined([part.needs for part in parts], empty_needs())
    _warn(whole)
    return whole


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not hidden and not _is_about_a_store(path):
            yield path


def _is_about_a_store(path: Path) -> bool:
    """Tell what a store holds beside its rows: who it is, its log, and what stays of deleted rows."""
    inside = (path.parent / HEAD).is_file() or (path.parent.parent / HEAD).is_file()
    return inside and (path.name in {HEAD, LOG} or path.parent.name == AGGREGATES)


def _joined(frames: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    full = [frame for frame in frames if len(frame)]
    return pd.concat(full, ignore_index=True) if full else empty


def _ratings(frames: list[pd.DataFrame], whole: Taken) -> pd.DataFrame:
    """Keep one rating per person, phase, competency and scale: the earliest one."""
    ratings = _joined(frames, empty_ratings())
    exact = ratings.drop_duplicates(ignore_index=True)
    whole.quality.add(ALL, "the same rating came more than once; it counts once", "ratings", len(ratings) - len(exact))
    key = [name for name in RATING_KEY if name != "day"]
    kept = exact.sort_values("day", kind="stable").drop_duplicates(key).sort_index()
    what = "a further rating of the same person, phase and competency; the first one counts"
    whole.quality.add(ALL, what, "ratings", len(exact) - len(kept))
    return kept.reset_index(drop=True)


def _warn(whole: Taken) -> None:
    """Say what may make numbers of these answers wrong though each row is sound."""
    releases = sorted(set(whole.events["course_version"]) - {""})
    if len(releases) > 1:
        what = f"answers of {len(releases)} releases of the course are together ({', '.join(releases)[:80]})"
        whole.quality.add(ALL, what, "events")
    sources = {*whole.events["source"], *whole.ratings["source"]}
    if "simulated" in sources and len(sources) > 1:
        whole.quality.add(ALL, "simulated answers and real ones are together; numbers of both mean nothing", "events")


def _gradebook(path: Path, setting: Setting) -> Taken:
    # nbgrader takes seconds to load, and most evaluations have no gradebook
    from steppingup.evaluation.readers.gradebook import read_gradebook  # noqa: PLC0415

    return read_gradebook(path, setting)


_READERS: dict[str, Callable[[Path, Setting], Taken]] = {
    ".db": _gradebook,
    ".jsonl": read_xapi,
    ".ndjson": read_xapi,
    ".parquet": lambda path, _setting: read_table(path),
}
# Kinds whose files are read in one go: a person or a quiz may have several.
_TOGETHER: dict[str, Callable[[Sequence[Path], Setting], Taken]] = {".json": read_needs_files, ".csv": read_csv_files}
