"""What a learner answered, in words, for the trainer in formgrader and for the learner's feedback.

It is made from the public form of the item alone, which holds no key: so neither page can tell one.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from steppingup.grading.keys import Keys
    from steppingup.grading.score import ItemScore

Spec = dict[str, Any]

# A text stands in a block that neither Markdown nor the formulas of the page look into.
TEXT_BLOCK = '<pre class="tex2jax_ignore mathjax_ignore" style="white-space: pre-wrap; font-family: inherit">{}</pre>'
_SIGNS = str.maketrans({"$": "&#36;", "\\": "&#92;", "`": "&#96;", "\n": "&#10;"})


def answer_lines(public: Mapping[str, Any], answer: Any, say: Callable[[str], str]) -> list[str]:
    """Say what was chosen, one line per choice; nothing if nothing was.

    Args:
        public: the public form of the item that was answered.
        answer: in opaque ids, known to fit the item.
        say: gives words of the comments.
    """
    kind = public["kind"]
    if kind in _PICKED:
        texts = _texts(public[_PICKED[kind]])
        chosen = [texts[id_] for id_ in answer]
        return [f"{place}. {text}" for place, text in enumerate(chosen, 1)] if kind == "order" else chosen
    if kind in _PAIRED:
        items, targets = (_texts(public[name]) for name in _PAIRED[kind])
        return [f"{items[item]} → {targets[target]}" for item, target in answer.items()]
    if kind == "text":
        return [str(answer)]
    if kind == "vignette":
        return [say(f"grading.step-{step}") for step in answer]
    return [_decision(public, step) for step in answer]


_PICKED = {"choice": "options", "order": "steps", "spot": "passages"}
_PAIRED = {"match": ("left", "right"), "classify": ("cards", "groups")}


def _texts(items: Iterable[Spec]) -> dict[str, str]:
    return {item["id"]: item["text"] for item in items}


def _decision(public: Mapping[str, Any], step: str) -> str:
    name, _, option = step.partition(".")
    scene = next(scene for scene in public["scenes"] if scene["id"] == name)
    return f"{scene['title']}: {_texts(scene['options'])[option]}"


def result_lines(keys: Keys, scored: ItemScore) -> list[str]:
    """Say what was answered, or why nothing counts."""
    if scored.status == "missing":
        return [keys.say("grading.missing")]
    if scored.status == "refused":
        return [scored.sentence]
    edition = scored.edition or scored.item.newest
    lines = answer_lines(edition.public, scored.answer, keys.say) or [keys.say("grading.nothing")]
    if scored.certainty:
        lines.append(keys.say("grading.certainty", n=scored.certainty))
    return lines


def result_data(keys: Keys, scored: ItemScore) -> dict[str, str]:
    """Give the output of an item's cell as text and HTML: the question, and what was answered."""
    edition = scored.edition or scored.item.newest
    prompt, lines = str(edition.public["prompt"]), result_lines(keys, scored)
    label = keys.say("grading.yours")
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    html = f"<p>{escape(prompt)}</p><p><strong>{escape(label)}</strong></p><ul>{listed}</ul>"
    return {"text/html": html, "text/plain": "\n".join([prompt, label, *(f"- {line}" for line in lines)])}


def prompt_data(scored: ItemScore) -> dict[str, str]:
    """Give the question of a text as an output, so that the trainer reads it above the answer."""
    prompt = str((scored.edition or scored.item.newest).public["prompt"])
    return {"text/html": f"<p>{escape(prompt)}</p>", "text/plain": prompt}


def text_block(text: str) -> str:
    """Give a learner's text as Markdown that shows it sign by sign: no markup, no formula, no script, no picture."""
    return TEXT_BLOCK.format(escape(text).translate(_SIGNS))
