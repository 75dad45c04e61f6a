"""The cartridge: pages, a quiz for each lesson behind its page, the manifest, the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from steppingup.documents.zip_file import zip_of
from steppingup.export.packages.site import built_site
from steppingup.export.questions.cc.pages import Pages, file_of, plain_pages
from steppingup.export.questions.cc.pieces import pieces
from steppingup.export.questions.cc.quiz import quiz
from steppingup.export.questions.deliver import REPORT
from steppingup.export.questions.markup import xml_file

if TYPE_CHECKING:
    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question
    from steppingup.export.request import Request

SPACE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_SCHEMAS = (
    f"{SPACE} http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imscp_v1p2_v1p0.xsd "
    f"{LOM} http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lommanifest_v1p0.xsd"
)
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_PARTS = ("chapters/", "case_studies/")
HELP = "book/help"  # wherever the course is read, somebody may need it


def package(bank: Bank, report: str, words: Words, request: Request) -> bytes:
    """Make the zip file; the manifest comes first."""
    site = built_site(request)
    names = [page for page in site.pages if page.startswith(_PARTS) and request.wants(page.rpartition("/")[0])]
    names += [HELP] if f"{HELP}.html" in site.files else []
    pages = plain_pages(site.files, names, bank.language)
    quizzes = [(titles, list(inner)) for titles, inner in groupby(bank.questions, lambda one: one.place.titles)]
    manifest = _Manifest(bank, pages, words)
    files = {"imsmanifest.xml": xml_file(manifest.build(quizzes))}
    for number, (titles, questions) in enumerate(quizzes, 1):
        asked = [piece for question in questions for piece in pieces(question, words)]
        files[_quiz_file(number)] = xml_file(quiz(_quiz_id(number), _quiz_title(titles, words), asked, words))
    return zip_of({**files, **pages.files, REPORT: report.encode("utf-8")})


class _Manifest:
    """Builds the manifest: a tree of chapters, in each its pages, behind a page its quiz."""

    def __init__(self, bank: Bank, pages: Pages, words: Words) -> None:
        self._bank, self._pages, self._words = bank, pages, words
        self._root = ET.Element("manifest", identifier="stepping-up-cartridge", xmlns=SPACE)
        self._root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        self._root.set("xmlns:lomimscc", LOM)
        self._root.set("xsi:schemaLocation", _SCHEMAS)

    def build(self, quizzes: list[tuple[tuple[str, ...], list[Question]]]) -> ET.Element:
        """Build the whole."""
        self._about()
        organizations = ET.SubElement(self._root, "organizations")
        tree = ET.SubElement(organizations, "organization", identifier="tree", structure="rooted-hierarchy")
        top = ET.SubElement(tree, "item", identifier="root")
        waiting = dict(enumerate(quizzes, 1))
        for folder, pages in groupby(self._pages.titles, lambda page: page.rpartition("/")[0]):
            self._chapter(top, folder, list(pages), waiting)
        self._others(top, waiting)
        self._resources(len(quizzes))
        return self._root

    def _about(self) -> None:
        about = ET.SubElement(self._root, "metadata")
        ET.SubElement(about, "schema").text = "IMS Common Cartridge"
        ET.SubElement(about, "schemaversion").text = "1.1.0"
        general = ET.SubElement(ET.SubElement(about, "lomimscc:lom"), "lomimscc:general")
        for name, text in (("title", self._bank.title), ("description", self._words.get("site.about"))):
            parent = ET.SubElement(general, f"lomimscc:{name}")
            ET.SubElement(parent, "lomimscc:string", language=self._bank.language).text = text

    def _chapter(
        self, top: ET.Element, folder: str, pages: list[str], waiting: dict[int, tuple[tuple[str, ...], list[Question]]]
    ) -> None:
        inner = _item(top, f"part-{_plain(folder)}", _heading(self._pages.titles[pages[0]]))
        for page in pages:
            _item(inner, f"item-{_plain(page)}", self._pages.titles[page], f"page-{_plain(page)}")
            for number in [n for n, (_, questions) in waiting.items() if _page_of(questions) == page]:
                titles, _ = waiting.pop(number)
                _item(inner, f"item-{_quiz_id(number)}", _quiz_title(titles, self._words), _quiz_id(number))

    def _others(self, top: ET.Element, waiting: dict[int, tuple[tuple[str, ...], list[Question]]]) -> None:
        """List quizzes that stand behind no page: the final check, and graded ones under their warning."""
        for title, inner in groupby(waiting.items(), lambda one: one[1][0][0]):
            part = _item(top, f"part-{_quiz_id(min(waiting))}-{len(top)}", _heading(title))
            for number, (titles, _) in inner:
                _item(part, f"item-{_quiz_id(number)}", _quiz_title(titles, self._words), _quiz_id(number))

    def _resources(self, quizzes: int) -> None:
        resources = ET.SubElement(self._root, "resources")
        for page in self._pages.titles:
            _resource(resources, f"page-{_plain(page)}", file_of(page))
        figures = [name for name in self._pages.files if "/figures/" in name]
        for number, name in enumerate(figures, 1):
            _resource(resources, f"figure-{number}", name)
        for number in range(1, quizzes + 1):
            resource = ET.SubElement(resources, "resource", identifier=_quiz_id(number), type=QUIZ)
            ET.SubElement(resource, "file", href=_quiz_file(number))
        _resource(resources, "report", REPORT)


def _item(parent: ET.Element, id_: str, title: str, resource: str = "") -> ET.Element:
    item = ET.SubElement(parent, "item", identifier=id_)
    if resource:
        item.set("identifierref", resource)
    ET.SubElement(item, "title").text = title
    return item


def _heading(title: str) -> str:
    """Write the title of a part: Moodle puts it into XML as it is, so signs of XML become others that look alike."""
    return title.translate({ord("&"): "\uff06", ord("<"): "\u2039", ord(">"): "\u203a"})


def _resource(parent: ET.Element, id_: str, file: str) -> None:
    resource = ET.SubElement(parent, "resource", identifier=id_, type="webcontent", href=file)
    ET.SubElement(resource, "file", href=file)


def _page_of(questions: list[Question]) -> str:
    """Return the page behind which a quiz stands; graded ones stand behind none."""
    return questions[0].place.page


def _quiz_title(titles: tuple[str, ...], words: Words) -> str:
    return words.get("questions.quiz", title=titles[-1])


def _quiz_id(number: int) -> str:
    return f"quiz-{number:03}"


def _quiz_file(number: int) -> str:
    return f"quizzes/{_quiz_id(number)}.xml"


def _plain(path: str) -> str:
    return path.replace("/", "-")
