"""What a person and her doctor do, as browsers without JavaScript do it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from concord.web.way.tests.walk import send, token

MINE = {"goal": "daily_life", "strength": "gentle_on_life", "matters": "energy", "leaning": "tamoxifen"}
THEIRS = {"goal": "control", "strength": "gentle_on_life", "matters": "not_sure", "name": "Dr. Made Up"}
PLAN = {
    "goal": "canary: be there in June",
    "chosen": "tamoxifen",
    "treatment": "canary pill each morning",
    "which-0": "canary trial",
    "why-0": "too far away",
}


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def give_mine(browser: Client, language: str = "en", **other: str) -> None:
    response = send(browser, f"/{language}/plan/view/", **{**MINE, **other})
    assert response.headers["Location"] == f"/{language}/plan/view/doctor/"


def ask_by_code(browser: Client, address: str) -> tuple[str, str]:
    """Makes an invitation; says its address and its code."""
    shown = send(browser, address, way="code").content.decode()
    found = re.findall(r'<code class="said-line">([^<]+)</code>', shown)
    assert len(found) == 2, shown
    return found[0].removeprefix("http://testserver"), found[1]


def send_code(doctor: Client, address: str, **data: Any) -> str:
    """What the page of the doctor says to a code, or to a code with an answer."""
    shown = token(text(doctor, address))
    return doctor.post(address, {**data, "csrfmiddlewaretoken": shown}).content.decode()


def write(browser: Client, language: str = "en", **other: Any) -> None:
    response = send(browser, f"/{language}/plan/write/", **{**PLAN, **other, "keep": "keep"})
    assert response.headers["Location"] == f"/{language}/plan/keep/"


def keep(browser: Client, number: int, language: str = "en", **why: Any) -> None:
    response = send(browser, f"/{language}/plan/keep/", **why)
    assert response.headers.get("Location") == f"/{language}/plan/version/{number}/", response.content.decode()


def agree(browser: Client, number: int, language: str = "en") -> None:
    address = f"/{language}/plan/version/{number}/agree/"
    assert send(browser, address, way="me").status_code == 302
    assert send(browser, address, way="reported", name="Dr. Made Up").status_code == 302
