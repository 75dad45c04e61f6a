"""A chart as part of a page: no styles, the page's own ink, ids of its own, a name and a text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from steppingup.documents.inline_svg import SVG, inline_svg, titled_svg

DRAWN = f"""<?xml version="1.0"?>
<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" version="1.1">
 <metadata>made by hand</metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round}}</style>
 <path id="m1" d="M 0 0" style="stroke: #1b2527"/></defs>
 <g id="figure_1"><path d="M 0 0 L 9 9" clip-path="url(#p1)" style="fill: #ffffff; stroke: #9AA5A7; stroke-width: 2"/>
  <use xlink:href="#m1" x="1" y="2" style="fill: #0072b2"/><clipPath id="p1"><rect width="9" height="9"/></clipPath>
  <text x="1" y="2" style="font: bold 12px 'DejaVu Sans'; text-anchor: middle; fill: #1b2527">5 &lt; 6</text>
  <text style="font-size: 9px; font-family: 'DejaVu Sans'">b</text><text style="font: caption">c</text></g>
</svg>"""


def test_paint_becomes_attributes_and_ink_a_class() -> None:
    made = ET.fromstring(inline_svg(DRAWN, "figure-a", "A & B", "It <rises>."))  # noqa: S314 - our own
    every = list(made.iter())
    assert all("style" not in one.attrib for one in every)
    assert not [one for one in every if one.tag.endswith(("style", "metadata"))]
    path = next(one for one in every if one.get("d") == "M 0 0 L 9 9")
    assert path.attrib == {
        "d": "M 0 0 L 9 9", "clip-path": "url(#figure-a-p1)", "stroke-width": "2", "class": "f-paper s-line",
    }  # fmt: skip
    words = [one for one in every if one.tag.endswith("text")]
    assert words[0].attrib == {
        "x": "1", "y": "2", "font-size": "12", "font-weight": "bold", "text-anchor": "middle", "class": "f-ink",
    }  # fmt: skip
    assert words[0].text == "5 < 6"
    assert [one.attrib for one in words[1:]] == [{"font-size": "9"}, {}]


def test_ids_are_those_of_the_figure_and_only_where_something_asks_for_them() -> None:
    made = ET.fromstring(inline_svg(DRAWN, "figure-a", "A", "B"))  # noqa: S314 - our own
    ids = {one.get("id") for one in made.iter() if one.get("id")}
    assert ids == {"figure-a-name", "figure-a-about", "figure-a-m1", "figure-a-p1"}
    use = next(one for one in made.iter() if one.tag.endswith("use"))
    assert use.get("href") == "#figure-a-m1"
    assert use.get("fill") == "#0072b2"


def test_it_has_a_name_and_a_text() -> None:
    made = ET.fromstring(inline_svg(DRAWN, "figure-a", "A & B", "It <rises>."))  # noqa: S314 - our own
    assert (made.get("role"), made.get("aria-labelledby"), made.get("viewBox")) == ("img", "figure-a-name", "0 0 9 9")
    assert [child.text for child in made][:2] == ["A & B", "It <rises>."]


def test_a_file_of_its_own_has_them_too_and_keeps_its_look() -> None:
    data = titled_svg(DRAWN, "A & B", "It <rises>.")
    made = ET.fromstring(data)  # noqa: S314 - our own
    assert [child.text for child in made][:2] == ["A & B", "It <rises>."]
    assert b"made by hand" not in data
    assert b"stroke-linejoin" in data
