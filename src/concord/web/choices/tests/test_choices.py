"""My choices in the browser: the brief of what was told, to print and to take along."""

from __future__ import annotations

import orjson
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.web.way.tests.walk import STEPS, send, walk
from concord.web.wsgi import WAITRESS

UNSURE = {"hormone": {"answer": "unknown"}, "illnesses": {"answer": "unknown"}}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_guest_with_two_open_questions_reaches_her_choices(language: str, browser: Client) -> None:
    walk(browser, language, UNSURE)
    text = browser.get(f"/{language}/choices/").content.decode()
    said = {"en": ("Eleven questions", "What if it stops working?"), "es": ("Once preguntas", "¿Qué pasa si deja")}
    for one in said[language]:
        assert one in text
    assert 'id="comfort-focused-care"' in text
    assert text.count("<h1") == 1
    assert "canary words of mine" in text


def test_what_she_told_changes_what_stands_there(browser: Client) -> None:
    walk(browser)
    text = browser.get("/en/choices/").content.decode()
    assert 'id="capivasertib-fulvestrant"' in text
    send(browser, "/en/start/hormone/", answer="no")
    send(browser, "/en/start/her2/", answer="positive")
    assert 'id="capivasertib-fulvestrant"' not in browser.get("/en/choices/").content.decode()


def test_the_gentle_voice_is_spoken_where_it_was_chosen(browser: Client) -> None:
    walk(browser)
    assert "Nothing you did caused this" in browser.get("/en/choices/").content.decode()


def test_the_road_ahead_is_made_when_asked_for(browser: Client) -> None:
    walk(browser)
    assert "Always a choice" not in browser.get("/en/choices/").content.decode().split('id="ahead"')[1]
    text = browser.get("/en/choices/ahead/single-chemotherapy/").content.decode()
    assert "What if One chemotherapy medicine at a time stops working?" in text
    assert "May be possible, if the receptors stay as they are" in text
    assert browser.get("/en/choices/ahead/nothing/").status_code == 404


@pytest.mark.parametrize("address", ["brief.pdf", "doctor/", "questions/"])
def test_it_can_be_taken_along_as_paper(address: str, browser: Client) -> None:
    walk(browser, "es")
    response = browser.get(f"/es/choices/{address}")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_early_cancer_gets_a_kind_word_and_no_choices(browser: Client) -> None:
    walk(browser, other={"spread": {"answer": ["not"]}, **{one: {"answer": "unknown"} for one in STEPS[1:6]}})
    text = browser.get("/en/choices/").content.decode()
    assert "early stage" in text
    assert 'id="choices"' not in text


def test_signs_that_cannot_wait_stand_before_everything_else(browser: Client) -> None:
    urgent = {"schema": "concord.situation/0", "cancer": {"sites": ["bone"]}, "symptoms": ["leg_weakness"]}
    send(browser, "/en/bring/", file=SimpleUploadedFile("mine", orjson.dumps(urgent)))
    send(browser, "/en/bring/check/")
    main = browser.get("/en/choices/").content.decode().split("<main")[1]
    assert 'id="urgent"' in main
    assert "href" not in main.split('id="urgent"')[0]


def test_the_longest_page_goes_out_without_touching_the_disk(browser: Client) -> None:
    """The server writes what is larger than its buffer to a file: neither a page nor what comes in may be."""
    walk(browser, other={one: {"answer": "unknown"} for one in STEPS})
    assert len(browser.get("/es/choices/").content) < WAITRESS["outbuf_overflow"]
    assert WAITRESS["inbuf_overflow"] > WAITRESS["max_request_body_size"] >= settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def test_nothing_that_was_told_stands_in_an_address(browser: Client) -> None:
    walk(browser)
    text = browser.get("/en/choices/").content.decode()
    assert "canary" not in "".join(part.split('"')[0] for part in text.split('href="')[1:])
