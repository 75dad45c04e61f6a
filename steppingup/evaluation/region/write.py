"""Make a region's report from sums, and write it: ``evaluate merge``, and ``evaluate report`` of files with sums."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.common.errors import EvaluationError
from steppingup.documents.new_folder import check_new_folder, put_folder
from steppingup.documents.tables import Column, Table
from steppingup.documents.xlsx import workbook_bytes
from steppingup.evaluation.contribution.form import MOST_BYTES, NOTICE, read_contribution, written
from steppingup.evaluation.contribution.merge import merged
from steppingup.evaluation.contribution.results import document_of as results_of
from steppingup.evaluation.contribution.results import lost_share, tables_of
from steppingup.evaluation.files import json_text
from steppingup.evaluation.findings.all import Findings
from steppingup.evaluation.findings.who import Who
from steppingup.evaluation.region.answers import certainty_from, judging_from, questions_from
from steppingup.evaluation.region.needs import needs_from, rated_from
from steppingup.evaluation.region.parts import (
    certainty_section,
    change_section,
    judging_section,
    needs_section,
    people_section,
    privacy_section,
    rated_section,
)
from steppingup.evaluation.region.question_part import questions_section
from steppingup.evaluation.region.study import study_from
from steppingup.evaluation.report.grid import Shown
from steppingup.evaluation.report.guard import hold_files
from steppingup.evaluation.report.make import Report
from steppingup.evaluation.report.view import View
from steppingup.evaluation.report.write import PAGE, ReportDone, contents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.evaluation.contribution.parts import Contribution
    from steppingup.evaluation.findings.course import Course
    from steppingup.evaluation.region.study import SumsStudy
    from steppingup.evaluation.report.view import Audience, Part

MERGED, RESULTS, WORKBOOK = "merged.json", "results.json", "results.xlsx"
_SUMS = re.compile(rb'"format"\s*:\s*"steppingup-contribution"')


def holds_sums(path: Path) -> bool:
    """Tell whether a file says that it holds sums of towns."""
    if path.suffix.lower() not in {".json", ".gz"}:
        return False
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            return bool(_SUMS.search(stream.read(MOST_BYTES)))
    except (OSError, EOFError):
        return False


def sums_among(paths: Sequence[Path]) -> list[Path]:
    """Return the files that were named, if they hold sums of towns; none of them, if they hold answers.

    Raises:
        EvaluationError: some hold sums and others do not, so there is nothing that they add up to.
    """
    sums = [path for path in paths if path.is_file() and holds_sums(path)]
    if sums and len(sums) < len(paths):
        raise EvaluationError(
            f"{sums[0].name} holds sums of towns, and the others hold none. Answers and sums cannot be told together: "
            "make sums of the answers first (steppingup evaluate contribute), then name files with sums only."
        )
    return sums


def merge_files(  # noqa: PLR0913 - what is added up, where it goes, and how it is told
    paths: Sequence[Path], out: Path, course: Course, words: Words, day: str, *, mixed: bool = False
) -> ReportDone:
    """Add up files and write what they say together: a report, all numbers, and sums to be added up again.

    Raises:
        EvaluationError: a file is no contribution, two cannot be added up, or the folder cannot be written.
    """
    check_new_folder(out, EvaluationError)
    made = _read(paths, mixed=mixed)
    tables = tables_of(made)
    more = {
        MERGED: written(made),
        RESULTS: json_text(results_of(made, tables)).encode(),
        WORKBOOK: workbook_bytes("Evaluation of several towns", [_about(made), *tables], "Stepping Up"),
    }
    return _write(made, out, View(_findings(made, course), words, "local"), day, more)


def report_sums(  # noqa: PLR0913 - what is told, where it goes, for whom, and how
    paths: Sequence[Path], out: Path, course: Course, words: Words, day: str, *, audience: Audience
) -> ReportDone:
    """Write the report alone, such as one that may leave the house of the region.

    Raises:
        EvaluationError: as above, or it is for others and the sums are not protected.
    """
    check_new_folder(out, EvaluationError)
    made = _read(paths, mixed=False)
    if audience == "shared" and not made.protected:
        raise EvaluationError(words.get("evaluation.region.refused-shared"))
    return _write(made, out, View(_findings(made, course), words, audience), day, {})


def region_report(view: View, made: Contribution, day: str) -> Report:
    """Make all sections of a region's report."""
    study: SumsStudy = view.found.study  # type: ignore[assignment]  # _findings made it
    parts = [
        needs_section(view, study), people_section(view, study), rated_section(view), change_section(view),
        judging_section(view, study), certainty_section(view), questions_section(view, study),
    ]  # fmt: skip
    parts.append(privacy_section(view, study, parts))
    notice = "" if made.protected else NOTICE
    about = _facts(view, study, parts, day)
    return Report(view, view.say("region.title"), tuple(parts), about, _lines(view, study, day), notice)


def _read(paths: Sequence[Path], *, mixed: bool) -> Contribution:
    return merged([(path.name, read_contribution(path)) for path in paths], mixed=mixed)


def _findings(made: Contribution, course: Course) -> Findings:
    study = study_from(made, course)
    who = Who(study.people_in(study.base) or None, {}, (), {})
    return Findings(
        study, needs_from(study), who, {}, 0, (), rated_from(study), judging_from(study), certainty_from(study),
        questions_from(study),
    )  # fmt: skip


def _write(made: Contribution, out: Path, view: View, day: str, more: dict[str, bytes]) -> ReportDone:
    report = region_report(view, made, day)
    listed = {name: view.say(f"region.file.{name.replace('.', '-')}") for name in more}
    files = contents(report, listed) | more
    hold_files(files, ())
    put_folder(out, files, EvaluationError)
    counts = {"needs": len(view.found.needs), "tables": len(report.grids), "figures": len(report.figures)}
    said = [view.say("region.done", n=made.towns, **counts)]
    if made.lost:
        said.append(view.say("region.done-lost", share=view.percent(lost_share(made))))
    said.append(view.say(f"audience.{view.audience}", least=view.least) if made.protected else f"WARNING: {NOTICE}")
    return ReportDone(out / PAGE, tuple(said))


def _about(made: Contribution) -> Table:
    lines = [NOTICE] if not made.protected else []
    lines += ["Simulated: nobody gave these answers, or some of them."] if made.simulated else []
    lines += [f"Towns: {made.towns}. Made on {made.day}. Kept back by towns: {lost_share(made):.0%} of their cells."]
    return Table("README", (Column("About", wrap=True),), tuple((line,) for line in lines))


def _facts(view: View, study: SumsStudy, parts: Sequence[Part], day: str) -> dict[str, object]:
    made, people = study.made, study.people_in(study.base)
    cells = [cell for part in parts for grid in part.grids for row in grid.rows for cell in row
             if isinstance(cell, Shown)]  # fmt: skip
    return {
        "day": day, "release": __version__, "audience": view.audience, "least": view.least, "base": study.base,
        "phases": list(study.phases), "people": people if people >= view.least else None, "items": study.item_count,
        "item_bank": list(made.releases), "cells": len(cells), "sources": ["simulated"] if made.simulated else [],
        "suppressed": sum(cell.value is None and cell.reason == "few" for cell in cells),
        "required_levels": study.course.origin,
        "sums": {"towns": made.towns, "kept_back": round(lost_share(made), 3), "protected": made.protected},
    }  # fmt: skip


def _lines(view: View, study: SumsStudy, day: str) -> tuple[str, ...]:
    made, people = study.made, study.people_in(study.base)
    audience = view.say(f"audience-name.{view.audience}")
    who = view.say("region.meta-people", n=people) if people >= view.least else ""
    lost = view.say("region.meta-lost", share=view.percent(lost_share(made))) if made.lost else ""
    said = (
        view.say("region.made", day=day, version=__version__, n=made.towns),
        view.say("region.filter", phase=view.phase(study.base), audience=audience),
        who or view.say("region.meta-few", least=view.least),
        view.say("meta.items", n=study.item_count, versions=", ".join(made.releases) or view.say("unknown")),
        lost,
    )
    return tuple(line for line in said if line)
