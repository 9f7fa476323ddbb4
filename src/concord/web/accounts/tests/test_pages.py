"""Every page of this feature: in our frame, well formed, in both languages, without a stranger's script or style."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from concord.web.accounts.models import Consent
from concord.web.accounts.tests.device import Device
from concord.web.accounts.tests.someone import NAME, say_yes, sign_in, sign_up
from concord.web.accounts.tests.test_passkeys import with_it, with_passkey
from concord.web.accounts.tests.test_second_step import with_app
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import send, token, walk

OUTSIDE = ("login", "signup", "signup/passkey", "out", "email", "inactive", "password/reset", "password/reset/sent")
LINKS = ("password/reset/done", "email/nothing", "password/reset/x-1/nothing")
INSIDE = ("", "ways", "ways/app", "ways/passkeys", "ways/passkeys/add", "keep", "delete", "out", "password/change")
WITH_APP = ("ways", "ways/app/remove", "ways/codes", "ways/codes/new", "keep/stop", "again", "again/code", "")


def holds(browser: Client, address: str, language: str) -> str:
    response = browser.get(f"/{language}/account/{address}{'/' if address else ''}")
    assert response.status_code == 200, (address, response.headers)
    return holds_text(response.content.decode(), language)


def holds_text(text: str, language: str) -> str:
    assert faults(text) == []
    assert text.count("<h1") == 1
    assert f'<html lang="{language}">' in text
    assert 'class="leave"' in text
    assert re.search(rf'hreflang="{"es" if language == "en" else "en"}" href="/', text)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:|src=\"(?!/static/)|<script>", text)
    for field in re.findall(r"<input(?![^>]*hidden)[^>]*>", text):
        name = re.search(r'id="([^"]+)"', field)
        assert name, field
        assert f'<label for="{name[1]}">' in text, field
    for described in re.findall(r'aria-describedby="([^"]+)"', text):
        assert all(f'id="{one}"' in text for one in described.split()), described
    return text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("address", [*OUTSIDE, *LINKS])
def test_pages_before_one_is_in(address: str, language: str, browser: Client) -> None:
    holds(browser, address, language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_when_one_is_in(language: str, browser: Client) -> None:
    sign_up(browser)
    for address in INSIDE:
        text = holds(browser, address, language)
        assert "data-idle" in text
        assert f'href="/{language}/account/"' in text
    walk(browser)
    say_yes(browser)
    holds(browser, "keep/take", language)
    holds(browser, f"keep/{Consent.objects.get().pk}", language)
    send(browser, "/en/account/keep/take/", take="1")
    holds(browser, "", language)
    shown = send(browser, f"/{language}/account/delete/").content.decode()
    assert 'aria-describedby="wrong"' in holds_text(shown, language)
    holds_text(send(browser, f"/{language}/account/delete/", sure="on").content.decode(), language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_of_the_second_step(language: str, browser: Client) -> None:
    with_app(browser)
    say_yes(browser)
    for address in WITH_APP:
        holds(browser, address, language)
    other = Client(enforce_csrf_checks=True)
    sign_in(other)
    holds(other, "login/code", language)
    holds_text(send(other, f"/{language}/account/login/code/", code="1").content.decode(), language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_with_a_passkey_alone(language: str, browser: Client) -> None:
    device = Device()
    with_passkey(browser, device)
    for address in ("", "ways", "ways/passkeys", "password/set", "again/passkey"):
        holds(browser, address, language)
    number = browser.get("/en/account/ways/passkeys/").content.decode().split("/remove/")[0].rpartition("/")[2]
    holds(browser, f"ways/passkeys/{number}/remove", language)
    other = Client(enforce_csrf_checks=True)
    with_it(other, device)
    left = send(other, f"/{language}/account/out/").content.decode()
    holds_text(left, language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_wrong_stands_beside_its_field_in_our_words(language: str, browser: Client) -> None:
    for name, said in (("ana maria", {"en": "three letters or more", "es": "tres letras o más"}), ("ab", None)):
        text = sign_up(browser, name, language).content.decode()
        holds_text(text, language)
        assert 'aria-invalid="true"' in text
        assert 'role="alert"' in text
        if said:
            assert said[language] in text
        assert f'value="{name}"' in text, "what was typed stays"


def test_pages_are_kept_by_no_browser(browser: Client) -> None:
    sign_up(browser)
    for address in ("", "ways/", "keep/", "file/", "delete/"):
        assert "no-store" in browser.get(f"/en/account/{address}").headers["Cache-Control"], address


def test_no_message_is_carried_along_in_a_cookie(browser: Client) -> None:
    with_app(browser)
    sign_in(Client(enforce_csrf_checks=True))
    assert set(browser.cookies) <= {"csrftoken", settings.SESSION_COOKIE_NAME}


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "7", '{"id": "AA"}', '{"id": 1, "response": {"userHandle": 3}}']
)
def test_a_broken_passkey_is_refused_and_breaks_nothing(credential: str, browser: Client) -> None:
    shown = browser.get("/en/account/login/").content.decode()
    browser.get("/en/account/login/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    data: dict[str, Any] = {"credential": credential, "csrfmiddlewaretoken": token(shown)}
    answer = browser.post("/en/account/login/passkey/", data)
    assert answer.headers["Location"] == "/en/account/login/?passkey=unknown"
    made = send(browser, "/en/account/signup/passkey/", username=NAME, credential=credential)
    assert "No passkey was made" in made.content.decode()
    sign_up(browser)
    shown = browser.get("/en/account/ways/passkeys/add/").content.decode()
    data |= {"name": "mine", "csrfmiddlewaretoken": token(shown)}
    assert browser.post("/en/account/ways/passkeys/add/", data).status_code == 200
