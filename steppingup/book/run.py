"""Run Sphinx for `steppingup build`: progress for people, every warning with file and line, no traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.book.translations import locale_names, place_prose
from steppingup.common.course import relative
from steppingup.common.errors import SteppingUpError
from steppingup.common.language import load_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_LEVEL = re.compile(r"^(?P<place>.*?)(?:: )?(?:WARNING|ERROR|CRITICAL|SEVERE): ", re.DOTALL)
_KIND = re.compile(r" \[[a-z-]+(\.[a-z_-]+)*\]$")
_FULL = f"[Errno {errno.ENOSPC}]"
MOST_JOBS = 4


class BuildError(SteppingUpError):
    """The book could not be built; the message lists why, one line each."""


@dataclass
class Report:
    """What a build did: pages read and written, things worth knowing, problems.

    ``overdue`` says in one line how many facts are out of date; ``notes`` has each of them, and those soon due.
    """

    read: int = 0
    written: int = 0
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    overdue: str = ""


@dataclass
class Job:
    """What to build.

    Args:
        course: the course folder.
        out: where the site goes.
        language: the language of the pages.
        jobs: processes at once.
        fresh: forget earlier builds of this site (not the results of code cells).
        builder: Sphinx's name of what is made.
        say: tells a person what happens.
        settings: Sphinx settings that differ from those of the site.
        trainer: the trainer's edition, with what lessons tell trainers.
    """

    course: Path
    out: Path
    language: str = "en"
    jobs: int = 1
    fresh: bool = False
    builder: str = "html"
    say: Callable[[str], None] = field(default=lambda _: None)
    settings: dict[str, Any] = field(default_factory=dict)
    trainer: bool = False

    @property
    def memory(self) -> Path:
        """Where Sphinx remembers what it has read: per site and language."""
        return self.course / "_build" / ".memory" / f"{self.builder}-{self.language}-{_slug(self.out)}"

    @property
    def known_pages(self) -> Path:
        """The list of pages that the last finished build has written there."""
        return self.memory / "pages.json"


def default_jobs() -> int:
    """Return how many processes pay off on this machine."""
    return max(1, min(MOST_JOBS, os.cpu_count() or 1))


def build(job: Job) -> Report:
    """Build the book.

    Raises:
        BuildError: anything was wrong; the message has a line for each problem.
        ContentError: `_config.yml` cannot be used.
        SettingsError: the course has no such language.
    """
    from steppingup.book.config import sphinx_config  # noqa: PLC0415 - Sphinx is slow to import

    load_words(job.course, job.language)  # says first of all if there is no such language
    job.say("Reading the configuration")
    config = sphinx_config(job.course) | {"language": job.language, **_places(job), **job.settings}
    free = _clear(job)
    report = Report()
    try:
        _sphinx(job, config, report)
    except BaseException:
        _forget(job, free=free)
        raise
    if report.problems:
        # Sphinx warns of a page only when it reads or writes it: what it remembers would hide the problem next time.
        _forget(job, free=free)
        raise BuildError(_told(report.problems, job.out))
    return report


def _clear(job: Job) -> bool:
    """Make room for the site; returns whether the folder was free, so that all in it will be ours."""
    free = not job.out.is_dir() or not any(job.out.iterdir())
    if not free and not (_inside(job) or job.known_pages.is_file()):
        what = "holds files that no build of this course has put there; name an empty or a new folder with --out"
        raise BuildError(f"{job.out} {what}.")
    if job.fresh:
        _take_away(job)
        shutil.rmtree(job.memory, ignore_errors=True)
    return free


def _inside(job: Job) -> bool:
    return (job.course / "_build").resolve() in job.out.resolve().parents


def _take_away(job: Job) -> None:
    """Remove an earlier build; beside it a municipality may keep files of its own, such as a checkout's."""
    if _inside(job):
        shutil.rmtree(job.out, ignore_errors=True)
        return
    pages = json.loads(job.known_pages.read_text("utf-8")) if job.known_pages.is_file() else []
    for name in [*(f"{page}.html" for page in pages), "index.html", "settings.js", ".buildinfo"]:
        (job.out / name).unlink(missing_ok=True)
    shutil.rmtree(job.out / "_static" / "su", ignore_errors=True)


def _told(problems: list[str], out: Path) -> str:
    """Say what went wrong: each problem, or the one reason that lies behind all of them."""
    if any(_FULL in problem for problem in problems):
        return f"The disk that holds {out} is full. Free some space and run the same command again; nothing is lost."
    count = len(problems)
    return "\n".join([*problems, f"The book was not built: {count} {'problem' if count == 1 else 'problems'}."])


def _places(job: Job) -> dict[str, Any]:
    drawing = {} if job.builder == "html" else {"nb_execution_mode": "off"}  # only pages need drawings
    return drawing | {
        "nb_execution_cache_path": str(job.course / "_build" / ".jupyter_cache" / job.language),
        "locale_dirs": [str(job.course / "_build" / name) for name in locale_names(trainer=job.trainer)],
        "su_trainer": job.trainer,
    }


def _sphinx(job: Job, config: dict[str, Any], report: Report) -> None:
    from docutils.utils import SystemMessage  # noqa: PLC0415
    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    place_prose(job.course, job.language, trainer=job.trainer)
    _forget_languages()
    status, warnings = _Notes(report), _Warnings(job.course, report)
    _prepare_kernels(job.course, job.language)
    try:
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                str(job.course), None, str(job.out), str(job.memory), job.builder, config,
                status=status, warning=warnings, parallel=job.jobs,
            )  # fmt: skip
            _watch(app, job, report)
            app.build()
    except (SphinxError, SystemMessage) as error:
        report.problems.append(_tidy(str(error), job.course))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        report.problems.append(str(error))


def _forget_languages() -> None:
    """Let a second build in one process (a test, a second language) read its own translations."""
    import gettext  # noqa: PLC0415

    from sphinx import locale  # noqa: PLC0415

    locale.translators.clear()
    gettext._translations.clear()  # type: ignore[attr-defined]  # there is no public way


def _prepare_kernels(course: Path, language: str) -> None:
    """Let kernels find the course and its language, and keep out what a person's own IPython would load or print."""
    profile = course / "_build" / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c = get_config()\nc.IPKernelApp.log_level = 40\n", "utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    os.environ["STEPPINGUP_COURSE"] = str(course)
    os.environ["STEPPINGUP_LANGUAGE"] = language


class _Warnings(StringIO):
    """A stream that gathers Sphinx's warnings as lines of ours."""

    def __init__(self, course: Path, report: Report) -> None:
        super().__init__()
        self._course, self._report = course, report

    def write(self, text: str) -> int:
        if text.strip():
            line = _tidy(text, self._course)
            if line not in self._report.problems:
                self._report.problems.append(line)
        return len(text)


class _Notes(StringIO):
    """A stream for Sphinx's own progress, of which only our notes are kept."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def write(self, text: str) -> int:
        if text.startswith("note: "):
            self._report.notes.append(text.removeprefix("note: ").strip())
        elif text.startswith("overdue: "):
            self._report.overdue = text.removeprefix("overdue: ").strip()
        return len(text)


def _tidy(text: str, course: Path) -> str:
    text = _COLOUR.sub("", text).strip()
    found = _LEVEL.match(text)
    place, said = (found["place"], text[found.end() :]) if found else ("", text)
    said = _KIND.sub("", " ".join(said.split()))
    return f"{_place(place, course)}: {said}" if place else said


def _place(text: str, course: Path) -> str:
    text = text.partition(":<translated>")[0].rstrip(":")
    path, _, line = text.rpartition(":")
    if not line.isdigit():
        path, line = text, "1"
    name = path if not Path(path).is_absolute() else relative(Path(path), course)
    return f"{name}:{line}"


def _watch(app: Sphinx, job: Job, report: Report) -> None:
    total = {"read": 0}

    def before_read(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        total["read"] = len(docnames)

    def one_read(_app: Sphinx, doctree: Any) -> None:
        _count(len([doctree]))

    def merged(_app: Sphinx, _env: BuildEnvironment, docnames: list[str], _other: BuildEnvironment) -> None:
        _count(len(docnames))

    def _count(more: int) -> None:
        report.read += more
        job.say(f"Reading pages: {report.read} of {total['read']}")

    def one_written(_app: Sphinx, _doctree: Any, _docname: str) -> None:
        report.written += 1
        job.say(f"Writing pages: {report.written}")

    app.connect("env-before-read-docs", before_read)
    app.connect("doctree-read", one_read)
    app.connect("env-merge-info", merged)
    app.connect("doctree-resolved", one_written)


def _forget(job: Job, *, free: bool) -> None:
    (job.memory / "environment.pickle").unlink(missing_ok=True)
    if free and not job.known_pages.is_file():
        shutil.rmtree(job.out, ignore_errors=True)  # half a first build: the next one would take it for somebody else's


def _slug(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", str(path.resolve()))[-80:].strip("-")
