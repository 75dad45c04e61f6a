from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.activities import KINDS
from steppingup.catalogue import load_catalogue, load_entries, load_entry
from steppingup.catalogue.load import activity_files
from steppingup.catalogue.records import read_record
from steppingup.common.errors import ContentError, SettingsError
from steppingup.common.yamlfile import Document, read_yaml
from tests.catalogue.tiny import tiny_course, write

VECTORS = Path(__file__).resolve().parents[1] / "vectors"

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return tiny_course(tmp_path)


def translated(course: Path, context: str, source: str, target: str) -> None:
    text = f'{PO}msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"\n'
    write(course, "locale/lv/LC_MESSAGES/activities.po", text)


def test_entries_know_their_place(course: Path) -> None:
    catalogue = load_catalogue(course).require()
    assert list(catalogue.activities) == ["start/one-1", "start/two-1", "start/three-1"]
    entry = catalogue.entry("start/two-1")
    assert (entry.place, entry.line, entry.set) == ("chapters/01-start/activities.yml", 12, "practice")
    assert entry.line_of("left.b.text") == 21
    assert entry.line_of("roles.1") == 16
    assert entry.line_of("no.such.field") == 12
    assert entry.plain()[0].part == "prompt"


def test_facts_are_filled_in(course: Path) -> None:
    assert load_catalogue(course).spec("start/one-1")["prompt"] == "What do you call? 112 (1 November 2025)"
    assert load_entry(course, "start/one-1").spec() == load_catalogue(course).spec("start/one-1")


def test_translations_reach_specs_and_facts(course: Path) -> None:
    translated(course, "start/two-1@1:right.x.text", "First", "Pirmais")
    catalogue = load_catalogue(course, "lv")
    assert catalogue.spec("start/two-1")["right"][1]["text"] == "Pirmais"
    assert catalogue.spec("start/two-1") == load_entry(course, "start/two-1", "lv").spec()
    translated(course, "fact/number:value", "112", "viens viens divi")
    assert "viens viens divi (1 novembris 2025)" in load_catalogue(course, "lv").spec("start/one-1")["prompt"]


def test_translation_of_an_older_version_is_not_used(course: Path) -> None:
    translated(course, "start/two-1@0:right.x.text", "First", "Pirmais")
    assert load_catalogue(course, "lv").spec("start/two-1")["right"][1]["text"] == "First"


def test_unknown_language(course: Path) -> None:
    with pytest.raises(SettingsError, match="there is en"):
        load_catalogue(course, "xx")


def test_unknown_id_names_the_nearest(course: Path) -> None:
    for load in (lambda: load_entry(course, "start/on-1"), lambda: load_catalogue(course).spec("start/on-1")):
        with pytest.raises(ContentError, match="do you mean start/one-1"):
            load()
    with pytest.raises(ContentError, match="correct it or write the activity"):
        load_entry(course, "quite/other-9")


def test_one_entry_does_not_read_the_rest(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(course, "chapters/09-broken/activities.yml", "- [")
    write(course, "facts/roles.yml", "- [")
    assert load_entry(course, "start/two-1").id == "start/two-1"
    with pytest.raises(ContentError, match="broken YAML"):
        load_catalogue(course).require()


@pytest.mark.parametrize("line", ["id: 'other/a-1'", 'id: "other/a-1"', "'id' : other/a-1", "id: other/a-1 # first"])
def test_fast_path_finds_every_way_to_write_an_id(course: Path, line: str) -> None:
    text = (course / "chapters/01-start/activities.yml").read_text(encoding="utf-8")
    write(course, "chapters/03-other/activities-b.yml", text.replace("id: start/one-1", line, 1))
    assert load_entry(course, "other/a-1").place == "chapters/03-other/activities-b.yml"


def test_entry_with_problems_says_so(tmp_path: Path) -> None:
    course = tiny_course(tmp_path, "fields")
    with pytest.raises(ContentError, match=r"broken/no-key-1: options: no option is right"):
        load_entry(course, "broken/no-key-1")


def test_id_that_is_only_mentioned_is_not_an_entry(course: Path) -> None:
    write(course, "chapters/02-x/activities.yml", "# id: ghost/one-1\n- id: start/four-1\n")
    write(course, "chapters/03-x/activities.yml", "id: ghost/one-1\n")
    with pytest.raises(ContentError, match="no activity has this id"):
        load_entry(course, "ghost/one-1")


def test_exercises_are_graded_and_may_lie_elsewhere(course: Path, tmp_path: Path) -> None:
    private = tmp_path / "private" / "one"
    private.mkdir(parents=True)
    text = (course / "chapters/01-start/activities.yml").read_text(encoding="utf-8")
    (private / "activities.yml").write_text(text.replace("start/", "exam/"), encoding="utf-8")
    write(course, "settings.toml", f'[folders]\nexercises = "{private.parent}"\n')
    entry = load_catalogue(course).require().entry("exam/one-1")
    assert entry.set == "graded"
    assert entry.place == (private / "activities.yml").as_posix()
    assert (private / "activities.yml", "graded") in activity_files(course)


def test_empty_and_unreadable_files(course: Path) -> None:
    write(course, "chapters/02-x/activities.yml", "# nothing yet\n")
    (course / "chapters/03-x/activities.yml").mkdir(parents=True)
    problems = load_catalogue(course).problems
    assert [str(problem) for problem in problems] == [
        "chapters/03-x/activities.yml:1: cannot be read (Is a directory); put the file there"
    ]


def test_broken_records_hide_no_later_ones(tmp_path: Path) -> None:
    catalogue = load_catalogue(tiny_course(tmp_path, "fields"))
    assert "start/one-1" in catalogue.activities
    assert {"broken/no-key-1", "broken/fields-1"} <= catalogue.broken
    with pytest.raises(ContentError) as caught:
        catalogue.require()
    assert all(problem.level == "error" for problem in caught.value.problems)


def test_importing_and_loading_stay_light() -> None:
    """Heavy packages are imported by the floors that need them, never by these."""
    code = "import sys, steppingup, steppingup.catalogue; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pandas", "matplotlib", "numpy", "sphinx", "ipywidgets", "anywidget", "babel", "click", "docutils"}
    assert not heavy & set(done.stdout.split())


def test_package_offers_its_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    import steppingup  # noqa: PLC0415 - the names are looked up here

    assert {"activity", "figure"} <= set(dir(steppingup))
    missing = "nothing"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(steppingup, missing)

    class Widgets:
        @staticmethod
        def activity(id_: str) -> Any:
            return id_

    monkeypatch.setitem(sys.modules, "steppingup.widgets", Widgets)
    monkeypatch.delitem(vars(steppingup), "activity", raising=False)
    assert steppingup.activity("start/one-1") == "start/one-1"
    monkeypatch.delitem(vars(steppingup), "activity")


def test_hidden_faults_are_found_only_where_a_record_can_be_mended(course: Path) -> None:
    head = "version: 1, competency: encounter.notice, roles: [all], tier: 1, prompt: P, sources: [general]"
    text = f"""\
- {{id: a/match-1, kind: match, {head}, left: {{a: b}}, right: []}}
- {{id: a/match-2, kind: match, {head},
   left: [{{id: a, text: A, match: x, feedback: F}}, {{id: b, text: B, match: q, feedback: F}}],
   right: [{{id: x, text: X}}, {{id: y}}]}}
- {{id: a/match-3, kind: match, {head},
   left: [{{id: a, text: A, match: x, feedback: F}}, {{id: b, text: B, match: y, feedback: F}}],
   right: [{{id: x, text: X}}, {{id: y, text: Y}}]}}
"""
    write(course, "chapters/02-x/activities.yml", text)
    found = [str(problem).removeprefix("chapters/02-x/activities.yml:") for problem in load_catalogue(course).problems]
    assert found == [
        "1: a/match-1: left: must be a list (lines that begin with '- '); found {'a': 'b'}",
        "1: a/match-1: right: too few entries; give at least 2",
        "4: a/match-2: right.y.text: is missing; add it",
        "3: a/match-2: left.b.match: no right item has the id 'q'; correct it or add one",
        "7: a/match-3: right: the right side stands in the same order as the left, which gives the key away; mix it",
    ]


SOURCES = [
    vector["activity"]
    for kind, model in KINDS.items()
    if model.scored
    for vector in json.loads((VECTORS / f"{kind}.json").read_text(encoding="utf-8"))[:2]
]
ODD = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "a", "A b", "end", [], {}, [None], {"a": 1}, [{"id": "a"}], "x" * 5000]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_broken_record_gives_problems_never_an_exception(data: st.DataObject) -> None:
    record = copy.deepcopy(data.draw(st.sampled_from(SOURCES)))
    for _ in range(data.draw(st.integers(1, 3))):
        *outer, last = data.draw(st.sampled_from(places(record)[1:]))
        holder: Any = record
        for part in outer:
            holder = holder[part]
        if data.draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(data.draw(ODD))
    model, problems = read_record(Document("x.yml", [record], {}), (0,), record)
    assert (model is None) == any(problem.level == "error" for problem in problems)


def test_several_entries_read_the_facts_and_each_file_once(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counting(path: Path, root: Path) -> Document:
        read.append(path)
        return read_yaml(path, root)

    monkeypatch.setattr("steppingup.catalogue.single.read_yaml", counting)
    found = load_entries(course, ["start/one-1", "start/two-1"])
    whole = load_catalogue(course)
    assert {id_: entry.spec() for id_, entry in found.items()} == {id_: whole.spec(id_) for id_ in found}
    assert [path.name for path in read] == ["activities.yml"]


def test_several_entries_name_each_that_is_missing(course: Path) -> None:
    with pytest.raises(ContentError, match="do you mean start/one-1") as caught:
        load_entries(course, ["start/two-1", "start/on-1", "quite/other-9"])
    assert [problem.id for problem in caught.value.problems] == ["start/on-1", "quite/other-9"]
