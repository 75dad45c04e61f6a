"""The slides: one idea on each, in large letters, with what the trainer says and does in the notes.

The key of a question stands in the notes of the slide that comes after the talk, and nowhere else in the deck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.fitting import height, size_that_fits
from steppingup.documents.slide_frame import PAPER, SOFT
from steppingup.documents.slides import BODY, Look, Place, SlideFile
from steppingup.kit.answers import question_of
from steppingup.kit.figure_slides import figure_slides
from steppingup.kit.model import CREATOR
from steppingup.kit.modules import content_words, figures_of
from steppingup.kit.plan import clock, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.kit.answers import Question
    from steppingup.kit.lessons import Section
    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row

LARGE = (48, 44, 40, 36, 32, 28, 24)
CHOICES = (28, 26, 24, 22, 20, 18)
READ = (32, 30, 28, 26, 24, 22, 20)
MIDDLE = Look(40, middle=True)


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
    first.text(about, Look(28, PAPER, after=10))
    rules = [say(f"kit.slide.rule.{name}") for name in ("stories", "leave", "wrong", "danger")]
    notes = [say("kit.notes.safety"), *(line for block in kit.safety() for line in kit.told(block))]
    notes += [say("kit.plan.read", text=text) for text in kit.notes_before()]
    file.slide(say("kit.slide.rules"), notes).points(rules, Look(32, after=18))
    lessons = [one.module.title for one in kit.fit.chosen]
    for at in range(0, len(lessons) if lessons[1:] else 0, 6):  # one lesson is on the first slide
        part = lessons[at : at + 6]
        file.slide(say("kit.slide.today"), [say("kit.plan.welcome")]).points(
            part, Look(_fitting(part, READ, 14), after=14)
        )


def _row(kit: Kit, file: SlideFile, row: Row) -> None:
    if row.kind == "talk":
        _ideas(kit, file, row)
    elif row.kind == "question":
        _question(kit, file, row)
    elif row.kind in {"group-task", "debrief"}:
        _task(kit, file, row)
    elif row.kind == "role-play":
        _role_play(kit, file, row)
    elif row.kind in {"break", "lunch"}:
        slide = file.slide(kit.say(f"kit.kind.{row.kind}"), [_when(kit, row), kit.say("kit.plan.break")], dark=True)
        slide.text([kit.say("kit.minutes", n=row.minutes)], Look(66, PAPER, middle=True))
    elif row.kind == "in-hand":
        file.slide(kit.say("kit.slide.in-hand"), [_when(kit, row), kit.say("kit.plan.in-hand")], dark=True)


def _ideas(kit: Kit, file: SlideFile, row: Row) -> None:
    lesson = row.step.lesson if row.step else None
    if lesson is None:
        return
    notes = [_when(kit, row), kit.say("kit.notes.outcomes"), *(f"• {text}" for text in lesson.outcomes)]
    if lesson.story:
        facts = lesson.is_case and lesson.number.startswith("A")
        notes += [kit.say("kit.notes.facts" if facts else "kit.notes.scene"), *lesson.story]
    opening = file.slide(lesson.name, notes, dark=True)
    opening.points(
        [_capital(text) for text in lesson.outcomes], Look(_fitting(lesson.outcomes, READ, 14), PAPER, after=14)
    )
    shown: set[str] = set()
    matched = [nearest(line, lesson.sections) for line in lesson.lines]
    for at, (line, section) in enumerate(zip(lesson.lines, matched, strict=True)):
        title = section.title if section else lesson.title
        told = [kit.say("kit.notes.lesson"), *section.paragraphs] if section else []
        slide = file.slide(title, told)
        slide.statement(line, Look(_fitting([line], LARGE), middle=True))
        if section and section not in matched[at + 1 :]:
            _figures(kit, file, section.figures, shown)
    _figures(kit, file, figures_of(lesson), shown)


def _figures(kit: Kit, file: SlideFile, names: Sequence[str], shown: set[str]) -> None:
    for id_ in names:
        if id_ not in shown:
            shown.add(id_)
            figure = kit.figures[id_]
            sources = kit.catalogue.facts.sources
            told = "; ".join(sources[name].title for name in figure.sources if name in sources)
            figure_slides(kit, file, figure, [kit.say("kit.notes.sources", sources=told)])


def nearest(line: str, sections: Sequence[Section]) -> Section | None:
    """Find the part of a lesson that says most of a line's words: what a trainer reads to tell more."""
    wanted = content_words(line)
    best = max((one for one in sections if not one.opens), key=lambda one: _shared(wanted, one), default=None)
    return best if best and _shared(wanted, best) else None


def _shared(wanted: set[str], section: Section) -> int:
    titled = wanted & content_words(section.title)  # counts twice
    return len(wanted & content_words(" ".join([section.title, *section.paragraphs]))) + len(titled)


def _question(kit: Kit, file: SlideFile, row: Row) -> None:
    if row.step is None:
        return
    found = question_of(kit.entry(row.step.activity), kit.catalogue.words)
    lesson = row.step.lesson
    name = lesson.above if lesson.is_case else lesson.title
    run = [_when(kit, row), kit.say("kit.notes.run-cards" if found.targets else "kit.notes.run")]
    if found.situation:
        text = list(found.situation)
        for part in _pages(text, READ[-1]):
            slide = file.slide(kit.say("kit.slide.situation", name=name), run)
            slide.text(part, Look(_fitting(part, READ, 12), middle=True, after=12))
    _answers(kit, file, found, name, run)
    talk = file.slide(kit.say("kit.slide.talk", name=name), list(_key(kit, found)))
    talk.text([kit.say("kit.slide.talk.prompt"), kit.say("kit.slide.talk.second")], Look(40, middle=True, after=24))


def _answers(kit: Kit, file: SlideFile, found: Question, name: str, notes: Sequence[str]) -> None:
    """Show the question with all answers at once: nobody can choose between what is not there."""
    ask = [found.ask, *([kit.say("kit.slide.several")] if found.form == "multiple" else [])]
    if found.targets:
        ask.append("      ".join(f"{letter}  {text}" for letter, text in found.targets))
    size = _fitting(ask, READ[2:], 4, 1.6)
    high = height(ask, size, BODY.width - 0.3, after=4, bold=True) + 0.3
    texts = [answer.text for answer in found.answers]
    letters = {answer.text: answer.letter for answer in found.answers}
    for part in _pages(texts, CHOICES[-1], high, 6):
        slide = file.slide(kit.say("kit.slide.question", name=name), notes)
        slide.text(ask, Look(size, bold=True), Place(BODY.left, BODY.top, BODY.width, high))
        place = Place(BODY.left, BODY.top + high, BODY.width, BODY.height - high)
        large = _fitting(part, CHOICES, 10, place.height)
        slide.lettered(
            [(letters[text], text) for text in part], Look(large, after=10 if large > CHOICES[-1] else 6), place
        )


def _key(kit: Kit, found: Question) -> Iterator[str]:
    yield kit.say("kit.notes.key")
    for answer in found.answers:
        said = {"yes": "fits", "no": "fits-not"}.get(answer.right, "goes")
        yield kit.say(f"kit.notes.{said}", letter=answer.letter, right=answer.right, why=answer.why)
    yield from (kit.say(key, text=text) for key, text in found.after)


def _task(kit: Kit, file: SlideFile, row: Row) -> None:
    block = row.step.block if row.step else None
    if block is None:
        return
    points = [kit.plain(part) for part in block.parts if part.listed]
    setting = _setting(kit, block) if row.kind == "group-task" else ""
    notes = [_when(kit, row), *kit.told(block)]
    place = Place(BODY.left, BODY.top + 0.45, BODY.width, BODY.height - 0.45)
    together = [*([setting] if setting else []), *points]
    for part in _pages(together, READ[-3], 0.6, 16):
        slide = file.slide(name_of(kit, row), notes)
        slide.text([kit.say("kit.minutes", n=row.minutes)], Look(22, SOFT), Place(BODY.left, 1.45, BODY.width, 0.5))
        look = Look(_fitting(part, READ, 16, place.height), after=16)
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
    slide = file.slide(name_of(kit, row), [_when(kit, row), *kit.told(block)])  # parts know of each other by talking
    slide.text([say("kit.minutes", n=row.minutes)], Look(22, SOFT), Place(BODY.left, 1.45, BODY.width, 0.5))
    lines = [say("kit.slide.cards"), say("kit.slide.cards.know"), say("kit.slide.cards.stop")]
    slide.points(lines, Look(32, after=18), Place(BODY.left, BODY.top + 0.45, BODY.width, BODY.height - 0.45))


def _end(kit: Kit, file: SlideFile) -> None:
    say = kit.say
    last = kit.rows[-1]
    notes = [_when(kit, last), say("kit.plan.end")]
    for role in kit.roles:
        if path := kit.catalogue.facts.paths.get(role):
            notes += [
                say("kit.plan.lines", role=kit.catalogue.facts.roles[role].name),
                *(f"• {x}" for x in path.monday),
            ]
    file.slide(say("kit.slide.monday"), notes).text([say("kit.slide.monday.prompt")], MIDDLE)
    where = [say(f"kit.slide.help.{name}") for name in ("point", "line", "danger")]
    file.slide(say("kit.slide.help"), [say("kit.plan.safety.danger")]).points(where, Look(36, after=20))
    file.slide(say("kit.slide.thanks"), [say("kit.licence")], dark=True).text([kit.origin], Look(24, PAPER))


def _when(kit: Kit, row: Row) -> str:
    return kit.say("kit.notes.minutes", n=row.minutes, **{"from": clock(row.begins)})


def _fitting(texts: Sequence[str], sizes: Sequence[int], after: float = 0, room: float = BODY.height) -> int:
    return size_that_fits(texts, BODY.width - 0.8, room - 0.15, sizes, after) or sizes[-1]


def _pages(texts: Sequence[str], size: int, less: float = 0, after: float = 12) -> list[list[str]]:
    """Cut texts into slides on which they can be read at a size; about equally many on each."""
    for pages in range(1, len(texts) + 1):
        each = -(-len(texts) // pages)
        parts = [list(texts[at : at + each]) for at in range(0, len(texts), each)]
        if all(size_that_fits(part, BODY.width - 0.8, BODY.height - less - 0.15, [size], after) for part in parts):
            return parts
    return [[text] for text in texts]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
