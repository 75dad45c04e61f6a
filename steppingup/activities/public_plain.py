"""The readable form of a public spec: what paper and readers without the script get of a graded item.

It is made from the public form alone, so that nothing else of an item can reach a page by this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.activities.plain import Block, Fixed, Item, Listing, Paragraph, Part, Section, worded
from steppingup.activities.vignette import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.plain import Marker

Spec = dict[str, Any]

# Of every kind: its lists, and the sign that paper puts before their entries.
_LISTS: dict[str, tuple[tuple[Part, Marker], ...]] = {
    "match": (("left", "line"), ("right", "letter")),
    "order": (("steps", "line"),),
    "classify": (("groups", "letter"), ("cards", "line")),
    "spot": (("passages", "box"),),
}


def public_blocks(spec: Spec, say: Callable[[str], str]) -> list[Block]:
    """Return the blocks of one public spec; ``say`` gives the words of the interface.

    A ``text`` has no more than its prompt: who renders it leaves room to write.
    """
    opening: Part = "story" if spec["kind"] == "vignette" else "prompt"
    found: list[Block] = [Paragraph(opening, spec["prompt"]), *worded(_blocks(spec), say)]
    return [*found, Paragraph("hint", spec["hint"])] if spec.get("hint") else found


def _blocks(spec: Spec) -> Iterator[Block | Fixed]:
    kind = spec["kind"]
    if spec.get("setting"):
        yield Paragraph("setting", spec["setting"])
    if kind == "choice":
        yield _listing("options", "circle" if spec["select"] == "one" else "box", spec["options"])
    elif kind == "vignette":
        yield Fixed("vignette.question", "circle", tuple(f"vignette.{step}" for step in STEPS))
    elif kind == "scenario":
        yield from _scenes(spec)
    for part, marker in _LISTS.get(kind, ()):
        yield _listing(part, marker, spec[part])


def _scenes(spec: Spec) -> Iterator[Block]:
    if spec.get("intro"):
        yield Paragraph("intro", spec["intro"])
    for scene in spec["scenes"]:
        question = [Paragraph("question", scene["question"])] if scene.get("question") else []
        inner: list[Block] = [Paragraph("body", scene["text"]), *question]
        yield Section("scene", scene["title"], (*inner, _listing("options", "circle", scene["options"])))


def _listing(part: Part, marker: Marker, items: list[Spec]) -> Listing:
    return Listing(part, marker, tuple(Item(item["text"], item.get("who", "")) for item in items))
