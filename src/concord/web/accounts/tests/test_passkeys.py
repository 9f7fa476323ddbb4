"""An account with a passkey alone, signing in with it, and adding one to an account with a password."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from concord.web.accounts.models import Person
from concord.web.accounts.tests.device import Device
from concord.web.accounts.tests.someone import NAME, person, press, sign_in, sign_up
from concord.web.way.tests.walk import send, token

PAGE, OPTIONS = "/en/account/signup/passkey/", "/en/account/signup/passkey/options/"


def begun(browser: Client, name: str = NAME) -> Any:
    """What the browser is given for a name."""
    return press(browser, PAGE, OPTIONS, username=name)


def with_passkey(browser: Client, device: Device, name: str = NAME) -> Any:
    options = begun(browser, name).json()["creation_options"]
    return press(browser, PAGE, PAGE, username=name, credential=device.create(options))


def with_it(browser: Client, device: Device, **more: str) -> Any:
    """Signs in as the script does."""
    shown = browser.get("/en/account/login/").content.decode()
    given = browser.get("/en/account/login/passkey/", headers={"X-Requested-With": "XMLHttpRequest"}).json()
    data = {"credential": device.get(given["request_options"]), "csrfmiddlewaretoken": token(shown), **more}
    return browser.post("/en/account/login/passkey/", data)


def test_a_name_and_a_passkey_make_an_account(browser: Client) -> None:
    device = Device()
    before = begun(browser).wsgi_request.session.session_key
    assert with_passkey(browser, device).headers["Location"] == "/en/account/"
    assert not person().has_usable_password()
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert "only with your passkey" in browser.get("/en/account/").content.decode()
    assert device.owner.decode() == person().pk.hex or str(person().pk) in device.owner.decode()


def test_the_passkey_signs_in_and_needs_no_second_step(browser: Client) -> None:
    device = Device()
    with_passkey(browser, device)
    other = Client(enforce_csrf_checks=True)
    assert with_it(other, device, next="/en/account/ways/").headers["Location"] == "/en/account/ways/"
    assert NAME in other.get("/en/account/").content.decode()


def test_nothing_is_made_before_the_passkey_is(browser: Client) -> None:
    begun(browser)
    assert not Person.objects.exists()


def test_a_name_that_is_in_use_is_told_before(browser: Client) -> None:
    sign_up(Client(enforce_csrf_checks=True))
    answer = begun(browser)
    assert answer.status_code == 400
    assert answer.json()["wrong"] == ["This name is in use. Please choose another."]


@pytest.mark.parametrize("wrong", ["another name", "twice", "not verified", "not asked for", "no passkey", "not json"])
def test_a_passkey_that_does_not_fit_makes_no_account(wrong: str, browser: Client) -> None:
    device = Device(verified=wrong != "not verified")
    options = begun(browser).json()["creation_options"]
    credential, name, wanted = device.create(options), NAME, 0
    if wrong == "another name":
        name = "somebody-else"
    elif wrong == "twice":
        press(browser, PAGE, PAGE, username=NAME, credential=credential)
        browser, wanted = Client(enforce_csrf_checks=True), 1
    elif wrong == "not asked for":
        begun(browser)
    elif wrong == "no passkey":
        credential = "{}"
    elif wrong == "not json":
        credential = "passkey"
    answer = press(browser, PAGE, PAGE, username=name, credential=credential)
    assert answer.status_code == 200
    assert "No passkey was made" in answer.content.decode()
    assert Person.objects.count() == wanted
    assert Authenticator.objects.count() == wanted


def test_the_passkey_of_another_device_is_told_plainly(browser: Client) -> None:
    device, other = Device(), Device()
    with_passkey(browser, device)
    other.owner = device.owner
    visitor = Client(enforce_csrf_checks=True)
    answer = with_it(visitor, other)
    assert "No passkey for this site was used" in visitor.get(answer.headers["Location"]).content.decode()
    assert visitor.get("/en/account/").status_code == 302


def test_a_passkey_can_be_added_and_taken_away(browser: Client) -> None:
    device = Device()
    sign_up(browser)
    shown = browser.get("/en/account/ways/passkeys/add/").content.decode()
    given = re.search(r"data-given='([^']+)'", shown)
    assert given
    options = json.loads(html.unescape(given[1]))["creation_options"]
    data = {"name": "my phone", "passwordless": "on", "credential": device.create(options)}
    browser.post("/en/account/ways/passkeys/add/", {**data, "csrfmiddlewaretoken": token(shown)})
    assert "my phone" in browser.get("/en/account/ways/passkeys/").content.decode()
    assert with_it(Client(enforce_csrf_checks=True), device).headers["Location"] == "/en/account/"
    assert sign_in(Client(enforce_csrf_checks=True)).headers["Location"] == "/en/account/login/code/"
    number = Authenticator.objects.get(type="webauthn").pk
    other = Client(enforce_csrf_checks=True)
    sign_up(other, "ines")
    assert other.get(f"/en/account/ways/passkeys/{number}/remove/").status_code == 404, "another person's"
    send(browser, f"/en/account/ways/passkeys/{number}/remove/")
    assert not Authenticator.objects.exists()


def test_with_a_passkey_alone_a_password_can_be_set(browser: Client) -> None:
    with_passkey(browser, Device())
    fresh = "otras cuatro palabras nuevas"
    answer = send(browser, "/en/account/password/set/", password1=fresh, password2=fresh)
    assert answer.headers["Location"] == "/en/account/ways/"
    assert person().has_usable_password()
    assert browser.get("/en/account/").status_code == 200, "still signed in"


def test_deleting_asks_for_the_passkey_after_a_while(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device()
    with_passkey(browser, device)
    assert browser.get("/en/account/delete/").status_code == 200
    monkeypatch.setattr("concord.web.accounts.library.now", lambda: 9e9)
    asked = browser.get("/en/account/delete/").headers["Location"]
    assert asked.startswith("/en/account/again/passkey/?next=")
    monkeypatch.undo()
    shown = browser.get(asked).content.decode()
    given = re.search(r"data-given='([^']+)'", shown)
    assert given
    credential = device.get(json.loads(html.unescape(given[1]))["request_options"])
    back = browser.post(asked, {"credential": credential, "csrfmiddlewaretoken": token(shown)})
    assert back.headers["Location"] == "/en/account/delete/"
