"""Activities as simple HTML and as text."""

from __future__ import annotations

from steppingup.activities.plain import Block, Item, Listing, Paragraph, Section
from steppingup.common.language import Words
from steppingup.documents.plain import plain_html, plain_text

BLOCKS: list[Block] = [
    Paragraph("prompt", "Mark <it>.\n\nTwice."),
    Listing("passages", "letter", (Item("Where is my pay?", "Worker"), Item("Soon."))),
    Listing("steps", "number", (Item("Listen"),)),
    Section("scene", "At the gate", (Paragraph("body", "Rain."), Listing("options", "circle", (Item("Ask"),)))),
    Listing("left", "line", (Item("Act"),)),
    Paragraph("hint", "Look twice."),
]


def test_html() -> None:
    html = plain_html(BLOCKS, Words())
    assert html.startswith("<p><strong>Mark &lt;it&gt;.</strong></p><p>Twice.</p>")
    assert '<ol type="A"><li><strong>Worker</strong> Where is my pay?</li><li>Soon.</li></ol>' in html
    assert "<section><p><strong>At the gate</strong></p><p>Rain.</p>" in html
    assert "<li>○ Ask</li>" in html
    assert "<li>____ Act</li>" in html
    assert html.endswith("<p>A hint: Look twice.</p>")


def test_text() -> None:
    lines = plain_text(BLOCKS).splitlines()
    assert lines[:4] == ["Mark <it>.", "", "Twice.", "- Worker Where is my pay?"]
    assert lines[6:9] == ["At the gate", "Rain.", "- Ask"]
