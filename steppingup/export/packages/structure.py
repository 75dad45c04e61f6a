"""``cmi5.xml``, the course structure of cmi5 (AICC, cmi5 Specification Profile for xAPI, section 13): one unit."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.packages.manifest import written

if TYPE_CHECKING:
    from steppingup.export.packages.shell import Package

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def structure(package: Package, start: str, about: str, home: str, *, marked: bool) -> bytes:
    """Write the course structure.

    Args:
        package: what is in the package.
        start: the page it begins with.
        about: a sentence on the course.
        home: the address of whoever offers the course, for the ids; without one they are made from its name.
        marked: whether a mark is asked, so that the unit is over when somebody has passed.
    """
    root = ET.Element("courseStructure", xmlns=SPACE)
    course = ET.SubElement(root, "course", id=id_of(home, package.name))
    unit = ET.SubElement(root, "au", {
        "id": id_of(home, f"{package.name}/unit"), "launchMethod": "AnyWindow",
        "moveOn": "CompletedAndPassed" if marked else "Completed",
    })  # fmt: skip
    for part in (course, unit):
        for name, text in (("title", package.title), ("description", about)):
            strings = ET.SubElement(part, name)
            ET.SubElement(strings, "langstring", lang=package.language.replace("_", "-")).text = text
    ET.SubElement(unit, "url").text = start
    return written(root)


def id_of(home: str, name: str) -> str:
    """Return an id that stays the same in every release."""
    if home:
        return f"{home.rstrip('/')}/stepping-up/{name}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"stepping-up/{name}").urn
