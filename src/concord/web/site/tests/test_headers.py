"""What may be kept of a page and found by a search: nothing that is for one person alone."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.web.way.tests.walk import begin

PUBLIC = ("/en/", "/es/read/", "/en/read/pain/", "/en/words/", "/en/call/", "/en/about/", "/en/survey/")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_for_all_may_be_found_but_no_server_on_the_way_keeps_it(address: str, browser: Client) -> None:
    response = browser.get(address)
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert "X-Robots-Tag" not in response.headers


@pytest.mark.parametrize(
    "address", [*PUBLIC, "/en/choices/", "/en/answers/", "/en/start/", "/en/nowhere/", "/admin/login/"]
)
def test_whoever_told_something_leaves_no_page_behind(address: str, browser: Client) -> None:
    begin(browser)
    response = browser.get(address)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_what_answers_a_form_is_not_kept(browser: Client) -> None:
    assert browser.post("/en/search/", {"words": "pain"}).headers["Cache-Control"] == "no-store"


def test_robots_are_told_which_addresses_are_not_for_them(browser: Client) -> None:
    text = browser.get("/robots.txt").content.decode()
    closed = [line.removeprefix("Disallow: ") for line in text.splitlines() if line.startswith("Disallow")]
    assert {"/admin/", "/*/choices", "/*/start", "/*/account"} <= set(closed)
    assert not [one for one in closed if one.endswith(("/read", "/about", "/words", "/call"))]
    assert "Allow: /\n" in text


def test_health_says_that_it_answers(browser: Client) -> None:
    response = browser.get("/health")
    assert (response.status_code, response.content) == (200, b"ok\n")
