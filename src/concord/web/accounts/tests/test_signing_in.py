"""Making an account with a name alone, signing in and out, and what slows down a guesser."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from concord.web.accounts.models import Person, Session
from concord.web.accounts.tests.someone import NAME, PASSWORD, person, press, sign_in, sign_up
from concord.web.way.tests.walk import send

TITLES = {"en": "My account", "es": "Mi cuenta"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_name_and_a_password_make_an_account(language: str, browser: Client) -> None:
    response = sign_up(browser, language=language)
    assert response.headers["Location"] == f"/{language}/account/"
    text = browser.get(f"/{language}/account/").content.decode()
    assert TITLES[language] in text
    assert NAME in text
    assert person().email == ""
    assert not mail.outbox


def test_the_frame_says_whether_one_is_signed_in(browser: Client) -> None:
    assert 'href="/es/account/login/"' in browser.get("/es/").content.decode()
    sign_up(browser)
    shown = browser.get("/es/").content.decode()
    assert 'href="/es/account/"' in shown
    assert "/es/account/login/" not in shown.split("</header>")[0]


def test_signing_in_leads_back_to_where_one_was(browser: Client) -> None:
    sign_up(browser)
    press(browser, "/en/account/", "/en/account/out/")
    asked = browser.get("/en/account/ways/")
    assert asked.headers["Location"] == "/en/account/login/?next=/en/account/ways/"
    address = asked.headers["Location"]
    shown = browser.get(address).content.decode()
    assert 'name="next" value="/en/account/ways/"' in shown
    data = {"login": NAME, "password": PASSWORD, "next": "/en/account/ways/"}
    assert send(browser, address, **data).headers["Location"] == "/en/account/ways/"


def test_signing_in_leads_to_no_other_site(browser: Client) -> None:
    sign_up(browser)
    press(browser, "/en/account/", "/en/account/out/")
    data = {"login": NAME, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert send(browser, "/en/account/login/", **data).headers["Location"] == "/en/account/"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "do not belong together"), ("es", "no van juntos")], ids=["en", "es"]
)
def test_a_wrong_password_is_told_plainly(language: str, said: str, browser: Client) -> None:
    sign_up(browser)
    other = Client(enforce_csrf_checks=True)
    for name in (NAME, "nobody"):
        text = sign_in(other, name, "not the right one", language).content.decode()
        assert said in text
        assert 'role="alert"' in text
        assert "not the right one" not in text


def test_a_name_that_is_in_use_is_told_plainly(browser: Client) -> None:
    sign_up(browser)
    other = Client(enforce_csrf_checks=True)
    assert "This name is in use" in sign_up(other).content.decode()
    assert "ya está en uso" in sign_up(other, NAME.upper(), "es").content.decode()
    assert Person.objects.count() == 1


def test_a_session_that_was_there_before_is_worth_nothing_after(browser: Client) -> None:
    """Session fixation: who planted a session before the sign-in, does not hold the one after it."""
    sign_up(Client(enforce_csrf_checks=True))
    planted = browser.session
    planted["planted"] = "1"
    planted.save()
    before = planted.session_key or ""
    browser.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in(browser)
    after = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert after != before
    thief = Client(enforce_csrf_checks=True)
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/en/account/").status_code == 302
    assert browser.get("/en/account/").status_code == 200


def test_a_form_without_its_token_is_refused(browser: Client) -> None:
    sign_up(browser)
    for address in ("out", "keep", "delete", "fit", "stay", "keep/stop", "password/change", "ways/app"):
        assert browser.post(f"/en/account/{address}/", {"sure": "on"}).status_code == 403, address
    assert person().sessions.count() == 1


def test_signing_out_ends_this_session(browser: Client) -> None:
    sign_up(browser)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert "You are signed out" in press(browser, "/en/account/", "/en/account/out/").content.decode()
    assert not Session.objects.filter(session_key=key).exists()
    assert browser.get("/en/account/").status_code == 302


def test_signing_out_everywhere_ends_every_session_of_hers_and_no_other(browser: Client) -> None:
    phone, friend = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    sign_up(browser)
    sign_in(phone)
    sign_up(friend, "ines")
    assert person().sessions.count() == 2
    press(browser, "/en/account/", "/en/account/out/", everywhere="1")
    assert phone.get("/en/account/").status_code == 302
    assert browser.get("/en/account/").status_code == 302
    assert friend.get("/en/account/").status_code == 200
    assert person().sessions.count() == 0


def test_a_session_goes_with_the_browser_and_is_for_the_server_alone(browser: Client) -> None:
    sign_up(browser)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_after_five_wrong_passwords_one_waits(browser: Client) -> None:
    sign_up(browser)
    thief = Client(enforce_csrf_checks=True)
    for n in range(5):
        response = sign_in(thief, password=f"guess number {n} of many")
    assert response.status_code == 429
    assert "Please wait a little" in response.content.decode()
    assert sign_in(thief).status_code == 429, "even the right one"
    assert "espere un poco" in sign_in(thief, language="es").content.decode()
    assert sign_in(thief, "somebody-else").status_code == 200, "another name is not locked"
    elsewhere = Client(enforce_csrf_checks=True, REMOTE_ADDR="198.51.100.7")
    assert sign_in(elsewhere).status_code == 302, "she herself can still come in from where she is"


def test_waiting_ends(browser: Client) -> None:
    sign_up(browser)
    thief = Client(enforce_csrf_checks=True)
    for n in range(5):
        sign_in(thief, password=f"guess number {n} of many")
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME - dt.timedelta(seconds=1))
    assert sign_in(thief).status_code == 302
    assert not AccessAttempt.objects.exists(), "what is past its time is deleted"


def test_of_a_try_no_name_no_browser_and_nothing_sent_is_kept(browser: Client) -> None:
    curious = Client(enforce_csrf_checks=True, HTTP_USER_AGENT="canary-browser", HTTP_ACCEPT="text/canary")
    send(curious, "/en/account/login/", login="canary-name", password="canary-password", other="canary-other")
    send(curious, "/en/account/login/", login="canary-name", password="canary-password", other="canary-other")
    (one,) = AccessAttempt.objects.all()
    assert one.failures_since_start == 2
    kept = [str(getattr(one, field.name)) for field in AccessAttempt._meta.fields]
    assert "canary" not in " ".join(kept)
    assert "/en/" not in " ".join(kept)


def test_signing_in_forgets_the_tries_before(browser: Client) -> None:
    sign_up(browser)
    other = Client(enforce_csrf_checks=True)
    sign_in(other, password="a slip of the finger")
    assert AccessAttempt.objects.count() == 1
    sign_in(other)
    assert not AccessAttempt.objects.exists()


def test_signing_in_writes_no_name_into_a_log(browser: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("axes", "allauth"):
        assert not logging.getLogger(name).propagate
    sign_up(browser, "canary-name")
    sign_in(Client(enforce_csrf_checks=True), "canary-name", "canary-password")
    sign_in(Client(enforce_csrf_checks=True), "canary-name")
    out = capfd.readouterr()
    assert "canary" not in out.out + out.err


def test_passwords_are_kept_as_argon2() -> None:
    from concord.web import settings as given

    assert given.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
