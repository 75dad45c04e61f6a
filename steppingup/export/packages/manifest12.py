"""``imsmanifest.xml`` of SCORM 1.2 (ADL, SCORM Content Aggregation Model, version 1.2): one SCO, all files listed.

There is no mastery score in it: platforms would overwrite the status with "failed" for whoever is half-way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from steppingup.export.packages.shell import Package

CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def manifest(package: Package, start: str) -> bytes:
    """Write the manifest of a package that begins with a page."""
    root = ET.Element("manifest", {
        "identifier": f"stepping-up-{package.name}", "version": "1.1", "xmlns": CONTENT, "xmlns:adlcp": ADL,
    })  # fmt: skip
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text = "ADL SCORM"
    ET.SubElement(about, "schemaversion").text = "1.2"
    organisations(root, package.title)
    sco = {"identifier": "sco", "type": "webcontent", "adlcp:scormtype": "sco", "href": start}
    resources(root, sco, package.files)
    return written(root)


def organisations(root: ET.Element, title: str) -> None:
    """Add the contents as a platform shows them: one entry."""
    all_ = ET.SubElement(root, "organizations", default="course")
    one = ET.SubElement(all_, "organization", identifier="course")
    ET.SubElement(one, "title").text = title
    item = ET.SubElement(one, "item", identifier="item", identifierref="sco")
    ET.SubElement(item, "title").text = title


def resources(root: ET.Element, sco: dict[str, str], files: dict[str, bytes]) -> None:
    """Add the one resource, with every file that belongs to it."""
    resource = ET.SubElement(ET.SubElement(root, "resources"), "resource", sco)
    for name in sorted(files):
        ET.SubElement(resource, "file", href=name)


def written(root: ET.Element) -> bytes:
    """Write XML as people can read it, too."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
