"""Storing has a yes of its own; what is stored is sealed, hers alone, and goes when the yes is taken back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from concord.choices.words import Words
from concord.plan.model import Plan
from concord.web.accounts import consent
from concord.web.accounts.models import Consent, Vault
from concord.web.accounts.tests.someone import person, press, say_yes, sign_in, sign_up
from concord.web.guest import store
from concord.web.keys import store as keys
from concord.web.keys.models import PersonKey
from concord.web.models import Guest, Made
from concord.web.plan import kept as plan
from concord.web.site.pages import knowledge
from concord.web.way.tests.walk import begin, send, walk

CANARIES = (b"canary", b"letrozole", b"liver", b"type_2_diabetes")


def as_seen_by(browser: Client) -> store.Answers | None:
    """The answers that a view would get."""
    request = browser.get("/en/call/").wsgi_request
    return store.load(request)


def kept(name: str = "maria") -> Vault:
    return Vault.objects.get(person__username=name)


def test_an_account_alone_stores_nothing_about_health(browser: Client) -> None:
    sign_up(browser)
    walk(browser)
    assert not Vault.objects.exists()
    assert not PersonKey.objects.exists()
    assert Guest.objects.count() == 1, "she is as a guest"


def test_only_after_her_yes_the_vault_holds_the_answers(browser: Client) -> None:
    sign_up(browser)
    assert say_yes(browser).headers["Location"] == "/en/account/"
    walk(browser)
    assert not Guest.objects.exists()
    assert settings.GUEST_COOKIE not in browser.cookies
    answers = as_seen_by(browser)
    assert answers
    assert answers.file["cancer"]["sites"] == ["bone", "liver"]
    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere)
    assert as_seen_by(elsewhere) == answers


def test_a_yes_counts_only_for_the_text_that_was_shown(browser: Client) -> None:
    sign_up(browser)
    text = send(browser, "/en/account/keep/", text="0" * 64).content.decode()
    assert "changed while you were reading" in text
    assert not Consent.objects.exists()
    assert not Vault.objects.exists()


@pytest.mark.parametrize(("language", "word"), [("en", "destroyed"), ("es", "destruye")])
def test_the_receipt_says_when_and_to_what(language: str, word: str, browser: Client) -> None:
    sign_up(browser, language=language)
    say_yes(browser, language)
    one = Consent.objects.get()
    assert (one.kind, one.language, one.withdrawn_at) == ("storing", language, None)
    page = browser.get(f"/{language}/account/keep/{one.pk}/").content.decode()
    assert word in page
    assert one.text_hash in page
    response = browser.get(f"/{language}/account/keep/{one.pk}/file/")
    assert "attachment" in response.headers["Content-Disposition"]
    found = response.json()
    assert found["version"] == one.version
    assert found["text_sha256"] == one.text_hash
    assert word in " ".join(found["text"])
    other = browser.get(f"/{'es' if language == 'en' else 'en'}/account/keep/{one.pk}/file/").json()
    assert other["text"] == found["text"], "the text that was shown, in its own language"


def test_taking_it_back_destroys_the_key_and_deletes_what_was_stored(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    name = kept().name
    Made.objects.create(owner=name, situation="s", fingerprint="f", sealed=b"", until="2099-01-01T00:00:00Z")
    assert send(browser, "/en/account/keep/stop/").headers["Location"] == "/en/account/"
    assert keys.fetch(name) is None
    assert not Vault.objects.exists()
    assert not Made.objects.filter(owner=name).exists()
    assert Consent.objects.get().withdrawn_at
    assert as_seen_by(browser) is None
    assert "Nothing about your health is kept" in browser.get("/en/account/").content.decode()


def test_a_second_yes_has_a_new_key_and_a_new_receipt(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    first = kept().name
    send(browser, "/en/account/keep/stop/")
    say_yes(browser)
    assert kept().name != first
    assert Consent.objects.count() == 2
    assert PersonKey.objects.count() == 1


def test_clearing_empties_the_vault_under_a_new_key_and_keeps_the_account(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    first = kept().name
    send(browser, "/en/clear/")
    assert keys.fetch(first) is None
    assert kept().name != first
    assert as_seen_by(browser) is None
    assert browser.get("/en/account/").status_code == 200


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_raw_files_of_the_databases_hold_nothing_to_read(tmp_path: Path) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    assert as_seen_by(browser)
    for alias in ("default", "keys"):
        target = tmp_path / f"{alias}.sqlite3"
        with sqlite3.connect(target) as copy:
            connections[alias].ensure_connection()
            connections[alias].connection.backup(copy)
        raw = target.read_bytes()
        assert (b"accounts_vault" if alias == "default" else b"keys_personkey") in raw
        for canary in CANARIES:
            assert canary not in raw, (alias, canary)
    for alias in ("default", "keys"):
        call_command("flush", verbosity=0, interactive=False, database=alias)


def test_nothing_of_hers_is_in_a_cookie_or_a_session(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    cookies = " ".join(one.value for one in browser.cookies.values())
    session = " ".join(str(one) for one in browser.session.items())
    for canary in (*CANARIES, b"bone"):
        assert canary.decode() not in cookies + session


def test_what_belongs_to_another_is_not_there(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    number = Consent.objects.get().pk
    other = Client(enforce_csrf_checks=True)
    sign_up(other, "ines")
    say_yes(other)
    assert other.get(f"/en/account/keep/{number}/").status_code == 404
    assert other.get(f"/en/account/keep/{number}/file/").status_code == 404
    assert as_seen_by(other) is None
    assert "canary" not in other.get("/en/account/file/").content.decode()
    nobody = Client(enforce_csrf_checks=True)
    assert nobody.get(f"/en/account/keep/{number}/").status_code == 302


def test_the_row_of_one_does_not_open_for_another(browser: Client) -> None:
    """Whoever can write in the database cannot hand the answers of one person to another."""
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    other = Client(enforce_csrf_checks=True)
    sign_up(other, "ines")
    say_yes(other)
    Vault.objects.filter(person__username="ines").update(sealed=kept().sealed)
    assert as_seen_by(other) is None


def test_answers_of_a_visit_go_into_the_account_only_on_her_word(browser: Client) -> None:
    walk(browser)
    sign_up(browser)
    assert say_yes(browser).headers["Location"] == "/en/account/keep/take/"
    assert kept().sealed is None
    assert "has no answers yet" in browser.get("/en/account/keep/take/").content.decode()
    send(browser, "/en/account/keep/take/", take="1")
    assert kept().sealed
    assert not Guest.objects.exists()
    assert browser.cookies[settings.GUEST_COOKIE].value == ""
    answers = as_seen_by(browser)
    assert answers
    assert answers.file["cancer"]["sites"] == ["bone", "liver"]


@pytest.mark.parametrize(("word", "hormone"), [("take", "positive"), ("clear", None), ("later", None)])
def test_what_the_account_holds_is_replaced_only_on_her_word(word: str, hormone: str | None, browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    begin(browser)
    before = as_seen_by(browser)
    visitor = Client(enforce_csrf_checks=True)
    walk(visitor)
    there = sign_in(visitor).headers["Location"]
    assert there.startswith("/en/account/keep/take/?next=")
    assert as_seen_by(visitor) == before, "nothing is taken before she says so"
    assert "cannot be brought back" in visitor.get(there).content.decode()
    send(visitor, there, **{word: "1"})
    after = as_seen_by(visitor)
    assert (after == before) == (word != "take")
    assert Guest.objects.exists() == (word == "later")


def test_what_was_made_of_the_old_answers_goes_when_they_are_replaced(browser: Client) -> None:
    walk(browser)
    sign_up(browser)
    say_yes(browser)
    name = kept().name
    Made.objects.create(owner=name, situation="s", fingerprint="f", sealed=b"", until="2099-01-01T00:00:00Z")
    send(browser, "/en/account/keep/take/", take="1")
    assert not Made.objects.filter(owner=name).exists()


def test_what_was_made_for_a_guest_goes_with_her_answers(browser: Client) -> None:
    walk(browser)
    name = Guest.objects.get().name
    Made.objects.create(owner=name, situation="s", fingerprint="f", sealed=b"", until="2099-01-01T00:00:00Z")
    send(browser, "/en/clear/")
    assert not Made.objects.filter(owner=name).exists()


def test_the_holder_is_the_guest_or_the_person(browser: Client) -> None:
    assert store.holder(RequestFactory().get("/")) is None
    walk(browser)
    guest = store.holder(browser.get("/en/call/").wsgi_request)
    assert guest
    assert guest.name == Guest.objects.get().name
    sign_up(browser)
    assert store.holder(browser.get("/en/call/").wsgi_request) == guest
    say_yes(browser)
    mine = store.holder(browser.get("/en/call/").wsgi_request)
    assert mine
    assert mine.name == kept().name
    assert mine.key == keys.fetch(mine.name) != guest.key
    assert "key" not in repr(mine), "a key is written nowhere by accident"


def test_pages_that_fit_are_a_choice_inside_the_answers(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    shown = browser.get("/en/account/").content.decode()
    assert "checked" not in shown, "nothing is preselected"
    for value, wanted in (("yes", True), ("no", False)):
        press(browser, "/en/account/", "/en/account/fit/", fit=value)
        answers = as_seen_by(browser)
        assert answers
        assert answers.fit_pages is wanted
        assert f'value="{value}" checked' in browser.get("/en/account/").content.decode()


def test_a_vault_without_its_key_is_as_none(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    keys.destroy(kept().name)
    assert as_seen_by(browser) is None
    assert browser.get("/en/account/").status_code == 200
    response = HttpResponse()
    store.save(browser.get("/en/call/").wsgi_request, response, store.Answers())
    assert settings.GUEST_COOKIE in response.cookies
    assert "Nothing about your health is kept" in browser.get("/en/account/").content.decode()
    say_yes(browser)
    assert store.holder(browser.get("/en/call/").wsgi_request)
    assert person().consents.count() == 1, "the yes still stood"


def test_favourites_of_both_are_kept_when_answers_are_taken_along(browser: Client) -> None:
    visitor = Client(enforce_csrf_checks=True)
    for one, name in ((browser, "pain"), (visitor, "immunotherapy")):
        if one is browser:
            sign_up(one)
            say_yes(one)
        walk(one)
        answers = as_seen_by(one)
        assert answers
        answers.favourites = [name]
        response = HttpResponse()
        store.save(one.get("/en/call/").wsgi_request, response, answers)
    send(visitor, sign_in(visitor).headers["Location"], take="1")
    answers = as_seen_by(visitor)
    assert answers
    assert answers.favourites == ["pain", "immunotherapy"]


def test_a_yes_pressed_twice_is_one(browser: Client) -> None:
    sign_up(browser)
    words = Words(knowledge(), "en")
    assert consent.give(person(), words) == consent.give(person(), words)
    assert Vault.objects.count() == PersonKey.objects.count() == 1


@pytest.mark.parametrize("word", ["take", "clear"])
def test_a_release_that_was_entered_as_a_guest_is_not_lost(word: str, browser: Client) -> None:
    visitor = Client(enforce_csrf_checks=True)
    for one, released in ((browser, "2026-11-01"), (visitor, "2099-01-01")):
        if one is browser:
            sign_up(one)
            say_yes(one)
        walk(one)
        answers = as_seen_by(one)
        assert answers
        answers.released_until = released
        store.save(one.get("/en/call/").wsgi_request, HttpResponse(), answers)
    send(visitor, sign_in(visitor).headers["Location"], **{word: "1"})
    after = as_seen_by(visitor)
    assert after
    assert after.released_until == "2099-01-01"


PLAN_STAYS = "the plan of this visit is not put in: it stays in this browser"


def write_a_plan(browser: Client, why: str) -> None:
    holder = store.holder(browser.get("/en/call/").wsgi_request)
    assert holder
    plan.put(holder, plan.WRITING, Plan(why=why))


def plan_of(browser: Client) -> str | None:
    holder = store.holder(browser.get("/en/call/").wsgi_request)
    assert holder
    return plan.writing(holder).why


def test_a_plan_that_was_written_as_a_guest_goes_into_the_account(browser: Client) -> None:
    walk(browser)
    write_a_plan(browser, "canary reason")
    sign_up(browser)
    say_yes(browser)
    assert PLAN_STAYS not in browser.get("/en/account/keep/take/").content.decode()
    send(browser, "/en/account/keep/take/", take="1")
    assert not Guest.objects.exists()
    assert plan_of(browser) == "canary reason"
    assert "canary reason" in browser.get("/en/account/file/").content.decode()


def test_the_plan_of_the_account_stays_when_answers_are_taken_along(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    write_a_plan(browser, "the plan of the account")
    visitor = Client(enforce_csrf_checks=True)
    walk(visitor)
    write_a_plan(visitor, "the plan of the visit")
    there = sign_in(visitor).headers["Location"]
    assert PLAN_STAYS in visitor.get(there).content.decode()
    send(visitor, there, take="1")
    assert plan_of(browser) == "the plan of the account"
    assert Guest.objects.exists(), "that of the visit is not thrown away unseen"
