"""Slips: eight to a sheet, whatever a name holds."""

from __future__ import annotations

from steppingup.common.language import Words
from steppingup.session.roster import Learner
from steppingup.session.slips import slips_page

LEARNERS = [Learner("K7M2Q", "<b>Mia</b> & Berg"), Learner("22222")]


def test_each_slip_has_the_code_what_to_do_and_what_it_does_not_tell() -> None:
    page = slips_page(LEARNERS, ["Principles: answering the hostel"], Words())
    assert page.count('class="code"') == 2
    assert page.count("never your name") == 2
    assert page.count("Exercises: Principles: answering the hostel") == 2
    assert "For: &lt;b&gt;Mia&lt;/b&gt; &amp; Berg" in page
    assert "http" not in page


def test_names_can_stay_away() -> None:
    page = slips_page(LEARNERS, [], Words(), names=False)
    assert "Mia" not in page
    assert "Exercises" not in page
