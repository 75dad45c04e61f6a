"""``imsmanifest.xml`` of SCORM (ADL, Content Aggregation Model): one SCO, all files listed, no sequencing rules.

There is no mastery score in it: platforms would overwrite the status with "failed" for whoever is half-way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from steppingup.export.packages.shell import Package


@dataclass(frozen=True)
class Edition:
    """An edition of SCORM: its namespaces, what it calls itself, and how it spells three things.

    Args:
        content: the namespace of IMS Content Packaging.
        adl: that of ADL's additions.
        name: the version of the schema.
        version: of the manifest.
        kind: the attribute that tells that the resource is a SCO.
    """

    content: str
    adl: str
    name: str
    version: str
    kind: str


SCORM12 = Edition(
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "1.2",
    "1.1",
    "adlcp:scormtype",
)
SCORM2004 = Edition(
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "2004 4th Edition",
    "1",
    "adlcp:scormType",
)


def manifest(package: Package, start: str, edition: Edition) -> bytes:
    """Write the manifest of a package that begins with a page."""
    root = ET.Element("manifest", {
        "identifier": f"stepping-up-{package.name}", "version": edition.version,
        "xmlns": edition.content, "xmlns:adlcp": edition.adl,
    })  # fmt: skip
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text = "ADL SCORM"
    ET.SubElement(about, "schemaversion").text = edition.name
    _organisations(root, package.title)
    sco = {"identifier": "sco", "type": "webcontent", edition.kind: "sco", "href": start}
    _resources(root, sco, package.files)
    return written(root)


def _organisations(root: ET.Element, title: str) -> None:
    """Add the contents as a platform shows them: one entry."""
    all_ = ET.SubElement(root, "organizations", default="course")
    one = ET.SubElement(all_, "organization", identifier="course")
    ET.SubElement(one, "title").text = title
    item = ET.SubElement(one, "item", identifier="item", identifierref="sco")
    ET.SubElement(item, "title").text = title


def _resources(root: ET.Element, sco: dict[str, str], files: dict[str, bytes]) -> None:
    """Add the one resource, with every file that belongs to it."""
    resource = ET.SubElement(ET.SubElement(root, "resources"), "resource", sco)
    for name in sorted(files):
        ET.SubElement(resource, "file", href=name)


def written(root: ET.Element) -> bytes:
    """Write XML as people can read it, too."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
