"""``steppingup evaluate report``: from answers to a ranked list of needs, with what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check
from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.evaluation.pseudonym import Pseudonyms

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("report")
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option("--out", required=True, type=FOLDER, help="A new folder for the report.")
@click.option(
    "--audience", type=click.Choice(["local", "shared"]), default="local", show_default=True,
    help="Who will read it: your own house (nothing about fewer than 5 people), or others (10, and no keys).",
)  # fmt: skip
@click.option("--store", type=FOLDER, help="The folder of answers that were kept; read besides INPUT.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="The key file of this evaluation.")
@click.option("--role", default="", help="The role of everybody in files that know no role.")
@click.option("--municipality", default="", help="The code of the town, for files that know none.")
@click.pass_context
def report_command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    ctx: click.Context,
    inputs: Sequence[Path],
    out: Path,
    audience: Any,
    store: Path | None,
    key: Path | None,
    role: str,
    municipality: str,
) -> None:
    """Report what people can and need.

    INPUT are files or folders: files of the self-check, gradebook.db, Moodle's CSV, xAPI statements, Parquet. Nothing
    about single people is written, and nothing about few; the report says what it kept back.

    INPUT may also be sums of towns (merged.json, or what towns sent), and nothing else then: the report says what sums
    allow.
    """
    from steppingup.common.language import load_words  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.common.settings import load_settings  # noqa: PLC0415
    from steppingup.evaluation.course import course_setting  # noqa: PLC0415
    from steppingup.evaluation.reading import read_inputs  # noqa: PLC0415
    from steppingup.evaluation.region.write import report_sums, sums_among  # noqa: PLC0415
    from steppingup.evaluation.report.course import course_of as course_for  # noqa: PLC0415
    from steppingup.evaluation.report.write import Answers, check_folder, write_report  # noqa: PLC0415
    from steppingup.evaluation.simulation.items import with_simulated  # noqa: PLC0415

    check_folder(out)
    folder, paths = course_of(ctx), [*inputs, *([store] if store else [])]
    if not paths:
        raise EvaluationError("Name files or folders with answers, or a store with --store.")
    words = load_words(folder, load_settings(folder).language.default)
    course, day = course_for(folder, words), day_of_check().isoformat()
    sums = sums_among(paths)
    if sums:
        done = report_sums(sums, out, course, words, day, audience=audience)
        click.echo("\n".join([*done.sentences, str(done.page)]))
        return
    setting = course_setting(folder, _pseudonyms(key), role=role, municipality=municipality)
    taken = read_inputs(paths, setting)
    answers = Answers(taken.events, taken.ratings, taken.quality.frame(), with_simulated(taken.events, setting.items))
    done = write_report(answers, out, course, day, audience=audience, words=words)
    click.echo("\n".join([*done.sentences, str(done.page)]))


def _pseudonyms(key: Path | None) -> Pseudonyms:
    from steppingup.evaluation.pseudonym import load_key, passing_pseudonyms  # noqa: PLC0415 - as above

    return load_key(key) if key else passing_pseudonyms()
