"""The handout: the main lines, a card for the desk, and room to write; nothing that tells a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.word import WordFile
from steppingup.kit.model import CREATOR
from steppingup.kit.modules import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.kit.lesson_tables import LessonTable
    from steppingup.kit.lessons import Lesson
    from steppingup.kit.model import Kit

NOTES, OWN = 3, 2  # lines to write on
EMERGENCY = "112"


def handout_file(kit: Kit) -> bytes:
    """Write the handout."""
    say = kit.say
    file = WordFile(say("kit.handout.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.handout.about"))
    file.paragraph(say("kit.licence"), "Caption")
    for lesson in kit.lessons:
        file.heading(lesson.name)
        if lesson.tells_facts:
            _facts(kit, file, lesson)
        for line in lesson.lines:
            file.point(line)
        for title, table in lesson.tables():
            _table(kit, file, title, table)
        if lesson.town:
            file.heading(say("kit.handout.town"), 2)
            for text in lesson.town:
                file.paragraph(text)
        file.heading(say("kit.handout.notes"), 2)
        file.ruled(NOTES)
    file.new_page()
    _card(kit, file)
    file.heading(say("kit.handout.monday"))
    for line in _monday(kit):
        file.point(line)
    file.paragraph(say("kit.handout.own"), keep=True)
    file.ruled(OWN)
    return file.data()


def _facts(kit: Kit, file: WordFile, lesson: Lesson) -> None:
    """Write what the sources of a case say, for a room that works with these facts alone; then comes what they mean."""
    file.heading(kit.say("says.label"), 2)
    for part in lesson.story:
        if part.listed:
            file.point(part.text)
        else:
            file.paragraph(part.text)
    if told := kit.sources([id_ for name in figures_of(lesson) for id_ in kit.figures[name].sources]):
        file.paragraph(told, "Caption")
    file.heading(kit.say("kit.handout.lines"), 2)


def _table(kit: Kit, file: WordFile, title: str, table: LessonTable) -> None:
    """Write a table of a lesson under the heading that it has there."""
    file.heading(title, 2)
    head = [name or kit.say("kit.handout.about-column") for name in table.head]
    file.table(title, head, table.rows, table.widths(), large=True)
    if told := kit.sources(table.sources):
        file.paragraph(told, "Caption")


def _card(kit: Kit, file: WordFile) -> None:
    """Write the card of the course, with the contacts that the town has entered."""
    say = kit.say
    file.heading(say("card.title"))
    file.paragraph(f"{say('card.now')}: {EMERGENCY}", "Heading 2")
    for key in ("card.do", "card.not"):
        file.heading(say(key), 2)
        for line in _listed(kit, key):
            file.point(line)
    known = kit.catalogue.settings.municipality.contacts
    rows = [
        [contact.purpose, known.get(contact.id, known.get(contact.purpose, "")), ""]
        for contact in kit.catalogue.facts.contacts.values()
    ]
    rows.append([say("card.national"), *national_line(kit)])
    file.table(
        say("card.whom"),
        [say(f"card.{name}") for name in ("for", "who", "number")],
        rows,
        (3, 4, 3),
        tall=0.8,
        large=True,
    )
    file.paragraph(say("card.foot"))


def national_line(kit: Kit) -> tuple[str, str]:
    """Return the advice line of the town's country, with its day; empty places if nobody has said which it is."""
    facts, code = kit.catalogue.facts, kit.catalogue.settings.municipality.country
    country = facts.countries.get(code)
    line = next((one for one in facts.helplines.values() if country and one.country == country.name), None)
    return (line.service, f"{line.number} ({facts.day(line.as_of)})") if line else ("", "")


def _listed(kit: Kit, key: str) -> Iterator[str]:
    words = kit.catalogue.words.group("page")
    yield from (words[name] for name in sorted(words) if name.startswith(f"{key}."))


def _monday(kit: Kit) -> Iterator[str]:
    """Yield the lines of the Monday sheet, where the kit is for some roles; each line once."""
    paths = [kit.catalogue.facts.paths[role] for role in kit.roles if role in kit.catalogue.facts.paths]
    yield from dict.fromkeys(line for path in paths for line in path.monday)
