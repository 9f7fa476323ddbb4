"""Sending a form as a visitor does: the page first, then what was filled in."""

from __future__ import annotations

import re
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client


def post(browser: Client, shown: str, address: str, **data: Any) -> HttpResponse:
    """Loads the page that shows the form and sends it to its address."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(shown).content.decode())
    assert found, shown
    return cast(HttpResponse, browser.post(address, {**data, "csrfmiddlewaretoken": found[1]}))


def helpful(browser: Client, language: str = "en", **data: Any) -> HttpResponse:
    sent = {"page": "pain", "helpful": "yes", "comment": "", **data}
    return post(browser, f"/{language}/read/pain/", f"/{language}/helpful/", **sent)
