"""Countries and changes in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import read

from steppingup.lab.run import make_notebooks
from tests.book.test_countries import with_countries


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        patch.setenv("STEPPINGUP_COURSE", "")
        patch.setenv("IPYTHONDIR", "")
        folder = tmp_path_factory.mktemp("lab")
        make_notebooks(with_countries(folder), folder / "out", "en")
        return folder / "out"


def text(folder: Path, name: str) -> str:
    with (folder / f"book/countries/{name}.ipynb").open(encoding="utf-8") as stream:
        return "\n".join(cell.source for cell in read(stream, as_version=4).cells)  # type: ignore[no-untyped-call]


def test_the_table_of_a_country(folder: Path) -> None:
    page = text(folder, "finland")
    assert "| Question | Answer | As of |\n| --- | --- | --- |" in page
    assert "| Who decides? | There are two doors. Source: The Book of Doors (second hand) | March 2025 |" in page
    assert "| Who decides? | Open: our sources differ. One &lt;says&gt; yes. Source: Handles &amp; Keys" in page
    assert "| 2020; not checked since 2020 |" in page
    assert "+358 1" in page
    assert "116 006" not in page


def test_the_index_and_what_nobody_found(folder: Path) -> None:
    page = text(folder, "index")
    assert "- Finland\n- Estonia" in page
    assert "| Finland | 30 days Source: Handles &amp; Keys (second hand) | March 2025 |" in page
    assert "| Estonia | Open: we found no source for this. | 23 November 2026 |" in page


def test_changes(folder: Path) -> None:
    page = text(folder, "changed")
    new = "- **14 July 2024**: A new rule. Before: There was none. As of: July 2024; not checked since July 2024."
    assert page.count(new) == 2
    assert page.index(new) < page.index("- **March 2024**") < page.index("- **2018**")
