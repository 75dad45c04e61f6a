"""``session status`` and ``session close``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from steppingup.cli.report import table
from steppingup.cli.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.session.close import Plan
    from steppingup.session.status import Status


@click.command()
@click.pass_context
def status_command(ctx: click.Context) -> None:
    """Say how the session stands and what comes next."""
    from steppingup.common.language import Words  # noqa: PLC0415 - listing the commands needs none of these
    from steppingup.session.close import is_closed  # noqa: PLC0415
    from steppingup.session.status import status_of  # noqa: PLC0415

    session = session_of(ctx)
    if is_closed(session.root):
        click.echo("This session is closed. What is left lies in its folder results.")
        return
    status = status_of(session)
    for line in _standing(status):
        click.echo(line)
    click.echo(f"Next: {Words().get(f'next.{status.next}')}")


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def close_command(ctx: click.Context, yes: bool) -> None:
    """Delete what need not be kept: names, answers, grades, keys. Results without persons stay."""
    from steppingup.session.close import close, close_plan  # noqa: PLC0415 - as above

    plan = close_plan(session_of(ctx))
    for line in close_lines(plan):
        click.echo(line)
    if not yes:
        click.confirm("Delete this? It cannot be undone.", abort=True)
    close(plan)
    click.echo("Closed. Files in mails, downloads and on learning platforms are yours to delete.")


def close_lines(plan: Plan) -> Iterator[str]:
    """Write what closing does, and what speaks against it."""
    from steppingup.common.language import Words  # noqa: PLC0415 - listing the commands needs none of these

    if plan.ungraded or plan.unread:
        yield f"Careful: answers not graded: {plan.ungraded}; with texts to be read: {plan.unread}."
    if plan.no_results:
        yield "Careful: there are no results, and after closing none can be made. First: steppingup session results"
    yield "This will be deleted:"
    yield from (f"  {one.path.name} ({one.files})" for one in plan.going)
    yield "This stays:"
    yield from (f"  {path.name}" for path in plan.staying)
    if plan.server:
        yield Words().get("close.server", server=plan.server)
    if plan.others:
        yield "This was not made by the session and stays, too:"
        yield from (f"  {path.name}" for path in plan.others)


def _standing(status: Status) -> Iterator[str]:
    yield f"On the roster: {status.learners}. Handouts: {status.handouts}. Files in the inbox: {status.inbox}."
    head = ("exercise", "returned", "late", "absent", "graded", "to read")
    rows = [
        (one.id, len(one.returned), len(one.late), len(one.absent), len(one.graded), len(one.to_read))
        for one in status.exercises
    ]
    yield from table(head, rows)
