"""``steppingup evaluate keep``, ``forget`` and ``retention``: answers on this machine, and their end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steppingup.cli import course_of
from steppingup.common.day import day_of_check
from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.evaluation.forgetting import Gone
    from steppingup.evaluation.pseudonym import Pseudonyms

STORE = click.option(
    "--store", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder of the answers."
)
KEY = click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="The key file of this evaluation.")
SHOW = click.option("--show", is_flag=True, help="Only say what would be done.")
COPIES = "Copies elsewhere, such as backups and files that people sent, are not touched: delete them where they lie."


@click.command("keep")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@STORE
@KEY
@SHOW
@click.option("--purpose", default="", help="What the evaluation is for; needed once, when its key is made.")
@click.option("--role", default="", help="The role of everybody in files that know no role.")
@click.option("--municipality", default="", help="The code of the town, for files that know none.")
@click.pass_context
def keep_command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    ctx: click.Context,
    inputs: Sequence[Path],
    store: Path,
    key: Path | None,
    show: bool,
    purpose: str,
    role: str,
    municipality: str,
) -> None:
    """Put answers into a store, under pseudonyms. Taking a file again adds nothing."""
    from steppingup.evaluation.course import course_setting  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.evaluation.pseudonym import keep_apart  # noqa: PLC0415
    from steppingup.evaluation.reading import read_inputs  # noqa: PLC0415
    from steppingup.evaluation.store import keep  # noqa: PLC0415

    if key is None:
        raise EvaluationError(
            "Name a key file that lies apart from the answers: --key FILE. It is made if there is none."
        )
    keep_apart(key, store)
    pseudonyms = _key(key, purpose, show=show)
    setting = course_setting(course_of(ctx), pseudonyms, role=role, municipality=municipality)
    taken = read_inputs(inputs, setting, every_attempt=True)
    kept = keep(store, taken, pseudonyms, day_of_check().isoformat(), show=show)
    done = "Would be kept" if show else "Kept"
    new, known = kept.new, kept.known
    click.echo(f"{done}: {new['events']} answers and {new['ratings']} ratings that are new.")
    click.echo(f"There already: {known['events']} answers and {known['ratings']} ratings.")
    click.echo("\n".join(taken.quality.sentences()))


@click.command("forget")
@click.argument("pseudonym", required=False)
@STORE
@KEY
@SHOW
@click.option("--code", help="The linking code of a person who asks, instead of the pseudonym; needs --key.")
def forget_command(pseudonym: str | None, store: Path, key: Path | None, show: bool, code: str | None) -> None:
    """Delete what a store holds about one person; with --show, say what it holds."""
    from steppingup.evaluation.forgetting import forget  # noqa: PLC0415 - listing the commands needs none of it

    learner = _asked(pseudonym, code, key, store)
    gone = forget(store, learner, day_of_check().isoformat(), show=show)
    if not gone.people:
        click.echo("This store holds nothing about this person.")
        return
    phases = ", ".join(f"{phase}: {count}" for phase, count in sorted(gone.phases.items()))
    click.echo(f"{_rows(gone, show=show)} By phase: {phases}.")
    click.echo("" if show else COPIES, nl=not show)


@click.command("retention")
@STORE
@SHOW
@click.pass_context
def retention_command(ctx: click.Context, store: Path, show: bool) -> None:
    """Delete the rows of everybody whose last follow-up is long enough ago; protected aggregates stay."""
    from steppingup.common.settings import load_settings  # noqa: PLC0415 - listing the commands needs none of it
    from steppingup.evaluation.forgetting import retention  # noqa: PLC0415

    settings = load_settings(course_of(ctx)).evaluation
    today = day_of_check().isoformat()
    gone = retention(store, today, settings.retention_months, settings.follow_up_months, show=show)
    rule = f"{settings.retention_months} months after the last follow-up"
    if not gone.people:
        click.echo(f"Nobody's time is over ({rule}).")
        return
    click.echo(f"People whose time is over ({rule}): {gone.people}. {_rows(gone, show=show)}")
    if gone.aggregates:
        click.echo(f"Protected aggregates stay: {gone.aggregates}\n{COPIES}")


def _key(key: Path, purpose: str, *, show: bool) -> Pseudonyms:
    from steppingup.evaluation.pseudonym import load_key, new_key, passing_pseudonyms  # noqa: PLC0415 - as above

    if key.exists():
        return load_key(key)
    if not purpose:
        raise EvaluationError(f"There is no key {key} yet. Say what it is for, and it is made: --purpose TEXT.")
    if show:
        return passing_pseudonyms()
    made = new_key(key, purpose)
    click.echo(f"A new key for '{purpose}': {key}. Without it, nobody's answers can be joined or found again.")
    return made


def _asked(pseudonym: str | None, code: str | None, key: Path | None, store: Path) -> str:
    """Return whose rows are meant.

    Raises:
        EvaluationError: neither or both of pseudonym and code are given, or the key is missing or another one.
    """
    from steppingup.evaluation.pseudonym import load_key  # noqa: PLC0415 - as above
    from steppingup.evaluation.store import open_store, store_head  # noqa: PLC0415
    from steppingup.record.linking import normal_linking_code  # noqa: PLC0415

    if bool(pseudonym) == bool(code):
        raise EvaluationError("Name one person: a pseudonym, or --code CODE with --key FILE.")
    if pseudonym:
        return pseudonym
    if key is None:
        raise EvaluationError("A code needs the key file of this evaluation: --key FILE.")
    pseudonyms = load_key(key)
    store_head(store)
    open_store(store, pseudonyms)
    return pseudonyms.of("linking", normal_linking_code(code or ""))


def _rows(gone: Gone, *, show: bool) -> str:
    done = "Would be deleted" if show else "Deleted"
    return f"{done}: {gone.rows['events']} answers and {gone.rows['ratings']} ratings."
