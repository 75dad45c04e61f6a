"""The lessons as notebooks: a tiny course with everything that a page can hold."""

from __future__ import annotations

import json
import subprocess
import textwrap
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from nbformat import read
from nbformat.sign import NotebookNotary

from steppingup.book.run import BuildError
from steppingup.cli import main
from steppingup.lab.cells import keep_code
from steppingup.lab.markdown import escape
from steppingup.lab.run import make_notebooks
from steppingup.lab.server import run_server, server_command
from steppingup.record import default_path

HEAD = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
lesson: {number: "1.1", minutes: 12, roles: [frontdesk]}
---
"""
LESSON = """\
# A *first* lesson

:::{outcomes}
- note what you see
:::

:::{story}
Rain over *Havmere*.

- one
- two
:::

## Signs & &lt;marks&gt;

Costs are $5 and $6, [the next page](02-two.md), [outside](https://example.org/a_b),
[the search](../../book/search.md), [further down](#further), `code` and {fact}`help-number` {src}`guide` {src}`other`.

```{code-cell} python
:tags: [remove-input]

activity("area/one-1")
```

1. first
2. second

   with more

| Sign | What |
| --- | --- |
| a | b \\| c |

```{code-cell} python
:tags: [remove-input]
figure("steps")
```

```{code-cell} python
x = 1
x + 1
```

```{timeline} steps
```

> A quotation.

---

    # kept as it is

:::{source-says}
Said.
:::

:::{content-note}
Calm.

```{code-cell} python
2 + 2
```

Still calm.
:::

(further)=
## Further down

2026\\. A line like a list. 1\\) and \\# and \\+ more.

\\# no heading

:::{town}
Whom do you call?
:::

:::{sources}
guide
:::
"""
TWO = """\
# The second

Nothing to answer here {src}`guide`.
"""
INDEX = """\
---
lesson: {number: "1", minutes: 20, roles: [all]}
---
# Chapter
"""
WELCOME = """\
# Welcome

:::{hero}
A course.
:::

::::{doors}
:::{door} Come in
:link: ../chapters/01-one/index
:go: Go
Text of the door.
:::
:::{door} Look
:link: search
Nowhere in a notebook.
:::
::::

```{resume}
```
"""
FILES = {
    "_config.yml": """\
        title: Tiny
        author: Nobody
        only_build_toc_files: true
        execute: {execute_notebooks: cache}
        parse: {myst_enable_extensions: [colon_fence]}
        html: {use_multitoc_numbering: false}
        sphinx: {extra_extensions: [steppingup.book], config: {html_theme: steppingup}}
        """,
    "_toc.yml": """\
        format: jb-book
        root: book/welcome
        parts:
          - caption: Chapters
            chapters:
              - file: chapters/01-one/index
                sections:
                  - file: chapters/01-one/01-one
                  - file: chapters/01-one/02-two
          - caption: Yours
            chapters:
              - file: book/search
              - file: book/sources
              - file: book/help
        """,
    "book/welcome.md": WELCOME,
    "book/search.md": "# Search\n\n```{search}\n```\n",
    "book/sources.md": "# Sources\n\n```{bibliography-list}\n```\n",
    "book/help.md": "# Help\n\n```{help-lines}\n```\n",
    "chapters/01-one/index.md": INDEX,
    "chapters/01-one/01-one.md": HEAD + LESSON,
    "chapters/01-one/02-two.md": TWO,
    "chapters/01-one/activities.yml": """\
        - id: area/one-1
          version: 1
          kind: choice
          competency: law.one
          roles: [all]
          tier: 1
          prompt: Is it right?
          options:
            - {id: a, text: "No", feedback: Secret why not.}
            - {id: b, text: "Yes", correct: true, feedback: Secret why.}
          sources: [guide]
        """,
    "chapters/01-one/figures.yml": """\
        - id: steps
          kind: steps
          title: Two steps
          alt: Two boxes.
          source: guide
          steps: [{title: One}, {title: Two, text: More}]
        """,
    "facts/roles.yml": "- {id: frontdesk, name: Front desk}\n",
    "facts/competencies.yml": """\
        areas: [{id: law, name: Law}]
        competencies:
          - {id: law.one, area: law, tier: 1, evidence: [knowledge], statement: Knows., required: {frontdesk: 1}}
        """,
    "facts/sources.yml": """\
        - {id: guide, title: "A guide [2015]", author: Towns, year: "2015",
           url: "https://example.org/guide", read: copy}
        - {id: other, title: Another, read: general}
        """,
    "facts/facts.yml": """\
        - {id: help-number, value: "112", statement: Call., as_of: 2024-05, source: guide, review_by: 2090-01-01}
        """,
    "facts/helplines.yml": """\
        - {id: all-112, country: all, service: Emergency, number: "112", tel: "112", as_of: 2024-05, source: guide,
           review_by: 2090-01-01}
        """,
}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if name.endswith(".md") else textwrap.dedent(text), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("STEPPINGUP_RECORD", str(tmp_path / "record.json"))
    return tmp_path / "course"


def cells_of(path: Path) -> list[dict[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    return [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]


def prose(cells: list[dict[str, Any]]) -> str:
    return "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


def test_a_course_becomes_notebooks(course: Path) -> None:
    out = course / "_build" / "lab"
    made = make_notebooks(course, out, "en")
    names = [path.relative_to(out).as_posix() for path in made]
    # the search page lives by its script, so it is no notebook
    assert names == [
        "book/help.ipynb", "book/sources.ipynb", "book/welcome.ipynb",
        "chapters/01-one/01-one.ipynb", "chapters/01-one/02-two.ipynb", "chapters/01-one/index.ipynb",
    ]  # fmt: skip
    assert sorted(path.name for path in out.iterdir()) == ["book", "chapters"]
    assert not default_path().exists()
    _lesson(cells_of(out / "chapters/01-one/01-one.ipynb"))
    _around(out)
    first = {path: path.read_bytes() for path in made}
    (out / "left-over.ipynb").write_text("old")
    assert {path: path.read_bytes() for path in make_notebooks(course, out, "en")} == first


def test_notebooks_never_replace_files_of_somebody_else(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.txt").write_text("three years")
    with pytest.raises(BuildError, match="holds files that this course has not put there"):
        make_notebooks(course, out, "en")
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]
    free = tmp_path / "free"
    assert make_notebooks(course, free, "en")
    assert make_notebooks(course, free, "en")


def _lesson(cells: list[dict[str, Any]]) -> None:
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code", "markdown", *["code", "markdown"] * 1, "code",
                                                     "code", "markdown", "code", "markdown"]  # fmt: skip
    assert cells[0]["source"].startswith('*To answer on this page, choose "Run"')
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["metadata"] == {"jupyter": {"source_hidden": True}} for cell in code] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [cell["source"].splitlines() for cell in code] == [
        ["# Tools of this page", "from steppingup import activity, figure"],
        ["# Question", 'activity("area/one-1")'],
        ["# Figure: Two steps", 'figure("steps")'],
        ["x = 1", "x + 1"],
        ["2 + 2"],
    ]
    _shown(code)
    _written(prose(cells))


def _shown(code: list[dict[str, Any]]) -> None:
    question, drawing = (cell["outputs"][0]["data"] for cell in code[1:3])
    assert "Is it right?" in question["text/html"]
    assert "Secret" not in json.dumps(code)
    assert drawing["text/html"].startswith("<svg")
    assert "Two boxes." in drawing["text/plain"]
    assert code[0]["outputs"] == code[3]["outputs"] == []


def _written(text: str) -> None:
    for expected in (
        (
            "# A *first* lesson\n\nLesson 1.1, 1 of 2 in chapter 1 · 12 minutes · For: Front desk\n\n"
            "## After this you can"
        ),
        "- note what you see",
        "> **Made up for teaching**\n>\n> Rain over *Havmere*.\n>\n> - one\n> - two",
        "## Signs &amp; &lt;marks&gt;",
        "Costs are &#36;5 and &#36;6, [the next page](02-two.ipynb), [outside](https://example.org/a_b),",
        " the search, further down, `code` and 112 (May 2024) \\[1\\] \\[2\\].",
        "1. first\n2. second\n\n   with more",
        "| Sign | What |\n| --- | --- |\n| a | b \\| c |",
        "1. **One**\n2. **Two**: More",
        "> A quotation.",
        "\n---\n",
        "```\n# kept as it is\n```",
        "> **What the source says**\n>\n> Said.",
        "> **Before you read on**\n>\n> Calm.",
        "> Still calm.",
        "\n\n\\# no heading\n",
        "2026\\. A line like a list. 1) and # and + more.",
        "## In your municipality\n\nWhom do you call?",
        "## Sources\n\n1. Towns. [A guide \\[2015\\]](https://example.org/guide) (2015)\n2. Another",
        "[Sources and dates](../../book/sources.ipynb)",
        "Before this: [Chapter](index.ipynb)",
    ):
        assert expected in text, expected
    assert ":::" not in text
    assert "{" not in text


def _around(out: Path) -> None:
    assert "Nothing to answer here (A guide \\[2015\\])." in prose(cells_of(out / "chapters/01-one/02-two.ipynb"))
    assert len(cells_of(out / "chapters/01-one/02-two.ipynb")) == 1
    index = prose(cells_of(out / "chapters/01-one/index.ipynb"))
    assert "- [A first lesson](01-one.ipynb)\n- [The second](02-two.ipynb)" in index
    assert "Next: [A first lesson](01-one.ipynb)" in index
    welcome = prose(cells_of(out / "book/welcome.ipynb"))
    assert "## [Come in](../chapters/01-one/index.ipynb)\n\nText of the door." in welcome
    assert "## Look\n\nNowhere in a notebook." in welcome
    assert "| All countries here | Emergency | 112 | May 2024 |" in prose(cells_of(out / "book/help.ipynb"))
    assert "- Towns. [A guide" in prose(cells_of(out / "book/sources.ipynb"))


def test_what_is_made_is_trusted(course: Path) -> None:
    made = make_notebooks(course, course / "_build" / "lab", "en")
    notary: Any = NotebookNotary()  # type: ignore[no-untyped-call]
    assert all(notary.check_signature(read(path, as_version=4)) for path in made)  # type: ignore[no-untyped-call]
    notary.store.close()


def test_mistakes_are_told_and_the_old_notebooks_stay(course: Path) -> None:
    out = course / "_build" / "lab"
    make_notebooks(course, out, "en")
    path = course / "chapters/01-one/01-one.md"
    path.write_text(
        path.read_text()
        .replace("area/one-1", "area/one-9")
        .replace('figure("steps")', 'figure("stairs")')
        .replace("{fact}`help-number`", "{fact}`help`")
        .replace("{src}`other`", "{src}`nobody`")
        .replace("{timeline} steps", "{timeline} stairs")
        .replace("   with more", "   ```{code-cell} python\n   3 + 3\n   ```")
    )
    with pytest.raises(BuildError) as caught:
        make_notebooks(course, out, "en")
    said = str(caught.value)
    for id_ in ("area/one-9", "stairs", "'help'", "nobody", "inside a list"):
        assert id_ in said
    assert "chapters/01-one/01-one.md:" in said
    assert (out / "book/welcome.ipynb").is_file()


def test_another_language_is_asked_for_in_the_cells(course: Path) -> None:
    (course / "locale/lv/LC_MESSAGES").mkdir(parents=True)
    out = course / "_build" / "lab-lv"
    make_notebooks(course, out, "lv")
    code = [cell["source"] for cell in cells_of(out / "chapters/01-one/01-one.ipynb") if cell["cell_type"] == "code"]
    assert 'activity("area/one-1", language="lv")' in code[1]
    assert 'figure("steps", language="lv")' in code[2]


def test_cells_stay_on_their_lines() -> None:
    text = '```{code-cell} python\n:tags: [remove-input]\n\nfigure("x")\n```\n\n```{code-cell}\n```\n'
    text += '```{code-cell}\nactivity("a/b")\n```\n'
    kept = keep_code(text).splitlines()
    assert len(kept) == len(text.splitlines())
    assert kept[:5] == ["```{su-code}", "", "", 'figure("x")', "```"]
    assert kept[6] == "```{su-code} seen"
    assert kept[-3:] == ["```{code-cell}", 'activity("a/b")', "```"]


def test_no_sign_means_anything() -> None:
    assert escape("a*b_c`d[e]<f>&$g\\") == "a\\*b\\_c\\`d\\[e\\]&lt;f&gt;&amp;&#36;g\\\\"


def test_the_server_listens_here_alone_and_asks_nobody(tmp_path: Path) -> None:
    command = server_command(tmp_path / "lab", tmp_path / "settings", 8899, browser=False)
    assert "--ServerApp.ip=127.0.0.1" in command
    assert "--ServerApp.port=8899" in command
    assert "--LabApp.default_url=/lab/tree/book/welcome.ipynb" in command
    assert "--no-browser" in command
    assert not any("token" in word for word in command)
    overrides = json.loads((tmp_path / "settings" / "overrides.json").read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_notebook_opens_the_same_page(tmp_path: Path) -> None:
    command = server_command(tmp_path / "lab", tmp_path / "settings", 8899, browser=True, app="notebook")
    assert "--JupyterNotebookApp.default_url=/notebooks/book/welcome.ipynb" in command
    assert "--no-browser" not in command
    assert json.loads((tmp_path / "settings" / "overrides.json").read_text()) == {}


@pytest.mark.parametrize("root", [True, False])
def test_only_root_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    command = server_command(tmp_path / "lab", tmp_path / "settings", 8899, browser=False)
    assert ("--allow-root" in command) is root


class FakeServer:
    """A server that is interrupted once, then ends."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.command, self.env, self.waits = command, env, 0

    def __enter__(self) -> FakeServer:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def wait(self) -> int:
        self.waits += 1
        if self.waits == 1:
            raise KeyboardInterrupt
        return 3


def test_an_interruption_is_the_servers_to_answer(tmp_path: Path) -> None:
    started: list[FakeServer] = []

    def start(command: list[str], env: dict[str, str]) -> Any:
        started.append(FakeServer(command, env))
        return started[0]

    assert run_server(["jupyter"], tmp_path, start) == 3
    assert started[0].env["STEPPINGUP_COURSE"] == str(tmp_path)
    assert started[0].waits == 2


def test_the_command(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(main, ["--course", str(course), "lab", "--build-only"], catch_exceptions=False)
    assert done.exit_code == 0
    assert f"6 notebooks are in {course / '_build' / 'lab'}." in done.output
    monkeypatch.setattr(subprocess, "Popen", FakeServer)
    asked: list[list[str]] = []

    def never_start(command: list[str], _: Path) -> int:
        asked.append(command)
        return 0

    monkeypatch.setattr("steppingup.lab.server.run_server", never_start)
    done = CliRunner().invoke(main, ["--course", str(course), "lab", "--no-browser"], catch_exceptions=False)
    assert done.exit_code == 0
    assert f"--ServerApp.root_dir={course / '_build' / 'lab'}" in asked[0]
