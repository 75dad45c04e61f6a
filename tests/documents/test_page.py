"""The frame of single pages: everything escaped, nothing from elsewhere, one script and one style by their hashes."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import jinja2
import pytest

from steppingup.documents.page import page

TEMPLATE = '{% extends "page.html" %}{% block body %}<main><p title="{{ text }}">{{ text }}</p></main>{% endblock %}'


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "one.html"
    path.write_text(TEMPLATE, "utf-8")
    return path


def hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_texts_are_escaped_wherever_they_stand(template: Path) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    made = page(template, title=f"</title>{hostile}", text=hostile)
    assert "<script>" not in made
    assert "<img" not in made
    assert made.count("&lt;script&gt;") == 3


def test_script_and_style_are_named_by_their_hashes(template: Path) -> None:
    made = page(
        template, style="p { color: red; }", script='document.title = "<>";', language="lv", title="T", text="x"
    )
    style, script = re.search(r"<style>(.*?)</style>", made, re.DOTALL), re.search(r"<script>(.*?)</script>", made)
    assert style
    assert script
    assert script[1] == 'document.title = "<>";'
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy
    said = policy[1].replace("&#39;", "'")
    assert f"style-src 'sha256-{hashed(style[1])}'" in said
    assert f"script-src 'sha256-{hashed(script[1])}'" in said
    assert said.startswith("default-src 'none'")
    assert '<html lang="lv">' in made
    assert not re.search(r"(src|href)=|https?:|@import", made)


def test_without_a_script_none_can_run(template: Path) -> None:
    made = page(template, title="T", text="x")
    assert "script-src &#39;none&#39;" in made
    assert "<script" not in made


def test_a_value_that_is_missing_is_an_error(template: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        page(template, title="T")
