"""Whoever looks at no page for a while is signed out, can ask for more time, and loses nothing that she wrote."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from concord.web.accounts import drafts
from concord.web.accounts.models import Draft
from concord.web.accounts.tests.someone import NAME, PASSWORD, press, say_yes, sign_up
from concord.web.way.tests.walk import begin, send, token

OVER = 30 * 60 + 1


class Clock:
    def __init__(self) -> None:
        self.ahead = 0.0
        self.real = time.time

    def __call__(self) -> float:
        return self.real() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("concord.web.accounts.idle.now", made)
    return made


def back_in(browser: Client, address: str) -> str:
    response = send(browser, address, login=NAME, password=PASSWORD, next=address.partition("next=")[2].split("&")[0])
    return str(response.headers["Location"])


def test_within_the_time_one_stays_and_each_page_begins_it_again(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    for _n in range(4):
        clock.ahead += 29 * 60
        assert browser.get("/en/account/").status_code == 200


def test_after_the_time_a_page_leads_to_sign_in_and_back(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    browser.get("/en/account/")
    clock.ahead += OVER
    response = browser.get("/es/account/ways/")
    assert response.headers["Location"] == "/es/account/login/?next=%2Fes%2Faccount%2Fways%2F&over=1"
    assert "Su sesión se cerró" in browser.get(response.headers["Location"]).content.decode()
    clock.ahead = 0
    assert browser.get("/en/account/").status_code == 302, "the session is gone, whatever the clock says"


def test_the_time_can_be_extended_without_end(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    for _n in range(12):
        clock.ahead += 29 * 60
        response = press_stay(browser)
        assert response.status_code == 204
    assert browser.get("/en/account/").status_code == 200


def press_stay(browser: Client) -> Any:
    """As the script does: the form of the page, without looking at another page."""
    secret = browser.cookies["csrftoken"].value
    return browser.post("/en/account/stay/", {"csrfmiddlewaretoken": secret}, HTTP_X_STAY="1")


def test_without_script_the_button_leads_back(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    there = press(browser, "/en/call/", "/en/account/stay/", next="/en/call/")
    assert there.headers["Location"] == "/en/call/"
    away = press(browser, "/en/call/", "/en/account/stay/", next="//elsewhere.example/")
    assert away.headers["Location"] == "/en/account/"


def test_asking_how_long_it_is_does_not_extend_it(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    browser.get("/en/account/")
    clock.ahead += 28 * 60
    assert 60 < browser.get("/en/account/stay/").json()["seconds"] <= 120
    clock.ahead += 3 * 60
    assert browser.get("/en/account/stay/").json()["seconds"] == 0
    assert browser.get("/en/account/").status_code == 302


@pytest.mark.parametrize("kept", [False, True], ids=["as a guest", "with a vault"])
def test_a_form_that_comes_too_late_is_kept_and_offered_again(kept: bool, browser: Client, clock: Clock) -> None:
    sign_up(browser)
    if kept:
        say_yes(browser)
    begin(browser)
    shown = browser.get("/en/start/hormone/").content.decode()
    clock.ahead += OVER
    data = {"answer": "canary-answer", "more": ["one", "two"], "csrfmiddlewaretoken": token(shown)}
    late = browser.post("/en/start/hormone/", data)
    assert late.headers["Location"].startswith("/en/account/login/?next=%2Fen%2Faccount%2Fdraft%2F")
    assert "canary" not in late.headers["Location"]
    row = Draft.objects.get()
    assert b"canary" not in bytes(row.sealed)
    assert browser.cookies[drafts.COOKIE].value not in row.name
    assert browser.cookies[drafts.COOKIE]["httponly"]
    assert back_in(browser, "/en/account/login/?next=/en/account/draft/") == "/en/account/draft/"
    offered = browser.get("/en/account/draft/").content.decode()
    fields = {"answer": "canary-answer", "more": ["one", "two"], "csrfmiddlewaretoken": token(offered)}
    for value in ("canary-answer", "one", "two"):
        assert f'value="{value}"' in offered
    sent = browser.post("/en/account/draft/", fields)
    assert (sent.status_code, sent.headers["Location"]) == (307, "/en/start/hormone/")
    assert not Draft.objects.exists()


def test_sent_once_more_it_is_answered_as_it_would_have_been(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    say_yes(browser)
    begin(browser)
    shown = browser.get("/en/start/hormone/").content.decode()
    clock.ahead += OVER
    browser.post("/en/start/hormone/", {"answer": "yes", "csrfmiddlewaretoken": token(shown)})
    back_in(browser, "/en/account/login/?next=/en/account/draft/")
    offered = browser.get("/en/account/draft/").content.decode()
    fields = {"answer": "yes", "csrfmiddlewaretoken": token(offered)}
    answered = browser.post("/en/account/draft/", fields, follow=True)
    assert answered.status_code == 200
    assert "positive" in browser.get("/en/account/file/").content.decode()


def test_a_draft_can_be_thrown_away(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    begin(browser)
    shown = browser.get("/en/start/hormone/").content.decode()
    clock.ahead += OVER
    browser.post("/en/start/hormone/", {"answer": "yes", "csrfmiddlewaretoken": token(shown)})
    back_in(browser, "/en/account/login/?next=/en/account/draft/")
    assert send(browser, "/en/account/draft/", drop="1").headers["Location"] == "/en/account/"
    assert not Draft.objects.exists()
    assert browser.cookies[drafts.COOKIE].value == ""


def test_nobody_else_is_offered_a_draft(browser: Client, clock: Clock) -> None:
    other = Client(enforce_csrf_checks=True)
    sign_up(other, "ines")
    sign_up(browser)
    begin(browser)
    shown = browser.get("/en/start/hormone/").content.decode()
    clock.ahead += OVER
    browser.post("/en/start/hormone/", {"answer": "canary", "csrfmiddlewaretoken": token(shown)})
    clock.ahead = 0
    other.cookies[drafts.COOKIE] = browser.cookies[drafts.COOKIE].value
    assert other.get("/en/account/draft/").headers["Location"] == "/en/account/"
    nobody = Client(enforce_csrf_checks=True)
    nobody.cookies[drafts.COOKIE] = browser.cookies[drafts.COOKIE].value
    assert nobody.get("/en/account/draft/").headers["Location"].startswith("/en/account/login/")


def test_no_draft_of_a_password_is_kept(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    shown = browser.get("/en/account/password/change/").content.decode()
    clock.ahead += OVER
    data = {"oldpassword": PASSWORD, "csrfmiddlewaretoken": token(shown)}
    late = browser.post("/en/account/password/change/", data)
    assert late.headers["Location"] == "/en/account/login/?next=%2Fen%2Faccount%2F&over=1"
    assert not Draft.objects.exists()


def test_no_other_site_can_plant_a_draft(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    begin(browser)
    clock.ahead += OVER
    assert browser.post("/en/start/hormone/", {"answer": "planted"}).status_code == 403
    assert not Draft.objects.exists()
