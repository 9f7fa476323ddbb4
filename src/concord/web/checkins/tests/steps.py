"""What a person does with her check-ins, as a browser without JavaScript does it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from concord.web.guest.store import guest_holder
from concord.web.keys.holder import Holder
from concord.web.way.tests.walk import begin, send, token

FULL = {
    "number-pain": "3",
    "number-tiredness": "0",
    "number-money_worry": "10",
    "words-how_i_feel": "canary: the stairs are long",
    "words-money": "canary: the rent",
}


def at(name: str, *numbers: int, language: str = "en") -> str:
    return reverse(name, args=[language, *numbers])


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())


def told(browser: Client, language: str = "en") -> None:
    """Somebody who told where the cancer is."""
    begin(browser, language)
    send(browser, f"/{language}/start/spread/", answer=["bone"])


def hidden(shown: str) -> dict[str, str]:
    """What a form carries along unseen."""
    found = re.findall(r'<input type="hidden" name="(seen|drawn_for)" value="([^"]*)"', shown)
    return {**dict(found), "csrfmiddlewaretoken": token(shown)}


def put(browser: Client, address: str, **data: Any) -> HttpResponse:
    """Loads a page and sends its form with all that it carries."""
    return browser.post(address, {**hidden(text(browser, address)), **data})  # type: ignore[return-value]


def write(browser: Client, language: str = "en", **data: Any) -> int:
    """Keeps a check-in; its number."""
    response = put(browser, at("checkins_new", language=language), **(data or FULL))
    assert response.status_code == 302, response.content.decode()
    found = re.fullmatch(rf"/{language}/checkins/(\d+)/", response.headers["Location"])
    assert found
    return int(found[1])


def draft(browser: Client, address: str, **data: Any) -> HttpResponse:
    sent = {**hidden(text(browser, address)), **data}
    return browser.post(address, sent, headers={"X-Save": "draft"})  # type: ignore[return-value]


def holder_of(browser: Client) -> Holder:
    """Under whose key a guest's things are kept."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: one.value for name, one in browser.cookies.items()}
    holder = guest_holder(request)
    assert holder
    return holder
