"""Charts: readable without colour, without eyes, and whatever people wrote into them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from steppingup.documents.charts import DPI, STYLES, Chart, Mark, Naming, Part, bars, grid

DARK = (0, 77, 122)
NAMING = Naming("id", "A title", "What it shows.")
MARKS = {"yes": Mark("asked", "dark", "\u25cf"), "no": Mark("not asked", "light", "\u25cb")}
# Full dichromacy: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color
# vision deficiency", table 1, severity 1.0; on linear light.
EYES: dict[str, list[tuple[float, float, float]]] = {
    "usual": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protan": [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)],
    "deutan": [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)],
    "tritan": [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)],
    "grey": [(0.2126, 0.7152, 0.0722)] * 3,
}


def linear(colour: str) -> tuple[float, ...]:
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(colour))


def lab(light: Sequence[float]) -> tuple[float, float, float]:
    red, green, blue = (min(max(v, 0), 1) for v in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    light = linear(colour)
    return lab([sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eyes]])


@pytest.mark.parametrize("eyes", [name for name in EYES if name != "grey"])
def test_fills_differ_for_all_kinds_of_colour_vision(eyes: str) -> None:
    fills = [fill for name, (fill, _, _) in STYLES.items() if name != "empty"]
    distances = [
        sum((a - b) ** 2 for a, b in zip(seen(one, eyes), seen(other, eyes), strict=True)) ** 0.5
        for one, other in combinations(fills, 2)
    ]
    assert min(distances) > 20  # 2.3 is what a trained eye just tells apart


def test_in_grey_patterns_tell_what_lightness_does_not() -> None:
    for one, other in combinations([style for name, style in STYLES.items() if name != "empty"], 2):
        assert abs(seen(one[0], "grey")[0] - seen(other[0], "grey")[0]) > 8 or one[2] != other[2]


def test_numbers_and_signs_have_contrast() -> None:
    for fill, ink, _ in STYLES.values():
        light, dark = sorted((seen_light(fill), seen_light(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def seen_light(colour: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def picture(chart: Chart) -> Image.Image:
    made = Image.open(io.BytesIO(chart.png))
    made.load()
    assert chart.inches == (made.width / DPI, made.height / DPI)
    return made


def test_a_chart_has_its_text_and_its_size() -> None:
    chart = bars(NAMING, ["one", "two"], [Part("a", "dark", [3, 0]), Part("b", "warm", [1, 2])], "things")
    assert (chart.id, chart.title, chart.alt) == ("id", "A title", "What it shows.")
    assert picture(chart).width < 8.5 * DPI


def test_labels_that_are_cut_alike_keep_a_bar_each() -> None:
    long = "the same long beginning of a label " * 6
    two = picture(bars(NAMING, [f"{long} a", f"{long} b"], [Part("a", "dark", [3, 3])], "things")).convert("RGB")
    column = [two.getpixel((two.width - 60, down)) == DARK for down in range(two.height)]
    assert sum(here and not above for above, here in pairwise(column)) == 2


def dark(chart: Chart) -> int:
    return sum(
        count for count, colour in picture(chart).convert("RGB").getcolors(1 << 24) or [] if colour == (0, 77, 122)
    )


@pytest.mark.parametrize("label", ["$x^2$", "a_b $ c", "\\frac", "", "  ", "ж é ą ø", "x" * 400])
def test_words_are_words(label: str) -> None:
    assert picture(bars(NAMING, [label], [Part(label, "dark", [1])], label)).height > 50
    assert picture(grid(NAMING, [label], [label], [["yes"]], MARKS)).height > 50


def test_nothing_at_all_is_drawn_as_nothing() -> None:
    assert picture(bars(NAMING, ["one"], [Part("a", "dark", [0]), Part("b", "warm", [0])], "things"))
    assert picture(grid(NAMING, [], [], [], MARKS))
    assert picture(grid(NAMING, ["a"], ["b"], [[""]], MARKS))


def test_a_field_without_a_state_stays_paper() -> None:
    full = dark(grid(NAMING, ["a", "b"], ["c", "d"], [["yes", "yes"], ["yes", "yes"]], MARKS))
    half = dark(grid(NAMING, ["a", "b"], ["c", "d"], [["yes", ""], ["nan", "yes"]], MARKS))
    assert half == pytest.approx(full / 2, rel=0.2)


def test_the_same_chart_is_the_same_file() -> None:
    first, second = (grid(NAMING, ["a"], ["b"], [["yes"]], MARKS, legend=False) for _ in range(2))
    assert first.png == second.png
