"""What holds for every page: a frame, both languages, no third party, headers, and nothing written down."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from concord.web.site.language import LANGUAGES, other_address
from concord.web.site.logs import KindOnly
from concord.web.site.pages import knowledge

NAMES = ["home", "about", "call", "room", "words", "begin", "bring", "clear", "survey", "pathology_report"]
PAGES = [
    *(reverse(name, args=[language]) for language in LANGUAGES for name in NAMES),
    *(reverse("article", args=[language, name]) for language in LANGUAGES for name in ("pain", "immunotherapy")),
]
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Strict(HTMLParser):
    """Complains of a tag that is not closed, closed twice, or crossed with another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> crosses"


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_well_formed_with_one_title_and_headings_in_order(address: str, browser: Client) -> None:
    page = Strict()
    page.feed(text_of(browser, address))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_needs_nothing_from_anyone_else(address: str, browser: Client) -> None:
    text = text_of(browser, address)
    loaded = re.findall(r"<(?:script|img|iframe|source)[^>]*|<link[^>]*(?:stylesheet|icon)[^>]*", text)
    assert not [one for one in loaded if "http" in one or (one.startswith("<script") and 'src="/static/' not in one)]
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", text)
    for link in re.findall(r'<a [^>]*href="https?://[^>]*>', text):
        assert "noreferrer" in link, link


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_same_page_in_the_other_language(address: str, browser: Client) -> None:
    text = text_of(browser, address)
    language = address.split("/")[1]
    other = other_address(address)
    assert f'<html lang="{language}">' in text
    assert f'href="{other}"' in text
    assert browser.get(other).status_code == 200
    assert other_address(other) == address


@pytest.mark.parametrize("address", PAGES)
def test_when_to_call_and_a_quick_way_out_are_on_every_page(address: str, browser: Client) -> None:
    text, language = text_of(browser, address), address.split("/")[1]
    assert f'href="/{language}/call/"' in text
    assert 'class="leave"' in text
    assert 'href="#content"' in text
    assert 'href="#top"' in text
    words = {"en": "No named clinician has reviewed", "es": "Ningún profesional clínico"}
    assert words[language] in text
    assert ("borrador" in text) == (language == "es")


def test_headers_let_nothing_in_and_tell_nothing(browser: Client) -> None:
    response = browser.get("/en/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_reading_leaves_no_cookie_but_the_one_that_guards_a_form(address: str, browser: Client) -> None:
    text = text_of(browser, address)
    assert set(browser.cookies) == ({"csrftoken"} if "<form" in text else set())
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so_kindly(language: str, browser: Client) -> None:
    response = browser.get(f"/{language}/read/nowhere/")
    assert response.status_code == 404
    assert {"en": "This page is not here", "es": "Esta página no está aquí"}[language] in response.content.decode()


@override_settings(ROOT_URLCONF="concord.web.site.tests.broken")
def test_an_error_shows_nothing_and_is_written_down_by_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    visitor = Client(raise_request_exception=False)
    logger = logging.getLogger("django.request")
    logger.addHandler(caplog.handler)
    try:
        response = visitor.get("/en/broken/canary-address/?canary-query")
    finally:
        logger.removeHandler(caplog.handler)
    text = response.content.decode()
    assert response.status_code == 500
    assert "It is our fault" in text
    assert "canary" not in text
    written = [KindOnly().format(record) for record in caplog.records]
    assert any("ValueError in broken" in line for line in written)
    assert "canary" not in "".join(written)


def test_static_files_are_ours_and_small(browser: Client) -> None:
    for name in ("style.css", "site.css", "site.js", "icon.svg"):
        response = browser.get(f"/static/{name}")
        assert response.status_code == 200
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        assert len(body) < 20_000
        assert b"http" not in body.replace(b"http://www.w3.org/2000/svg", b"")


def test_no_text_of_the_site_is_unused() -> None:
    from pathlib import Path

    source = Path(__file__).parents[3]
    asked = "\n".join(
        one.read_text() for one in source.rglob("*") if one.suffix in (".py", ".j2") and "tests" not in one.parts
    )
    words = set(re.findall(r"\w+", asked))
    families = (*re.findall(r'f"([a-z_]+_)\{', asked), "not_found", "refused", "error", "talk_")
    unused = {one for one in knowledge().site_texts if one not in words and not one.startswith(families)}
    assert unused == set()
