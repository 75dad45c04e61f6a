"""``session grade``, ``regrade``, ``feedback`` and ``results``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from steppingup.cli.session import session_of
from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.grading.regrade import RegradeReport
    from steppingup.grading.run import GradeReport
    from steppingup.session.course import Session

only = click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")


@click.command()
@only
@click.pass_context
def guide_command(ctx: click.Context, exercises: tuple[str, ...]) -> None:
    """Write the marking guide: rubric and examples for the texts. It is key material and lies with the keys."""
    from steppingup.session.guide import write_guide  # noqa: PLC0415 - nbgrader takes two seconds to import

    session = session_of(ctx)
    for id_ in _chosen(session, exercises):
        click.echo(write_guide(session, id_) or f"{id_}: no texts to read")


@click.command()
@only
@click.option("--force", is_flag=True, help="Grade those again that have not changed.")
@click.pass_context
def grade_command(ctx: click.Context, exercises: tuple[str, ...], force: bool) -> None:
    """Grade what was returned, of all exercises if none is named. Nothing that learners wrote is run."""
    from steppingup.grading.run import grade  # noqa: PLC0415 - nbgrader takes two seconds to import

    session, failed = session_of(ctx), 0
    for id_ in _chosen(session, exercises):
        with click.progressbar(length=1, label=id_, show_pos=True) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            report = grade(session.root, id_, progress, force=force)
        for line in _graded(report):
            click.echo(line)
        failed += len(report.failed)
    click.echo("Next: read the texts in formgrader, then steppingup session results, steppingup session feedback")
    ctx.exit(1 if failed else 0)


@click.command()
@only
@click.pass_context
def regrade_command(ctx: click.Context, exercises: tuple[str, ...]) -> None:
    """Grade again after a key was corrected in the course; grades that you gave stay. Says what changed."""
    from steppingup.catalogue import load_catalogue  # noqa: PLC0415 - as above
    from steppingup.catalogue.exercises import load_exercises  # noqa: PLC0415
    from steppingup.grading.regrade import regrade  # noqa: PLC0415

    session = session_of(ctx)
    known = load_exercises(load_catalogue(session.course, session.language))
    for id_ in _chosen(session, exercises):
        if id_ not in known:
            raise SessionError(f"The course no longer has the exercise '{id_}', so nothing was graded again.")
        for line in _regraded(regrade(session.root, known[id_])):
            click.echo(line)


@click.command()
@only
@click.pass_context
def feedback_command(ctx: click.Context, exercises: tuple[str, ...]) -> None:
    """Write a page of feedback for each learner who was graded."""
    from steppingup.grading.feedback import feedback  # noqa: PLC0415 - as above
    from steppingup.session.handout import write_packed  # noqa: PLC0415

    session = session_of(ctx)
    for id_ in _chosen(session, exercises):
        pages = feedback(session.root, id_)
        click.echo(f"{id_}: {len(pages)} pages in {session.folder('feedback')}")
    click.echo(f"All of them, a folder for each code: {write_packed(session)}")


@click.command()
@only
@click.option("--with-names", is_flag=True, help="Put names beside codes in the tables; never on the page.")
@click.pass_context
def results_command(ctx: click.Context, exercises: tuple[str, ...], with_names: bool) -> None:
    """Write what was chosen, item by item: a page to show in the room, Excel and CSV."""
    from steppingup.session.results import write_results  # noqa: PLC0415 - pandas takes two seconds to import

    session = session_of(ctx)
    for id_ in _chosen(session, exercises):
        report = write_results(session.root, id_, with_names=with_names)
        for line in (*report.sentences, f"  {report.paths[0]}"):
            click.echo(line)


def _chosen(session: Session, exercises: tuple[str, ...]) -> list[str]:
    for id_ in exercises:
        session.assigned(id_)
    return list(exercises or session.exercises)


def _regraded(report: RegradeReport) -> Iterator[str]:
    yield f"{report.report.exercise}: items with another key: {', '.join(report.items) or 'none'}"
    for one in report.changes:
        stays = " (your own grade stays)" if one.manual else ""
        yield f"  {one.student} {one.item}: {_points(one.before)} is now {_points(one.after)}{stays}"
    yield f"  Grades of yours that stay: {report.kept}"


def _points(score: float | None) -> str:
    return "open" if score is None else f"{score:g}"


def _graded(report: GradeReport) -> Iterator[str]:
    new = sum(one.new and not one.error for one in report.graded)
    reading = sum(bool(one.reading) for one in report.graded)
    yield f"{report.exercise}: graded now {new}, in all {len(report.graded)}; with texts to read {reading}"
    for one in report.graded:
        if one.error:
            yield f"  {one.student} could not be graded: {one.error}"
        elif one.notes:
            yield f"  {one.student}: {' '.join(one.notes)}"
