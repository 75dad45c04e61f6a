"""The slides: one idea on each, in large letters, with what the trainer says and does in the notes.

The key of a question stands in the notes of the slide that comes after the talk, and nowhere else in the deck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.fitting import height
from steppingup.documents.slide_frame import PAPER, SOFT
from steppingup.documents.slides import BODY, Look, Place, SlideFile
from steppingup.kit import talk
from steppingup.kit.handout import national_line
from steppingup.kit.idea_slides import idea_slides
from steppingup.kit.model import CREATOR
from steppingup.kit.on_slides import LARGE, MIDDLE, READ, fitting, pages, when
from steppingup.kit.plan import name_of
from steppingup.kit.question_slides import question_slides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row

POINT = "focal-point"


def deck_file(kit: Kit) -> bytes:
    """Write the deck."""
    file = SlideFile(kit.title, kit.language, CREATOR, kit.made, kit.origin)
    _begin(kit, file)
    for row in kit.rows:
        _row(kit, file, row)
    _end(kit, file)
    return file.data()


def _begin(kit: Kit, file: SlideFile) -> None:
    say = kit.say
    first = file.slide(kit.title, [say("kit.plan.welcome"), say("kit.licence")], dark=True)
    about = [say("kit.for", roles=kit.for_whom), say("kit.minutes", n=kit.fit.minutes)]
    first.cover(about)
    rules = [say(f"kit.slide.rule.{name}") for name in ("stories", "leave", "wrong", "danger")]
    notes = [say("kit.notes.safety"), *(line for block in kit.safety() for line in kit.told(block))]
    notes += [say("kit.plan.read", text=text) for text in kit.notes_before()]
    file.slide(say("kit.slide.rules"), notes).points(rules, Look(32, after=18))
    lessons = [one.module.title for one in kit.fit.chosen]
    for at in range(0, len(lessons) if lessons[1:] else 0, 6):  # one lesson is on the first slide
        part = lessons[at : at + 6]
        file.slide(say("kit.slide.today"), [say("kit.plan.welcome")]).points(
            part, Look(fitting(part, READ, 14), after=14)
        )


def _row(kit: Kit, file: SlideFile, row: Row) -> None:
    if row.kind == "talk":
        idea_slides(kit, file, row)
    elif row.kind == "question":
        question_slides(kit, file, row)
    elif row.kind in {"group-task", "debrief"}:
        _task(kit, file, row)
    elif row.kind == "role-play":
        _role_play(kit, file, row)
    elif row.kind in {"break", "lunch"}:
        slide = file.slide(kit.say(f"kit.kind.{row.kind}"), [when(kit, row), kit.say("kit.plan.break")], dark=True)
        slide.text([kit.say("kit.minutes", n=row.minutes)], Look(66, PAPER, middle=True))
    elif row.kind == "in-hand":
        slide = file.slide(kit.say("kit.slide.in-hand"), [when(kit, row), kit.say("kit.plan.in-hand")], dark=True)
        slide.text([kit.say("kit.slide.in-hand.how")], Look(40, PAPER, middle=True))


def _task(kit: Kit, file: SlideFile, row: Row) -> None:
    block = row.step.block if row.step else None
    if row.step is None or block is None:
        return
    if row.kind == "debrief":
        setting, points = "", talk.questions(kit, row.step)[0] or talk.opening(kit)
        notes = [when(kit, row), *talk.lines(kit, row.step)]
    else:
        setting, points = _setting(kit, block), [kit.plain(part) for part in block.parts if part.listed]
        notes = [when(kit, row), *kit.told(block), *([kit.say("kit.notes.material")] if block.about else [])]
    place = Place(BODY.left, BODY.top + 0.45, BODY.width, BODY.height - 0.45)
    together = [*([setting] if setting else []), *points]
    for part in pages(together, READ[-1], 0.6, 16):  # half an instruction helps nobody: rather smaller letters
        slide = file.slide(name_of(kit, row), notes)
        slide.text([kit.say("kit.minutes", n=row.minutes)], Look(22, SOFT), Place(BODY.left, 1.45, BODY.width, 0.5))
        look = Look(fitting(part, READ, 16, place.height), after=16)
        first = [setting] if part[0] == setting else []
        high = height(first, look.size, place.width - 0.3, after=16) + (0.15 if first else 0)
        if first:
            slide.text(first, look, Place(place.left, place.top, place.width, high))
        if part[len(first) :]:
            below = Place(place.left, place.top + high, place.width, place.height - high)
            slide.points(part[len(first) :], look, below)


def _setting(kit: Kit, block: TrainerBlock) -> str:
    """Return what a task begins with, without its name."""
    first = kit.plain(block.parts[0]) if block.parts and not block.parts[0].listed else ""
    return first.removeprefix(block.lead).lstrip(".: ")


def _role_play(kit: Kit, file: SlideFile, row: Row) -> None:
    block = row.step.block if row.step else None
    if block is None:
        return
    say = kit.say
    slide = file.slide(name_of(kit, row), [when(kit, row), *kit.told(block)])  # parts know of each other by talking
    slide.text([say("kit.minutes", n=row.minutes)], Look(22, SOFT), Place(BODY.left, 1.45, BODY.width, 0.5))
    lines = [say("kit.slide.cards"), say("kit.slide.cards.know"), say("kit.slide.cards.stop")]
    slide.points(lines, Look(32, after=18), Place(BODY.left, BODY.top + 0.45, BODY.width, BODY.height - 0.45))


def _end(kit: Kit, file: SlideFile) -> None:
    say = kit.say
    last = kit.rows[-1]
    notes = [when(kit, last), say("kit.plan.end")]
    for role in kit.roles:
        if path := kit.catalogue.facts.paths.get(role):
            notes += [
                say("kit.plan.lines", role=kit.catalogue.facts.roles[role].name),
                *(f"• {x}" for x in path.monday),
            ]
    file.slide(say("kit.slide.monday"), notes).text([say("kit.slide.monday.prompt")], MIDDLE)
    where = list(_where(kit))
    file.slide(say("kit.slide.help"), [say("kit.plan.safety.danger")]).points(
        where, Look(fitting(where, LARGE[3:], 20), after=20)
    )
    file.slide(say("kit.slide.thanks"), [say("kit.plan.end"), say("kit.licence")], dark=True).text(
        [say("kit.slide.thanks.sheet")], Look(36, PAPER, middle=True)
    )


def _where(kit: Kit) -> Iterator[str]:
    """Yield where people ask; what the town has entered, and the line of its country, by name and number."""
    say = kit.say
    contact = kit.catalogue.settings.municipality.contacts.get(POINT, "")
    service, number = national_line(kit)
    for name, known in (("point", contact), ("line", f"{service}, {number}" if service else "")):
        what = say(f"kit.slide.help.{name}")
        yield say("kit.slide.help.known", what=what, who=known) if known else what
    yield say("kit.slide.help.danger")
