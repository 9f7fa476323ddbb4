"""The only script of ours that runs on every page: small, silent, and nothing stays in the browser."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.staticfiles import finders


def script() -> str:
    found = finders.find("site.js")
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


def test_it_is_small() -> None:
    assert len(script().encode()) < 3000


def test_it_keeps_nothing_in_the_browser_and_asks_nobody_else() -> None:
    assert not re.findall(r"localStorage|sessionStorage|indexedDB|caches|cookie|sendBeacon|https?:|innerHTML", script())


def test_it_marks_what_it_sends_as_a_draft() -> None:
    assert '"X-Save": "draft"' in script()
