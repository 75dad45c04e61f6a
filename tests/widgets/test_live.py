"""The live widget: what it shows, what it keeps, what it says when it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

import steppingup
from steppingup.common.errors import ContentError, CourseNotFoundError, SteppingUpError
from steppingup.common.messages import english
from steppingup.record import Attempt, Record, RecordStore, add, default_path
from steppingup.record.fields import Kind
from steppingup.widgets import ActivityWidget, activity, current_session, static
from steppingup.widgets.session import _session

SENT: dict[str, Any] = {
    "replica": "browserbrows",
    "n": 1,
    "activity": "area/one-1",
    "version": 2,
    "release": "",
    "phase": None,
    "form": None,
    "answer": ["b"],
    "score": 0.25,
    "certainty": None,
    "seconds": 9,
    "day": "2026-11-23",
}


def send(widget: ActivityWidget, **changes: Any) -> None:
    """Do what the browser does: set the trait `attempt`."""
    widget.set_state({"attempt": {**SENT, **changes}})


def on_disk() -> list[dict[str, Any]]:
    return list(json.loads(default_path().read_text())["attempts"])


def other_kernel(n: int) -> Attempt:
    return Attempt(**{**SENT, "replica": "otherkernel0", "n": n, "release": "0", "score": 1})


def test_it_carries_spec_words_script_and_style(course: Path) -> None:
    widget = activity("area/one-1")
    assert widget.spec["prompt"] == "Does a signature <settle> the question?"
    assert [option["id"] for option in widget.spec["options"]] == ["a", "b"]
    assert widget.words["act.check"]
    assert widget._esm.endswith("\nexport default globalThis.SteppingUp.widget;\n")
    assert widget._css == ".su-live {}"
    assert (widget.answer, widget.score, widget.attempts) == (None, None, [])


def test_a_rating_is_kept_without_a_score_and_another_answer_is_refused(course: Path) -> None:
    widget = activity("gallery/own-work-1", course=Path(__file__).resolve().parents[2])
    sent = {"activity": "gallery/own-work-1", "version": 1, "score": None}
    send(widget, **sent, answer={"find-room:ability": "2"})
    assert (widget.answer, widget.score) == ({"find-room:ability": "2"}, None)
    send(widget, **sent, n=2, answer={"find-room:ability": "4"})
    assert len(widget.attempts) == 1
    assert widget.notice
    assert "<ul>" in widget._repr_mimebundle_()[0]["text/html"]  # it stands there without a kernel, too


def test_no_item_of_the_self_check_comes_into_a_notebook() -> None:
    with pytest.raises(SteppingUpError, match="self-check"):
        activity("needs/letters-1", course=Path(__file__).resolve().parents[2])


def test_an_answer_is_scored_here_and_saved(course: Path) -> None:
    widget = activity("area/one-1")
    send(widget)
    assert (widget.answer, widget.score) == (["b"], 1)
    assert on_disk() == [{**SENT, "release": steppingup.__version__, "score": 1}]
    assert widget.notice == ""


def test_what_the_browser_claims_of_the_question_is_not_believed(course: Path) -> None:
    widget = activity("area/one-1")
    send(widget, activity="area/other-9", version=99, release="9.9", phase="T0", form="B", answer=["a"], score=1)
    assert on_disk() == [{**SENT, "answer": ["a"], "release": steppingup.__version__, "score": 0}]


def test_an_answer_without_place_gets_one(course: Path) -> None:
    RecordStore(default_path()).save(add(Record(), other_kernel(41)))
    widget = activity("area/one-1")
    widget.set_state({"attempt": {"answer": ["a"]}})
    assert widget.attempts[-1]["n"] == 42
    assert widget.attempts[-1]["replica"] == current_session().replica


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": ["nobody"]},
        {"answer": "b"},
        {"answer": None},
        {"n": -1},
        {"replica": "<script>"},
        {"day": "yesterday"},
        {"seconds": 1e9},
        {"certainty": 7},
    ],
    ids=str,
)
def test_an_answer_that_does_not_fit_is_said_and_not_kept(course: Path, changes: dict[str, Any]) -> None:
    widget = activity("area/one-1")
    send(widget, **changes)
    assert "does not fit" in widget.notice
    assert widget.attempts == []
    assert not default_path().exists()


def test_clearing_the_trait_is_no_answer(course: Path) -> None:
    widget = activity("area/one-1")
    send(widget)
    widget.set_state({"attempt": {}})
    assert len(widget.attempts) == 1


def test_an_answer_that_is_sent_twice_is_kept_once(course: Path) -> None:
    widget = activity("area/one-1")
    send(widget)
    widget.set_state({"attempt": {}})
    send(widget)
    assert len(on_disk()) == 1


def test_widgets_of_one_activity_stay_in_step(course: Path) -> None:
    one, same, other = activity("area/one-1"), activity("area/one-1"), activity("area/two-1")
    send(one)
    assert same.attempts == one.attempts
    assert other.attempts == []
    send(other, n=2, answer=["a", "b"])
    assert (other.score, len(one.attempts)) == (1, 1)


def test_answers_come_back_in_a_new_kernel(course: Path) -> None:
    send(activity("area/one-1"))
    _session.cache_clear()
    assert activity("area/one-1").answer == ["b"]


def test_another_kernels_answers_are_seen_and_kept(course: Path) -> None:
    one = activity("area/one-1")
    RecordStore(default_path()).save(add(Record(), other_kernel(5)))
    two = activity("area/one-1")
    assert [len(one.attempts), len(two.attempts)] == [1, 1]
    send(one, n=6)
    assert [attempt["n"] for attempt in on_disk()] == [5, 6]


def test_a_record_that_cannot_be_saved_is_said_and_the_answer_kept(course: Path) -> None:
    default_path().parent.mkdir()
    default_path().write_text("somebody's diary")
    widget = activity("area/one-1")
    assert "is damaged" in widget.notice
    send(widget)
    assert widget.answer == ["b"]
    assert "not saved" in widget.notice
    assert default_path().read_text() == "somebody's diary"
    default_path().unlink()
    again = activity("area/one-1")
    assert (widget.notice, again.notice) == ("", "")
    assert on_disk()[0]["answer"] == ["b"]


def test_a_trouble_that_is_over_is_no_longer_said(course: Path) -> None:
    default_path().parent.mkdir()
    default_path().write_text("{}")
    assert "does not come from this course" in activity("area/one-1").notice
    default_path().unlink()
    assert activity("area/one-1").notice == ""


def test_every_trouble_has_words() -> None:
    assert {f"live.{kind}" for kind in get_args(Kind)} <= english("page").keys()


def test_a_begun_answer_is_still_there_when_the_cell_runs_again(course: Path) -> None:
    activity("area/one-1").set_state({"draft": {"version": 2, "road": ["gate.ask"]}})
    assert activity("area/one-1").draft == {"version": 2, "road": ["gate.ask"]}
    assert activity("area/two-1").draft == {}


def test_the_plain_form_is_readable_and_tells_no_key(course: Path) -> None:
    data, _ = activity("area/one-1")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "<p><strong>Does a signature &lt;settle&gt; the question?</strong></p>" in data["text/html"]
    assert "○ Yes, it does" in data["text/html"]
    assert "Does a signature <settle> the question?\n- Yes, it does" in data["text/plain"]
    for form in ("text/html", "text/plain"):
        assert not any(word in data[form] for word in ("correct", "Consent stops", "force was used"))


def test_an_unknown_activity_is_one_sentence(course: Path) -> None:
    with pytest.raises(ContentError, match="do you mean area/one-1") as caught:
        activity("area/on-1")
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_a_graded_activity_shows_no_key(course: Path) -> None:
    with pytest.raises(SteppingUpError, match="belongs to an exercise"):
        activity("graded/one-1")


def test_no_course_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STEPPINGUP_COURSE", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseNotFoundError, match="No course found"):
        activity("area/one-1")


def test_a_package_without_its_script_says_so(course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(static, "STATIC", tmp_path / "nowhere")
    static.static_text.cache_clear()
    with pytest.raises(SteppingUpError, match=r"lacks stepping-up\.js"):
        activity("area/one-1")


def test_the_package_itself_imports_none_of_it() -> None:
    code = "import steppingup, sys; print([m for m in ('anywidget', 'matplotlib', 'pydantic') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_second_version_hears_of_its_twin(course: Path) -> None:
    stories = course / "chapters" / "01-one" / "activities-stories.yml"
    answers = "".join(f"    - {{id: {step}, feedback: Why.}}\n" for step in ("refer", "consult", "other-help"))
    for id_, twin in (("area/story-1", ""), ("area/story-1b", "  twin: {of: area/story-1, differs: gender}\n")):
        head = f"- id: {id_}\n  version: 1\n  kind: vignette\n  competency: legal-framework.elements\n  roles: [all]\n"
        body = f"  tier: 1\n  prompt: A story.\n  truth: refer\n  form: labour\n  answers:\n{answers}"
        with stories.open("a", encoding="utf-8") as file:
            file.write(f"{head}{body}  ordinary: A wage.\n  moves: A threat.\n  sources: [palermo]\n{twin}")
    first, second = activity("area/story-1"), activity("area/story-1b")
    assert second.beside == []
    assert "other" not in second.spec
    send(first, answer=["consult"], certainty=2)
    assert [attempt["answer"] for attempt in second.beside] == [["consult"]]
    assert (second.answer, first.score, first.beside) == (None, 0.5, [])
    send(second, n=2, answer=["refer"], certainty=3)
    assert (second.answer, second.score) == (["refer"], 1)
    assert [attempt["activity"] for attempt in first.attempts] == ["area/story-1"]
