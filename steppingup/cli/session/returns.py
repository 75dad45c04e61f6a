"""``session collect``: what came back, placed or named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli.session import session_of
from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.session.collected import Collected, Placed
    from steppingup.session.course import Session


@click.command()
@click.argument("inbox", required=False, type=click.Path(path_type=Path))
@click.option("--from", "decisions", multiple=True, metavar="CODE=FILE", help="Say whose a file is.")
@click.pass_context
def collect_command(ctx: click.Context, inbox: Path | None, decisions: tuple[str, ...]) -> None:
    """Take returned files in, from a folder (the session's own "inbox" if none is named). The folder stays as it is."""
    from steppingup.session.collect import collect, terms_of  # noqa: PLC0415 - listing the commands needs none of these

    session = session_of(ctx)
    for decision in decisions:
        _decide(session, decision)
    report = collect(inbox or session.folder("inbox"), terms_of(session))
    for line in lines(report):
        click.echo(line)
    if report.entered:
        click.echo("Next: steppingup session grade")


def lines(report: Collected) -> Iterator[str]:
    """Write a report as lines: what was entered first, and each file that needs somebody."""
    yield f"Entered: {len(report.entered)}. There already: {len(report.known)}."
    yield from (_placed(one) for one in report.entered if one.late or one.notes)
    if report.aside:
        yield f"Kept aside, since newer answers count: {len(report.aside)}"
        yield from map(_placed, report.aside)
    if report.unplaced:
        yield f"Could not be placed: {len(report.unplaced)}"
    for gone in report.unplaced:
        yield f"  {gone.file}: {gone.reason} {gone.advice}"
    for shared in report.shared:
        yield f"The same answers in {shared.exercise}: {' and '.join(shared.codes)} ({shared.answers}). Ask both."
    for exercise, codes in report.absent.items():
        if codes:
            yield f"Nothing yet for {exercise} from {len(codes)}: {', '.join(codes)}"


def _placed(one: Placed) -> str:
    notes = ["late", *one.notes] if one.late else [*one.notes]
    return f"  {one.code} {one.exercise} ({one.file}): {'; '.join(notes)}"


def _decide(session: Session, decision: str) -> None:
    from hashlib import sha256  # noqa: PLC0415 - as above

    from steppingup.session.decisions import decide  # noqa: PLC0415
    from steppingup.session.roster import code_of  # noqa: PLC0415

    code, _, name = decision.partition("=")
    path = Path(name)
    if not name or not path.is_file():
        raise SessionError(f"'{decision[:80]}' names no file. Write it as --from K7M2Q=inbox/file.json")
    decide(session.root, sha256(path.read_bytes()).hexdigest(), code_of(code))
