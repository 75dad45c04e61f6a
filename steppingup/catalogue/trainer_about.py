"""Rules for what a block for trainers speaks of: a plan must find each activity that ``:about:`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.activities.scenario import Scenario
from steppingup.catalogue.lessons import calls
from steppingup.catalogue.trainer import NAME, PLACES, WITHOUT, about_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.catalogue.model import Catalogue
    from steppingup.catalogue.pages import Block, Page
    from steppingup.common.errors import Problem

DEBRIEF = "debrief"
SPEAKING = (DEBRIEF, "group-task", "role-play")


def about_problems(pages: Sequence[Page], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the option ``about`` of all blocks."""
    for page in pages:
        for block in page.named(NAME):
            if words := about_of(block):
                for what in _faults(block, words, _near(page, pages), catalogue):
                    yield page.problem(block.line, "about", what)


def _faults(block: Block, words: Sequence[str], near: set[str], catalogue: Catalogue) -> Iterator[str]:
    if block.argument not in SPEAKING:
        yield f"a {block.argument} speaks of no activity; use it in a {', a '.join(SPEAKING)}"
        return
    entries = sum(part.listed for part in parts_of(block))
    if block.argument == DEBRIEF and len(words) != entries:
        yield f"{len(words)} words for {entries} entries of the list; write one for each"
    for word in words:
        if word not in WITHOUT:
            yield from _unknown(word, near, catalogue)
        elif block.argument != DEBRIEF:
            yield f"'{word}' is for a debrief; name activities"


def _unknown(word: str, near: set[str], catalogue: Catalogue) -> Iterator[str]:
    id_, _, scene = word.partition(".")
    entry = catalogue.activities.get(id_)
    if entry is None or id_ not in near:
        yield f"'{id_}' is no activity of this lesson or case"
        return
    scenes = [one.id for one in entry.model.scenes] if isinstance(entry.model, Scenario) else []
    if scenes and scene not in scenes:
        yield f"'{word}' names no scene of the scenario; add one after a dot: {', '.join(scenes)}"
    elif scene and not scenes:
        yield f"'{id_}' has no scenes; leave out '.{scene}'"


def _near(page: Page, pages: Sequence[Page]) -> set[str]:
    """List the activities of a lesson; of a case those of all its pages."""
    folder = page.file.rpartition("/")[0]
    case = page.file.startswith(PLACES[1])
    own = [one for one in pages if case and one.file.rpartition("/")[0] == folder] or [page]
    return {id_ for one in own for _, id_ in calls(one, "activity")}
