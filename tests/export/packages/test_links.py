"""Links to pages that a package leaves out."""

from __future__ import annotations

import pytest

from steppingup.export.packages.links import Part, keep_links, linked_from, listed_in, target_of

KEPT = frozenset({"chapters/01-a/index", "chapters/01-a/01-one", "book/help", "book/countries/finland"})
NOTE = "In another part <of it>."
CONTENTS = """<nav class="bd-links bd-docs-nav" aria-label="Course">
<p class="caption">Chapters</p>
<ul class="nav bd-sidenav">
<li class="toctree-l1 su-branch"><a class="reference internal" href="index.html">1. A</a><details open><summary><span>Pages of: A</span></summary><ul>
<li class="toctree-l2"><a class="reference internal" href="01-one.html">1.1 One</a></li>
<li class="toctree-l2"><a class="reference internal" href="02-two.html">1.2 Two</a></li>
</ul></details></li>
<li class="toctree-l1 su-branch"><a class="reference internal" href="../02-b/index.html">2. B</a><details><summary><span>Pages of: B</span></summary><ul>
<li class="toctree-l2"><a class="reference internal" href="../02-b/01-one.html">2.1 One</a></li>
</ul></details></li>
</ul>
<p class="caption">Cases</p>
<ul class="nav bd-sidenav">
<li class="toctree-l1"><a class="reference internal" href="../../case_studies/x/index.html">X</a></li>
</ul>
<p class="caption">Book</p>
<ul class="nav bd-sidenav">
<li class="toctree-l1 su-branch"><a class="reference internal" href="../../book/countries/index.html">Ten countries</a><details><summary><span>Pages of: Ten countries</span></summary><ul>
<li class="toctree-l2"><a class="reference internal" href="../../book/countries/denmark.html">Denmark</a></li>
<li class="toctree-l2"><a class="reference internal" href="../../book/countries/finland.html">Finland</a></li>
</ul></details></li>
</ul>
</nav>"""  # noqa: E501 - as Sphinx writes it


def kept(html: str, page: str = "chapters/01-a/01-one") -> str:
    return keep_links(page, html, Part(KEPT, "book/welcome", "chapters/01-a/index", NOTE))


def test_contents_get_shorter_and_stay_whole() -> None:
    text = kept(CONTENTS)
    for word in ("1. A", "1.1 One", "Finland"):
        assert word in text
    for word in ("1.2 Two", "2. B", "2.1 One", "Cases", "X</a>", "Ten countries", "Denmark"):
        assert word not in text
    for tag in ("li", "ul", "details", "p"):
        assert text.count(f"<{tag}") == text.count(f"</{tag}>"), tag
    assert '<li class="toctree-l1"><a class="reference internal" href="../../book/countries/finland.html">' in text


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a class="x" href="02-two.html#part">Two <b>b</b></a>', "<span>Two <b>b</b></span>"),
        ('<a class="x" href="../../book/help.html#a">Help</a>', '<a class="x" href="../../book/help.html#a">Help</a>'),
        ('<a class="brand" href="../../book/welcome.html">Up</a>', '<a class="brand" href="index.html">Up</a>'),
        ('<a href="https://town.example/a.html">Town</a>', '<a href="https://town.example/a.html">Town</a>'),
        ('<a class="x" href="#top">Top</a>', '<a class="x" href="#top">Top</a>'),
        ('<a class="right-next" href="02-two.html"><p>next</p></a>', ""),
        ('<a class="left-prev" href="index.html">a</a>', '<a class="left-prev" href="index.html">a</a>'),
    ],
)
def test_a_link(html: str, made: str) -> None:
    assert kept(html) == made


def test_a_page_that_lost_a_link_says_so_once_at_its_end() -> None:
    turn = '<nav class="prev-next-footer"></nav></article>'
    text = kept(f'<article><a href="02-two.html">Two</a> <a href="../02-b/index.html">B</a>{turn}<p></p></article>')
    said = '<p class="su-kicker">In another part &lt;of it&gt;.</p>\n'
    assert text == f"<article><span>Two</span> <span>B</span>{said}{turn}<p></p></article>"
    whole = f'<article><a href="index.html">A</a>{turn}'
    assert kept(whole) == whole


def test_contents_and_turns_that_got_shorter_are_no_lost_links() -> None:
    turn = '<nav class="prev-next-footer"><a class="right-next" href="02-two.html">next</a></nav></article>'
    assert "su-kicker" not in kept(f"{CONTENTS}<article>{turn}")


def test_reading_order_is_that_of_the_contents() -> None:
    assert listed_in("chapters/01-a/01-one", CONTENTS)[:4] == [
        "chapters/01-a/index", "chapters/01-a/01-one", "chapters/01-a/02-two", "chapters/02-b/index",
    ]  # fmt: skip
    assert listed_in("book/welcome", "<main></main>") == []


def test_what_a_page_leads_to() -> None:
    turn = '<a class="right-next" href="02-two.html">next</a>'
    html = f'{CONTENTS}<a class="x" href="../../book/help.html#a">Help</a>{turn}'
    assert linked_from("chapters/01-a/01-one", html) == {"book/help"}
    assert target_of("chapters/01-a/01-one", "../02-b/index.html") == "chapters/02-b/index"
