"""With a mail server: addresses are checked, lost passwords replaced, and no letter says anything of health."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from concord.web.accounts.models import Person
from concord.web.accounts.tests.device import Device
from concord.web.accounts.tests.someone import NAME, PASSWORD, person, press, sign_in, sign_up
from concord.web.accounts.tests.test_passkeys import with_it
from concord.web.way.tests.walk import send, walk

ADDRESS = "maria@example.org"
HEALTH = re.compile(
    r"cancer|cáncer|breast|mama|metasta|treat|tratamiento|oncolog|health|salud|tumou?r|canary|letrozole", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def _a_mail_server(settings: object) -> None:
    for name, value in {
        "MAIL": "smtp://localhost",
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    }.items():
        setattr(settings, name, value)


def link() -> str:
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def says_nothing_of_health() -> None:
    assert mail.outbox
    for one in mail.outbox:
        assert not HEALTH.search(f"{one.subject} {one.body}"), one.body
        assert one.to == [ADDRESS]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_address_is_checked_before_one_is_in(language: str, browser: Client) -> None:
    walk(browser)
    assert sign_up(browser, language=language, email=ADDRESS).headers["Location"] == f"/{language}/account/email/"
    assert browser.get(f"/{language}/account/email/").status_code == 200
    assert browser.get(f"/{language}/account/").status_code == 302
    assert sign_in(browser, language=language).headers["Location"] == f"/{language}/account/email/"
    says_nothing_of_health()
    assert link().startswith(f"/{language}/account/email/")
    send(browser, link())
    assert EmailAddress.objects.get(user=person()).verified
    assert sign_in(Client(enforce_csrf_checks=True), ADDRESS).headers["Location"] == "/en/account/"


def test_with_a_passkey_alone_the_address_is_checked_too(browser: Client) -> None:
    device, page = Device(), "/en/account/signup/passkey/"
    told = {"username": NAME, "email": ADDRESS}
    options = press(browser, page, f"{page}options/", **told).json()["creation_options"]
    answer = press(browser, page, page, **told, credential=device.create(options))
    assert answer.headers["Location"] == "/en/account/email/"
    assert browser.get("/en/account/").status_code == 302
    says_nothing_of_health()
    send(browser, link())
    other = Client(enforce_csrf_checks=True)
    assert with_it(other, device).headers["Location"] == "/en/account/"


def test_an_address_that_has_an_account_is_not_given_away(browser: Client) -> None:
    sign_up(browser, email=ADDRESS)
    fresh = sign_up(Client(enforce_csrf_checks=True), "ines", email="ines@example.org")
    taken = sign_up(Client(enforce_csrf_checks=True), "rosa", email=ADDRESS)
    assert taken.headers["Location"] == fresh.headers["Location"]
    assert {one.username for one in Person.objects.all()} == {NAME, "ines"}


def test_a_lost_password_is_replaced_by_a_link(browser: Client) -> None:
    sign_up(browser, email=ADDRESS)
    send(browser, link())
    visitor = Client(enforce_csrf_checks=True)
    assert "I forgot my password" in visitor.get("/en/account/login/").content.decode()
    send(visitor, "/en/account/password/reset/", email=ADDRESS)
    says_nothing_of_health()
    where = visitor.get(link()).headers["Location"]
    fresh = "otras cuatro palabras nuevas"
    send(visitor, where, password1=fresh, password2=fresh)
    assert sign_in(Client(enforce_csrf_checks=True), password=fresh).status_code == 302
    assert "do not belong together" in sign_in(Client(enforce_csrf_checks=True), password=PASSWORD).content.decode()


def test_asking_for_a_link_gives_no_address_away(browser: Client) -> None:
    answer = send(browser, "/en/account/password/reset/", email="nobody@example.org")
    assert answer.headers["Location"] == "/en/account/password/reset/sent/"
    assert not mail.outbox


def test_an_old_link_says_so_kindly(browser: Client) -> None:
    for address in ("/en/account/email/nothing/", "/en/account/password/reset/x-1/nothing/"):
        assert "too old" in browser.get(address).content.decode()
