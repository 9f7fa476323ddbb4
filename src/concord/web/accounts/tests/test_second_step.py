"""The second step: an app, codes for emergencies, and secrets that the database alone does not give away."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from concord.web.accounts.tests.someone import PASSWORD, person, press, sign_in, sign_up
from concord.web.way.tests.walk import send, token


def code_of(secret: str, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def with_app(browser: Client) -> tuple[str, list[str]]:
    """Adds the second step; gives the secret and the codes."""
    sign_up(browser)
    shown = browser.get("/en/account/ways/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", shown)
    assert secret
    data = {"code": code_of(secret[1]), "csrfmiddlewaretoken": token(shown)}
    response = browser.post("/en/account/ways/app/", data)
    assert response.headers["Location"] == "/en/account/ways/codes/"
    codes = re.findall(r"<code>(\d+)</code>", browser.get("/en/account/ways/codes/").content.decode())
    assert len(codes) == 10
    cache.clear()
    return secret[1], codes


def half_way(language: str = "en") -> Client:
    """A browser that gave the password and is asked for the second step."""
    other = Client(enforce_csrf_checks=True)
    assert sign_in(other, language=language).headers["Location"] == f"/{language}/account/login/code/"
    assert other.get(f"/{language}/account/").status_code == 302
    return other


def test_a_password_alone_no_longer_opens_it_and_the_app_does(browser: Client) -> None:
    secret, _ = with_app(browser)
    other = half_way()
    refused = send(other, "/en/account/login/code/", code="000000" if code_of(secret) != "000000" else "111111")
    assert "This code does not fit" in refused.content.decode()
    assert send(other, "/en/account/login/code/", code=code_of(secret)).headers["Location"] == "/en/account/"
    assert other.get("/en/account/").status_code == 200


def test_a_code_of_the_app_serves_once(browser: Client) -> None:
    secret, _ = with_app(browser)
    code = code_of(secret)
    assert send(half_way(), "/en/account/login/code/", code=code).status_code == 302
    assert "This code does not fit" in send(half_way(), "/en/account/login/code/", code=code).content.decode()


def test_a_code_for_emergencies_serves_once(browser: Client) -> None:
    _, codes = with_app(browser)
    assert send(half_way("es"), "/es/account/login/code/", code=codes[3]).headers["Location"] == "/es/account/"
    assert "no coincide" in send(half_way("es"), "/es/account/login/code/", code=codes[3]).content.decode()
    left = re.findall(r"<code>(\d+)</code>", browser.get("/en/account/ways/codes/").content.decode())
    assert left == [one for one in codes if one != codes[3]]


def test_new_codes_take_the_place_of_the_old(browser: Client) -> None:
    _, codes = with_app(browser)
    send(browser, "/en/account/ways/codes/new/")
    fresh = re.findall(r"<code>(\d+)</code>", browser.get("/en/account/ways/codes/").content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)
    assert send(half_way(), "/en/account/login/code/", code=codes[0]).status_code == 200


def test_guessing_codes_is_slowed_down(browser: Client) -> None:
    secret, _ = with_app(browser)
    other = half_way()
    for _n in range(7):
        text = send(other, "/en/account/login/code/", code="12").content.decode()
    assert "many tries" in text
    assert "many tries" in send(other, "/en/account/login/code/", code=code_of(secret)).content.decode()


def test_the_second_step_can_be_taken_away_again(browser: Client) -> None:
    with_app(browser)
    send(browser, "/en/account/ways/app/remove/")
    assert not Authenticator.objects.exists(), "the codes go with it"
    assert sign_in(Client(enforce_csrf_checks=True)).headers["Location"] == "/en/account/"


def test_the_database_alone_gives_no_secret_away(browser: Client) -> None:
    secret, codes = with_app(browser)
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in kept
    assert not [one for one in codes if one in kept]


@pytest.mark.parametrize("address", ["ways/app", "ways/codes/new", "ways/passkeys/add", "delete"])
def test_what_locks_out_or_deletes_asks_again_after_a_while(
    address: str, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_app(browser)
    press(browser, "/en/account/ways/app/remove/", "/en/account/ways/app/remove/")
    assert browser.get("/en/account/delete/").status_code == 200
    later = time.time() + 11 * 60
    monkeypatch.setattr("concord.web.accounts.library.now", lambda: later)
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    asked = browser.get(f"/en/account/{address}/")
    assert asked.headers["Location"].startswith("/en/account/again/?next=")
    refused = send(browser, asked.headers["Location"], password="not this one").content.decode()
    assert "This is not the password of this account" in refused
    back = send(browser, asked.headers["Location"], password=PASSWORD, next=f"/en/account/{address}/")
    assert back.headers["Location"] == f"/en/account/{address}/"
    assert browser.get(back.headers["Location"]).status_code in (200, 302)
    assert person().has_usable_password()
