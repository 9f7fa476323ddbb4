"""The worked example, the banner, whether the site is well, and what is logged."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from concord.web.accounts.models import Person
from concord.web.host.example import NOTE, is_made_up, made_up_person
from concord.web.site import pages, templates
from concord.web.site.logs import KindOnly
from concord.web.way.tests.walk import send, walk

MADE_UP = {"en": "This is a made-up person", "es": "Esta es una persona inventada"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BANNER = {"en": "Not clinically reviewed", "es": "Sin revisión clínica"}


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


# ------------------------------------------------------------------------------------------------ the worked example
@pytest.mark.parametrize("language", ["en", "es"])
def test_from_home_to_the_choices_of_a_made_up_person(language: str, browser: Client) -> None:
    assert f'href="/{language}/example/"' in text(browser, f"/{language}/")
    done = send(browser, f"/{language}/example/")
    assert (done.status_code, done.headers["Location"]) == (302, f"/{language}/choices/")
    shown = text(browser, f"/{language}/choices/")
    assert MADE_UP[language] in shown
    assert f'href="/{language}/clear/"' in shown
    send(browser, f"/{language}/clear/")
    assert browser.get(f"/{language}/choices/").status_code == 302


def test_the_example_is_not_put_over_what_somebody_told(browser: Client) -> None:
    walk(browser)
    assert "You have answers of your own" in text(browser, "/en/example/")
    form = browser.get("/en/start/").content.decode()
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert browser.post("/en/example/", {"csrfmiddlewaretoken": token}).status_code == 200
    assert "canary words of mine" in text(browser, "/en/choices/")
    assert MADE_UP["en"] not in text(browser, "/en/choices/")


def test_the_example_does_not_go_into_an_account(browser: Client) -> None:
    browser.force_login(Person.objects.create_user("ana"), BACKEND)
    assert 'type="submit">Open the example' not in text(browser, "/en/example/")


@pytest.mark.slow
def test_a_file_that_is_brought_is_nobody_made_up(browser: Client) -> None:
    send(browser, "/en/example/")
    mine = b'{"schema": "concord.situation/0", "cancer": {"extent": "metastatic", "sites": ["bone"]}}'
    send(browser, "/en/bring/", file=SimpleUploadedFile("mine.json", mine))
    send(browser, "/en/bring/check/")
    assert MADE_UP["en"] not in text(browser, "/en/choices/")


def test_the_mark_of_the_example_goes_with_the_file() -> None:
    assert made_up_person("es")["person"]["language"] == "es"
    assert is_made_up(made_up_person("en"))
    assert not is_made_up({"notes": "mine"})
    assert "made-up" in NOTE


# ------------------------------------------------------------------------------------------------ the banner
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_banner_stands_above_every_page_until_a_clinician_has_signed(language: str, browser: Client) -> None:
    for address in ("", "read/", "read/pain/", "start/"):
        shown = text(browser, f"/{language}/{address}")
        assert BANNER[language] in shown.split("<main")[0], address


def test_the_banner_goes_when_the_release_is_signed_by_name(monkeypatch: pytest.MonkeyPatch, browser: Client) -> None:
    known = pages.knowledge()
    signed = replace(known, meta=known.meta.model_copy(update={"reviewed": known.meta.as_of, "reviewed_by": "Dr. A"}))
    dated = replace(known, meta=known.meta.model_copy(update={"reviewed": known.meta.as_of}))
    monkeypatch.setattr(pages, "knowledge", lambda: dated)
    assert not templates.reviewed()
    monkeypatch.setattr(pages, "knowledge", lambda: signed)
    assert templates.reviewed()
    assert BANNER["en"] not in text(browser, "/en/read/pain/")


# ------------------------------------------------------------------------------------------------ health and logs
def test_ready_says_ok_and_nothing_else(browser: Client) -> None:
    response = browser.get("/health/ready")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("table", ["concord.web.models.Guest", "concord.web.keys.models.PersonKey"])
def test_ready_says_not_ready_when_a_database_does_not_answer(table: str, browser: Client) -> None:
    with patch(f"{table}.objects.exists", side_effect=OperationalError("canary-password")):
        response = browser.get("/health/ready")
    assert (response.status_code, response.content) == (503, b"not ready\n")


def test_of_a_request_one_line_of_json_is_logged_and_nobody_is_in_it(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("concord.request")
    logger.addHandler(caplog.handler)
    try:
        browser.get("/en/read/canary-page/?canary-query", HTTP_USER_AGENT="canary-agent", REMOTE_ADDR="203.0.113.7")
    finally:
        logger.removeHandler(caplog.handler)
    (line,) = [KindOnly().format(one) for one in caplog.records if one.name == "concord.request"]
    logged = json.loads(line)
    assert set(logged) == {"time", "level", "event", "status", "ms"}
    assert (logged["level"], logged["event"], logged["status"]) == ("info", "answered", "4xx")
    for canary in ("canary", "203.0", "read"):
        assert canary not in line


def test_what_a_library_says_is_not_written_out() -> None:
    said = logging.LogRecord("waitress", logging.ERROR, "x", 1, "Exception while serving %s", ("/en/canary/",), None)
    said.status = "canary"
    line = KindOnly().format(said)
    assert json.loads(line)["event"] == "waitress"
    assert "canary" not in line
    assert [type(one.formatter) for one in logging.getLogger().handlers if isinstance(one.formatter, KindOnly)]
