"""What an evaluation takes from the course: roles, competencies, the self-check with its keys, and all items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.catalogue.load import load_catalogue
from steppingup.catalogue.needs import load_instrument
from steppingup.common.day import day_of_check
from steppingup.common.errors import ContentError, EvaluationError
from steppingup.evaluation.events import CODE
from steppingup.evaluation.item_table import course_items
from steppingup.evaluation.readers.base import Setting

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.evaluation.pseudonym import Pseudonyms


def course_setting(course: Path, pseudonyms: Pseudonyms, **beforehand: Any) -> Setting:
    """Return the setting of the readers for a course.

    Args:
        course: its folder.
        pseudonyms: of the purpose of the evaluation.
        beforehand: fields of :class:`~steppingup.evaluation.readers.base.Setting` such as ``municipality``.

    Raises:
        EvaluationError: a role or town was named that cannot be, or the keys of the self-check are
            not sound, so that scores would be wrong.
    """
    catalogue = load_catalogue(course)
    try:
        instrument = load_instrument(catalogue)
    except ContentError as error:
        raise EvaluationError(f"The self-check of this course has errors; put them right first.\n{error}") from error
    items = course_items(catalogue, instrument)
    _look(beforehand, list(catalogue.facts.roles))
    known = {"country": catalogue.settings.municipality.country} | beforehand
    return Setting(pseudonyms, catalogue.facts, day_of_check().isoformat(), instrument, items, **known)


def _look(beforehand: dict[str, Any], roles: list[str]) -> None:
    """Look at what was named for all files: a slip there would cost every row."""
    role, town = beforehand.get("role", ""), beforehand.get("municipality", "")
    if role and role not in roles:
        raise EvaluationError(f"The course knows no role '{role}'; the roles are {', '.join(roles)}.")
    if not CODE.fullmatch(town):
        raise EvaluationError(f"'{town}' is no code of a town: letters, digits and dashes, without blanks.")
