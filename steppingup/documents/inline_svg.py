"""A chart of matplotlib as part of a page: no style sheet, no style attributes, and the page's own colours for ink.

The policy of our pages refuses styles inside the picture, so all paint becomes attributes; and colours that mean *ink*,
*line*, *paper* or *accent* become classes, so that a chart follows light, dark and print. Ids begin with that of the
figure, as two figures of a page must not share any.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# What charts are drawn in, and the class that takes its place.
TONES = {"#1b2527": "ink", "#9aa5a7": "line", "#ffffff": "paper", "#0d5a61": "accent"}

_FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|[1-9]00)\s+)?(?P<size>[\d.]+)px")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def inline_svg(text: str, id_: str, title: str, alt: str) -> str:
    """Return one `<svg role="img">` for the body of a page.

    Args:
        text: the drawing as matplotlib wrote it, with texts as texts.
        id_: of the figure.
        title: its name, which screen readers read first.
        alt: what it shows.
    """
    drawn = ET.fromstring(text)  # noqa: S314 - our own drawing, not foreign XML
    name, about = f"{id_}-name", f"{id_}-about"
    picture = ET.Element("svg", {
        "class": "chart", "role": "img", "aria-labelledby": name, "aria-describedby": about,
        "viewBox": drawn.get("viewBox", ""), "stroke-linejoin": "round", "xmlns": SVG,
    })  # fmt: skip
    ET.SubElement(picture, "title", {"id": name}).text = title
    ET.SubElement(picture, "desc", {"id": about}).text = alt
    picture.extend(one for child in drawn if (one := _clean(child, id_, _used(drawn))) is not None)
    return ET.tostring(picture, encoding="unicode")


def titled_svg(text: str, title: str, alt: str) -> bytes:
    """Return the drawing as a file of its own, with its name and what it shows."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", LINK)
    drawn = ET.fromstring(text)  # noqa: S314 - as above
    for child in drawn.findall(f"{{{SVG}}}metadata"):
        drawn.remove(child)
    for place, (tag, words) in enumerate((("title", title), ("desc", alt))):
        made = ET.Element(f"{{{SVG}}}{tag}")
        made.text = words
        drawn.insert(place, made)
    drawn.set("role", "img")
    written: bytes = ET.tostring(drawn, encoding="utf-8", xml_declaration=True)
    return written


def _used(drawn: ET.Element) -> frozenset[str]:
    """Name the ids that something refers to; all others are left out."""
    found = set()
    for one in drawn.iter():
        for value in one.attrib.values():
            found |= set(_REFERENCE.findall(value))
            if value.startswith("#"):
                found.add(value[1:])
    return frozenset(found)


def _clean(element: ET.Element, id_: str, used: frozenset[str]) -> ET.Element | None:
    tag = element.tag.rpartition("}")[2]
    if tag in {"metadata", "style", "title", "desc"}:
        return None
    made, classes = ET.Element(tag), []
    for name, value in _attributes(element):
        tone = TONES.get(value.lower()) if name in {"fill", "stroke"} else None
        if tone:
            classes.append(f"{name[0]}-{tone}")
        elif name == "id":
            if value in used:
                made.set("id", f"{id_}-{value}")
        else:
            made.set(name, _own(value, id_))
    if classes:
        made.set("class", " ".join(classes))
    made.text, made.tail = element.text, element.tail
    made.extend(one for child in element if (one := _clean(child, id_, used)) is not None)
    return made


def _attributes(element: ET.Element) -> list[tuple[str, str]]:
    found = []
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name == "style":
            pairs = (part.split(":", 1) for part in value.split(";") if ":" in part)
            found += [part for one, what in pairs for part in _declaration(one.strip(), what.strip())]
        elif name != "version":
            found.append((name, value))
    return found


def _declaration(name: str, value: str) -> list[tuple[str, str]]:
    if name != "font":
        return [] if name == "font-family" else [(name, value.removesuffix("px") if name == "font-size" else value)]
    font = _FONT.match(value)
    if font is None:
        return []
    return [("font-size", font["size"])] + ([("font-weight", font["weight"])] if font["weight"] else [])


def _own(value: str, id_: str) -> str:
    """Let a reference name the id that it has in this page."""
    if value.startswith("#") and not re.fullmatch(r"#[0-9a-fA-F]{3,8}", value):
        return f"#{id_}-{value[1:]}"
    return _REFERENCE.sub(lambda found: f"url(#{id_}-{found[1]})", value)
