"""Links to pages that a package leaves out."""

from __future__ import annotations

import pytest

from steppingup.export.packages.links import keep_links, linked_from, target_of

KEPT = frozenset({"chapters/01-a/index", "chapters/01-a/01-one", "book/help", "book/countries/finland"})
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
    return keep_links(page, html, KEPT, "book/welcome", "chapters/01-a/index")


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


def test_what_a_page_leads_to() -> None:
    turn = '<a class="right-next" href="02-two.html">next</a>'
    html = f'{CONTENTS}<a class="x" href="../../book/help.html#a">Help</a>{turn}'
    assert linked_from("chapters/01-a/01-one", html) == {"book/help"}
    assert target_of("chapters/01-a/01-one", "../02-b/index.html") == "chapters/02-b/index"
