"""The files of the site that are no pages: script, style, words, course, search index, settings, first page."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from steppingup import __version__
from steppingup.activities import Vignette
from steppingup.book.activity_html import json_for_script
from steppingup.book.bank import bank_data
from steppingup.book.example_map import in_language
from steppingup.book.icons import FAVICON, TRAINER_FAVICON
from steppingup.book.layout import frame_of
from steppingup.book.map_data import SHEETS, example_text, has_map, map_course
from steppingup.book.needs_page import needs_data
from steppingup.book.paths import help_data, script_data
from steppingup.book.room_page import room_data
from steppingup.book.search_index import search_entries
from steppingup.book.state import STATIC, state_of
from steppingup.book.trainer import SETTING
from steppingup.book.uses import uses
from steppingup.catalogue.bank import bank_entries
from steppingup.catalogue.sheet_data import sheet_data
from steppingup.catalogue.whole import WORKSHEET

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from steppingup.book.state import State

OWN = "su"
_BEFORE: WeakKeyDictionary[Sphinx, frozenset[str]] = WeakKeyDictionary()
TRAINERS_STYLE = "trainer.css"
COPIED = (
    "stepping-up.js",
    "pages.js",
    "pattern.js",
    "check.js",
    "exercise.js",
    "exercise.css",
    "needs.js",
    "needs.css",
    "room.js",
    "room.css",
    "worksheet.js",
    "first-map.js",
    "first-map.css",
    "personal.js",
    "sheet-files.js",
    "worksheet.css",
    "map-results.js",
    "map-parts.js",
    "map-results.css",
    "stepping-up.css",
    "search.js",
)


def write_site_files(app: Sphinx) -> None:
    """Write all of them; a file that would not change is left alone, with its time."""
    out, state = Path(app.outdir), state_of(app)
    folder = out / "_static" / OWN
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        if (STATIC / name).is_file():
            _keep(folder / name, (STATIC / name).read_text("utf-8"))
    if app.config[SETTING]:
        _keep(folder / TRAINERS_STYLE, (STATIC / TRAINERS_STYLE).read_text("utf-8"))
    else:
        (folder / TRAINERS_STYLE).unlink(missing_ok=True)
    _keep(folder / "mark.svg", TRAINER_FAVICON if app.config[SETTING] else FAVICON)
    words = state.words.group("activity")
    _keep(folder / "words.js", _script("SteppingUpWords", dict(sorted(words.items()))))
    if any(entry.model.kind == WORKSHEET for entry in state.catalogue.activities.values()):
        _keep(folder / "sheet-words.js", _script("SteppingUpSheetWords", state.words.group("worksheet")))
    for name, text in map_files(state).items():
        _keep(folder / name, text)
    _keep(folder / "course.js", _script("SteppingUpCourse", course_data(app)))
    _keep(folder / "search-index.js", _script("SteppingUpSearch", search_entries(app)))
    if state.facts.contacts:
        _keep(folder / "lines.js", _script("SteppingUpLines", help_data(state)))
    if bank_entries(state.catalogue):
        _keep(folder / "bank.js", _script("SteppingUpBank", bank_data(state, frame_of(app).pages)))
    if data := needs_data(state):
        _keep(folder / "needs-words.js", _script("SteppingUpNeedsWords", state.words.group("needs")))
        _keep(folder / "needs-items.js", _script("SteppingUpNeeds", data))
    for name, text in room_files(app).items():
        _keep(folder / name, text)
    _keep(out / "settings.js", settings_script(state))
    _keep(out / "index.html", first_page(app))


def room_files(app: Sphinx) -> dict[str, str]:
    """Write what the page for a room asks for, by name: its list, and the questions of each chapter and case.

    A course without such a page gets none of them.
    """
    if not any("place:room" in keys for keys in uses(app.env).values()):
        return {}
    frame = frame_of(app)
    chapters = room_data(frame.state, frame.pages)
    listed = {"words": frame.state.words.group("room"), "chapters": [one.listed() for one in chapters]}
    files = {
        one.file: f"globalThis.SteppingUpRoom = {{ ...globalThis.SteppingUpRoom, {one.script()} }};\n"
        for one in chapters
    }
    return {**files, "room-list.js": _script("SteppingUpRoomList", listed)}


def map_files(state: State) -> dict[str, str]:
    """Write what pages with a map ask for, by name; none for a course without the workbook."""
    known = state.catalogue.activities
    if not has_map(known):
        return {}
    specs = {name: state.catalogue.spec(f"map/{name}") for name in SHEETS}
    course = map_course(state.facts, specs, state.words, state.catalogue.settings.mapping)
    tables = sheet_data(state.catalogue.course, state.words)
    made = {
        "map-course.js": _script("SteppingUpMapCourse", course),
        "map-sheets.js": _script("SteppingUpMapSheets", tables),
    }
    if example := example_text(state.catalogue.course):
        made["map-example.js"] = _script("SteppingUpMapExample", in_language(example, state.words))
    return made


def course_data(app: Sphinx) -> dict[str, Any]:
    """Return the course as the script knows it: pages in reading order, with their activities.

    Pages on which there is nothing to do stay out: every page of the course carries this list.
    """
    frame, check = frame_of(app), _final_check(app)
    asked = check.get("check", {}).get("page")
    pages = []
    for page in frame.pages:
        if not (page.activities or page.lesson.minutes or page.docname == asked):
            continue
        data: dict[str, Any] = {"path": page.docname, "title": page.title}
        if kicker := frame.kicker(page):
            data["kicker"] = kicker
        if page.lesson.minutes:
            data["minutes"] = page.lesson.minutes
        pages.append({**data, "activities": [_activity(id_, frame.state) for id_ in page.activities]})
    paths = {"paths": script_data(frame.paths)} if frame.paths else {}
    return {"id": "stepping-up", "release": __version__, "pages": pages, **paths, **check}


def _final_check(app: Sphinx) -> dict[str, Any]:
    """Say where the final check is, and which items of a record are its own."""
    page = next((name for name, keys in sorted(uses(app.env).items()) if "bank:all" in keys), "")
    items = [entry.id for entry in bank_entries(state_of(app).catalogue)]
    return {"check": {"page": page, "items": items}} if page and items else {}


def _activity(id_: str, state: State) -> dict[str, Any]:
    """Return what the script knows of an activity on any page; of stories, what the learner's own pattern needs."""
    entry = state.catalogue.activities[id_]
    model = entry.model
    data = {"id": id_, "version": model.version, "kind": model.kind}
    # The examples of the front matter count nowhere: their place says so.
    if isinstance(model, Vignette) and not entry.place.startswith("book/"):
        data["truth"] = model.truth
    return {**data, "twin": state.pairs[id_]} if id_ in state.pairs else data


def settings_script(state: State) -> str:
    """Write settings.js: the one file of a built site that a municipality edits."""
    settings = state.catalogue.settings
    values = {
        "leave": settings.leave.address,
        "leaveFromDisk": settings.leave.from_disk,
        "town": settings.municipality.name,
        "country": settings.municipality.country,
        "contacts": settings.municipality.contacts,
        "needs": settings.needs.model_dump(),
    }
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return (
        "// What a municipality may change in this copy of the course, with any text editor; no building is needed.\n"
        "// A new build writes this file again from settings.toml.\n"
        '// leave: the ordinary page that "Leave this page" opens; leaveFromDisk: the same for a course on a disk.\n'
        '// town: its name, for the card; country: two letters, such as "fi".\n'
        '// contacts: "focal-point": "name, phone"; the same with deputy, advice, child-day, child-night, beds, '
        "interpreter, labour.\n"
        "// needs: the self-check. notice: your data-protection notice in place of ours; receiver: who gets the files; "
        'towns: "short-code": "name", to choose from.\n'
        f"globalThis.SteppingUpSettings = {text};\n"
    )


def first_page(app: Sphinx) -> str:
    """Write index.html, which leads to the first page of the course."""
    words = state_of(app).words
    root = app.config.root_doc + ".html"
    name, go = words.get("site.name"), escape(words.get("site.go"))
    name = escape(words.get("trainer.title", title=name) if app.config[SETTING] else name)
    language = app.config.language.replace("_", "-")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={root}">\n<title>{name}</title>\n'
        f'<link rel="icon" type="image/svg+xml" href="_static/{OWN}/mark.svg">\n'
        f'<link rel="stylesheet" href="_static/{OWN}/stepping-up.css">\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n'
        f'<p>{escape(words.get("site.redirect"))}: <a href="{root}">{go}</a>.</p>\n</main>\n</body>\n</html>\n'
    )


def look_before(app: Sphinx) -> None:
    """Remember what stands in ``_static`` already: pictures of a municipality, say, which stay."""
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)  # others copy into it without asking
    _BEFORE[app] = frozenset(path.name for path in folder.iterdir())


def before_build(app: Sphinx) -> frozenset[str]:
    """Return what stood in ``_static`` when the build began."""
    return _BEFORE.get(app, frozenset())


def prune(app: Sphinx) -> None:
    """Take away what other extensions have copied and no page asks for, and pages that the course no longer has."""
    out, memory = Path(app.outdir), Path(app.doctreedir) / "pages.json"
    for path in (out / "_static").iterdir():
        if path.name == OWN or path.name in before_build(app):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    # Only pages that an earlier build of ours has written: the folder may hold files of other people.
    before = json.loads(memory.read_text("utf-8")) if memory.is_file() else []
    for docname in set(before) - app.env.found_docs:
        (out / f"{docname}.html").unlink(missing_ok=True)
    _keep(memory, json.dumps(sorted(app.env.found_docs)))


def _script(name: str, value: object) -> str:
    return f"globalThis.{name}={json_for_script(value)};\n"


def _keep(path: Path, text: str) -> None:
    data = text.encode()  # bytes: a settings.js may have been saved in any encoding
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
