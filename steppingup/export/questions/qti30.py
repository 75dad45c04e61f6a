"""QTI 3.0: a package for newer players."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from steppingup.export.questions.deliver import REPORT, Style, deliver
from steppingup.export.questions.qti.dialect import Dialect
from steppingup.export.questions.qti.judge import judge
from steppingup.export.questions.qti.package import package

if TYPE_CHECKING:
    from steppingup.export.request import Request

QTI30 = Dialect(
    "QTI 3.0",
    (
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    ),
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ("QTI Package", "3.0.0"),
    "imsqti_item_xmlv3p0",
    "imsqti_test_xmlv3p0",
    kebab=True,
)


def export(request: Request) -> list[str]:
    """Write the questions as a package of QTI 3.0."""
    return deliver(request, Style(QTI30.label, judge, partial(package, dialect=QTI30), (".zip",), REPORT))
