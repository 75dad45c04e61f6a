"""A built page as a plain page: no script, no frame, figures as files, and links only to what is in the cartridge."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_BYTES = 5_000_000  # one picture; platforms limit uploads, and phones have to load it
FOLDER = "pages"
_DRAWING = re.compile(r"(<svg(?![^>]*su-i\b)[^>]*>).*?</svg>", re.DOTALL)
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_SVG = "http://www.w3.org/2000/svg"
# what only the course's own script or style makes sense of
_LEFT_OUT = (
    "//script|//noscript|//nav|//*[@hidden]|//svg|"
    "//*[contains(@class,'su-noprint')]|//*[contains(@class,'toctree-wrapper')]"
    "|//a[contains(@class,'su-cite')]/span[contains(@class,'su-hide')]"
    "|//section[@id='leave-this-page' or span[@id='leave-this-page']]|//li[.//a[@href='#leave-this-page']]"
)
# For platforms that show the page as it is; others take their own.
_STYLE = (
    "body { max-width: 45rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif }"
    " table { border-collapse: collapse } th, td { border: 1px solid; padding: .4rem; text-align: left }"
)
_KEPT = frozenset({"href", "src", "alt", "scope", "colspan", "rowspan", "start", "lang", "id", "width", "height"})


@dataclass
class Pages:
    """Pages and figures of a cartridge.

    Args:
        files: what each file holds, by its name in the cartridge.
        titles: the title of each page, by its path in the book.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def file_of(page: str) -> str:
    """Return the name of a page in the cartridge."""
    return f"{FOLDER}/{page}.html"


def plain_pages(site: Mapping[str, bytes], pages: Iterable[str], language: str) -> Pages:
    """Make plain pages.

    Args:
        site: the built book, by the names of its files.
        pages: which of its pages, without ``.html``.
        language: of the texts.

    Raises:
        ExportError: a picture is too large.
    """
    made, wanted = Pages(), frozenset(pages)
    for page in pages:
        text = _ARTICLE.search(site[f"{page}.html"].decode("utf-8"))
        article = html.fromstring(_figures(text[0] if text else "", page, made))
        for element in article.xpath(_LEFT_OUT.replace("//", ".//")):
            element.drop_tree()
        _pictures(article, page, site, made)
        _links(article, page, wanted)
        _terms(article)
        _bare(article)
        heading = article.find(".//h1")
        title = " ".join(heading.text_content().split()) if heading is not None else page
        made.titles[page] = title
        made.files[file_of(page)] = _document(article, title, language)
    return made


def _figures(text: str, page: str, made: Pages) -> str:
    """Put drawings into files: platforms clean them out of pages that people may edit."""
    numbers = count(1)

    def put(found: re.Match[str]) -> str:
        drawing = found[0]
        name = f"{FOLDER}/figures/{page.replace('/', '-')}-{next(numbers)}.svg"
        if "xmlns=" not in found[1]:
            drawing = drawing.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
        made.files[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode()
        said = [part[1] for tag in ("title", "desc") if (part := re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", drawing))]
        size = re.search(r'viewBox="\S+ \S+ (\d+)', found[1])
        width = f' width="{size[1]}"' if size else ""
        about = ". ".join(part.rstrip(".") for part in said).replace('"', "&quot;")
        return f'<img src="{_relative(page, name)}" alt="{about}."{width}>'

    return _DRAWING.sub(put, text)


def _pictures(article: Any, page: str, site: Mapping[str, bytes], made: Pages) -> None:
    for image in article.xpath(".//img"):
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page), image.get("src", "")))
        if source not in site:
            continue
        data = site[source]
        if len(data) > MOST_BYTES:
            size, most = f"{len(data) / 1e6:.1f}", f"{MOST_BYTES / 1e6:.0f}"
            raise ExportError(f"The picture {source} on the page {page} has {size} MB; make it smaller than {most} MB.")
        name = f"{FOLDER}/figures/{posixpath.basename(source)}"
        made.files[name] = data
        image.set("src", _relative(page, name))


def _links(article: Any, page: str, wanted: frozenset[str]) -> None:
    """Keep links to the web, to pages of the cartridge and inside the page; others become their text.

    A link to another page leads to its beginning: Moodle finds no file whose name has a place behind it.
    """
    for link in article.xpath(".//a[@href]"):
        target, _, _ = link.get("href").partition("#")
        if not target or target.startswith(("https:", "mailto:", "tel:")):
            continue
        other = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)).removesuffix(".html")
        if other in wanted:
            link.set("href", _relative(page, file_of(other)))
        else:
            link.drop_tag()


def _terms(article: Any) -> None:
    """Put the meaning of a word, which the course shows beside it, into brackets behind it."""
    for tip in article.xpath(".//*[@role='tooltip']"):
        tip.text = f" ({tip.text_content().rstrip('.')})"


def _bare(article: Any) -> None:
    """Take away what only the course's own style knows; parts of the course's own become plain ones."""
    for story in article.xpath(".//div[contains(@class,'su-story')]"):
        story.tag = "blockquote"  # so that one sees where it ends
    for element in list(article.iter(etree.Element)):
        for name in set(element.attrib) - _KEPT:
            del element.attrib[name]
        if element.tag == "img":
            element.set("style", "max-width: 100%; height: auto")
        if "-" in element.tag:
            element.tag = "div"


def _document(article: Any, title: str, language: str) -> bytes:
    article.tag = "main"
    page = html.Element("html", lang=language)
    head, body = etree.SubElement(page, "head"), etree.SubElement(page, "body")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "style").text = _STYLE
    article.tail = None
    body.append(article)
    text = html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n".encode()


def _relative(page: str, name: str) -> str:
    """Return the way from a page to a file, always through the top folder.

    Moodle replaces such ways in the text of the page, one after the other and without looking left or right. So each
    holds a slash, which its replacement does not, and none is the end of another.
    """
    return f"{'../' * page.count('/')}{name.removeprefix(f'{FOLDER}/')}"
