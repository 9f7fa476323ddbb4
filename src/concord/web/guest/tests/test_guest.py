"""A guest's answers: sealed under a key that only her cookie holds, for a time, and gone at one press."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from concord.web.guest import store
from concord.web.keys.sealing import KEY_BYTES
from concord.web.models import Guest
from concord.web.way.tests.walk import begin, send, walk

CANARIES = (b"canary", b"letrozole", b"liver", b"type_2_diabetes")


def test_the_database_holds_nothing_that_can_be_read(browser: Client) -> None:
    walk(browser)
    guest = Guest.objects.get()
    for canary in CANARIES:
        assert canary not in bytes(guest.sealed)
    key = browser.cookies[settings.GUEST_COOKIE].value
    assert key not in guest.name


@pytest.mark.django_db(transaction=True)
def test_the_raw_file_of_the_database_holds_nothing_either(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    walk(Client(enforce_csrf_checks=True))
    target = tmp_path / "raw.sqlite3"
    with sqlite3.connect(target) as copy:
        connections["default"].ensure_connection()
        connections["default"].connection.backup(copy)
    raw = target.read_bytes()
    assert b"web_guest" in raw
    for canary in CANARIES:
        assert canary not in raw
    call_command("flush", verbosity=0, interactive=False)


def test_another_visitor_sees_nothing_of_it(browser: Client) -> None:
    walk(browser)
    other = Client(enforce_csrf_checks=True)
    assert other.get("/en/choices/").headers["Location"] == "/en/start/"
    other.cookies[settings.GUEST_COOKIE] = "A" * 43 + "="
    assert other.get("/en/choices/").headers["Location"] == "/en/start/"
    other.cookies[settings.GUEST_COOKIE] = "not base64 !"
    assert other.get("/en/choices/").headers["Location"] == "/en/start/"


def test_a_changed_row_does_not_open(browser: Client) -> None:
    walk(browser)
    guest = Guest.objects.get()
    guest.sealed = bytes(guest.sealed)[:-1] + bytes([bytes(guest.sealed)[-1] ^ 1])
    guest.save()
    assert browser.get("/en/choices/").headers["Location"] == "/en/start/"


def test_the_cookie_is_for_the_server_alone_and_goes_with_the_browser(browser: Client) -> None:
    begin(browser)
    cookie = browser.cookies[settings.GUEST_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    begin(browser, own_phone="on")
    assert browser.cookies[settings.GUEST_COOKIE]["max-age"] == 14 * 24 * 3600


@pytest.mark.parametrize(("own", "hours"), [({}, 12), ({"own_phone": "on"}, 14 * 24)])
def test_answers_last_for_their_time_after_the_last_page(own: dict[str, str], hours: int, browser: Client) -> None:
    begin(browser, **own)
    assert abs(Guest.objects.get().until - timezone.now() - dt.timedelta(hours=hours)) < dt.timedelta(minutes=1)
    Guest.objects.update(until=timezone.now() + dt.timedelta(minutes=5))
    browser.get("/en/choices/")
    assert Guest.objects.get().until > timezone.now() + dt.timedelta(hours=hours - 1)
    Guest.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert browser.get("/en/choices/").headers["Location"] == "/en/start/"
    begin(Client(enforce_csrf_checks=True))
    assert Guest.objects.count() == 1


@pytest.mark.parametrize("address", ["start/her2", "answers", "choices", "keep", "file"])
def test_every_page_of_hers_begins_the_time_again_and_is_kept_by_no_browser(address: str, browser: Client) -> None:
    begin(browser)
    Guest.objects.update(until=timezone.now() + dt.timedelta(minutes=5))
    assert browser.get(f"/en/{address}/").headers["Cache-Control"] == "no-store"
    assert Guest.objects.get().until > timezone.now() + dt.timedelta(hours=11)


def test_one_press_clears_everything(browser: Client) -> None:
    walk(browser)
    assert "cannot be brought back" in browser.get("/en/clear/").content.decode()
    assert Guest.objects.count() == 1
    response = send(browser, "/en/clear/")
    assert "Everything is cleared" in response.content.decode()
    assert Guest.objects.count() == 0
    assert browser.cookies[settings.GUEST_COOKIE].value == ""
    assert "storage" in response.headers["Clear-Site-Data"]
    assert browser.get("/en/choices/").headers["Location"] == "/en/start/"


def test_the_file_can_be_taken_along_and_is_read_by_the_program(browser: Client) -> None:
    from concord.reading import Document
    from concord.situation.read import from_document

    walk(browser)
    response = browser.get("/en/file/")
    assert "attachment" in response.headers["Content-Disposition"]
    assert from_document(Document(response.json())).cancer.sites == ("bone", "liver")


def test_personal_pages_are_kept_by_no_browser(browser: Client) -> None:
    walk(browser)
    for address in ("/en/choices/", "/en/answers/", "/en/start/her2/", "/en/file/", "/en/choices/doctor/"):
        assert browser.get(address).headers["Cache-Control"] == "no-store", address


def test_key_and_name_are_apart() -> None:
    key = b"k" * KEY_BYTES
    assert key.hex() not in store._name(key)
