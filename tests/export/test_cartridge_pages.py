"""Pages of a cartridge: what stays of a built page, what becomes a file, and what is too large."""

from __future__ import annotations

import pytest
from lxml import etree, html

from steppingup.common.errors import ExportError
from steppingup.export.questions.cc.pages import MOST_BYTES, plain_pages
from tests.export.exported import exported, unzipped

PICTURE = b"\x89PNG\r\n\x1a\n"
PAGE = """<!DOCTYPE html><html><head><title>t</title></head><body><svg><symbol id="su-x"></symbol></svg>
<main><article class="bd-article"><section id="one"><h1>\u0141\u00f3d\u017a &amp; \u0123imene</h1>
<p class="su-kicker"><svg class="su-i"><use href="#su-x"/></svg>Lesson 1</p>
<svg class="su-figure" viewBox="0 0 360 702"><title id="t">Two "boxes"</title><desc>One, and two.</desc>
<linearGradient gradientUnits="userSpaceOnUse"/><text>Act</text></svg>
<img src="../_images/map.png" alt="A map"><a href="02.html#two">next</a><a href="../../book/help.html">help</a>
<a href="https://example.org/">web</a>
<span role="tooltip" id="tip">A meaning</span> <a href="#one">here</a><div hidden>secret</div>
<div class="su-story"><p>It rains.</p></div>
<su-activity data-kind="choice"><div class="su-plain"><p>Question?</p><noscript>Allow</noscript></div>
<script type="application/json">{"correct":true}</script></su-activity></section><nav>previous</nav></article>
</main></body></html>"""
SITE = {
    "chapters/x/01.html": PAGE.encode(), "chapters/x/02.html": PAGE.encode(), "chapters/_images/map.png": PICTURE,
}  # fmt: skip


def test_a_page_keeps_its_words_and_loses_its_script() -> None:
    made = plain_pages(SITE, ["chapters/x/01", "chapters/x/02"], "lv")
    page = made.files["pages/chapters/x/01.html"].decode("utf-8")
    tree = html.fromstring(page)
    assert made.titles["chapters/x/01"] == "\u0141\u00f3d\u017a & \u0123imene"
    assert tree.get("lang") == "lv"
    words = " ".join(tree.find("body").text_content().split())
    assert words == "\u0141\u00f3d\u017a & \u0123imene Lesson 1 nexthelp web (A meaning) here It rains. Question?"
    assert {element.tag for element in tree.find("body").iter()}.isdisjoint({"script", "nav", "svg", "su-activity"})
    assert "class=" not in page
    assert tree.findtext(".//blockquote/p") == "It rains."


def test_links_lead_to_the_web_into_the_page_or_to_what_is_in_the_file() -> None:
    made = plain_pages(SITE, ["chapters/x/01", "chapters/x/02"], "en")
    tree = html.fromstring(made.files["pages/chapters/x/01.html"])
    assert [link.get("href") for link in tree.iter("a")] == ["../../chapters/x/02.html", "https://example.org/", "#one"]
    alone = html.fromstring(plain_pages(SITE, ["chapters/x/01"], "en").files["pages/chapters/x/01.html"])
    assert [link.get("href") for link in alone.iter("a")] == ["https://example.org/", "#one"]


def test_help_comes_along_without_what_needs_the_script() -> None:
    files = unzipped(exported("cc11")[0])
    page = html.fromstring(files["pages/book/help.html"])
    words = page.find("body").text_content()
    assert page.xpath("//a[starts-with(@href,'tel:')]")
    assert "Leave this page" not in words
    assert "leave this page" not in words
    assert b'identifierref="page-book-help"' in files["imsmanifest.xml"]


def test_moodle_can_replace_each_way_to_a_file_in_the_text_of_a_page() -> None:
    """It replaces one way after the other, as a piece of text (``backup/cc/entity11.resource.class.php``)."""
    files = unzipped(exported("cc11")[0])
    for name, data in files.items():
        if not name.endswith(".html"):
            continue
        page = html.fromstring(data)
        ways = [one.get("href") or one.get("src") for one in page.xpath("//*[@href or @src]")]
        inner = {way for way in ways if not way.startswith(("https:", "mailto:", "tel:", "#"))}
        assert all(_beside(name, way) in files for way in inner)
        assert all("/" in way and not (one != way and one in way) for way in inner for one in inner)


def test_drawings_and_pictures_become_files_with_their_words() -> None:
    made = plain_pages(SITE, ["chapters/x/01"], "en")
    drawing, picture = html.fromstring(made.files["pages/chapters/x/01.html"]).findall(".//img")
    assert drawing.get("alt") == 'Two "boxes". One, and two.'
    assert (drawing.get("src"), drawing.get("width")) == ("../../figures/chapters-x-01-1.svg", "360")
    root = etree.fromstring(made.files["pages/figures/chapters-x-01-1.svg"])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == "0 0 360 702"
    assert root.find("{*}linearGradient") is not None
    assert (picture.get("src"), picture.get("alt")) == ("../../figures/map.png", "A map")
    assert made.files["pages/figures/map.png"] == PICTURE


def test_a_huge_picture_is_named() -> None:
    site = {**SITE, "chapters/_images/map.png": PICTURE + bytes(MOST_BYTES)}
    with pytest.raises(ExportError, match=r"chapters/_images/map\.png on the page chapters/x/01 has 5\.0 MB"):
        plain_pages(site, ["chapters/x/01"], "en")


def test_pages_of_the_course_are_whole_and_lead_nowhere_else() -> None:
    files = unzipped(exported("cc11")[0])
    pages = {name: html.fromstring(data) for name, data in files.items() if name.endswith(".html")}
    assert len(pages) > 50
    for name, page in pages.items():
        assert len(page.findall(".//h1")) == 1
        for image in page.iter("img"):
            assert image.get("alt")
            assert _beside(name, image.get("src")) in files
        for link in page.iter("a"):
            target, _, place = link.get("href", "").partition("#")
            if target.startswith(("https:", "mailto:", "tel:")):
                continue
            goal = _beside(name, target) if target else name
            assert goal in pages
            assert not place or pages[goal].xpath("//*[@id=$place]", place=place)
    for name, data in files.items():
        assert name.isascii()
        if name.endswith(".svg"):
            etree.fromstring(data)


def _beside(page: str, target: str) -> str:
    parts = page.split("/")[:-1]
    for step in target.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)
