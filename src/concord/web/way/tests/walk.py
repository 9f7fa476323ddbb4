"""Walking the short way as a visitor without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

STEPS = ("spread", "hormone", "her2", "medicines", "now", "illnesses", "matters")
EVERYTHING: dict[str, dict[str, Any]] = {
    "spread": {"answer": ["bone", "liver"]},
    "hormone": {"answer": "yes"},
    "her2": {"answer": "1"},
    "medicines": {"medicine-1": "letrozole + palbociclib", "end-1": "progression", "answer": "all"},
    "now": {"answer": "grew"},
    "illnesses": {"answer": ["type_2_diabetes", "none"]},
    "matters": {"words": "canary words of mine", "answer": ["energy"], "talk": "gentle"},
}


def token(text: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    assert found
    return found[1]


def send(browser: Client, address: str, **data: Any) -> HttpResponse:
    """Loads a page and sends its form."""
    shown = browser.get(address)
    assert shown.status_code == 200, (address, shown.status_code)
    return cast(HttpResponse, browser.post(address, {**data, "csrfmiddlewaretoken": token(shown.content.decode())}))


def begin(browser: Client, language: str = "en", **data: Any) -> None:
    response = send(browser, f"/{language}/start/", **{"country": "US", **data})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/start/spread/")


def walk(browser: Client, language: str = "en", other: Mapping[str, dict[str, Any]] | None = None) -> str:
    """Answers all seven and returns the last address that one is led to."""
    begin(browser, language)
    where = f"/{language}/start/spread/"
    for step in STEPS:
        assert where == f"/{language}/start/{step}/"
        response = send(browser, where, **(other or {}).get(step, EVERYTHING[step]))
        assert response.status_code == 302, step
        where = response.headers["Location"]
    return where
