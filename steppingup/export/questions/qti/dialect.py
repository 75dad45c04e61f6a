"""The names of one version of QTI: items are built in those of 2.1 and renamed for 3.0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_HTML = frozenset({"p", "br", "strong", "div"})
_HUMP = re.compile(r"(?<=[a-z])([A-Z])")
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class Dialect:
    """A version of QTI.

    Args:
        label: its name for people.
        namespace: of items and tests, and the address of its schema.
        packaging: namespace of the manifest.
        schema: name and version that the manifest tells.
        item: the type of an item's resource.
        test: the type of a test's resource.
        kebab: whether elements are called ``qti-...`` in small letters with dashes.
    """

    label: str
    namespace: tuple[str, str]
    packaging: str
    schema: tuple[str, str]
    item: str
    test: str
    kebab: bool = False

    def finish(self, root: ET.Element) -> ET.Element:
        """Give a tree the names and the namespace of this version."""
        if self.kebab:
            for element in root.iter():
                if element.tag not in _HTML:
                    _rename(element)
        root.set("xmlns", self.namespace[0])
        root.set("xmlns:xsi", _XSI)
        root.set("xsi:schemaLocation", " ".join(self.namespace))
        return root


def _rename(element: ET.Element) -> None:
    element.tag = f"qti-{_dashed(element.tag)}"
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        element.set(_dashed(name), value)


def _dashed(name: str) -> str:
    return _HUMP.sub(r"-\1", name).lower()
