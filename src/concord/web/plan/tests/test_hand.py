"""While her screen is with the doctor, nothing on it is hers: every page of hers leads to what the doctor is asked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from concord.web.accounts.tests.someone import say_yes, sign_up
from concord.web.guest import store
from concord.web.host.middleware import BY_CODE, IN_OTHER_HANDS
from concord.web.host.urls import whole
from concord.web.plan import kept
from concord.web.plan.tests.steps import THEIRS, give_mine, text
from concord.web.urls import pages
from concord.web.way.tests.walk import send, token, walk

HAND = "/en/plan/hand/"
FILLED: dict[str, Any] = {
    "<uuid:": uuid4(),
    "<int:": 1,
    "<slug:": "pain",
    "<str:": "one",
}
OPEN = {"call", "about", "about-json", "words", "words-json", "survey"}
"""What the doctor may read on her screen: the same for everyone."""


def every_address() -> dict[str, str]:
    """Every page of the site by its name, with something in each gap of its address."""
    found = {}
    for one in pages:
        parts = str(one.pattern).split("<")
        gaps = [f"<{part.split(':')[0]}:" for part in parts[1:]]
        found[str(one.name)] = reverse(str(one.name), args=["en", *(FILLED.get(gap, "one") for gap in gaps)])
    return found


def hand_over(browser: Client) -> None:
    give_mine(browser, words="canary of mine")
    assert send(browser, "/en/plan/view/doctor/", way="hand").headers["Location"] == HAND


def save_article(browser: Client) -> None:
    """An article on the list, and pages that fit what was told: both show something of her on pages for everyone."""
    asked = browser.get("/en/call/").wsgi_request
    answers = store.load(asked)
    assert answers
    answers.favourites, answers.fit_pages = ["pain"], True
    store.save(asked, HttpResponse(), answers)


def test_every_page_of_hers_leads_to_what_the_doctor_is_asked(browser: Client) -> None:
    walk(browser)
    save_article(browser)
    hand_over(browser)
    addresses = every_address()
    assert {"mine", "answers", "matters", "opinion", "plan", "whole", "timeline", "keep", "home", "take"} <= set(
        addresses
    )
    stayed = {name for name, one in addresses.items() if browser.get(one).headers.get("Location") != HAND}
    assert stayed <= IN_OTHER_HANDS | BY_CODE | {"helpful", "survey"}
    assert stayed >= OPEN
    for name in stayed:
        assert "canary" not in browser.get(addresses[name]).content.decode(), name
    assert browser.get("/en/").headers["Location"] == HAND, "home may fit what she told"
    assert browser.get("/es/choices/").headers["Location"] == "/es/plan/hand/"


def test_what_is_sent_from_another_window_changes_nothing_meanwhile(browser: Client) -> None:
    walk(browser)
    shown = token(text(browser, "/en/start/hormone/"))
    hand_over(browser)
    response = browser.post("/en/start/hormone/", {"answer": "no", "csrfmiddlewaretoken": shown})
    assert response.headers["Location"] == HAND
    draft = browser.post("/en/opinion/", {"question": "x", "csrfmiddlewaretoken": shown}, headers={"X-Save": "draft"})
    assert draft.status_code == 302, "never said to be saved"
    send(browser, HAND, back="back")
    assert 'value="yes" checked' in text(browser, "/en/start/hormone/")


@pytest.mark.parametrize("given", [{"back": "back"}, THEIRS])
def test_given_back_every_page_is_hers_again(given: dict[str, str], browser: Client) -> None:
    walk(browser)
    hand_over(browser)
    send(browser, HAND, **given)
    for address in ("/en/", "/en/choices/", "/en/answers/", "/en/matters/", "/en/opinion/", "/en/plan/"):
        assert browser.get(address).status_code == 200, address


@pytest.mark.slow
def test_with_an_account_too_and_she_can_sign_out(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    hand_over(browser)
    for address in ("/en/account/", "/en/account/file/", "/en/account/keep/", "/en/choices/", "/en/read/pain/"):
        assert browser.get(address).headers["Location"] == HAND, address
    assert send(browser, "/en/account/out/").status_code == 200
    assert browser.get("/en/").status_code == 200


@pytest.mark.slow
def test_another_visitor_and_one_whose_answers_are_gone_are_not_kept_out(browser: Client) -> None:
    walk(browser)
    hand_over(browser)
    other = Client(enforce_csrf_checks=True)
    walk(other)
    assert other.get("/en/choices/").status_code == 200
    asked = browser.get("/en/call/").wsgi_request
    holder = store.holder(asked)
    assert holder
    store.forget_guest(asked, HttpResponse())
    kept.put(holder, kept.HAND, kept.Hand())
    assert browser.get("/en/plan/hand/").headers["Location"] == "/en/start/"
    assert browser.get("/en/start/").status_code == 200, "no circle of pages"


def test_what_stays_open_are_pages_that_there_are() -> None:
    assert {str(one.name) for one in (*pages, *whole)} | {"start"} >= IN_OTHER_HANDS | OPEN
