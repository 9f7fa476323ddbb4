"""A file under a passphrase: nothing readable outside, whole inside, and shut to every other phrase."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from concord.web.guest.parcel import MARK, WrongPhraseError, seal, unseal
from concord.web.way.tests.walk import send, walk

PHRASE = "mi jardín de abril"


def test_only_the_phrase_opens_it_and_no_byte_can_be_changed() -> None:
    sealed = seal(b"canary", PHRASE)
    assert b"canary" not in sealed
    assert unseal(sealed, PHRASE) == b"canary"
    assert seal(b"canary", PHRASE) != sealed
    for wrong, phrase in (
        (sealed, "another phrase"),
        (sealed, ""),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), PHRASE),
        (sealed[:-20], PHRASE),
        (MARK, PHRASE),
    ):
        with pytest.raises(WrongPhraseError):
            unseal(wrong, phrase)


def brought(browser: Client, content: bytes, phrase: str) -> HttpResponse:
    return send(browser, "/en/bring/", file=SimpleUploadedFile("mine", content), phrase=phrase)


def test_a_locked_file_comes_back_with_its_phrase_alone(browser: Client) -> None:
    walk(browser)
    plain = browser.get("/en/file/").content
    response = send(browser, "/en/keep/", phrase=PHRASE)
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-situation.concord"'
    locked = response.content
    assert b"canary" in plain
    assert b"canary" not in locked
    send(browser, "/en/clear/")
    refused = brought(browser, locked, "wrong phrase").content.decode()
    assert "This passphrase does not open the file" in refused
    assert "wrong phrase" not in refused
    assert brought(browser, locked, PHRASE).headers["Location"] == "/en/bring/check/"
    send(browser, "/en/bring/check/")
    assert browser.get("/en/file/").content == plain


def test_a_short_phrase_is_asked_for_again(browser: Client) -> None:
    walk(browser)
    assert "eight characters or more." in send(browser, "/en/keep/", phrase="short").content.decode()


def test_without_answers_there_is_nothing_to_keep(browser: Client) -> None:
    assert browser.get("/en/keep/").headers["Location"] == "/en/start/"
