"""Saved articles: sealed with the answers, kept as long as they are, in no address, and gone at one press."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from concord.web.accounts import vault
from concord.web.accounts.models import Person
from concord.web.guest import store
from concord.web.models import Guest
from concord.web.reading.tests.asking import post
from concord.web.site.tests.strict import faults


def save(browser: Client, name: str = "pain", language: str = "en", **more: str) -> str:
    response = post(browser, f"/{language}/read/{name}/", f"/{language}/saved/", name=name, **more)
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.headers["Location"])


def room(browser: Client, language: str = "en") -> str:
    return str(browser.get(f"/{language}/read/").content.decode())


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_article_is_saved_listed_and_taken_off_again(language: str, browser: Client) -> None:
    assert 'id="saved"' not in room(browser, language)
    assert save(browser, language=language) == f"/{language}/read/pain/#saved"
    article = browser.get(f"/{language}/read/pain/").content.decode()
    assert {"en": "This article is saved", "es": "Este artículo está guardado"}[language] in article
    text = room(browser, language)
    assert f'href="/{language}/read/pain/"' in text.split('id="saved"')[1].split("</section>")[0]
    assert faults(text) == faults(article) == []
    assert save(browser, language=language, remove="1", room="1") == f"/{language}/read/#saved"
    assert 'id="saved"' not in room(browser, language)


def test_the_last_one_saved_stands_first_and_once(browser: Client) -> None:
    for name in ("pain", "men", "pain"):
        save(browser, name)
    listed = room(browser).split('id="saved"')[1].split("</section>")[0]
    assert listed.count('href="/en/read/pain/"') == 1
    assert listed.index("/en/read/pain/") < listed.index("/en/read/men/")


def test_before_saving_it_is_said_how_long_it_is_kept(browser: Client) -> None:
    assert "twelve hours after your last page" in browser.get("/en/read/pain/").content.decode()
    post(browser, "/en/start/", "/en/start/", own_phone="on")
    assert "two weeks after your last page" in browser.get("/en/read/pain/").content.decode()


def test_what_was_saved_is_sealed_and_another_visitor_sees_nothing(browser: Client) -> None:
    save(browser, "family-feelings-closeness")
    assert b"closeness" not in bytes(Guest.objects.get().sealed)
    assert 'id="saved"' not in room(Client())


def test_saving_keeps_what_was_told_before_and_after(browser: Client) -> None:
    post(browser, "/en/start/", "/en/start/", country="ES")
    save(browser)
    post(browser, "/en/start/", "/en/start/", country="MX")
    request = browser.get("/en/").wsgi_request
    answers = store.load(request)
    assert answers
    assert (answers.favourites, answers.file["person"]["country"]) == (["pain"], "MX")


def test_one_press_clears_it(browser: Client) -> None:
    save(browser)
    post(browser, "/en/clear/", "/en/clear/")
    assert not Guest.objects.exists()
    assert 'id="saved"' not in room(browser)


def test_nothing_else_can_be_saved_and_no_form_from_elsewhere_saves(browser: Client) -> None:
    assert post(browser, "/en/read/pain/", "/en/saved/", name="nowhere").status_code == 404
    assert browser.post("/en/saved/", {"name": "pain"}).status_code == 403
    assert browser.get("/en/saved/").status_code == 405
    assert not Guest.objects.exists()


def test_an_article_that_is_no_more_is_left_out(browser: Client) -> None:
    save(browser)
    request = browser.get("/en/").wsgi_request
    answers = store.load(request)
    assert answers
    answers.favourites.append("gone")
    store.save(request, HttpResponse(), answers)
    assert "gone" not in room(browser)
    assert 'id="saved"' in room(browser)


def test_pages_of_one_who_saved_are_kept_by_no_browser(browser: Client) -> None:
    before = browser.get("/en/read/pain/")
    assert "no-store" not in before.headers["Cache-Control"]
    save(browser)
    assert settings.GUEST_COOKIE in browser.cookies
    for address in ("/en/", "/en/read/", "/en/read/pain/"):
        response = browser.get(address)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/en/choices/", "/en/answers/", "/en/start/her2/", "/en/keep/"])
def test_who_only_saved_an_article_has_told_nothing_yet(address: str, browser: Client) -> None:
    save(browser)
    response = browser.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/start/")


def test_with_an_account_that_may_store_it_is_kept_there(browser: Client) -> None:
    person = Person.objects.create_user("maria", password="a long sentence of words")
    vault.make(person)
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    assert "sealed in your account" in browser.get("/en/read/pain/").content.decode()
    save(browser)
    assert not Guest.objects.exists()
    other = Client()
    other.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    assert 'id="saved"' in room(other)
    assert other.get("/en/read/").headers["Cache-Control"] == "no-store"
