"""The session plan: minute by minute, step by step, with what was chosen, what was left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.word import WordFile
from steppingup.kit import talk
from steppingup.kit.choose import MUST, SHOULD
from steppingup.kit.model import CREATOR
from steppingup.kit.modules import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.kit.fit import LeftOut
    from steppingup.kit.model import Kit
    from steppingup.kit.modules import Step
    from steppingup.kit.schedule import Row

_NEEDS = {MUST: "must", SHOULD: "should"}


def plan_file(kit: Kit) -> bytes:
    """Write the plan."""
    say = kit.say
    file = WordFile(say("kit.plan.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.plan.about", minutes=kit.fit.minutes, roles=kit.for_whom))
    file.paragraph(say("kit.plan.private"))
    _timetable(kit, file)
    _before(kit, file)
    file.heading(say("kit.plan.steps"))
    for row in kit.rows:
        _step(kit, file, row)
    _chosen(kit, file)
    return file.data()


def clock(minutes: int) -> str:
    """Write a time since the beginning, such as 1:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def name_of(kit: Kit, row: Row) -> str:
    """Name a row: its kind, and the name that a lesson gave to the task."""
    kind = kit.say(f"kit.kind.{row.kind}")
    lead = row.step.block.lead if row.step and row.step.block else ""
    return f"{kind}: {lead}" if lead else kind


def _timetable(kit: Kit, file: WordFile) -> None:
    say = kit.say
    file.heading(say("kit.plan.timetable"))
    rows = [
        [clock(row.begins), str(row.minutes), name_of(kit, row), row.step.lesson.name if row.step else ""]
        for row in kit.rows
    ]
    rows.append([clock(kit.fit.minutes), str(sum(row.minutes for row in kit.rows)), say("kit.plan.all"), ""])
    head = [say(f"kit.plan.{name}") for name in ("from", "minutes", "what", "lesson")]
    file.table(say("kit.plan.timetable"), head, rows, (1, 1.3, 5, 5))


def _before(kit: Kit, file: WordFile) -> None:
    say = kit.say
    file.heading(say("kit.plan.before"))
    lessons = "; ".join(f"{one.name} ({say('kit.minutes', n=one.minutes)})" for one in kit.lessons)
    file.point(say("kit.plan.alone", lessons=lessons))
    file.point(say("kit.plan.print"))
    if any(row.kind == "role-play" for row in kit.rows):
        file.point(say("kit.plan.cards"))
    for name in ("town", "slides", "room"):
        file.point(say(f"kit.plan.{name}"))
    file.heading(say("kit.plan.safety"), 2)
    for name in ("survivors", "stories", "leave", "danger"):
        file.point(say(f"kit.plan.safety.{name}"))
    for text in kit.notes_before():
        file.paragraph(say("kit.plan.read", text=text))
    for block in kit.safety():
        for line in kit.told(block):
            file.paragraph(line)


def _step(kit: Kit, file: WordFile, row: Row) -> None:
    minutes = kit.say("kit.minutes", n=row.minutes)
    file.heading(f"{clock(row.begins)}  {name_of(kit, row)} ({minutes})", 2)
    if row.step:
        file.paragraph(row.step.lesson.name, "Caption", keep=True)
    for line in _how(kit, row):
        if line.startswith("• "):
            file.point(line[2:])
        else:
            file.paragraph(line)


def _how(kit: Kit, row: Row) -> Iterator[str]:
    say, step = kit.say, row.step
    if step and step.block:
        yield from talk.lines(kit, step) if row.kind == "debrief" else [*kit.told(step.block), *_material(kit, step)]
    elif step and step.kind == "question":
        found = kit.question(step.activity)
        yield from (*found.situation, found.ask)
        yield say("kit.plan.question-cards" if found.targets else "kit.plan.question")
    elif step:
        for block in step.lesson.told("talk"):
            yield from kit.told(block)
        if step.lesson.story:
            yield say("kit.plan.facts" if step.lesson.tells_facts else "kit.plan.scene")
        yield say("kit.plan.ideas")
        yield from (f"• {line}" for line in step.lesson.lines)
    elif row.kind in {"break", "lunch"}:
        yield say("kit.plan.break")
    else:
        yield say(f"kit.plan.{row.kind}")
        yield from _monday(kit) if row.kind == "end" else ()


def _material(kit: Kit, step: Step) -> Iterator[str]:
    """Yield the texts of the activities that a task speaks of, without their key: what people have before them."""
    for word in step.block.about if step.block else ():
        found = kit.question(word)
        yield kit.say("kit.plan.material")
        yield from (*found.situation, found.ask)
        if found.targets:
            yield "   ".join(f"{letter} {text}" for letter, text in found.targets)
        yield from (f"• {answer.text}" for answer in found.answers)


def _monday(kit: Kit) -> Iterator[str]:
    for role in kit.roles:
        path = kit.catalogue.facts.paths.get(role)
        if path:
            yield kit.say("kit.plan.lines", role=kit.catalogue.facts.roles[role].name)
            yield from (f"• {line}" for line in path.monday)
    for lesson in kit.lessons:
        yield from (kit.say("kit.plan.town-task", text=text) for text in lesson.town)


def _chosen(kit: Kit, file: WordFile) -> None:
    say = kit.say
    file.heading(say("kit.plan.chosen"))
    file.paragraph(say("kit.plan.rule"))
    for one in kit.fit.chosen:
        why = say(f"kit.plan.need.{_NEEDS.get(one.need, 'other')}")
        file.point(say("kit.plan.chosen-line", name=one.module.title, minutes=one.minutes(), why=why))
    file.heading(say("kit.plan.left"))
    left = list(_left(kit))
    left += [[say("kit.plan.left.activities", n=n, name=name), say("kit.plan.left.alone")] for name, n in _alone(kit)]
    if left:
        head = [say("kit.plan.left-what"), say("kit.plan.left-why")]
        file.table(say("kit.plan.left"), head, left, (5, 4))
    else:
        file.paragraph(say("kit.plan.left.none"))


def _left(kit: Kit) -> Iterator[list[str]]:
    """Yield what is left out with its reason; lessons that share one stand together."""
    shared: dict[str, list[LeftOut]] = {}
    for one in kit.fit.left_out:
        shared.setdefault(one.name if one.reason in {"task", "cards"} else one.reason, []).append(one)
    for found in shared.values():
        minutes = sorted(one.minutes for one in found)
        reason = found[0].reason if not found[1:] else f"{found[0].reason}s"
        why = kit.say(f"kit.plan.left.{reason}", minutes=minutes[0], most=minutes[-1], room=found[0].room)
        yield ["\n".join(one.name for one in found), why]


def _alone(kit: Kit) -> Iterator[tuple[str, int]]:
    used = {base_of(id_) for id_ in kit.used()}
    for lesson in kit.lessons:
        if rest := [id_ for id_ in lesson.activities() if id_ not in used]:
            yield lesson.name, len(rest)
