"""Role-play cards: each part on one card, with what it knows and what it does not know.

They come from the lesson: a block ``part`` for trainers is one card. Its paragraphs are what the part knows, its list
what it does not know. A role play without such blocks needs no secrets; its card is the task itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.word import WordFile
from steppingup.kit.model import CREATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.kit.model import Kit
    from steppingup.kit.modules import Step


def role_plays(kit: Kit) -> list[Step]:
    """List the role plays of a session, and those that it had no time for but that have a card for each part."""
    played = [row.step for row in kit.rows if row.step and row.kind == "role-play"]
    return [*played, *(step for one in kit.fit.chosen for step in one.left_steps() if step.has_cards)]


def cards_file(kit: Kit) -> bytes:
    """Write the cards of all role plays."""
    say = kit.say
    file = WordFile(say("kit.cards.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.cards.about"))
    file.paragraph(say("kit.cards.nobody"))
    file.paragraph(say("kit.cards.invented"))
    for step in role_plays(kit):
        if step.block:
            file.heading(step.block.lead or step.lesson.name)
            parts = step.lesson.told("part")
            for block in parts or [step.block]:
                _card(kit, file, block, whole=not parts)
    return file.data()


def _card(kit: Kit, file: WordFile, block: TrainerBlock, *, whole: bool) -> None:
    say = kit.say
    who = say("kit.cards.all") if whole else block.lead
    listed = [f"• {kit.plain(part)}" for part in block.parts if part.listed]
    known = [*_paragraphs(kit, block), *(listed if whole else [])]
    rows = [[say("kit.cards.task" if whole else "kit.cards.know"), "\n".join(known)]]
    if listed and not whole:
        rows.append([say("kit.cards.not-know"), "\n".join(listed)])
    file.table(say("kit.cards.of", who=who), [say("kit.cards.card"), who], rows, (1.2, 6), large=True)


def _paragraphs(kit: Kit, block: TrainerBlock) -> Iterator[str]:
    for part in block.parts:
        text = "" if part.listed else kit.plain(part).removeprefix(block.lead).lstrip(".: ")
        if text:
            yield text
