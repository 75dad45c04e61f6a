"""What an evaluation in a folder makes: a report, sums for the region, a store, and the end of one person's answers."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.common.day import day_of_check
from steppingup.common.errors import EvaluationError, SteppingUpError
from steppingup.documents.zip_file import packed, zip_of_folder
from steppingup.evaluation.contribution.run import contribute, save_contribution
from steppingup.evaluation.files import save
from steppingup.evaluation.folder import ANSWERS, AUDIENCES, REGION, REPORTS, SUMS, plain_name
from steppingup.evaluation.forgetting import Gone, forget
from steppingup.evaluation.pseudonym import keep_apart
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.simulation.items import with_simulated
from steppingup.evaluation.store import keep, open_store
from steppingup.record.linking import normal_linking_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from steppingup.common.language import Words
    from steppingup.evaluation.findings.course import Course
    from steppingup.evaluation.folder import EvaluationFolder
    from steppingup.evaluation.pseudonym import Pseudonyms
    from steppingup.evaluation.readers.base import Setting, Taken
    from steppingup.evaluation.report.view import Audience
    from steppingup.evaluation.report.write import ReportDone
    from steppingup.evaluation.store import Kept

    Tell = Callable[[int, int], None]
    SettingFor = Callable[[Pseudonyms], Setting]

LEAST = 5
LARGEST = 1_000_000  # of a file of the self-check; what is larger is none


@dataclass(frozen=True)
class Holding:
    """What lies in an evaluation.

    Args:
        files: how many files with answers.
        people: how many people; None if fewer than 5.
        phases: people by phase; None where fewer than 5.
        roles: people by role, as far as they may be told.
        few_roles: whether roles are left out, as few people have them.
        simulated: whether nobody gave these answers.
        troubles: what cannot be used, one sentence each.
    """

    files: int = 0
    people: int | None = 0
    phases: dict[str, int | None] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    few_roles: bool = False
    simulated: bool = False
    troubles: list[str] = field(default_factory=list)


@dataclass
class Held:
    """What is held of one person: rows of the store, files in the folder of answers, and files elsewhere."""

    gone: Gone
    own: list[Path]
    elsewhere: list[Path]

    def __bool__(self) -> bool:
        """Tell whether anything is held."""
        return bool(self.gone.people or self.own or self.elsewhere)


def look(folder: EvaluationFolder, setting_for: SettingFor) -> Holding:
    """Look at what lies in an evaluation.

    Raises:
        EvaluationError: a folder or the key is gone.
    """
    files = folder.files()
    if not files and not folder.has_store:
        return Holding()
    taken = _read(folder, setting_for)
    rows = [frame[["learner", "phase", "role", "source"]] for frame in (taken.events, taken.ratings)]
    people, phases, roles, sources = _counts(rows)
    told = _told_roles(roles)
    return Holding(
        len(files), _many(people), {name: _many(n) for name, n in phases.items()}, told,
        len(told) < len(roles), "simulated" in sources, taken.quality.sentences(),
    )  # fmt: skip


def make_report(  # noqa: PLR0913 - what is read, from where, and for whom
    folder: EvaluationFolder, setting_for: SettingFor, course: Course, words: Words, *, audience: Audience, tell: Tell
) -> ReportDone:
    """Report on an evaluation in a new folder, and pack it.

    Raises:
        EvaluationError: there are no answers, or the report cannot be written.
        StatisticsError: the audit of a table fails; nothing was written.
    """
    from steppingup.evaluation.report.write import Answers, write_report  # noqa: PLC0415 - figures take a second

    tell(0, 3)
    taken, day = _read(folder, setting_for), day_of_check().isoformat()
    tell(1, 3)
    items = with_simulated(taken.events, setting_for(folder.pseudonyms()).items)
    answers = Answers(taken.events, taken.ratings, taken.quality.frame(), items)
    out = folder.free(REPORTS, f"{AUDIENCES[audience]}-{day}")
    done = write_report(answers, out, course, day, audience=audience, words=words)
    tell(2, 3)
    save(packed(done.page), zip_of_folder(out))
    return done


def make_sums(folder: EvaluationFolder, setting_for: SettingFor) -> list[str]:
    """Write the sums for the region into a new file; return what to say about it."""
    taken, day = _read(folder, setting_for), day_of_check().isoformat()
    pseudonyms = folder.pseudonyms()
    made = contribute(taken, with_simulated(taken.events, setting_for(pseudonyms).items), day, pseudonyms=pseudonyms)
    return save_contribution(made, folder.free(SUMS, f"{plain_name(folder.root.name)}-{day}", ".json"))


def add_up(folder: EvaluationFolder, files: Sequence[tuple[str, bytes]], course: Course, words: Words) -> ReportDone:
    """Add up the sums of towns in a new folder, and report on them.

    Raises:
        EvaluationError: a file holds no sums, or two cannot be added up; nothing was written.
    """
    from steppingup.evaluation.region.write import merge_files  # noqa: PLC0415 - figures take a second

    day = day_of_check().isoformat()
    out = folder.free(REGION, day)
    with tempfile.TemporaryDirectory() as place:
        paths = [_lain(Path(place) / str(number), name, data) for number, (name, data) in enumerate(files)]
        return merge_files(paths, out, course, words, day)


def keep_answers(folder: EvaluationFolder, setting_for: SettingFor) -> tuple[Kept, list[str]]:
    """Put answers as they came into the store; return what is new, and what could not be used."""
    given = folder.given()
    if not folder.files():
        raise EvaluationError("There are no answers here yet.")
    pseudonyms = folder.key_for_keeping()
    keep_apart(folder.key, folder.store)
    taken = read_inputs(given, setting_for(pseudonyms), every_attempt=True)
    return keep(folder.store, taken, pseudonyms, day_of_check().isoformat()), taken.quality.sentences()


def held_of(folder: EvaluationFolder, typed: str) -> Held:
    """Look what is held of the person with a linking code.

    Raises:
        LinkingCodeError: it is none.
        EvaluationError: the store or its key cannot be read.
    """
    code = normal_linking_code(typed)
    gone = _forget(folder, code, show=True) if folder.has_store else Gone()
    theirs = [path for path in folder.files() if _is_of(path, code)]
    own = [path for path in theirs if path.is_relative_to(folder.root / ANSWERS)]
    return Held(gone, own, [path for path in theirs if path not in own])


def forget_person(folder: EvaluationFolder, typed: str) -> Held:
    """Delete what the store and the folder of answers hold of a person; files elsewhere are only named.

    Raises:
        EvaluationError: a file cannot be deleted; its name is said.
    """
    held = held_of(folder, typed)
    if held.gone.people:
        held.gone = _forget(folder, normal_linking_code(typed), show=False)
    for path in held.own:
        try:
            path.unlink()
        except OSError as error:
            raise EvaluationError(f"{path.name} cannot be deleted ({error.strerror}). Delete it yourself.") from error
    return held


def _read(folder: EvaluationFolder, setting_for: SettingFor) -> Taken:
    inputs = folder.inputs()
    if not inputs:
        raise EvaluationError("There are no answers here yet.")
    return read_inputs(inputs, setting_for(folder.pseudonyms()))


def _forget(folder: EvaluationFolder, code: str, *, show: bool) -> Gone:
    pseudonyms = folder.pseudonyms()
    open_store(folder.store, pseudonyms)
    return forget(folder.store, pseudonyms.of("linking", code), day_of_check().isoformat(), show=show)


def _is_of(path: Path, code: str) -> bool:
    """Tell whether a file of the self-check carries a code; a file that cannot be read carries none."""
    if path.suffix.lower() != ".json":
        return False
    try:
        if path.stat().st_size > LARGEST:
            return False
        whole = json.loads(path.read_bytes())
        return isinstance(whole, dict) and normal_linking_code(str(whole.get("code", ""))) == code
    except (OSError, ValueError, RecursionError, SteppingUpError):
        return False


def _lain(place: Path, name: str, data: bytes) -> Path:
    path = place / plain_name(name)
    save(path, data)
    return path


def _counts(frames: list[pd.DataFrame]) -> tuple[int, dict[str, int], dict[str, int], set[str]]:
    import pandas as pd  # noqa: PLC0415 - takes a second to import

    rows = pd.concat(frames, ignore_index=True)
    phases = rows.groupby("phase", sort=True)["learner"].nunique()
    roles = rows.groupby("learner")["role"].first().value_counts()
    return (
        rows["learner"].nunique(), {str(name): int(n) for name, n in phases.items()},
        {str(name): int(n) for name, n in roles.items()}, set(rows["source"].astype(str)),
    )  # fmt: skip


def _many(people: int) -> int | None:
    return None if 0 < people < LEAST else people


def _told_roles(roles: dict[str, int]) -> dict[str, int]:
    """Leave out roles of few people, and as many more that nobody can work those out from the total."""
    return dict(_tellable(sorted(roles.items(), key=lambda one: (-one[1], one[0]))))


def _tellable(roles: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    kept = [one for one in roles if one[1] >= LEAST]
    left = sum(n for _, n in roles) - sum(n for _, n in kept)
    while kept and 0 < left < LEAST:
        left += kept.pop()[1]
    yield from kept
