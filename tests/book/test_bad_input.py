"""Whatever is wrong with a page: one line with file and line, and the build fails; so does the next one."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from steppingup.book.builder import BookBuilder
from steppingup.book.run import BuildError, Job, build
from steppingup.common.errors import ContentError
from tests.book.books import edit, problems, site, tiny

LESSON = "chapters/01-start/01-first.md"
END = ":::{sources}\nbook-one\n:::\n"

CELL = '```{{code-cell}} python\nactivity("{}")\n```'

FAULTS = {
    "link to no page": ("[gone](nowhere.md)", "cross-reference target not found: 'nowhere.md'"),
    "link to no anchor": ("[gone](#nowhere)", "nowhere"),
    "unknown activity": (
        CELL.format("start/dor-1"),
        "no activity has the id 'start/dor-1'; do you mean start/door-1?",
    ),
    "activity twice": (
        CELL.format("start/door-1"),
        "the activity 'start/door-1' stands twice on this page; delete one",
    ),
    "unknown fact": ("{fact}`nothing`", "no fact has the id 'nothing'; correct the id or write the record"),
    "unknown citation": ("{src}`book-tow`", "no source has the id 'book-tow'; do you mean book-two?"),
    "unknown figure": ("```{timeline} yaers\n```", "no figure has the id 'yaers'; do you mean years?"),
    "HTML": ("<div>boo</div>", "HTML is not allowed in a lesson; write Markdown. Found: <div>boo</div>"),
    "HTML in a line": (
        "A <script>alert(1)</script> here",
        "HTML is not allowed in a lesson; write Markdown. Found: <script>",
    ),
    "empty frame": (":::{story}\n:::", "the frame {story} is empty; write a text into it"),
    "unknown directive": (":::{boast}\nLook.\n:::", "Unknown directive type: 'boast'"),
    "unknown role": ("{boast}`x`", 'Unknown interpreted text role "boast".'),
    "door to nowhere": (
        "::::{doors}\n:::{door} Out\n:link: nowhere\nA text.\n:::\n::::",
        "the door leads to 'chapters/01-start/nowhere', which is no page; correct :link:",
    ),
    "column without a head": ("| a | |\n| --- | --- |\n| b | c |", "column 2 of this table has no heading; write one"),
    "picture without words": (
        "![](../../pic.png)",
        "the image 'pic.png' has no text alternative; write one",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    text, said = FAULTS[name]
    course = tiny(tmp_path)
    (course / "pic.png").write_bytes(b"")
    edit(course / LESSON, END, f"{text}\n\n{END}")
    written = (course / LESSON).read_text("utf-8")
    line = written[: written.index(f"{text}\n\n{END}")].count("\n") + 1
    found = problems(course)
    told = [one for one in found if one.startswith(f"{LESSON}:") and said in one]
    assert told, found
    assert abs(int(told[0].split(":")[1]) - line) <= (2 if name == "door to nowhere" else 0), found
    assert found[-1] == f"The book was not built: {len(found) - 1} problem{'' if len(found) == 2 else 's'}."
    assert problems(course) == found, "the second build must not forget what the first has found"


def test_unknown_source_is_told_with_its_line(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / LESSON, END, ":::{sources}\nbook-one\nbook-three\n:::\n")
    line = (course / LESSON).read_text("utf-8").splitlines().index("book-three") + 1
    said = "no source has the id 'book-three'; do you mean book-two?"
    assert f"{LESSON}:{line}: {said}" in problems(course)


def test_everything_is_told_in_one_run(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / LESSON, END, f"{{fact}}`nothing`\n\n{END}")
    edit(course / "chapters/01-start/activities.yml", "version: 2", "version: 0")
    edit(course / "book/help.md", "#lines", "#rows")
    edit(course / "facts/facts.yml", "source: book-one", "source: book-none")
    found = problems(course, jobs=2)
    files = {line.partition(":")[0] for line in found}
    assert {LESSON, "chapters/01-start/activities.yml", "book/help.md", "facts/facts.yml"} <= files


def test_cell_that_fails(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / LESSON, 'activity("start/door-1")', "1 / 0")
    found = problems(course)
    line = (course / LESSON).read_text("utf-8").splitlines().index("1 / 0") + 1
    assert found[:-1] == [f"{LESSON}:{line}: this cell failed: ZeroDivisionError: division by zero"]
    assert problems(course) == found, "a failure must not be kept as a result"


def test_cell_that_complains(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / LESSON, 'activity("start/door-1")', "import sys; print('careful', file=sys.stderr)")
    assert any(line.startswith(f"{LESSON}:") and "stderr" in line for line in problems(course))


def test_unknown_drawing(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / LESSON, 'activity("start/door-1")', 'figure("yaers")')
    line = (course / LESSON).read_text("utf-8").splitlines().index('figure("yaers")') - 1  # the cell
    assert f"{LESSON}:{line}: no figure has the id 'yaers'; do you mean years?" in problems(course)


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("lesson: {number: [}", 2, "the front matter is broken YAML"),
        ("- a list", 2, "the front matter must be a map of 'key: value'"),
        ("lesson: [1]", 1, "front matter: lesson: must be"),
        ("lesson: {number: '1', minutes: 5, roles: [boss]}", 1, "front matter: no role has the id 'boss'"),
    ],
)
def test_front_matter(front: str, line: int, said: str, tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / "book/help.md", "# Help", f"---\n{front}\n---\n# Help")
    found = problems(course)
    assert any(one.startswith(f"book/help.md:{line}: {said}") for one in found), found


def test_front_matter_without_end(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / "book/help.md", "# Help", "---\n# Help")
    assert "book/help.md:1: the front matter is not closed; end it with '---'" in problems(course)


def test_page_missing_from_disk(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "book/search.md").unlink()
    assert any("book/search" in line for line in problems(course))


@pytest.mark.parametrize("text", ["title: [", "titel: x\nexecute: 3\n"])
def test_configuration_that_cannot_be_used(text: str, tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "_config.yml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"^_config\.yml:1: "):
        site(course)


def test_contents_that_cannot_be_used(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "_toc.yml").write_text("format: jb-book\nroot: [", "utf-8")
    with pytest.raises(BuildError, match=r"external_toc|etoc"):
        site(course)


def test_broken_translation(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    folder = course / "locale/lv/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "lessons.po").write_text("this is no catalogue", "utf-8")
    with pytest.raises(ContentError, match=r"locale/lv/LC_MESSAGES/lessons\.po:1: not a readable \.po file"):
        site(course, language="lv")


def test_a_full_disk_is_one_sentence_and_the_next_build_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, out = tiny(tmp_path), tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(BookBuilder, "copy_image_files", full)
        with pytest.raises(BuildError, match=r"^The disk that holds .*site is full\. Free some space"):
            build(Job(course, out))
    assert not out.exists()
    assert build(Job(course, out)).written


def full(_builder: BookBuilder) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
