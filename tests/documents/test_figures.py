"""Figures: their files, their drawings, their words."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import steppingup
import steppingup.documents
from steppingup.common.errors import ContentError, SteppingUpError
from steppingup.common.facts import load_facts
from steppingup.common.language import Words
from steppingup.documents import canvas, figure, figure_text, load_figures
from steppingup.documents.canvas import TEXT, WIDTH, Rect, text_width, wrap
from steppingup.documents.figures import draw
from steppingup.documents.load import read_figures
from steppingup.documents.models import Figure
from steppingup.documents.shapes import lay_out
from steppingup.documents.svg import TONES
from steppingup.documents.text import Row, figure_rows

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"

FIGURES = """
    - id: town-timeline
      kind: timeline
      title: What happened in the town
      alt: Three things happen, from spring to winter.
      note: Dates are made up.
      source: guidelines
      events:
        - {when: 2015, text: A brother-in-law promises work & a room for $5 or $6.}
        - {when: Summer, text: "The passports are collected; {fact:victims-2022} elsewhere."}
        - {when: Next winter, text: An inspector visits the hall.}
    - id: registered
      kind: bars
      title: Registered victims
      alt: The number rises from about 7,000 to about 10,000.
      sources: [eurostat, guidelines]
      label: Year
      measure: Persons registered
      base: Registered by the member states.
      bars:
        - {label: 2021, value: 7155}
        - {label: 2022, value: 10093}
        - {label: 2023, value: 0, text: not yet known}
    - id: scale
      kind: scale
      title: A scale
      alt: Four steps, the second is marked.
      source: guidelines
      steps:
        - {title: Decent work, text: As the law says.}
        - {title: Unlawful conditions, stop: The inspector}
        - {title: Exploitation}
        - {title: Forced labour, text: Under threat.}
    - id: parts
      kind: elements
      title: Three elements
      alt: Act, means and purpose.
      source: guidelines
      joiner: and
      parts:
        - {title: Act, lead: What is done, items: [recruiting, housing]}
        - {title: Means, items: [force]}
        - {title: Purpose, items: [exploitation]}
    - id: cords
      kind: cords
      title: What holds a worker
      alt: Debt and papers hold the worker.
      source: guidelines
      centre: The worker
      boxes:
        - {title: Debt, text: Rent is taken from the wage.}
        - {title: Papers}
"""

FACTS = {
    "roles": "- {id: frontdesk, name: Front desk}\n",
    "competencies": "areas: [{id: law, name: Law}]\ncompetencies: []\n",
    "sources": "- {id: guidelines, title: The guidelines, year: '2015', read: copy}\n"
    "- {id: eurostat, title: Eurostat table, read: original}\n",
    "facts": "- {id: victims-2022, value: 10093 persons, statement: In 2022 there were., as_of: '2022', "
    "source: eurostat, review_by: '2030-01-01'}\n",
}
IDS = ["town-timeline", "registered", "scale", "parts", "cords"]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "_config.yml", "title: Tiny\n")
    for name, text in FACTS.items():
        write(tmp_path / "facts" / f"{name}.yml", text)
    write(tmp_path / "chapters" / "01-one" / "figures.yml", FIGURES)
    monkeypatch.setenv("STEPPINGUP_COURSE", str(tmp_path))
    return tmp_path


def tree(id_: str) -> ET.Element:
    svg = figure(id_).svg
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own drawing


def drawn_words(id_: str) -> str:
    return " ".join("".join(text.itertext()) for text in tree(id_).iter(f"{SVG}text"))


def test_it_is_one_picture_with_name_and_description(course: Path) -> None:
    root = tree("town-timeline")
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert named[root.get("aria-labelledby")] == "What happened in the town"
    assert named[root.get("aria-describedby")] == "Three things happen, from spring to winter."
    data = figure("town-timeline")._repr_mimebundle_()
    assert data["text/html"].startswith("<svg ")
    assert data["text/html"].count("<svg") == 1


@pytest.mark.parametrize("id_", IDS)
def test_every_text_stands_in_the_drawing_as_text(course: Path, id_: str) -> None:
    words = drawn_words(id_)
    for path, text in load_figures(course)[id_].texts():
        if path not in {"alt", "label"}:
            assert text in words, path


def test_numbers_and_their_sources_stand_in_bars(course: Path) -> None:
    words = drawn_words("registered")
    assert "10,093" in words
    assert "not yet known" in words
    assert "Eurostat table; The guidelines (2015)" in words
    shapes = lay_out(load_figures(course)["registered"]).shapes
    lengths = [shape.width for shape in shapes if isinstance(shape, Rect)]
    assert lengths[0] / lengths[1] == pytest.approx(7155 / 10093)
    assert lengths[2] == 2  # nothing is still seen


def test_facts_come_with_their_date(course: Path) -> None:
    assert "10093 persons (2022) elsewhere" in drawn_words("town-timeline")


def test_signs_of_formulas_are_text(course: Path) -> None:
    assert "work & a room for $5 or $6" in drawn_words("town-timeline")


@pytest.mark.parametrize("id_", IDS)
def test_it_leaks_nothing_into_the_page(course: Path, id_: str) -> None:
    svg = figure(id_).svg
    root = tree(id_)
    assert not any(element.tag == f"{SVG}style" for element in root.iter())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids == [f"su-figure-{id_}-title", f"su-figure-{id_}-desc"]
    assert "metadata" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert "class" not in svg.replace('class="su-figure"', "")


@pytest.mark.parametrize("id_", IDS)
def test_every_colour_is_one_of_the_page(course: Path, id_: str) -> None:
    fallbacks = {page for _, page in TONES.values()}
    for element in tree(id_).iter():
        for name, value in re.findall(r"(fill|stroke): ([^;]+)", element.get("style", "")):
            assert value in fallbacks | {"none"}, (name, value)


@pytest.mark.parametrize("id_", IDS)
def test_words_stand_in_tones_of_good_contrast(course: Path, id_: str) -> None:
    readable = {f"fill: {TONES[tone][1]}" for tone in ("ink", "soft", "accent", "on-accent")}
    assert {text.get("style") for text in tree(id_).iter(f"{SVG}text")} <= readable


@pytest.mark.parametrize("id_", IDS)
def test_it_is_narrow_enough_for_a_small_screen(course: Path, id_: str) -> None:
    for shape in lay_out(load_figures(course)[id_]).shapes:
        if isinstance(shape, canvas.Words):
            width = text_width(shape.text, bold=shape.bold)
            left = shape.x - (width / 2 if shape.anchor == "center" else 0)
            assert left >= 0
            assert left + width <= WIDTH + 0.5
    assert TEXT * 288 / WIDTH >= 12  # on a screen of 320 px with its margins


def test_the_same_figure_is_the_same_text_in_every_process(course: Path) -> None:
    code = "import sys; from steppingup import figure; sys.stdout.write(figure('scale').svg)"
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert again == figure("scale").svg


def test_words_of_a_timeline(course: Path) -> None:
    text = figure_text("town-timeline")
    assert text.shape == "timeline"
    assert text.rows[2] == Row("Next winter", "An inspector visits the hall.")
    assert (text.title, text.note, text.sources) == ("What happened in the town", "Dates are made up.", ("guidelines",))
    assert text.html().startswith("<ol><li><strong>2015</strong>: A brother-in-law promises work &amp; a room")
    assert text.html().endswith("</ol><p>Dates are made up.</p>")
    assert "- Next winter: An inspector visits the hall." in text.lines()
    assert repr(figure("town-timeline")) == "What happened in the town"
    assert figure("town-timeline")._repr_html_().startswith("<svg")


def test_words_of_bars_are_a_table(course: Path) -> None:
    text = figure_text("registered")
    assert (text.shape, text.columns) == ("table", ("Year", "Persons registered"))
    assert [row.text for row in text.rows] == ["7,155", "10,093", "not yet known"]
    assert '<tr><th scope="row">2022</th><td>10,093</td></tr>' in text.html()
    assert "Registered by the member states." in text.lines()


def test_words_of_the_other_kinds(course: Path) -> None:
    assert figure_text("scale").rows[1] == Row("Unlawful conditions", "", ("The inspector",))
    assert figure_text("scale").shape == "steps"
    assert figure_text("parts").rows[0] == Row("Act", "What is done", ("recruiting", "housing"))
    assert figure_text("cords").rows == (Row("The worker"), Row("Debt", "Rent is taken from the wage."), Row("Papers"))
    assert figure_text("cords").html().startswith("<ul><li><strong>The worker</strong></li>")
    assert list(figure_text("parts").lines())[2:4] == ["- Act: What is done", "  - recruiting"]


def test_all_texts_go_through_the_translator(course: Path) -> None:
    figures = load_figures(course)
    content = {f"{id_}:{path}": (text, f"«{path}»") for id_ in IDS for path, text in figures[id_].texts()}
    told = load_figures(course, Words("en", content=content))
    # the one text with a fact was filled in before it was compared, so it is the only one that stays English
    left = [text for id_ in IDS for _, text in told[id_].texts() if not text.startswith("«")]
    assert left == ["The passports are collected; 10093 persons (2022) elsewhere."]


def test_an_unknown_figure_is_one_sentence(course: Path) -> None:
    with pytest.raises(SteppingUpError, match=r"no figure 'other'\. Figures of this course: cords, parts") as caught:
        figure("other")
    assert caught.value._render_traceback_() == [str(caught.value)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kind: timeline", "kind: pie"), "figures.yml:3: town-timeline: kind: must be one of timeline, bars"),
        (("- id: town-timeline\n  kind: timeline", "- kind: timeline"), "figures.yml:2: id: is missing"),
        (("title: A scale", "titel: A scale"), "unknown field"),
        (("source: guidelines", "source: nobody"), "town-timeline: sources: unknown source 'nobody'"),
        (
            ("{fact:victims-2022}", "{fact:victims}"),
            "figures.yml:10: town-timeline: events.2.text: unknown fact 'victims'",
        ),
        (("value: 7155", "value: -1"), "registered: bars.1.value"),
        (("title: Papers", "title: <b>Papers</b>"), "cords: boxes.2.title: texts are plain"),
        (("id: parts", "id: scale"), "scale: id: this id stands twice"),
        (("- id: cords", "id: cords"), "broken YAML"),
    ],
)
def test_mistakes_are_told_with_file_and_line(course: Path, change: tuple[str, str], said: str) -> None:
    path = course / "chapters" / "01-one" / "figures.yml"
    path.write_text(path.read_text().replace(*change, 1))
    with pytest.raises(ContentError) as caught:
        load_figures(course)
    assert said in str(caught.value)
    assert "chapters/01-one/figures.yml:" in str(caught.value)


def test_all_mistakes_are_told_in_one_run(course: Path) -> None:
    write(course / "chapters" / "02-two" / "figures.yml", "just: a map\n")
    write(course / "case_studies" / "case" / "figures.yml", "- no\n- {id: x, kind: bars}\n")
    _, problems = read_figures(course, load_facts(course))
    assert len({problem.file for problem in problems}) == 2
    assert len(problems) > 5


def test_a_course_without_figures_says_none(course: Path) -> None:
    (course / "chapters" / "01-one" / "figures.yml").unlink()
    with pytest.raises(SteppingUpError, match="Figures of this course: none"):
        figure_text("scale")


def test_lines_wrap_and_long_words_stay_whole() -> None:
    assert wrap("", 100) == []
    lines = wrap("a few short words and one Verkehrsinfrastrukturfinanzierungsgesellschaft", 120)
    assert lines[-1] == "Verkehrsinfrastrukturfinanzierungsgesellschaft"
    assert all(text_width(line) <= 120 for line in lines[:-1])


def test_a_kind_without_words_is_a_fault_of_ours() -> None:
    bare: Any = Figure(id="x", kind="new", title="t", alt="a", sources=["s"])
    with pytest.raises(TypeError):
        figure_rows(bare)
    assert len(lay_out(bare).shapes) == 1


def test_the_facade_is_lazy() -> None:
    assert steppingup.documents.figure is figure
    with pytest.raises(AttributeError, match="nothing"):
        steppingup.documents.__getattr__("nothing")


def test_the_figures_of_the_course_itself_can_be_drawn() -> None:
    facts = load_facts(ROOT)
    figures = load_figures(ROOT, facts=facts)
    assert figures
    for id_, found in figures.items():
        assert f'id="su-figure-{id_}-title"' in draw(found, facts).svg
