"""``imsmanifest.xml`` of SCORM 2004, 4th edition (ADL, Content Aggregation Model): one SCO, no sequencing rules."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.export.packages.manifest12 import organisations, resources, written

if TYPE_CHECKING:
    from steppingup.export.packages.shell import Package

CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"


def manifest(package: Package, start: str) -> bytes:
    """Write the manifest of a package that begins with a page."""
    root = ET.Element("manifest", {
        "identifier": f"stepping-up-{package.name}", "version": "1", "xmlns": CONTENT, "xmlns:adlcp": ADL,
    })  # fmt: skip
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text = "ADL SCORM"
    ET.SubElement(about, "schemaversion").text = "2004 4th Edition"
    organisations(root, package.title)
    sco = {"identifier": "sco", "type": "webcontent", "adlcp:scormType": "sco", "href": start}
    resources(root, sco, package.files)
    return written(root)
