"""The first page, what this is, and when to call now."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.web.site.pages import knowledge


@pytest.mark.parametrize(
    ("asked", "language"),
    [("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-US", "en"), ("de-DE,es;q=0.5", "es"), ("fr", "en"), ("", "en")],
)
def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for(
    asked: str, language: str, browser: Client
) -> None:
    response = browser.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert response.headers["Vary"] == "Accept-Language"


def test_home_says_what_it_is_and_what_it_is_not(browser: Client) -> None:
    text = browser.get("/en/").content.decode()
    for said in ("It never picks one for you", "no ads and no trackers", "not for early breast cancer"):
        assert said in text


def test_about_says_who_pays_and_how_it_is_kept_current(browser: Client) -> None:
    text = browser.get("/es/about/").content.decode()
    assert "No recibe dinero de quienes fabrican medicinas" in text
    assert "1 de febrero de 2027" in text


def test_every_sign_and_every_country_stands_on_the_page_for_emergencies(browser: Client) -> None:
    text = browser.get("/en/call/").content.decode()
    assert "Call your cancer team" in text.split("<main")[1]
    assert text.split("<main")[1].count("<p><strong>") == len(knowledge().urgent)
    for one in knowledge().emergency_numbers.values():
        assert one.emergency in text
