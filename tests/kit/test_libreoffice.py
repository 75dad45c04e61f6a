"""Every file of a kit opens in LibreOffice, which is what many town halls have, and comes out on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.kit.opened import deck

PAGES = {
    "plan": (3, 12), "quiz-key": (1, 6), "handout": (2, 8), "quiz": (1, 6), "sign-in": (1, 1), "evaluation": (1, 1),
    "role-cards": (1, 3),
}  # fmt: skip


@pytest.fixture(scope="module")
def papers(case_files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("papers")
    for name, data in case_files.items():
        (out / name.rpartition("/")[2]).write_bytes(data)
    files = [str(path) for path in sorted(out.iterdir())]
    command = ["soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
               "--outdir", str(out), *files]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return out


def pages(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    return data.count(b"/Type/Page/") + data.count(b"/Type/Page\n") + data.count(b"/Type /Page\n")


@pytest.mark.parametrize("name", PAGES)
def test_a_word_file_has_so_many_pages(papers: Path, name: str) -> None:
    least, most = PAGES[name]
    assert least <= pages(papers / f"{name}.pdf") <= most


def test_every_slide_is_a_page(papers: Path, case_files: dict[str, bytes]) -> None:
    assert pages(papers / "slides.pdf") == len(deck(case_files["for-the-trainer/slides.pptx"]).slides)
