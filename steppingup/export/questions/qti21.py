"""QTI 2.1: a package for Canvas, itslearning and others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from steppingup.export.questions.deliver import REPORT, Style, deliver
from steppingup.export.questions.qti.dialect import Dialect
from steppingup.export.questions.qti.judge import judge
from steppingup.export.questions.qti.package import package

if TYPE_CHECKING:
    from steppingup.export.request import Request

QTI21 = Dialect(
    "QTI 2.1",
    ("http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"),
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    ("QTIv2.1 Package", "1.0.0"),
    "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv2p1",
)


def export(request: Request) -> list[str]:
    """Write the questions as a package of QTI 2.1."""
    return deliver(request, Style(QTI21.label, judge, partial(package, dialect=QTI21), (".zip",), REPORT))
