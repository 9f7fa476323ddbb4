"""Everything in one file, and everything gone for good, in restored backups too."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core import serializers
from django.test import Client

from concord.web.accounts import vault
from concord.web.accounts.models import Consent, Person, Session, Vault
from concord.web.accounts.tests.someone import NAME, person, press, say_yes, sign_in, sign_up
from concord.web.accounts.tests.test_second_step import with_app
from concord.web.keys import store as keys
from concord.web.keys.holder import Holder
from concord.web.keys.models import PersonKey
from concord.web.models import Made
from concord.web.way.tests.walk import send, walk


def test_the_file_holds_everything_and_no_secret(browser: Client) -> None:
    secret, codes = with_app(browser)
    say_yes(browser)
    walk(browser)
    press(browser, "/en/account/", "/en/account/fit/", fit="yes")
    response = browser.get("/en/account/file/")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    found = response.json()
    assert found["account"]["name"] == NAME
    assert [one["kind"] for one in found["ways_to_sign_in"]] == ["password", "totp", "recovery_codes"]
    assert found["consents"][0]["kind"] == "storing"
    answers = found["vault"]["answers"]
    assert answers["file"]["cancer"]["sites"] == ["bone", "liver"]
    assert answers["file"]["priorities"]["in_my_words"] == "canary words of mine"
    assert answers["fit_pages"] is True
    raw = response.content.decode()
    assert secret not in raw
    assert codes[0] not in raw
    assert person().password not in raw


def test_every_field_of_the_vault_is_in_the_file(browser: Client) -> None:
    from concord.web.guest import store

    sign_up(browser)
    say_yes(browser)
    walk(browser)
    found = browser.get("/en/account/file/").json()
    assert set(found["vault"]["answers"]) == set(store.KEPT)


def test_without_a_yes_the_file_says_that_nothing_is_kept(browser: Client) -> None:
    sign_up(browser)
    found = browser.get("/en/account/file/").json()
    assert found["vault"] is None
    assert found["consents"] == []


def test_deleting_asks_first(browser: Client) -> None:
    sign_up(browser)
    assert browser.get("/en/account/delete/").status_code == 200
    text = send(browser, "/en/account/delete/").content.decode()
    assert "tick the box" in text
    assert Person.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_deleting_leaves_nothing_and_says_until_when_a_backup_holds_it(language: str, browser: Client) -> None:
    with_app(browser)
    say_yes(browser)
    walk(browser)
    name = Vault.objects.get().name
    Made.objects.create(owner=name, situation="s", fingerprint="f", sealed=b"", until="2099-01-01T00:00:00Z")
    sign_in(Client(enforce_csrf_checks=True), password="a slip of the finger")
    assert AccessAttempt.objects.exists()
    text = send(browser, f"/{language}/account/delete/", sure="on").content.decode()
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    assert str(day.year) in text
    assert str(day.day) in text
    assert {"en": "gone from backups by", "es": "copias de emergencia"}[language] in text
    assert {"en": "master key", "es": "llave maestra"}[language] in text
    for rows in (Person, Vault, Consent, Session, Authenticator, AccessAttempt, PersonKey, Made):
        assert not rows.objects.exists(), rows
    assert browser.get(f"/{language}/account/").status_code == 302


def test_a_restored_backup_of_the_database_cannot_be_opened_after_deletion(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    before = Vault.objects.get()
    key = keys.fetch(before.name)
    assert key
    content = vault.read(Holder(before.name, key))
    assert content
    assert b"canary" in content, "the backup does hold it"
    backup = serializers.serialize("json", [*Person.objects.all(), *Consent.objects.all(), *Vault.objects.all()])
    send(browser, "/en/account/delete/", sure="on")
    for one in serializers.deserialize("json", backup):
        one.save()
    restored = Vault.objects.get()
    assert bytes(restored.sealed or b"") == bytes(before.sealed or b"-")
    assert keys.fetch(restored.name) is None
    again = Client(enforce_csrf_checks=True)
    sign_in(again)
    assert again.get("/en/account/").status_code == 200
    assert "canary" not in again.get("/en/account/file/").content.decode()
    assert again.get("/en/choices/").headers["Location"] == "/en/start/"


def test_the_key_goes_first(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """If anything fails on the way, what was sealed is unreadable all the same."""
    sign_up(browser)
    say_yes(browser)
    walk(browser)

    def fails(*given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("concord.web.accounts.leaving.attempts.forget", fails)
    with pytest.raises(RuntimeError):
        send(browser, "/en/account/delete/", sure="on")
    assert not PersonKey.objects.exists()


def test_deleting_one_leaves_the_other(browser: Client) -> None:
    other = Client(enforce_csrf_checks=True)
    for one, name in ((browser, NAME), (other, "ines")):
        sign_up(one, name)
        say_yes(one)
        walk(one)
    send(browser, "/en/account/delete/", sure="on")
    assert [one.username for one in Person.objects.all()] == ["ines"]
    assert "canary" in other.get("/en/account/file/").content.decode()


def test_whoever_deletes_the_account_the_key_goes(browser: Client) -> None:
    """An operator deletes a person in the admin, not by the page above."""
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    person().delete()
    assert not PersonKey.objects.exists()
    assert browser.get("/en/account/").status_code == 302
